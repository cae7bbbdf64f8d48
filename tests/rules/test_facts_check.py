"""Which orders and combinations of facts are impossible, under which key, and that nothing more is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rules import facts_check
from rules.errors import Problem
from rules.facts import (
    Acknowledgement,
    AdmissionNotice,
    Caller,
    CareType,
    Estimate,
    Interval,
    LeftReason,
    LegalForm,
    MunicipalityChange,
    Needs,
    NoticeKind,
    Obstacle,
    ReadyNotice,
    Recipient,
    Sip,
    SipCall,
    SipConsent,
    Stay,
    Transfer,
    Via,
)

ADMITTED = datetime(2026, 3, 2, 13, tzinfo=UTC)
LEFT = datetime(2026, 3, 16, 10, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def hours(count: float) -> datetime:
    return ADMITTED + timedelta(hours=count)


ADMISSION = AdmissionNotice(to=Recipient.MUNICIPALITY, sent_at=hours(20), complete=True)
READY = ReadyNotice(to=Recipient.MUNICIPALITY, sent_at=hours(168))
ESTIMATE = Estimate(value=hours(200), decided_at=hours(10), sent_at=hours(20))
STAY = Stay(
    region="25",
    municipality="2580",
    care_type=CareType.SOMATIC,
    legal_form=LegalForm.VOLUNTARY,
    needs=Needs(region=True, social_services=True),
    admitted_at=ADMITTED,
    admission_notices=(ADMISSION,),
    ready_notices=(READY,),
    care_contact_appointed_at=hours(40),
    sip=Sip(consent=SipConsent.GIVEN, calls=(SipCall(sent_at=hours(190), by=Caller.CARE_CONTACT),)),
    discharge_information_sent_at=LEFT,
    left_at=LEFT,
    left_reason=LeftReason.DISCHARGED,
)


def calls(*instants: datetime) -> Sip:
    return replace(STAY.sip, calls=tuple(SipCall(sent_at=at, by=Caller.WARD) for at in instants))


def acknowledged(notice: NoticeKind, by: Recipient, at: datetime) -> Acknowledgement:
    return Acknowledgement(notice=notice, by=by, at=at)


def test_a_stay_in_order_has_no_problem() -> None:
    assert facts_check.problems(STAY) == ()


BEFORE, AFTER = "is before admitted_at", "is after left_at"
TOO_EARLY = "is before any such notice was sent to that recipient"


@pytest.mark.parametrize(
    ("changed", "where", "text"),
    [
        ({"left_at": ADMITTED - TICK, "admission_notices": (), "ready_notices": ()}, "left_at", BEFORE),
        ({"need_assessed_at": ADMITTED - TICK}, "need_assessed_at", BEFORE),
        ({"need_assessed_at": LEFT + TICK}, "need_assessed_at", AFTER),
        ({"coordinated_care_plan_at": ADMITTED - TICK}, "coordinated_care_plan_at", BEFORE),
        ({"discharge_information_sent_at": ADMITTED - TICK}, "discharge_information_sent_at", BEFORE),
        ({"underlay_sent_at": ADMITTED - TICK}, "underlay_sent_at", BEFORE),
        ({"planned_discharge_at": ADMITTED - TICK}, "planned_discharge_at", BEFORE),
        (
            {"admission_notices": (replace(ADMISSION, sent_at=ADMITTED - TICK),)},
            "admission_notices[0].sent_at",
            BEFORE,
        ),
        (
            {"admission_notices": (ADMISSION, replace(ADMISSION, sent_at=LEFT + TICK))},
            "admission_notices[1].sent_at",
            AFTER,
        ),
        (
            {"admission_notices": (replace(ADMISSION, via=Via.OUTSIDE, registered_at=ADMISSION.sent_at - TICK),)},
            "admission_notices[0].registered_at",
            "is before sent_at",
        ),
        (
            {"admission_notices": (replace(ADMISSION, registered_at=ADMISSION.sent_at),)},
            "admission_notices[0].registered_at",
            "is only for a notice sent outside (via: outside)",
        ),
        (
            {"admission_notices": (replace(ADMISSION, complete=False, missing_items=("colour",)),)},
            "admission_notices[0].missing_items",
            "'colour' is none of name, personal_identity_number, registered_address, estimated_discharge",
        ),
        (
            {"admission_notices": (replace(ADMISSION, missing_items=("name",)),)},
            "admission_notices[0].missing_items",
            "is not empty though complete is true",
        ),
        (
            {"admission_notices": (replace(ADMISSION, missing_items=("registered_address",)),)},
            "admission_notices[0].missing_items",
            "is not empty though complete is true",
        ),
        (
            {
                "admission_notices": (
                    replace(ADMISSION, address_withheld=True, missing_items=("registered_address", "name")),
                )
            },
            "admission_notices[0].missing_items",
            "is not empty though complete is true",
        ),
        (
            {"admission_notices": (ADMISSION, replace(ADMISSION, complete=False))},
            "admission_notices[1]",
            "contradicts admission_notices[0], of the same instant",
        ),
        (
            {"admission_notices": (ADMISSION, replace(ADMISSION, complete=False, municipality="2580"))},
            "admission_notices[1]",
            "contradicts admission_notices[0], of the same instant",
        ),
        ({"ready_notices": (replace(READY, sent_at=ADMITTED - TICK),)}, "ready_notices[0].sent_at", BEFORE),
        ({"ready_notices": (replace(READY, sent_at=LEFT + TICK),)}, "ready_notices[0].sent_at", AFTER),
        ({"ready_notices": (replace(READY, withdrawn_at=LEFT + TICK),)}, "ready_notices[0].withdrawn_at", AFTER),
        (
            {"ready_notices": (replace(READY, withdrawn_at=READY.sent_at - TICK),)},
            "ready_notices[0].withdrawn_at",
            "is before sent_at",
        ),
        ({"ready_notices": (replace(READY, assessed_at=ADMITTED - TICK),)}, "ready_notices[0].assessed_at", BEFORE),
        (
            {"ready_notices": (replace(READY, assessed_at=READY.sent_at + TICK),)},
            "ready_notices[0].assessed_at",
            "is after sent_at",
        ),
        (
            {"ready_notices": (replace(READY, via=Via.OUTSIDE, registered_at=READY.sent_at - TICK),)},
            "ready_notices[0].registered_at",
            "is before sent_at",
        ),
        (
            {"ready_notices": (READY, replace(READY, withdrawn_at=LEFT))},
            "ready_notices[1]",
            "contradicts ready_notices[0], of the same instant",
        ),
        ({"sip": calls(ADMITTED, ADMITTED - TICK)}, "sip.calls[1].sent_at", BEFORE),
        (
            {"sip": replace(STAY.sip, refused_at=hours(3))},
            "sip.refused_at",
            "is given though consent is not refused",
        ),
        ({"transfers": (Transfer(at=ADMITTED - TICK, region="25"),)}, "transfers[0].at", BEFORE),
        ({"transfers": (Transfer(at=LEFT + TICK, region="25"),)}, "transfers[0].at", AFTER),
        (
            {"transfers": (Transfer(at=LEFT, region="25"), Transfer(at=LEFT, region="14"))},
            "transfers[1]",
            "contradicts transfers[0], of the same instant",
        ),
        (
            {"municipality_changes": (MunicipalityChange(at=ADMITTED - TICK, municipality=None),)},
            "municipality_changes[0].at",
            BEFORE,
        ),
        (
            {
                "municipality_changes": (
                    MunicipalityChange(at=LEFT, municipality="2580"),
                    MunicipalityChange(at=LEFT, municipality=None),
                )
            },
            "municipality_changes[1]",
            "contradicts municipality_changes[0], of the same instant",
        ),
        ({"leaves": (Interval(from_at=ADMITTED - TICK, to_at=hours(1)),)}, "leaves[0].from", BEFORE),
        ({"leaves": (Interval(from_at=hours(1), to_at=LEFT + TICK),)}, "leaves[0].to", AFTER),
        ({"leaves": (Interval(from_at=LEFT + TICK),)}, "leaves[0].from", AFTER),
        ({"leaves": (Interval(from_at=hours(1), to_at=hours(1)),)}, "leaves[0].to", "is not after from"),
        (
            {"leaves": (Interval(from_at=hours(4), to_at=hours(6)), Interval(from_at=hours(1), to_at=hours(4) + TICK))},
            "leaves[0].from",
            "is inside leaves[1]",
        ),
        (
            {"leaves": (Interval(from_at=hours(1)), Interval(from_at=hours(4), to_at=hours(5)))},
            "leaves[1].from",
            "is inside leaves[0]",
        ),
        (
            {"open_care_obstacles": (Obstacle(from_at=hours(1), to_at=hours(1)),)},
            "open_care_obstacles[0].to",
            "is not after from",
        ),
        (
            {"preparedness_states": (Interval(from_at=hours(1)), Interval(from_at=hours(1), to_at=hours(0)))},
            "preparedness_states[1].to",
            "is not after from",
        ),
        ({"estimates": (replace(ESTIMATE, value=ADMITTED - TICK),)}, "estimates[0].value", BEFORE),
        ({"estimates": (replace(ESTIMATE, decided_at=ADMITTED - TICK),)}, "estimates[0].decided_at", BEFORE),
        ({"estimates": (replace(ESTIMATE, decided_at=LEFT + TICK, sent_at=None),)}, "estimates[0].decided_at", AFTER),
        ({"estimates": (replace(ESTIMATE, sent_at=LEFT + TICK),)}, "estimates[0].sent_at", AFTER),
        (
            {"estimates": (replace(ESTIMATE, sent_at=ESTIMATE.decided_at - TICK),)},
            "estimates[0].sent_at",
            "is before decided_at",
        ),
        (
            {"acknowledgements": (acknowledged(NoticeKind.READY, Recipient.MUNICIPALITY, READY.sent_at - TICK),)},
            "acknowledgements[0].at",
            TOO_EARLY,
        ),
        (
            {"acknowledgements": (acknowledged(NoticeKind.READY, Recipient.OPEN_CARE, LEFT),)},
            "acknowledgements[0].at",
            TOO_EARLY,
        ),
        (
            {
                "admission_notices": (replace(ADMISSION, to=Recipient.MUNICIPAL_CARE),),
                "acknowledgements": (acknowledged(NoticeKind.ADMISSION, Recipient.SOCIAL_SERVICES, LEFT),),
            },
            "acknowledgements[0].at",
            TOO_EARLY,
        ),
        (
            {
                "admission_notices": (replace(ADMISSION, to=Recipient.OPEN_CARE),),
                "acknowledgements": (acknowledged(NoticeKind.ADMISSION, Recipient.MUNICIPALITY, LEFT),),
            },
            "acknowledgements[0].at",
            TOO_EARLY,
        ),
        (
            {
                "estimates": (replace(ESTIMATE, sent_at=None),),
                "acknowledgements": (acknowledged(NoticeKind.ESTIMATE_CHANGE, Recipient.OPEN_CARE, LEFT),),
            },
            "acknowledgements[0].at",
            TOO_EARLY,
        ),
        (
            {
                "estimates": (ESTIMATE,),
                "acknowledgements": (acknowledged(NoticeKind.ESTIMATE_CHANGE, Recipient.OPEN_CARE, hours(19)),),
            },
            "acknowledgements[0].at",
            TOO_EARLY,
        ),
        ({"left_reason": None}, "left_reason", "is missing beside left_at"),
        ({"left_at": None}, "left_reason", "is given without left_at"),
    ],
)
def test_what_cannot_be_is_told_under_its_key(changed: dict[str, Any], where: str, text: str) -> None:
    stay = replace(STAY, **changed)

    assert Problem(where, text) in facts_check.problems(stay)


def test_every_problem_is_told_and_each_once() -> None:
    stay = replace(STAY, left_reason=None, need_assessed_at=LEFT + TICK, underlay_sent_at=ADMITTED - TICK)

    assert facts_check.problems(stay) == (
        Problem("underlay_sent_at", BEFORE),
        Problem("need_assessed_at", AFTER),
        Problem("left_reason", "is missing beside left_at"),
    )


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"left_at": None, "left_reason": None}, id="still an inpatient"),
        pytest.param({"need_assessed_at": ADMITTED}, id="judged at the very admission"),
        pytest.param({"need_assessed_at": LEFT}, id="judged at the very leaving"),
        pytest.param({"admission_notices": (replace(ADMISSION, sent_at=ADMITTED),)}, id="notice at the very admission"),
        pytest.param({"ready_notices": (replace(READY, withdrawn_at=READY.sent_at),)}, id="withdrawn at once"),
        pytest.param({"ready_notices": (replace(READY, assessed_at=READY.sent_at),)}, id="sent when assessed"),
        pytest.param(
            {"ready_notices": (replace(READY, via=Via.OUTSIDE, registered_at=READY.sent_at),)}, id="registered at once"
        ),
        pytest.param(
            {"ready_notices": (replace(READY, via=Via.OUTSIDE, registered_at=LEFT + TICK),)}, id="registered afterwards"
        ),
        pytest.param({"ready_notices": (replace(READY, via=Via.OUTSIDE),)}, id="outside, not registered yet"),
        pytest.param({"ready_notices": (READY, READY)}, id="the same row twice says the same"),
        pytest.param(
            {"ready_notices": (READY, replace(READY, municipality="1480", withdrawn_at=LEFT))}, id="two municipalities"
        ),
        pytest.param(
            {"ready_notices": (READY, replace(READY, to=Recipient.OPEN_CARE, withdrawn_at=LEFT))}, id="two recipients"
        ),
        pytest.param(
            {"admission_notices": (replace(ADMISSION, address_withheld=True, missing_items=("registered_address",)),)},
            id="an address withheld beside complete",
        ),
        pytest.param(
            {"admission_notices": (replace(ADMISSION, complete=False, missing_items=("name", "registered_address")),)},
            id="items missing and not complete",
        ),
        pytest.param({"sip": calls(ADMITTED, LEFT + TICK)}, id="a call after leaving"),
        pytest.param(
            {"sip": Sip(consent=SipConsent.REFUSED, refused_at=ADMITTED - TICK)}, id="refused before the admission"
        ),
        pytest.param({"sip": Sip(consent=SipConsent.REFUSED)}, id="refused without a record"),
        pytest.param({"care_contact_appointed_at": ADMITTED - TICK}, id="a care contact since before"),
        pytest.param({"patient_declines_at": ADMITTED - TICK}, id="declined before the admission"),
        pytest.param({"discharge_information_sent_at": LEFT + TICK}, id="information after leaving"),
        pytest.param({"underlay_sent_at": LEFT + TICK}, id="underlay after leaving"),
        pytest.param({"coordinated_care_plan_at": LEFT + TICK}, id="plan after leaving"),
        pytest.param({"planned_discharge_at": LEFT + TICK}, id="planned for later than the leaving"),
        pytest.param({"municipality_changes": (MunicipalityChange(at=LEFT + TICK, municipality="1480"),)}, id="moved"),
        pytest.param(
            {"open_care_obstacles": (Obstacle(from_at=ADMITTED - TICK, to_at=LEFT + TICK), Obstacle(from_at=LEFT))},
            id="obstacles around and after the stay",
        ),
        pytest.param(
            {"preparedness_states": (Interval(from_at=ADMITTED - TICK, to_at=LEFT + TICK), Interval(from_at=ADMITTED))},
            id="preparedness around the stay",
        ),
        pytest.param(
            {"leaves": (Interval(from_at=hours(4), to_at=LEFT), Interval(from_at=ADMITTED, to_at=hours(4)))},
            id="leaves one after the other",
        ),
        pytest.param({"leaves": (Interval(from_at=LEFT),)}, id="left on leave"),
        pytest.param({"transfers": (Transfer(at=ADMITTED, region="25"), Transfer(at=LEFT, region="25"))}, id="moves"),
        pytest.param(
            {"estimates": (Estimate(value=ADMITTED, decided_at=ADMITTED, sent_at=ADMITTED), ESTIMATE)}, id="estimates"
        ),
        pytest.param(
            {
                "estimates": (replace(ESTIMATE, sent_at=None), ESTIMATE),
                "acknowledgements": (
                    acknowledged(NoticeKind.ADMISSION, Recipient.MUNICIPALITY, ADMISSION.sent_at),
                    acknowledged(NoticeKind.ADMISSION, Recipient.SOCIAL_SERVICES, LEFT + TICK),
                    acknowledged(NoticeKind.READY, Recipient.MUNICIPAL_CARE, READY.sent_at),
                    acknowledged(NoticeKind.ESTIMATE_CHANGE, Recipient.OPEN_CARE, hours(20)),
                ),
            },
            id="acknowledged by each municipal unit",
        ),
        pytest.param(
            {
                "ready_notices": (replace(READY, to=Recipient.SOCIAL_SERVICES),),
                "acknowledgements": (acknowledged(NoticeKind.READY, Recipient.MUNICIPALITY, LEFT),),
            },
            id="the municipality acknowledges for its unit",
        ),
        pytest.param(
            {
                "admission_notices": tuple(replace(ADMISSION, to=to) for to in Recipient),
                "acknowledgements": tuple(acknowledged(NoticeKind.ADMISSION, to, LEFT) for to in Recipient),
            },
            id="each recipient acknowledges its own",
        ),
        pytest.param(
            {
                "admission_notices": (replace(ADMISSION, to=Recipient.OPEN_CARE),),
                "acknowledgements": (acknowledged(NoticeKind.ADMISSION, Recipient.OPEN_CARE, LEFT),),
            },
            id="open care acknowledges its own",
        ),
    ],
)
def test_what_can_be_is_not_refused(changed: dict[str, Any]) -> None:
    assert facts_check.problems(replace(STAY, **changed)) == ()
