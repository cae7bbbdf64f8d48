"""The baseline stay of docs/cases.md and the smallest changes to it, for tests of single rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from rules.calendar import local
from rules.facts import (
    AdmissionNotice,
    Caller,
    CareType,
    LeftReason,
    LegalForm,
    Needs,
    ReadyNotice,
    Recipient,
    Sip,
    SipCall,
    SipConsent,
    Stay,
)
from rules.files.corpus import agreement
from rules.terms import Terms

BOTH = (Recipient.MUNICIPALITY, Recipient.OPEN_CARE)
STATUTE: Terms = agreement("statute-2018")


def march(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """An instant in March 2026, Swedish time; Monday is the 2nd, the 9th and the 16th."""
    return local(2026, 3, day, hour, minute, second)


def told(at: datetime, to: Sequence[Recipient] = BOTH, **changes: Any) -> tuple[AdmissionNotice, ...]:
    """A complete admission notice, one row per recipient."""
    return tuple(AdmissionNotice(**{"to": one, "sent_at": at, "complete": True, **changes}) for one in to)


def ready(at: datetime, to: Sequence[Recipient] = BOTH, **changes: Any) -> tuple[ReadyNotice, ...]:
    """A ready notice, one row per recipient."""
    return tuple(ReadyNotice(to=one, sent_at=at, **changes) for one in to)


def called(at: datetime | None, by: Caller = Caller.CARE_CONTACT, **changes: Any) -> Sip:
    """A SIP that the patient consents to, called once or, with None, never."""
    calls = () if at is None else (SipCall(sent_at=at, by=by),)
    return replace(Sip(consent=SipConsent.GIVEN, calls=calls), **changes)


BASELINE = Stay(
    region="25",
    municipality="2580",
    care_type=CareType.SOMATIC,
    legal_form=LegalForm.VOLUNTARY,
    needs=Needs(region=True, social_services=True),
    admitted_at=march(2, 14),
    admission_notices=told(march(3, 9)),
    ready_notices=ready(march(9, 9, 30)),
    care_contact_appointed_at=march(4, 10),
    sip=called(march(10, 10)),
    discharge_information_sent_at=march(16, 10),
    left_at=march(16, 11),
    left_reason=LeftReason.DISCHARGED,
)


def stay(**changes: Any) -> Stay:
    """The baseline: liable from Thursday 12 March, four nights, five begun days."""
    return replace(BASELINE, **changes)


def still_there(**changes: Any) -> Stay:
    """The baseline before the patient has left."""
    return stay(**{"left_at": None, "left_reason": None, "discharge_information_sent_at": None, **changes})
