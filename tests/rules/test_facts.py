"""What is known of a stay at an instant, and when everything in it has happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from rules.facts import (
    Acknowledgement,
    Caller,
    Estimate,
    Interval,
    MunicipalityChange,
    Needs,
    NoticeKind,
    Obstacle,
    Recipient,
    Sip,
    SipCall,
    SipConsent,
    Stay,
    Transfer,
    Via,
)
from tests.rules.stays import called, march, ready, stay, still_there, told

AT = march(20, 12)
JUST_BEFORE = AT - timedelta(microseconds=1)


def _only(**changes: Any) -> Stay:
    """A stay in which nothing happens after the 10th but what is given."""
    return still_there(**changes)


HAPPENED_AT_20 = {
    "need_assessed_at": _only(need_assessed_at=AT),
    "admission_notices": _only(admission_notices=told(AT)),
    "admission_notices registered": _only(
        admission_notices=told(march(3, 9), via=Via.OUTSIDE, registered_at=AT),
    ),
    "ready_notices": _only(ready_notices=ready(AT)),
    "ready_notices registered": _only(ready_notices=ready(march(9, 9), via=Via.OUTSIDE, registered_at=AT)),
    "withdrawn": _only(ready_notices=ready(march(9, 9), withdrawn_at=AT)),
    "care_contact_appointed_at": _only(care_contact_appointed_at=AT),
    "call": _only(sip=called(AT)),
    "refusal": _only(sip=called(None, consent=SipConsent.REFUSED, refused_at=AT)),
    "coordinated_care_plan_at": _only(coordinated_care_plan_at=AT),
    "obstacle begins": _only(open_care_obstacles=(Obstacle(from_at=AT),)),
    "obstacle ends": _only(open_care_obstacles=(Obstacle(from_at=march(9), to_at=AT),)),
    "patient_declines_at": _only(patient_declines_at=AT),
    "preparedness begins": _only(preparedness_states=(Interval(from_at=AT),)),
    "preparedness ends": _only(preparedness_states=(Interval(from_at=march(9), to_at=AT),)),
    "discharge_information_sent_at": _only(discharge_information_sent_at=AT),
    "left_at": stay(left_at=AT),
    "leave begins": _only(leaves=(Interval(from_at=AT),)),
    "leave ends": _only(leaves=(Interval(from_at=march(9), to_at=AT),)),
    "municipality_changes": _only(municipality_changes=(MunicipalityChange(at=AT, municipality="2581"),)),
    "transfers": _only(transfers=(Transfer(at=AT, region="25"),)),
    "estimate sent": _only(estimates=(Estimate(value=march(30), decided_at=march(9), sent_at=AT),)),
    "estimate decided": _only(estimates=(Estimate(value=march(30), decided_at=AT),)),
    "acknowledgements": _only(
        acknowledgements=(Acknowledgement(notice=NoticeKind.READY, by=Recipient.MUNICIPALITY, at=AT),)
    ),
    "underlay_sent_at": _only(underlay_sent_at=AT),
}
EACH = pytest.mark.parametrize("facts", [pytest.param(facts, id=what) for what, facts in HAPPENED_AT_20.items()])


@EACH
def test_what_happens_at_an_instant_is_known_from_that_instant(facts: Stay) -> None:
    assert facts.known_at(AT) == facts
    assert facts.known_at(JUST_BEFORE) != facts


@EACH
def test_asked_by_default_right_after_the_last_that_happened(facts: Stay) -> None:
    assert facts.asked_by_default() == AT + timedelta(microseconds=1)


def test_what_is_not_known_yet_leaves_nothing_behind() -> None:
    facts = stay(
        sip=Sip(
            consent=SipConsent.REFUSED,
            refused_at=march(12),
            calls=(SipCall(sent_at=march(10), by=Caller.WARD), SipCall(sent_at=march(13), by=Caller.WARD)),
        ),
        ready_notices=(*ready(march(9, 9), withdrawn_at=march(12)), *ready(march(13))),
        leaves=(Interval(from_at=march(5), to_at=march(6)), Interval(from_at=march(10), to_at=march(12))),
    )

    known = facts.known_at(march(11))

    assert known.sip.consent is SipConsent.UNKNOWN
    assert known.sip.refused_at is None
    assert [call.sent_at for call in known.sip.calls] == [march(10)]
    assert known.ready_notices == ready(march(9, 9))
    assert known.leaves == (Interval(from_at=march(5), to_at=march(6)), Interval(from_at=march(10)))
    assert (known.left_at, known.left_reason) == (None, None)


def test_a_refusal_without_a_time_is_known_from_the_beginning() -> None:
    facts = stay(sip=called(None, consent=SipConsent.REFUSED))

    assert facts.known_at(march(3)).sip.consent is SipConsent.REFUSED


def test_plans_are_no_events() -> None:
    facts = still_there(
        planned_discharge_at=march(30), estimates=(Estimate(value=march(31), decided_at=march(9), sent_at=march(9)),)
    )

    assert facts.known_at(march(9)).planned_discharge_at == march(30)
    assert facts.asked_by_default() == march(10, 10) + timedelta(microseconds=1)


def test_a_stay_of_which_only_the_admission_is_known_is_asked_right_after_it() -> None:
    facts = still_there(
        admission_notices=(), ready_notices=(), care_contact_appointed_at=None, sip=called(None), left_at=None
    )

    assert facts.asked_by_default() == march(2, 14) + timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("social", "care", "units"),
    [
        (False, False, ()),
        (True, False, (Recipient.SOCIAL_SERVICES,)),
        (False, True, (Recipient.MUNICIPAL_CARE,)),
        (True, True, (Recipient.SOCIAL_SERVICES, Recipient.MUNICIPAL_CARE)),
    ],
)
def test_the_municipal_units_concerned_follow_from_the_needs(
    social: bool, care: bool, units: tuple[Recipient, ...]
) -> None:
    needs = Needs(region=False, social_services=social, municipal_care=care)

    assert needs.municipal_recipients == units
    assert needs.municipal is bool(units)


def test_the_latest_instant_counts_whatever_kind_it_is_of() -> None:
    facts = stay(underlay_sent_at=march(4))

    assert facts.asked_by_default() == march(16, 11) + timedelta(microseconds=1)
    assert max(facts.instants()) == datetime.fromisoformat("2026-03-16T11:00:00+01:00")
