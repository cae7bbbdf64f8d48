"""What must be done when: the deadlines that a case gives rise to, before they are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Unit
from agreements.selectors import TermsInForce, terms_for
from discharge.facts import CaseFacts
from discharge.planning import debts
from discharge.stay_facts import StayFacts
from discharge.stays import stay_of, told_here
from rules.calendar import local_date
from rules.deadlines import Deadline, Kind, Party, deadlines
from rules.facts import Recipient, Stay
from rules.liability import assess
from rules.readings import DEFAULTS
from rules.terms import Terms

# What each unit owes for itself, counted on what it was sent and did.
EACH_ITS_OWN = (Kind.ACKNOWLEDGE, Kind.CARE_CONTACT)
# What the ward itself has said is missing, and comes by then; no clock of the rules.
DEBT = "debt"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as the rules give it. `due_at` is the last instant in time; `met_at` when it was done, late or not.

    terms_version: the agreement that was valid when the process began; empty when the statute alone decides.
    """

    kind: str
    party_unit_id: int
    subject: str
    due_at: datetime
    law: str
    terms_version: str = ""
    met_at: datetime | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from the case's other deadlines."""
        return self.kind, self.party_unit_id, self.subject


def wanted(facts: CaseFacts) -> Sequence[Due]:
    """Every deadline of a case as its facts stand. A message has none: neither law nor agreement sets it a time."""
    stay = facts.stay
    if stay is None:
        return ()
    in_force = terms_of(stay)
    recipients = told_here(facts)
    units = dict(Unit.objects.filter(ref__in=[stay.ward, *recipients]).values_list("ref", "pk"))
    return [
        Due(
            kind=clock.kind.value,
            party_unit_id=units[unit],
            subject=clock.subject,
            due_at=clock.due_at,
            law=clock.law,
            terms_version=in_force.version or "",
            met_at=clock.met_at,
        )
        for unit, clock in _owed(facts, stay, recipients, in_force.terms)
    ] + [
        Due(
            kind=DEBT,
            party_unit_id=units[stay.ward],
            subject=about,
            due_at=debt.due_at,
            law="routine underlay",
            met_at=debt.told_at,
        )
        for about, debt in debts(stay, stay.planning.promises).items()
    ]


def terms_of(stay: StayFacts) -> TermsInForce:
    """The agreement that holds for a stay: the one of the day when she was admitted keeps holding."""
    told = stay.registered
    return terms_for(told.region, told.municipality or None, local_date(stay.admitted_at))


def clocks(stay: Stay, terms: Terms) -> tuple[Deadline, ...]:
    """The rules' clocks for facts, right after the last of them."""
    on = stay.asked_by_default()
    known, readings = stay.known_at(on), {**DEFAULTS, **terms.readings}
    return deadlines(known, terms, on, readings, assess(known, terms, on, readings))


def _owed(
    facts: CaseFacts, stay: StayFacts, recipients: Mapping[UUID, Recipient], terms: Terms
) -> Iterator[tuple[UUID, Deadline]]:
    """Each clock with the unit that it runs for."""
    for clock in clocks(stay_of(facts), terms):
        if clock.kind not in EACH_ITS_OWN:
            for unit in _owners(clock, stay, recipients):
                yield unit, clock
    for unit, to in recipients.items():
        for clock in clocks(stay_of(facts, only=unit), terms):
            if clock.kind in EACH_ITS_OWN and clock.party.value == to.value:
                yield unit, clock


def _owners(clock: Deadline, stay: StayFacts, recipients: Mapping[UUID, Recipient]) -> Collection[UUID]:
    """The ward; the units of a party; for the call the one whose contact calls, and all of open care until then."""
    if clock.party is Party.WARD:
        return [stay.ward]
    callers = [unit for unit, contact in stay.contacts.items() if contact.calls_sip and unit in recipients]
    if clock.kind is Kind.SIP_CALL and callers:
        return callers
    return [unit for unit, to in recipients.items() if to.value == clock.party.value]
