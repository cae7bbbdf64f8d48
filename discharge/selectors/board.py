"""The ward's board: every patient who lies there, how far each has come, and what comes next. For the ward's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from accounts.permissions import require, visible
from accounts.roles import Permission
from discharge.models import Case, Deadline, Episode, Event, Receipt, Turn
from discharge.models.notices import NoticeKind
from discharge.selectors.cases import CaseSeen, cases_seen
from discharge.selectors.stays import EXPECTING, TELLING, StayTold, expected_by, stay_told
from rules.calendar import local_date
from rules.errors import NotPermitted
from rules.tracks.receipt import State

OfCase = TypeVar("OfCase", Event, Deadline)

PATIENTS_PER_PAGE: Final = 40
# Whether these have been received is what the ward waits for.
AWAITED: Final = (NoticeKind.ADMISSION, NoticeKind.ESTIMATE_CHANGE, NoticeKind.READY)
# From the least to the most that can be said of one party.
RECEIVED: Final = (State.IN_LIST, State.SENT_OUTSIDE, State.READ, State.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Expected:
    """When she was expected to leave, and when that was said."""

    on: date
    time: time | None
    said_at: datetime


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One patient. day: of the stay, the first is 1. history: what was expected before, the latest first.

    received: by kind of unit, the least that any of its units has done with what it was sent.
    """

    episode: Episode
    seen: CaseSeen
    told: StayTold
    day: int
    history: Sequence[Expected]
    received: Mapping[UnitKind, State]
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board of one ward. wards: all that the actor works at."""

    ward: Unit
    wards: Sequence[Unit]
    page: Page[Episode]
    rows: Sequence[BoardRow]


def board(actor: Actor, *, ward: UUID | None, page: int, now: datetime) -> Board:
    """The patients of one of the actor's wards, the named one or the first; who is expected to leave first comes first.

    Ten queries, however many they are. Raises: NotPermitted for whoever works at no ward.
    """
    require(actor, Permission.READ_CASE)
    wards = list(Unit.objects.filter(pk__in=actor.unit_ids, kind=UnitKind.WARD).order_by("sort_key", "pk"))
    if not wards:
        raise NotPermitted("the board is for wards")
    chosen = next((one for one in wards if one.ref == ward), wards[0])
    there = visible(actor, Episode.objects.open().filter(ward=chosen)).select_related("case__patient")
    ordered = there.order_by(F("expected_on").asc(nulls_last=True), "admitted_at", "pk")
    found = Paginator(ordered, PATIENTS_PER_PAGE).get_page(page)
    return Board(chosen, wards, found, _rows(list(found), chosen, actor, now))


def _rows(episodes: Sequence[Episode], ward: Unit, actor: Actor, now: datetime) -> Sequence[BoardRow]:
    cases = [episode.case for episode in episodes]
    seen = {one.case.pk: one for one in cases_seen(cases, actor)}
    events = _by_case(visible(actor, Event.objects.filter(case__in=cases, kind__in=TELLING)).order_by("seq"))
    clocks = _by_case(visible(actor, Deadline.objects.filter(case__in=cases)).unmet())
    turns = {turn.case_id: turn for turn in visible(actor, Turn.objects.filter(case__in=cases, unit=ward))}
    received = _received(cases, ward, actor)
    rows: list[BoardRow] = []
    for episode in episodes:
        told = stay_told(events[episode.case_id], clocks[episode.case_id])
        assert told is not None  # its registration, which the hospital's own side is told
        rows.append(
            BoardRow(
                episode=episode,
                seen=seen[episode.case_id],
                told=told,
                day=(local_date(now) - local_date(episode.admitted_at)).days + 1,
                history=_history(events[episode.case_id]),
                received=received[episode.case_id],
                turn=turns.get(episode.case_id),
            )
        )
    return rows


def _by_case(rows: Iterable[OfCase]) -> Mapping[int, list[OfCase]]:
    by_case: dict[int, list[OfCase]] = defaultdict(list)
    for row in rows:
        by_case[row.case_id].append(row)
    return by_case


def _history(events: Sequence[Event]) -> Sequence[Expected]:
    said: list[Expected] = []
    for event in events:
        on, at = expected_by(event) if event.kind in EXPECTING else (None, None)
        if on is not None and (not said or (said[-1].on, said[-1].time) != (on, at)):
            said.append(Expected(on, at, event.recorded_at))
    return said[-2::-1]


def _received(cases: Sequence[Case], ward: Unit, actor: Actor) -> Mapping[int, Mapping[UnitKind, State]]:
    """Of what the ward has sent in each case."""
    sent = visible(actor, Receipt.objects.filter(notice__case__in=cases, notice__sender_unit=ward))
    awaited = sent.filter(notice__kind__in=AWAITED, state__in=RECEIVED, notice__recalled_at__isnull=True)
    found: dict[int, dict[UnitKind, State]] = defaultdict(dict)
    for case_id, kind, state in awaited.values_list("notice__case_id", "unit__kind", "state"):
        party, now = UnitKind(kind), State(state)
        least = found[case_id].get(party, now)
        found[case_id][party] = min(least, now, key=RECEIVED.index)
    return found
