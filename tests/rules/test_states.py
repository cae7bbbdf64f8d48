"""The episode's lifecycle: every action in every status, and what no sequence of actions can bring about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import IllegalTransition
from rules.states import TRANSITIONS, Action, Status, available, is_open, next_status
from rules.tables import Fact
from tests.rules import text_tables
from tests.rules.text_tables import Asked, Line

MATRIX = """
action                        | -        admitted  no_need   planning  ready     left      closed cancelled
register                      | admitted .         .         .         .         .         .      .
register_return               | admitted .         .         .         .         .         .      .
judge_no_need                 | .        no_need   .         .         .         .         .      .
judge_need_later              | .        .         admitted  .         .         .         .      .
send_admission_notice         | .        planning  .         .         .         .         .      .
admission_notice_sent_outside | .        planning  .         .         .         .         .      .
declare_ready                 | .        .         .         ready     .         .         .      .
ready_notice_sent_outside     | .        .         .         ready     .         .         .      .
register_opt_decision         | .        .         .         ready     ready     .         .      .
withdraw_readiness            | .        .         .         .         planning  .         .      .
leave_discharged              | .        left      left      left      left      .         .      .
leave_own_request             | .        left      left      left      left      .         .      .
leave_absconded               | .        left      left      left      left      .         .      .
leave_deceased                | .        left      left      left      left      .         .      .
leave_other_region            | .        left      left      left      left      .         .      .
leave_other_care              | .        left      left      left      left      .         .      .
undo_leaving                  | .        .         .         .         .         back      .      .
close                         | .        .         .         .         .         closed    .      .
cancel                        | .        cancelled cancelled cancelled cancelled cancelled .      .
judge_need                    | .        =         .         =         =         .         .      .
change_estimate               | .        =         =         =         =         .         .      .
change_ward                   | .        =         =         =         =         .         .      .
transfer                      | .        =         =         =         =         .         .      .
register_leave                | .        =         =         =         =         .         .      .
end_leave                     | .        =         =         =         =         .         .      .
change_municipality           | .        =         =         =         =         .         .      .
correct_facts                 | .        =         =         =         =         =         .      .
record_consent                | .        =         =         =         =         =         .      .
withdraw_consent              | .        =         =         =         =         =         .      .
record_harm_test              | .        =         =         =         =         =         .      .
record_representative         | .        =         =         =         =         =         .      .
end_representative            | .        =         =         =         =         =         .      .
add_recipient                 | .        .         .         =         =         =         .      .
acknowledge                   | .        .         .         =         =         =         .      .
return_wrong_recipient        | .        .         .         =         =         =         .      .
forward                       | .        .         .         =         =         =         .      .
correct_notice                | .        .         .         =         =         =         .      .
recall_notice                 | .        .         .         =         =         =         .      .
recall_wrong_recipient        | .        .         .         =         =         =         .      .
notice_sent_outside           | .        .         .         =         =         =         .      .
reply_about_services          | .        .         .         =         =         .         .      .
send_underlay                 | .        .         .         =         =         .         .      .
ask_question                  | .        .         .         =         =         =         .      .
answer_question               | .        .         .         =         =         =         .      .
send_message                  | .        .         .         =         =         =         .      .
send_ready_notice             | .        .         .         .         =         .         .      .
send_information_part         | .        .         .         =         =         =         .      .
send_discharge_information    | .        .         .         =         =         =         .      .
give_patient_summary          | .        .         .         =         =         =         .      .
appoint_care_contact          | .        .         .         =         =         =         .      .
confirm_care_contact          | .        .         .         =         =         =         .      .
replace_care_contact          | .        .         .         =         =         =         .      .
name_sip_caller               | .        .         .         =         =         =         .      .
say_can_receive               | .        .         .         =         =         .         .      .
withdraw_can_receive          | .        .         .         =         =         .         .      .
decline_services              | .        .         .         =         =         .         .      .
raise_blocker                 | .        =         =         =         =         .         .      .
change_blocker                | .        =         =         =         =         .         .      .
solve_blocker                 | .        =         =         =         =         =         .      .
report_obstacle               | .        .         .         =         =         .         .      .
judge_obstacle                | .        .         .         =         =         =         .      .
solve_obstacle                | .        .         .         =         =         =         .      .
raise_disagreement            | .        .         .         .         =         .         .      .
answer_disagreement           | .        .         .         =         =         =         .      .
withdraw_disagreement         | .        .         .         =         =         =         .      .
judge_sip_need                | .        .         .         =         =         =         .      .
judge_no_sip                  | .        .         .         =         =         =         .      .
request_sip                   | .        .         .         =         =         =         .      .
offer_sip                     | .        .         .         =         =         =         .      .
consent_to_sip                | .        .         .         =         =         =         .      .
refuse_sip                    | .        .         .         =         =         =         .      .
withdraw_sip_consent          | .        .         .         =         =         =         .      .
call_sip                      | .        .         .         =         =         =         .      .
draw_up_care_plan             | .        .         .         =         =         =         .      .
"""

PARTICULARS = """
register                      | hospital  | SFS 2017:612, 1 kap. 3 §
register_return               | hospital  | SFS 2017:612, 1 kap. 3 §; routine return
judge_no_need                 | ward      | SFS 2017:612, 2 kap. 1 §
judge_need_later              | ward      | SFS 2017:612, 2 kap. 3 §
send_admission_notice         | ward      | SFS 2017:612, 2 kap. 1–3 §§
admission_notice_sent_outside | ward      | SFS 2017:612, 2 kap. 1–3 §§; reading A-20; agreement fallback
declare_ready                 | ward      | SFS 2017:612, 3 kap. 1 §
ready_notice_sent_outside     | ward      | SFS 2017:612, 3 kap. 1 §; reading A-20; agreement fallback
register_opt_decision         | ward      | SFS 2017:612, 3 kap. 1 §; SFS 1991:1128, 7 a §; SFS 1991:1129, 12 a §
withdraw_readiness            | ward      | SFS 2017:612, 1 kap. 3 §; reading A-11
leave_discharged              | hospital  | SFS 2017:612, 3 kap. 2 §
leave_own_request             | hospital  | SFS 2017:612, 3 kap. 2 §
leave_absconded               | hospital  | SFS 2017:612, 5 kap. 1 §
leave_deceased                | hospital  | SFS 2017:612, 5 kap. 1 §
leave_other_region            | hospital  | SFS 2017:612, 5 kap. 1 §; reading A-17
leave_other_care              | hospital  | SFS 2017:612, 5 kap. 1 §; reading A-17
undo_leaving                  | ward      | routine undone discharge | needs never_left_building
close                         | hospital  | routine closing
cancel                        | ward      | SFS 2008:355, 3 kap. 14 §; routine registered in error
judge_need                    | ward      | SFS 2017:612, 2 kap. 1 §
change_estimate               | ward      | SFS 2017:612, 2 kap. 4 §
change_ward                   | hospital  | reading A-17; routine change of ward
transfer                      | hospital  | SFS 2009:400, 25 kap. 1 §; reading A-17
register_leave                | hospital  | reading A-19; routine leave
end_leave                     | hospital  | reading A-19; routine leave
change_municipality           | hospital  | SFS 2017:612, 5 kap. 2 §; reading A-14
correct_facts                 | ward      | SFS 2008:355, 3 kap. 14 §
record_consent                | all       | SFS 2009:400, 10 kap. 1 § and 12 kap. 2 §
withdraw_consent              | all       | SFS 2009:400, 10 kap. 1 § and 12 kap. 2 §
record_harm_test              | all       | SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §
record_representative         | all       | SFS 2009:400, 12 kap. 3 §; routine representative
end_representative            | all       | SFS 2009:400, 12 kap. 3 §; routine representative
add_recipient                 | ward      | SFS 2017:612, 2 kap. 1 § and 3 kap. 2 §
acknowledge                   | all       | agreement messages.ack
return_wrong_recipient        | all       | routine wrong recipient
forward                       | receivers | SFS 2009:400, 8 kap. 1–2 §§; routine forwarding
correct_notice                | all       | SFS 2008:355, 3 kap. 14 §
recall_notice                 | all       | routine recall
recall_wrong_recipient        | all       | routine wrong recipient
notice_sent_outside           | all       | reading A-20; agreement fallback
reply_about_services          | receivers | SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §
send_underlay                 | ward      | SFS 2009:400, 25 kap. 1 §; agreement deadlines
ask_question                  | all       | SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §
answer_question               | all       | SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §
send_message                  | all       | SFS 2009:400, 25 kap. 1 § and 26 kap. 1 §
send_ready_notice             | ward      | SFS 2017:612, 3 kap. 1 §
send_information_part         | ward      | SFS 2017:612, 3 kap. 2 §
send_discharge_information    | ward      | SFS 2017:612, 3 kap. 2 §
give_patient_summary          | ward      | SFS 2014:821, 3 kap. 2 b § | unless deceased
appoint_care_contact          | open      | SFS 2017:612, 2 kap. 5 § första stycket | unless deceased
confirm_care_contact          | open      | SFS 2017:612, 2 kap. 5 § andra stycket | unless deceased
replace_care_contact          | open      | SFS 2017:80, 4 kap. 1 § | unless deceased
name_sip_caller               | open      | SFS 2017:612, 4 kap. 3 § | unless deceased
say_can_receive               | receivers | SFS 2017:612, 2 kap. 6 §
withdraw_can_receive          | receivers | SFS 2017:612, 2 kap. 6 §
decline_services              | ward+mun  | reading A-22; agreement exceptions
raise_blocker                 | all       | SFS 2017:612, 2 kap. 6 §; routine blockers
change_blocker                | all       | SFS 2017:612, 2 kap. 6 §; routine blockers
solve_blocker                 | all       | SFS 2017:612, 2 kap. 6 §; routine blockers
report_obstacle               | all       | SFS 2017:612, 5 kap. 5 §
judge_obstacle                | ward+open | SFS 2017:612, 5 kap. 5 §; reading A-12
solve_obstacle                | ward+open | SFS 2017:612, 5 kap. 5 §; reading A-12
raise_disagreement            | receivers | SFS 2017:612, 1 kap. 3 §; routine disagreement
answer_disagreement           | ward      | SFS 2017:612, 1 kap. 3 §; routine disagreement
withdraw_disagreement         | receivers | SFS 2017:612, 1 kap. 3 §; routine disagreement
judge_sip_need                | all       | SFS 2017:612, 4 kap. 1 § | unless deceased
judge_no_sip                  | all       | SFS 2017:612, 4 kap. 1 § | unless deceased
request_sip                   | all       | SFS 2017:30, 16 kap. 4 § | unless deceased
offer_sip                     | all       | SFS 2017:612, 4 kap. 2 § | unless deceased
consent_to_sip                | all       | SFS 2017:612, 4 kap. 2 § | unless deceased
refuse_sip                    | all       | SFS 2017:612, 4 kap. 2 §; reading A-9 | unless deceased
withdraw_sip_consent          | all       | SFS 2017:612, 4 kap. 2 § | unless deceased
call_sip                      | contact   | SFS 2017:612, 4 kap. 3 §; reading A-10 | unless deceased
draw_up_care_plan | ward | SFS 2017:612, 4 kap. 1 §; SFS 1991:1128, 7 a §; SFS 1991:1129, 12 a § | unless deceased
"""

EXPECTED = text_tables.lines(MATRIX, PARTICULARS)
EPISODE = Asked(next_status, available)
UNDO = next(line for line in EXPECTED if line.action == "undo_leaving")

OPEN = (Status.ADMITTED, Status.NO_NEED, Status.PLANNING, Status.READY)
ADMISSION_NOTICE = {Action.SEND_ADMISSION_NOTICE, Action.ADMISSION_NOTICE_SENT_OUTSIDE}
LEAVING = {
    Action.LEAVE_DISCHARGED,
    Action.LEAVE_OWN_REQUEST,
    Action.LEAVE_ABSCONDED,
    Action.LEAVE_DECEASED,
    Action.LEAVE_OTHER_REGION,
    Action.LEAVE_OTHER_CARE,
}

MOVING = tuple(Action(line.action) for line in EXPECTED if set(line.cells.values()) - {".", "="})


def test_the_table_has_the_actions_parties_and_grounds_of_the_text():
    text_tables.assert_rows(TRANSITIONS, Action, Status, EXPECTED)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        pytest.param(line, status, id=f"{line.action} in {status}")
        for line in EXPECTED
        for status in (None, *Status)
        if line.cells[status or "-"] != "back"
    ],
)
def test_an_action_leads_where_the_text_says_or_is_refused(line: Line, status: Status | None):
    text_tables.assert_pair(EPISODE, Action(line.action), status, line)


def test_what_can_be_done_in_a_status_comes_in_the_order_of_the_text():
    text_tables.assert_available(EPISODE, Status, EXPECTED)


def test_without_facts_given_none_hold():
    assert Action.UNDO_LEAVING not in available(Status.LEFT)
    assert Action.CALL_SIP in available(Status.LEFT)
    assert next_status(Status.PLANNING, Action.DECLARE_READY) is Status.READY


@pytest.mark.parametrize("before", OPEN)
def test_an_undone_leaving_restores_the_status_she_left_from(before: Status):
    facts = (Fact.NEVER_LEFT_BUILDING,)

    assert next_status(Status.LEFT, Action.UNDO_LEAVING, facts=facts, before=before) is before


@pytest.mark.parametrize("before", [None, Status.LEFT, Status.CLOSED, Status.CANCELLED])
def test_a_leaving_is_not_undone_to_a_status_nobody_leaves_from(before: Status | None):
    text_tables.assert_refused(EPISODE, Action.UNDO_LEAVING, Status.LEFT, UNDO, ("never_left_building",), before)


@pytest.mark.parametrize("before", OPEN)
def test_a_leaving_is_not_undone_when_she_has_left_the_building(before: Status):
    text_tables.assert_refused(EPISODE, Action.UNDO_LEAVING, Status.LEFT, UNDO, (), before)


def test_the_dead_get_no_contact_no_summary_and_no_plan():
    dead = (Fact.DECEASED,)

    assert set(available(Status.LEFT)) - set(available(Status.LEFT, facts=dead)) == {
        Action.GIVE_PATIENT_SUMMARY,
        Action.APPOINT_CARE_CONTACT,
        Action.CONFIRM_CARE_CONTACT,
        Action.REPLACE_CARE_CONTACT,
        Action.NAME_SIP_CALLER,
        Action.JUDGE_SIP_NEED,
        Action.JUDGE_NO_SIP,
        Action.REQUEST_SIP,
        Action.OFFER_SIP,
        Action.CONSENT_TO_SIP,
        Action.REFUSE_SIP,
        Action.WITHDRAW_SIP_CONSENT,
        Action.CALL_SIP,
        Action.DRAW_UP_CARE_PLAN,
    }


@pytest.mark.parametrize("status", Status)
def test_she_is_an_inpatient_from_admission_until_she_leaves(status: Status):
    assert is_open(status) is (status in OPEN)


def test_every_status_can_be_reached():
    assert text_tables.reachable(TRANSITIONS) == set(Status)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CANCELLED])
@pytest.mark.parametrize("facts", [(), tuple(Fact)])
def test_nothing_happens_to_a_stay_that_is_closed_or_cancelled(status: Status, facts: tuple[Fact, ...]):
    assert available(status, facts=facts) == ()


@pytest.mark.parametrize("ground", text_tables.grounds(TRANSITIONS))
def test_every_ground_is_a_paragraph_an_agreement_a_reading_or_a_named_routine(ground: str):
    assert text_tables.GROUND.fullmatch(ground)


@pytest.mark.parametrize("status", [None, Status.ADMITTED, Status.NO_NEED])
def test_nobody_outside_the_hospital_reads_of_a_stay_before_the_first_admission_notice(status: Status | None):
    told = {Action.ACKNOWLEDGE, Action.SEND_MESSAGE, Action.SEND_UNDERLAY, Action.CALL_SIP, Action.SAY_CAN_RECEIVE}

    assert not told & set(available(status))


@given(st.data())
def test_no_sequence_of_actions_breaks_the_order_of_a_stay(data: st.DataObject):
    status: Status | None = None
    left_from: Status | None = None
    notified = left = False

    for _ in range(data.draw(st.integers(1, 40), label="length")):
        facts = data.draw(st.sampled_from([(), (Fact.NEVER_LEFT_BUILDING,), (Fact.DECEASED,)]), label="facts")
        possible = available(status, facts=facts)
        moving = [action for action in possible if action in MOVING]
        action = data.draw(st.sampled_from(moving or MOVING) | st.sampled_from(Action), label="action")
        before = status
        try:
            status = next_status(status, action, facts=facts, before=left_from)
        except IllegalTransition:
            assert action not in possible
            continue

        assert action in possible
        assert before not in (Status.CLOSED, Status.CANCELLED)
        notified = notified or action in ADMISSION_NOTICE
        assert notified or status not in (Status.PLANNING, Status.READY)
        if action in LEAVING:
            assert not left
            left_from, left = before, True
        if action is Action.UNDO_LEAVING:
            assert left
            assert Fact.NEVER_LEFT_BUILDING in facts
            assert status is left_from
            left = False
        assert left is (status is Status.LEFT) or status in (Status.CLOSED, Status.CANCELLED)
