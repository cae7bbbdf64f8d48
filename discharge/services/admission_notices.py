"""The admission notice (2 kap. 1–3 §§): the units concerned are told that she is in hospital and may need them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.stay import Admission, ConsentNoted
from discharge.errors import NotConcerned, NotJudged
from discharge.event_data import AdmissionSent, NeedJudged
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.outside import Outside
from discharge.protection import PersonShown
from discharge.selectors.persons import person_shown
from discharge.services.notices import recipient_units
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, check_expected, check_outside
from discharge.stays import told
from rules.errors import InvalidInput, Problem
from rules.facts import Recipient
from rules.states import Action


@transaction.atomic
def send_admission_notice(
    case_ref: UUID,
    *,
    unit: UUID,
    recipients: Collection[UUID],
    expected_on: date,
    expected_time: time | None = None,
    consent: ConsentNoted = ConsentNoted.NOT_ASKED,
    address_withheld: bool = False,
    adds: bool = False,
    outside: Outside | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """Name, number, registered address and expected discharge go to the units concerned, and nothing else.

    Only to those whose services she may need (R-2.1b, R-2.1c). adds: it has been sent, and these are told from now on.
    address_withheld: a decision for somebody with protected identity (S-64). outside: how and when it went to those
    that nobody reaches here. Law: 2 kap. 1–3 §§; LUS 2 kap. 2 §.
    Raises: what act_in_stay and check_outside raise; NotJudged; NotConcerned; InvalidInput; UnitClosed.
    """
    action = Action.ADD_RECIPIENT if adds else Action.SEND_ADMISSION_NOTICE
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    need = acting.stay.own_need
    if need is None:
        raise NotJudged(Problem("region", "is not judged: whose services she may need"))
    check_expected(expected_on, expected_time, admitted_at=acting.stay.admitted_at)
    check_outside(acting.stay, outside, action, after=acting.stay.admitted_at, now=now)
    units = recipient_units(recipients, acting.unit, now)
    _check_concerned(units, need)
    _check_new(units, told(acting.facts))
    person = person_shown(acting.case.patient, unmasked=True)
    content = Admission(
        name=person.name,
        number=person.numbers[0].said if person.numbers else "",
        address="" if address_withheld else address_of(person),
        address_withheld=address_withheld,
        expected_on=expected_on,
        expected_time=expected_time,
        consent=consent,
    )
    municipality = acting.stay.municipality
    return send_in_stay(
        acting,
        content,
        EventKind.ADMISSION_SENT,
        lambda refs, to: AdmissionSent(
            refs, None, to, municipality, address_withheld, expected_on=expected_on, expected_time=expected_time
        ),
        recipients=recipients,
        by=by,
        now=now,
        outside=outside,
    )


def address_of(person: PersonShown) -> str:
    """The registered address in one line."""
    place = f"{person.postal_code} {person.city}".strip()
    return ", ".join(filter(None, (person.street, place)))


def concerned(need: NeedJudged) -> frozenset[Recipient]:
    """Whom the notice goes to (R-2.1b): each side of the municipality that may be needed, and open care."""
    sides = (
        (need.region, Recipient.OPEN_CARE),
        (need.social_services, Recipient.SOCIAL_SERVICES),
        (need.municipal_care, Recipient.MUNICIPAL_CARE),
    )
    return frozenset(recipient for needed, recipient in sides if needed)


def _check_concerned(units: Sequence[Unit], need: NeedJudged) -> None:
    allowed = {recipient.value for recipient in concerned(need)}
    if any(unit.kind not in allowed for unit in units):
        raise NotConcerned(Problem("recipients", "include a unit whose services she is not judged to need"))


def _check_new(units: Sequence[Unit], having: Collection[UUID]) -> None:
    if any(unit.ref in having for unit in units):
        raise InvalidInput(Problem("recipients", "include a unit that has had the notice"))
