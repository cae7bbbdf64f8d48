"""Clocks whose terms no case file can write, and the borders of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from rules.calendar import end_of_day
from rules.deadlines import Deadline, Kind, Party
from rules.evaluation import evaluate, figures
from rules.facts import Acknowledgement, Caller, Estimate, Needs, NoticeKind, Recipient, SipCall, Stay
from rules.terms import (
    AckRule,
    AckType,
    DayBasis,
    InformationTime,
    Messages,
    ProcessDeadlines,
    ScopeCode,
    Terms,
)
from tests.rules.stays import STATUTE, called, march, ready, stay, still_there, told

INSTANT = timedelta(microseconds=1)


def _rows(facts: Stay, terms: Terms, kind: Kind, on: datetime | None = None) -> list[Deadline]:
    return [one for one in evaluate(facts, terms, on).deadlines if one.kind is kind]


def _with_ack(*rules: AckRule) -> Terms:
    return replace(STATUTE, messages=replace(STATUTE.messages, ack=rules))


def _with_information(agreed: InformationTime) -> Terms:
    return replace(STATUTE, deadlines=replace(STATUTE.deadlines, discharge_info=agreed))


@pytest.mark.parametrize(
    "rule",
    [
        AckRule(type=AckType.ANY, within_hours=24),
        AckRule(type=AckType.ANY, fixed_times=(time(9),)),
        AckRule(type=AckType.ANY, day_basis=DayBasis.ALL, min_checks_per_day=2),
        AckRule(type=AckType.ESTIMATE_CHANGE, day_basis=DayBasis.ALL, within_hours=24),
    ],
    ids=["hours on unknown days", "times on unknown days", "checks only", "another notice"],
)
def test_a_rule_that_sets_no_time_for_the_notice_starts_no_clock(rule: AckRule) -> None:
    assert _rows(stay(), _with_ack(rule), Kind.ACKNOWLEDGE) == []


def test_of_several_rules_the_earliest_time_binds() -> None:
    rules = (
        AckRule(type=AckType.ANY, day_basis=DayBasis.ALL, within_hours=24),
        AckRule(type=AckType.ADMISSION, day_basis=DayBasis.ALL, within_hours=2),
        AckRule(type=AckType.READY, within_hours=1),
    )

    due = {(row.subject, row.due_at) for row in _rows(stay(), _with_ack(*rules), Kind.ACKNOWLEDGE)}

    assert due == {("admission", march(3, 11)), ("ready", march(10, 9, 30))}


def test_each_party_acknowledges_for_itself_and_the_municipality_for_its_units() -> None:
    facts = stay(
        needs=Needs(region=True, social_services=True, municipal_care=True),
        ready_notices=(),
        acknowledgements=(
            Acknowledgement(notice=NoticeKind.ADMISSION, by=Recipient.SOCIAL_SERVICES, at=march(3, 10)),
            Acknowledgement(notice=NoticeKind.ADMISSION, by=Recipient.MUNICIPALITY, at=march(3, 11)),
            Acknowledgement(notice=NoticeKind.READY, by=Recipient.OPEN_CARE, at=march(3, 10)),
            Acknowledgement(notice=NoticeKind.ADMISSION, by=Recipient.OPEN_CARE, at=march(3, 8)),
        ),
    )
    daily = _with_ack(AckRule(type=AckType.ANY, day_basis=DayBasis.ALL, within_hours=24))

    met = {row.party: (row.met_at, row.breached) for row in _rows(facts, daily, Kind.ACKNOWLEDGE)}

    assert met == {
        Party.SOCIAL_SERVICES: (march(3, 10), False),
        Party.MUNICIPAL_CARE: (march(3, 11), False),
        Party.OPEN_CARE: (None, True),
    }


def test_every_changed_estimate_has_a_clock_of_its_own_from_its_sending() -> None:
    facts = stay(
        ready_notices=(),
        estimates=(
            Estimate(value=march(12), decided_at=march(3, 8), sent_at=march(3, 9)),
            Estimate(value=march(14), decided_at=march(4, 8), sent_at=march(4, 9)),
            Estimate(value=march(15), decided_at=march(5, 8)),
            Estimate(value=march(16), decided_at=march(6, 8), sent_at=march(6, 9)),
        ),
    )
    daily = _with_ack(AckRule(type=AckType.ESTIMATE_CHANGE, day_basis=DayBasis.ALL, within_hours=24))

    due = [(row.party, row.subject, row.due_at) for row in _rows(facts, daily, Kind.ACKNOWLEDGE)]

    assert due == [
        (Party.OPEN_CARE, "estimate_change", march(5, 9)),
        (Party.SOCIAL_SERVICES, "estimate_change", march(5, 9)),
        (Party.OPEN_CARE, "estimate_change 2", march(7, 9)),
        (Party.SOCIAL_SERVICES, "estimate_change 2", march(7, 9)),
    ]


def test_each_readiness_is_acknowledged_anew() -> None:
    facts = stay(
        admission_notices=(),
        ready_notices=(
            *ready(march(9, 9), withdrawn_at=march(11, 8)),
            *ready(march(9, 12), withdrawn_at=march(11, 8)),
            *ready(march(13, 10)),
        ),
    )
    daily = _with_ack(AckRule(type=AckType.READY, day_basis=DayBasis.ALL, within_hours=24))

    due = [(row.subject, row.due_at) for row in _rows(facts, daily, Kind.ACKNOWLEDGE) if row.party is Party.OPEN_CARE]

    assert due == [("ready", march(10, 9)), ("ready 2", march(14, 10))]


@pytest.mark.parametrize(
    ("agreed", "planned", "due"),
    [
        (InformationTime(at=time(12), day_offset=-1, basis=DayBasis.ALL), march(16, 11), march(15, 12)),
        (InformationTime(at=time(12), day_offset=-1, basis=DayBasis.WEEKDAYS), march(16, 11), march(13, 12)),
        (InformationTime(at=time(12), day_offset=-2, basis=DayBasis.WEEKDAYS), march(16, 11), march(12, 12)),
        (InformationTime(at=time(8), day_offset=0, basis=DayBasis.WEEKDAYS), march(15, 11), march(15, 8)),
    ],
    ids=["every day", "the weekday before", "two weekdays before", "the same day"],
)
def test_an_agreed_time_for_discharge_information_counts_back_from_the_planned_day(
    agreed: InformationTime, planned: datetime, due: datetime
) -> None:
    (row,) = _rows(still_there(planned_discharge_at=planned), _with_information(agreed), Kind.DISCHARGE_INFORMATION)

    assert (row.due_at, row.law) == (due, "deadlines.discharge_info")


def test_without_a_plan_and_before_leaving_no_time_for_discharge_information_is_known() -> None:
    agreed = InformationTime(at=time(12), day_offset=-1, basis=DayBasis.ALL)

    assert _rows(still_there(), _with_information(agreed), Kind.DISCHARGE_INFORMATION) == []


@pytest.mark.parametrize(
    ("basis", "due"),
    [(DayBasis.ALL, march(8, 9)), (DayBasis.WEEKDAYS, march(10)), (None, march(16, 11))],
    ids=["every day", "weekdays, from Monday", "not said: the law's own clock"],
)
def test_hours_for_the_care_contact_need_to_say_on_which_days_they_run(basis: DayBasis | None, due: datetime) -> None:
    hours = ProcessDeadlines(contact_hours=24, contact_basis=basis)
    told_on_a_saturday = stay(admission_notices=told(march(7, 9)), care_contact_appointed_at=None)

    (row,) = _rows(told_on_a_saturday, replace(STATUTE, deadlines=hours), Kind.CARE_CONTACT)

    assert (row.due_at, row.breached) == (due, True)


def test_leaving_before_the_underlays_hours_are_up_ends_them() -> None:
    hours = replace(STATUTE, deadlines=replace(STATUTE.deadlines, underlay_hours=48))
    quick = stay(left_at=march(4, 14), ready_notices=(), discharge_information_sent_at=None)

    assert _rows(quick, hours, Kind.PLANNING_UNDERLAY) == []
    assert [row.due_at for row in _rows(stay(), hours, Kind.PLANNING_UNDERLAY)] == [march(4, 14)]


@pytest.mark.parametrize("at", [march(3, 14), march(3, 14) + INSTANT])
def test_the_last_instant_is_still_in_time(at: datetime) -> None:
    (row,) = _rows(stay(admission_notices=told(at)), STATUTE, Kind.ADMISSION_NOTICE)

    assert row.breached is (at > march(3, 14))
    assert row.met_at == at


def test_a_clock_unmet_is_breached_only_after_its_last_instant() -> None:
    waiting = still_there(admission_notices=(), ready_notices=(), sip=called(None), care_contact_appointed_at=None)

    (at_the_end,) = _rows(waiting, STATUTE, Kind.ADMISSION_NOTICE, march(3, 14))
    (after,) = _rows(waiting, STATUTE, Kind.ADMISSION_NOTICE, march(3, 14) + INSTANT)

    assert (at_the_end.breached, after.breached) == (False, True)


def test_a_patient_for_open_care_only_may_be_left_out_of_the_process() -> None:
    only_open_care = stay(needs=Needs(region=True, social_services=False))
    left_out = replace(STATUTE, scope_excluded=(ScopeCode.OUTPATIENT_ONLY,))

    assert [reason.code for reason in evaluate(only_open_care, left_out).reasons] == ["municipality_not_concerned"]
    assert figures(stay(), left_out).nights_on != ()


def test_figures_alone_are_asked_right_after_everything_or_at_an_instant() -> None:
    assert figures(stay(), STATUTE).nights_on == evaluate(stay(), STATUTE).liability.nights_on
    assert figures(stay(), STATUTE, march(14)).nights_on == evaluate(stay(), STATUTE, march(14)).liability.nights_on
    assert len(figures(stay(), STATUTE, march(14)).nights_on) == 2


def test_messages_without_anything_agreed_keep_the_hour_before_a_fixed_time() -> None:
    assert Messages().min_lead_minutes == 60


def test_an_estimate_sent_with_the_admission_notice_is_no_change() -> None:
    facts = stay(ready_notices=(), estimates=(Estimate(value=march(12), decided_at=march(3, 8), sent_at=march(3, 9)),))
    daily = _with_ack(AckRule(type=AckType.ESTIMATE_CHANGE, day_basis=DayBasis.ALL, within_hours=24))

    assert _rows(facts, daily, Kind.ACKNOWLEDGE) == []


def test_days_without_hours_leave_the_care_contacts_clock_to_the_law() -> None:
    days_only = replace(STATUTE, deadlines=ProcessDeadlines(contact_basis=DayBasis.ALL))

    (row,) = _rows(stay(), days_only, Kind.CARE_CONTACT)

    assert (row.due_at, row.law) == (march(16, 11), "2:5")


def test_the_first_of_several_calls_is_the_one_that_met_the_clock() -> None:
    calls = (SipCall(sent_at=march(12, 9), by=Caller.DEPUTY), SipCall(sent_at=march(11, 9), by=Caller.CARE_CONTACT))

    (row,) = _rows(stay(sip=called(None, calls=calls)), STATUTE, Kind.SIP_CALL)

    assert row.met_at == march(11, 9)


def test_a_call_at_the_instant_that_ends_the_readiness_still_meets_the_clock() -> None:
    facts = stay(ready_notices=ready(march(9, 9), withdrawn_at=march(11, 8)), sip=called(march(11, 8)))

    assert [row.met_at for row in _rows(facts, STATUTE, Kind.SIP_CALL)] == [march(11, 8)]


def test_a_readiness_that_the_call_kept_out_leaves_the_next_one_its_liability_clock() -> None:
    facts = stay(
        ready_notices=(*ready(march(9, 9), withdrawn_at=march(14, 8)), *ready(march(15, 9))),
        sip=called(march(13, 9)),
        left_at=march(25, 11),
    )

    rows = _rows(facts, STATUTE, Kind.LIABILITY_START)

    assert [(row.subject, row.due_at, row.breached) for row in rows] == [
        ("readiness 2", end_of_day(march(17).date()), True)
    ]


@pytest.mark.parametrize("left_at", [end_of_day(march(11).date()), end_of_day(march(11).date()) + INSTANT])
def test_leaving_in_the_last_instant_before_liability_meets_its_clock(left_at: datetime) -> None:
    (row,) = _rows(stay(left_at=left_at, discharge_information_sent_at=march(11, 9)), STATUTE, Kind.LIABILITY_START)

    assert row.breached is (left_at > end_of_day(march(11).date()))
