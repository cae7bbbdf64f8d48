"""Events folded into facts: who takes part, which notices there are, and what has become of each at each recipient.

The fold reads nothing but events, in order. `verify` compares it with the tables; the rules' own facts are folded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from discharge import event_data
from discharge.event_data import Corrected, Forwarded, Granted, GrantEnded, Opened, StayRegistered
from discharge.event_shapes.common import Sent
from discharge.event_shapes.outside import SentOutside
from discharge.folds.registry import STAY_FOLDS
from discharge.folds.stay import begun
from discharge.models import Case, Event
from discharge.models.events import EventKind
from discharge.stay_facts import StayFacts
from rules.tracks.receipt import State


@dataclass(slots=True)
class ReceiptFacts:
    """One recipient unit's receipt, as the events tell it."""

    state: State
    sent_at: datetime
    in_list_at: datetime | None
    outside: str = ""
    seen_version: int = 0
    read_at: datetime | None = None
    read_by: UUID | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
    returned_at: datetime | None = None
    returned_by: UUID | None = None


@dataclass(slots=True)
class NoticeFacts:
    """One notice. `receipts`: by unit ref."""

    sender: UUID
    sent_at: datetime
    answers: UUID | None
    version: int = 1
    recalled_at: datetime | None = None
    receipts: dict[UUID, ReceiptFacts] = field(default_factory=dict)

    @property
    def holders(self) -> set[UUID]:
        """The units that have it here: its sender, and those that it was meant for."""
        having = (unit for unit, one in self.receipts.items() if one.state != State.WRONG_RECIPIENT and not one.outside)
        return {self.sender, *having}


@dataclass(slots=True)
class CaseFacts:
    """One case. `grants`: the last day by user, permission, controller and side."""

    openers: set[UUID] = field(default_factory=set)
    stay: StayFacts | None = None
    notices: dict[UUID, NoticeFacts] = field(default_factory=dict)
    grants: dict[tuple[Any, ...], date] = field(default_factory=dict)

    def participants(self) -> set[UUID]:
        """The units that take part: who opened it, who has her, who sent in it, who has what was meant for it."""
        has_her = {self.stay.ward} if self.stay else set()
        return self.openers.union(has_her, *(notice.holders for notice in self.notices.values()))


def facts_of(case: Case) -> CaseFacts:
    """What the case's events tell."""
    return fold(Event.objects.filter(case=case).select_related("unit", "notice", "party").order_by("seq"))


def fold(events: Iterable[Event]) -> CaseFacts:
    """The facts of one case. events: all of the case in the order of `seq`, with unit, notice and party."""
    facts = CaseFacts()
    for event in events:
        FOLDS[event.kind](facts, event, event_data.read(event.kind, event.data))
    return facts


def _opened(facts: CaseFacts, event: Event, data: Any) -> None:
    facts.openers.add(event.unit_ref)


def _sent(facts: CaseFacts, event: Event, data: Sent) -> None:
    """A notice is sent when it is told, whenever that which it tells of happened."""
    at = event.recorded_at
    facts.notices[event.notice_ref] = NoticeFacts(
        sender=event.unit_ref,
        sent_at=at,
        answers=data.answers,
        receipts={unit: ReceiptFacts(State.IN_LIST, at, at) for unit in data.recipients},
    )


def _sent_outside(facts: CaseFacts, event: Event, data: SentOutside) -> None:
    receipt = _receipt(facts, event)
    receipt.state, receipt.sent_at, receipt.in_list_at = State.SENT_OUTSIDE, event.at, None
    receipt.outside = data.how.value


def _read(facts: CaseFacts, event: Event, data: Opened) -> None:
    receipt = _receipt(facts, event)
    if receipt.state == State.IN_LIST:
        receipt.state = State.READ
    receipt.read_at, receipt.read_by, receipt.seen_version = event.at, event.assignment_ref, data.version


def _acknowledged(facts: CaseFacts, event: Event, data: Opened) -> None:
    receipt = _receipt(facts, event)
    receipt.state = State.ACKNOWLEDGED
    receipt.acknowledged_at, receipt.acknowledged_by = event.at, event.assignment_ref


