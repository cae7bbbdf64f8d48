"""The page of a case: the person, the thread, what has happened, and whom to reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Municipality, Principal, Unit
from accounts.permissions import visible
from core.errors import NotVisible
from desk import labels
from desk.selectors.stay import StayShown, stay_shown
from desk.selectors.thread import Letter, may_write, thread
from discharge.models import Case, Draft, Event, Participation, Turn
from discharge.models.events import EventKind
from discharge.models.notices import NoticeKind
from discharge.protection import PersonShown
from discharge.selectors.cases import CaseSeen, cases_seen
from discharge.selectors.persons import persons_shown
from discharge.versions import case_version


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the timeline. about: the subject of the notice, if the reader has opened it."""

    at: datetime
    what: str
    about: str
    by: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as one reader sees it. place: the name of the municipality that the person is registered in.

    units: the reader's own that take part, from which she may write. version: what writing in the case expects.
    """

    seen: CaseSeen
    person: PersonShown
    place: str
    version: int
    letters: Sequence[Letter]
    turns: Sequence[Turn]
    events: Sequence[Happened]
    contacts: Sequence[Unit]
    units: Sequence[Unit]
    drafts: Sequence[Draft]
    may_write: bool
    stay: StayShown | None

    @property
    def case(self) -> Case:
        return self.seen.case

    @property
    def may_start(self) -> bool:
        """Whether the reader may send something that answers nothing: a provider may not."""
        return self.may_write and any(unit.kind != UnitKind.PROVIDER for unit in self.units)

    @property
    def unread(self) -> int:
        """How many notices wait to be opened."""
        return sum(letter.is_unread for letter in self.letters)


def case_page(ref: UUID, actor: Actor, *, now: datetime, person: PersonShown | None = None) -> CasePage:
    """The case. person: unmasked, for a reader whose reason has been logged. Raises: NotVisible."""
    seen = visible_case(ref, actor)
    letters = thread(seen.case, actor)
    units = taking_part(seen.case, actor)
    person = person or persons_shown([seen.case.patient_id])[seen.case.patient_id]
    turns = list(visible(actor, Turn.objects.filter(case=seen.case)).select_related("unit"))
    events = list(visible(actor, Event.objects.filter(case=seen.case)).select_related("unit", "party").order_by("-seq"))
    return CasePage(
        seen=seen,
        person=person,
        place=place_name(person.municipality_code),
        version=case_version(seen.case, actor),
        letters=letters,
        turns=turns,
        events=_happened(events, letters),
        contacts=contacts_of(letters, units),
        units=units,
        drafts=list(visible(actor, Draft.objects.filter(case=seen.case)).order_by("-updated_at")),
        may_write=may_write(seen.case, actor),
        stay=stay_shown(seen.case, actor, turns, events, now=now),
    )


def place_name(code: str) -> str:
    """The municipality's name, as the system's own principals or the official codes have it."""
    if not code:
        return ""
    known = Principal.objects.filter(code=code).first() or Municipality.objects.filter(code=code).first()
    return known.name if known else code


def visible_case(ref: UUID, actor: Actor) -> CaseSeen:
    """A case that the reader may see, with its person. Raises: NotVisible."""
    case = visible(actor, Case.objects.select_related("patient")).filter(ref=ref).first()
    if case is None:
        raise NotVisible("no such case")
    return cases_seen([case], actor)[0]


def taking_part(case: Case, actor: Actor) -> Sequence[Unit]:
    """The reader's own units that take part in the case."""
    now = Participation.objects.filter(case=case, unit_id__in=actor.unit_ids, to_at__isnull=True)
    return list(Unit.objects.filter(pk__in=now.values("unit")).order_by("sort_key", "pk"))


def _happened(events: Sequence[Event], letters: Sequence[Letter]) -> Sequence[Happened]:
    """What happened, the latest first; of a notice's recipients only those that the reader may know of."""
    recipients = {one.notice.pk: [unit.name for unit in one.seen.recipients] for one in letters}
    subjects = {
        one.notice.pk: one.present.said.heading
        for one in letters
        if one.present and one.notice.kind == NoticeKind.MESSAGE
    }
    units = _named(events)
    return [
        Happened(
            event.at,
            labels.happened(event, recipients.get(event.notice_id or 0, []), units),
            subjects.get(event.notice_id or 0, ""),
            ", ".join(filter(None, (event.user_name, event.unit.name if event.unit else ""))),
        )
        for event in events
    ]


def _named(events: Sequence[Event]) -> Mapping[str, str]:
    """The names of the units that events point at by ref."""
    refs = [event.data["to"] for event in events if event.kind == EventKind.NOTICE_FORWARDED]
    return {str(unit.ref): unit.name for unit in Unit.objects.filter(ref__in=refs)} if refs else {}


def contacts_of(letters: Sequence[Letter], units: Sequence[Unit]) -> Sequence[Unit]:
    """Everybody that the reader knows takes part: her own units, senders, and the recipients that she may know of."""
    found = {unit.pk: unit for unit in units}
    for letter in letters:
        found.setdefault(letter.notice.sender_unit_id, letter.notice.sender_unit)
        for unit in letter.seen.recipients:
            found.setdefault(unit.pk, unit)
    return sorted(found.values(), key=lambda unit: (unit.sort_key, unit.pk))
