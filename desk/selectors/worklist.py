"""The worklist: a row for each case and unit, whose turn it is first, with what is waited for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case as When_
from django.db.models import Count, F, IntegerField, QuerySet, Value, When

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import visible
from desk.persons import birth_date
from discharge.models import Receipt, Turn
from discharge.selectors.cases import CaseSeen, cases_seen
from discharge.turns import Action
from rules.tracks.receipt import State

PAGE_SIZE: Final = 50


class Shown(StrEnum):
    """Which rows are shown, as the address says it."""

    OURS = "var-tur"
    THEIRS = "vantar"
    NOBODYS = "klara"
    ALL = "alla"


WHOSE: Final[Mapping[Shown, str]] = {
    Shown.OURS: Turn.Whose.OURS,
    Shown.THEIRS: Turn.Whose.THEIRS,
    Shown.NOBODYS: Turn.Whose.NOBODYS,
}
_WHOSE_FIRST: Final = (Turn.Whose.OURS, Turn.Whose.THEIRS, Turn.Whose.NOBODYS)

# The states of the unit's own receipts, and of what it has sent, that each action is about.
_OWN: Final[Mapping[str, State]] = {
    Action.ACKNOWLEDGE_RECALL: State.RECALLED,
    Action.READ: State.IN_LIST,
    Action.ACKNOWLEDGE: State.READ,
}
_SENT: Final[Mapping[str, frozenset[State]]] = {
    Action.AWAIT: frozenset({State.IN_LIST, State.READ, State.RECALLED}),
    Action.RESEND: frozenset({State.WRONG_RECIPIENT}),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A case at one of the reader's units. receipts: those that are waited for, the one that has waited longest first.

    is_new: it became so after the reader last looked.
    """

    turn: Turn
    seen: CaseSeen
    receipts: Sequence[Receipt]
    is_new: bool

    @property
    def born(self) -> date | None:
        """When the person was born, where that may be told."""
        return birth_date(self.seen.person)

    @property
    def first(self) -> Receipt | None:
        """What is shown of what is waited for."""
        return self.receipts[0] if self.receipts else None

    @property
    def others(self) -> int:
        """How many more there are."""
        return max(0, len(self.receipts) - 1)


@dataclass(frozen=True, slots=True)
class Worklist:
    """A page of rows, and how many there are of each kind. new: how many became the units' turn since last time."""

    page: Page[Turn]
    rows: Sequence[Row]
    counts: Mapping[str, int]
    actions: Mapping[str, int]
    new: int


def worklist(actor: Actor, *, shown: Shown, unit: UUID | None, page: int, since: datetime | None) -> Worklist:
    """One page of what waits at the actor's units, or at one of them. Eight queries."""
    turns = visible(actor, Turn.objects.all())
    if unit is not None:
        turns = turns.filter(unit__ref=unit)
    counts, actions = _counted(turns)
    chosen = turns.filter(whose=WHOSE[shown]) if shown in WHOSE else turns
    found = Paginator(_ordered(chosen), PAGE_SIZE).get_page(page)
    ours = turns.filter(whose=Turn.Whose.OURS)
    new = ours.filter(changed_at__gt=since).count() if since else 0
    return Worklist(found, _rows(list(found), actor, since), counts, actions, new)


def own_units(actor: Actor) -> Sequence[Unit]:
    """The units that the list can be narrowed to."""
    return list(Unit.objects.filter(pk__in=actor.unit_ids).order_by("sort_key", "pk"))


def _counted(turns: QuerySet[Turn]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """By whose turn it is, and of the units' own by what they should do."""
    counts: dict[str, int] = defaultdict(int)
    actions: dict[str, int] = {}
    for whose, action, number in turns.values_list("whose", "action").annotate(Count("pk")):
        counts[whose] += number
        if whose == Turn.Whose.OURS:
            actions[action] = number
    return dict(counts), actions


def _ordered(turns: QuerySet[Turn]) -> QuerySet[Turn]:
    """Whose turn first; then what falls due first, what is most pressing, and what has waited longest.

    What nobody waits for any more has its latest first.
    """
    settled = When_(When(whose=Turn.Whose.NOBODYS, then=F("changed_at")))
    return turns.select_related("case__patient", "unit").order_by(
        _rank("whose", _WHOSE_FIRST),
        F("due_at").asc(nulls_last=True),
        settled.desc(nulls_last=True),
        _rank("action", tuple(Action)),
        "changed_at",
        "pk",
    )


def _rank(field: str, values: Sequence[str]) -> When_:
    whens = [When(**{field: value}, then=Value(place)) for place, value in enumerate(values)]
    return When_(*whens, output_field=IntegerField())


def _rows(turns: Sequence[Turn], actor: Actor, since: datetime | None) -> Sequence[Row]:
    cases = {turn.case_id: turn.case for turn in turns}
    seen = {one.case.pk: one for one in cases_seen(cases.values(), actor)}
    receipts: dict[int, list[Receipt]] = defaultdict(list)
    waiting = visible(actor, Receipt.objects.filter(notice__case__in=cases)).select_related(
        "unit", "notice__sender_unit"
    )
    for receipt in waiting.order_by("in_list_at", "pk"):
        receipts[receipt.notice.case_id].append(receipt)
    return [
        Row(
            turn=turn,
            seen=seen[turn.case_id],
            receipts=_waited_for(turn, receipts[turn.case_id]),
            is_new=since is not None and turn.whose == Turn.Whose.OURS and turn.changed_at > since,
        )
        for turn in turns
    ]


def _waited_for(turn: Turn, receipts: Iterable[Receipt]) -> Sequence[Receipt]:
    if turn.action in _OWN:
        return [one for one in receipts if one.unit_id == turn.unit_id and one.state == _OWN[turn.action]]
    states = _SENT.get(turn.action, frozenset())
    return [one for one in receipts if one.notice.sender_unit_id == turn.unit_id and one.state in states]