def _returned(facts: CaseFacts, event: Event, data: Any) -> None:
    receipt = _receipt(facts, event)
    receipt.state = State.WRONG_RECIPIENT
    receipt.returned_at, receipt.returned_by = event.at, event.assignment_ref


def _forwarded(facts: CaseFacts, event: Event, data: Forwarded) -> None:
    receipts = facts.notices[event.notice_ref].receipts
    receipts[data.to] = ReceiptFacts(State.IN_LIST, receipts.pop(event.party_ref).sent_at, event.at)


def _corrected(facts: CaseFacts, event: Event, data: Corrected) -> None:
    notice = facts.notices[event.notice_ref]
    notice.version = data.version
    for receipt in notice.receipts.values():
        if data.unread_again and receipt.state in (State.READ, State.ACKNOWLEDGED):
            receipt.state, receipt.in_list_at = State.IN_LIST, event.at
            receipt.read_at = receipt.read_by = receipt.acknowledged_at = receipt.acknowledged_by = None


def _recalled(facts: CaseFacts, event: Event, data: Any) -> None:
    notice = facts.notices[event.notice_ref]
    notice.recalled_at = event.at
    for receipt in notice.receipts.values():
        if receipt.state in (State.IN_LIST, State.SENT_OUTSIDE):
            receipt.state = State.WITHDRAWN
        elif receipt.state in (State.READ, State.ACKNOWLEDGED):
            receipt.state = State.RECALLED


def _recipient_recalled(facts: CaseFacts, event: Event, data: Any) -> None:
    _receipt(facts, event).state = State.WRONG_RECIPIENT


def _recall_acknowledged(facts: CaseFacts, event: Event, data: Any) -> None:
    _receipt(facts, event).state = State.WITHDRAWN


def _granted(facts: CaseFacts, event: Event, data: Granted) -> None:
    facts.grants[data.user_id, data.permission, event.controller_id, event.side] = data.ends_on


def _grant_ended(facts: CaseFacts, event: Event, data: GrantEnded) -> None:
    del facts.grants[data.user_id, data.permission, event.controller_id, event.side]


def _stay_registered(facts: CaseFacts, event: Event, data: StayRegistered) -> None:
    facts.openers.add(event.unit_ref)
    facts.stay = begun(event, data)


def _in_stay(facts: CaseFacts, event: Event, data: Any) -> None:
    """Something happened in the stay; it may have been told by a notice."""
    assert facts.stay is not None
    if event.notice is not None:
        _sent(facts, event, data)
    STAY_FOLDS[event.kind](facts.stay, event, data)


def _clock(facts: CaseFacts, event: Event, data: Any) -> None:
    """What clocks tell is derived, and changes no fact."""


FOLDS: Final[Mapping[str, Callable[[CaseFacts, Event, Any], None]]] = {
    EventKind.CASE_OPENED: _opened,
    EventKind.NOTICE_SENT: _sent,
    EventKind.NOTICE_SENT_OUTSIDE: _sent_outside,
    EventKind.NOTICE_READ: _read,
    EventKind.NOTICE_ACKNOWLEDGED: _acknowledged,
    EventKind.NOTICE_RETURNED: _returned,
    EventKind.NOTICE_FORWARDED: _forwarded,
    EventKind.NOTICE_CORRECTED: _corrected,
    EventKind.NOTICE_RECALLED: _recalled,
    EventKind.RECIPIENT_RECALLED: _recipient_recalled,
    EventKind.RECALL_ACKNOWLEDGED: _recall_acknowledged,
    EventKind.ACCESS_GRANTED: _granted,
    EventKind.ACCESS_ENDED: _grant_ended,
    EventKind.DEADLINE_MISSED: _clock,
    EventKind.DEADLINE_CORRECTED: _clock,
    EventKind.STAY_REGISTERED: _stay_registered,
    **dict.fromkeys(STAY_FOLDS, _in_stay),
}


def _receipt(facts: CaseFacts, event: Event) -> ReceiptFacts:
    return facts.notices[event.notice_ref].receipts[event.party_ref]
