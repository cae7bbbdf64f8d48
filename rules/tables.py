"""The form of a declared table: what can be done in which state, where it leads, who does it and on what ground."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final, Generic, TypeVar

from rules.errors import IllegalTransition

State = TypeVar("State", bound=StrEnum)
Act = TypeVar("Act", bound=StrEnum)


class Party(StrEnum):
    """Who acts. The care contact acts for open care too, and is named apart where only she may."""

    WARD = "ward"
    SOCIAL_SERVICES = "social_services"
    MUNICIPAL_CARE = "municipal_care"
    OPEN_CARE = "open_care"
    CARE_CONTACT = "care_contact"
    PROVIDER = "provider"
    SYSTEM = "system"


WARD: Final = (Party.WARD,)
SYSTEM: Final = (Party.SYSTEM,)
OPEN_CARE: Final = (Party.OPEN_CARE,)
CARE_CONTACT: Final = (Party.CARE_CONTACT,)
WARD_OR_OPEN_CARE: Final = (*WARD, *OPEN_CARE)
HOSPITAL: Final = (Party.WARD, Party.SYSTEM)  # by hand, or from the hospital's own system
RECEIVERS: Final = (Party.SOCIAL_SERVICES, Party.MUNICIPAL_CARE, Party.OPEN_CARE)
EVERYBODY: Final = (*WARD, *RECEIVERS)


class Fact(StrEnum):
    """What besides the state decides whether an action is possible; whoever asks a table says which of them hold."""

    NEVER_LEFT_BUILDING = "never_left_building"
    DECEASED = "deceased"
    OPENED_FIRST = "opened_first"  # a kind of notice that must be opened before it is acknowledged
    SIP_CONSENT = "sip_consent"  # given by the person or a representative, and not withdrawn
    STAY = "stay"  # the matter has a hospital stay


class Back(Enum):
    """Where an undoing leads: to the state there was before the present one."""

    BACK = "back"


BACK: Final = Back.BACK
SAME: Final = None  # the action leaves the state as it is
NEW: Final = frozenset({None})  # there is nothing yet: the action begins it


def at(*states: State) -> frozenset[State | None]:
    """The states in which an action is possible."""
    return frozenset(states)


@dataclass(frozen=True, slots=True)
class Transition(Generic[State]):
    """One action: the states where it is possible, the state it leads to, who does it, and its ground.

    law: a statute's paragraphs, an agreement's parameter, a reading (A-…) or the routine, with "; " between them.
    Only with the fact `needs`, never with the fact `unless`.
    """

    start: frozenset[State | None]
    to: State | Back | None
    who: tuple[Party, ...]
    law: str
    needs: Fact | None = None
    unless: Fact | None = None

    def hindered_by(self, facts: Collection[Fact]) -> Fact | None:
        """The fact that forbids the action or that it lacks; None when the facts allow it."""
        if self.unless in facts:
            return self.unless
        return None if self.needs in facts else self.needs


def next_state(
    table: Mapping[Act, Transition[State]],
    state: State | None,
    action: Act,
    *,
    facts: Collection[Fact] = (),
    before: State | None = None,
) -> State:
    """The state after the action.

    state: None when there is nothing yet. facts: those that hold, for the rows that ask for one.
    before: the state there was before this one, for an undoing.
    Raises: IllegalTransition with what is possible instead, and the fact that forbids it or that it lacks, if any.
    """
    row = table[action]
    to: State | None
    if row.to is BACK:
        to = before if before in _ways_into(table, state) else None
    else:
        to = state if row.to is SAME else row.to
    because = row.hindered_by(facts)
    if to is None or state not in row.start or because is not None:
        raise IllegalTransition(
            f"{action} is not possible in {state}",
            status=state,
            action=action,
            allowed=available(table, state, facts=facts),
            because=because,
        )
    return to


def available(
    table: Mapping[Act, Transition[State]], state: State | None, *, facts: Collection[Fact] = ()
) -> tuple[Act, ...]:
    """Every action possible in the state with the facts that hold, in the table's order."""
    return tuple(action for action, row in table.items() if state in row.start and row.hindered_by(facts) is None)


def _ways_into(table: Mapping[Act, Transition[State]], state: State | None) -> frozenset[State | None]:
    """The states from which some action leads to this one."""
    return frozenset().union(*(row.start for row in table.values() if row.to == state))
