"""The tables beside the stay: every action in every state of each, and what no sequence of actions can bring about."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import tables, tracks
from rules.errors import IllegalTransition
from rules.tables import Fact, Transition
from rules.tracks import (
    blocker,
    care,
    care_contact,
    consent,
    disagreement,
    medical_responsibility,
    obstacle,
    receipt,
    referral,
    sip,
    social_services,
)
from tests.rules import text_tables
from tests.rules.text_tables import Asked, Line


@dataclass(frozen=True)
class Track:
    """One table, and what is expected of it. `ends`: the states that nothing leads out of."""

    transitions: Mapping[Any, Transition[Any]]
    states: type[StrEnum]
    actions: type[StrEnum]
    expected: tuple[Line, ...]
    ends: frozenset[StrEnum]

    @property
    def asked(self) -> Asked:
        return Asked(partial(tables.next_state, self.transitions), partial(tables.available, self.transitions))


RECEIPT = text_tables.lines(
    """
action                 | -            sent      sent_outside list      read     ack      recalled  wrong withdrawn
send                   | sent         .         .            .         .        .        .         .     .
note_sent_outside      | sent_outside .         .            .         .        .        .         .     .
deliver                | .            list      .            .         .        .        .         .     .
read                   | .            .         .            read      .        .        .         .     .
acknowledge            | .            .         .            .         ack      .        .         .     .
acknowledge_unread     | .            .         .            ack       .        .        .         .     .
mark_unread            | .            .         .            .         list     list     .         .     .
forward                | .            .         .            list      list     list     .         .     .
return_wrong_recipient | .            .         .            wrong     wrong    wrong    .         .     .
recall_wrong_recipient | .            wrong     wrong        wrong     wrong    wrong    wrong     .     .
withdraw               | .            withdrawn withdrawn    withdrawn .        .        .         .     .
recall                 | .            .         .            .         recalled recalled .         .     .
acknowledge_recall     | .            .         .            .         .        .        withdrawn .     .
""",
    """
send                   | all       | SFS 2017:612, 2 kap. 1 § and 3 kap. 1–2 §§; reading A-20
note_sent_outside      | all       | reading A-20; agreement fallback
deliver                | system    | reading A-20
read                   | all       | SFS 2008:355, 4 kap. 3 §
acknowledge            | all       | agreement messages.ack
acknowledge_unread     | all       | agreement messages.ack | unless opened_first
mark_unread            | system    | SFS 2008:355, 3 kap. 14 §
forward                | receivers | SFS 2009:400, 8 kap. 1–2 §§; routine forwarding
return_wrong_recipient | all       | routine wrong recipient
recall_wrong_recipient | all       | routine wrong recipient
withdraw               | all       | routine recall
recall                 | all       | routine recall
acknowledge_recall     | all       | routine recall
""",
    {"list": "in_list", "ack": "acknowledged", "wrong": "wrong_recipient"},
)

CARE_CONTACT = text_tables.lines(
    """
action           | -    owed      appointed existing  released
owe              | owed .         .         .         .
appoint          | .    appointed .         .         .
confirm_existing | .    existing  .         .         .
replace          | .    .         appointed appointed .
name_sip_caller  | .    .         =         =         .
release          | .    released  released  released  .
""",
    """
owe              | system      | SFS 2017:612, 2 kap. 5 § första stycket
appoint          | open        | SFS 2017:612, 2 kap. 5 § första stycket
confirm_existing | open        | SFS 2017:612, 2 kap. 5 § andra stycket
replace          | open        | SFS 2017:80, 4 kap. 1 §
name_sip_caller  | open        | SFS 2017:612, 4 kap. 3 §
release          | open+system | routine change of unit
""",
    {"existing": "existing_confirmed"},
)

SOCIAL_SERVICES = text_tables.lines(
    """
action               | -         contacted none    applied grant   part    temp    refused ordered cannot  can
contact              | contacted .         .       .       .       .       .       .       .       .       .
note_no_application  | .         none      .       .       .       .       .       .       .       .       .
apply                | applied   applied   applied .       applied applied applied applied applied applied applied
grant                | .         .         .       grant   .       .       grant   .       .       .       .
grant_partly         | .         .         .       part    .       .       part    .       .       .       .
grant_temporarily    | .         .         .       temp    .       .       .       .       .       .       .
refuse               | .         .         .       refused .       .       refused .       .       .       .
order                | .         .         .       .       ordered ordered ordered .       .       ordered .
resume               | ordered   ordered   ordered .       .       .       .       .       .       .       .
confirm_order        | .         .         .       .       .       .       .       .       can     .       .
decline_order        | .         .         .       .       .       .       .       .       cannot  .       cannot
withdraw_can_receive | .         .         .       .       .       .       .       .       .       .       ordered
withdraw_application | .         .         .       none    none    none    none    .       none    none    none
""",
    """
contact              | social   | SFS 2017:612, 2 kap. 6 §
note_no_application  | social   | routine needs assessment
apply                | social   | routine needs assessment
grant                | social   | routine needs assessment
grant_partly         | social   | routine needs assessment
grant_temporarily    | social   | routine needs assessment
refuse               | social   | routine needs assessment
order                | social   | routine order
resume               | social   | SFS 2017:612, 2 kap. 6 §; routine order
confirm_order        | soc+prov | SFS 2017:612, 2 kap. 6 §; routine order
decline_order        | soc+prov | routine order
withdraw_can_receive | soc+prov | SFS 2017:612, 2 kap. 6 §
withdraw_application | social   | reading A-22; agreement exceptions
""",
    {
        "none": "no_application",
        "grant": "granted",
        "part": "partly_granted",
        "temp": "temporarily_granted",
        "cannot": "order_declined",
        "can": "can_receive",
    },
)

CARE = """
action               | -           not_started planned     can_receive
begin                | not_started .           .           .
plan                 | .           planned     .           .
say_can_receive      | .           can_receive can_receive .
withdraw_can_receive | .           .           .           planned
"""

MUNICIPAL_CARE = text_tables.lines(
    CARE,
    """
begin                | system    | SFS 2017:612, 2 kap. 6 §
plan                 | municipal | SFS 2017:612, 2 kap. 6 §
say_can_receive      | municipal | SFS 2017:612, 2 kap. 6 §
withdraw_can_receive | municipal | SFS 2017:612, 2 kap. 6 §
""",
)

OPEN_CARE = text_tables.lines(
    CARE,
    """
begin                | system | SFS 2017:612, 2 kap. 6 §
plan                 | open   | SFS 2017:612, 2 kap. 6 §
say_can_receive      | open   | SFS 2017:612, 2 kap. 6 §
withdraw_can_receive | open   | SFS 2017:612, 2 kap. 6 §
""",
)

REFERRAL = text_tables.lines(
    """
action  | -        received accepted sent_on declined
receive | received .        .        .       .
accept  | .        accepted .        .       .
send_on | .        sent_on  sent_on  .       .
decline | .        declined .        .       .
""",
    """
receive | ward+open | SFS 2017:612, 3 kap. 2 §; routine referral
accept  | open      | routine referral
send_on | open      | routine referral
decline | open      | routine referral
""",
)

MEDICAL_RESPONSIBILITY = text_tables.lines(
    """
action    | -          asked      taken_over  declined   handed_back
ask       | asked      .          .           asked      asked
take_over | taken_over taken_over .           taken_over taken_over
decline   | .          declined   .           .          .
hand_back | .          .          handed_back .          .
""",
    """
ask       | ward      | routine medical responsibility
take_over | open      | routine medical responsibility
decline   | open      | routine medical responsibility
hand_back | ward+open | routine medical responsibility
""",
)

BLOCKER = text_tables.lines(
    """
action | -    open   solved
raise  | open .      .
change | .    =      .
solve  | .    solved .
""",
    """
raise  | all       | SFS 2017:612, 2 kap. 6 §; routine blockers
change | all       | SFS 2017:612, 2 kap. 6 §; routine blockers
solve  | all       | SFS 2017:612, 2 kap. 6 §; routine blockers
""",
)

OBSTACLE = text_tables.lines(
    """
action                  | -             cause_unknown    prevents         does_not_prevent solved
report                  | cause_unknown .                .                .                .
say_it_prevents         | .             prevents         .                prevents         .
say_it_does_not_prevent | .             does_not_prevent does_not_prevent .                .
change                  | .             =                =                =                .
solve                   | .             solved           solved           solved           .
""",
    """
report                  | all       | SFS 2017:612, 5 kap. 5 §
say_it_prevents         | ward+open | SFS 2017:612, 5 kap. 5 §; reading A-12
say_it_does_not_prevent | ward+open | SFS 2017:612, 5 kap. 5 §; reading A-12
change                  | all       | SFS 2017:612, 5 kap. 5 §
solve                   | ward+open | SFS 2017:612, 5 kap. 5 §; reading A-12
""",
)

DISAGREEMENT = text_tables.lines(
    """
action   | -      raised    answered withdrawn
raise    | raised .         .        .
answer   | .      answered  .        .
withdraw | .      withdrawn .        .
""",
    """
raise    | receivers | SFS 2017:612, 1 kap. 3 §; routine disagreement
answer   | ward      | SFS 2017:612, 1 kap. 3 §; routine disagreement
withdraw | receivers | routine disagreement
""",
)

SIP = text_tables.lines(
    """
action              | -    vali upda none requ need noth offe cons decl cant call held draw foll repl end
find_valid_plan     | vali .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
find_plan_to_update | upda .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
find_no_plan        | none .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
request             | .    requ requ requ .    .    requ .    .    requ .    .    .    .    .    .    .
assess_needed       | .    need need need need .    need .    .    .    .    .    .    .    .    need .
assess_not_needed   | .    noth noth noth noth noth .    noth .    .    .    .    .    .    .    .    .
offer               | .    .    .    .    .    offe .    .    .    offe .    .    .    .    .    .    .
consent             | .    .    .    .    .    .    .    cons .    cons cons .    .    .    .    .    .
decline             | .    .    .    .    .    .    .    decl .    .    decl decl decl .    .    .    .
note_cannot_consent | .    .    .    .    .    cant .    cant .    .    .    .    .    .    .    .    .
withdraw_consent    | .    .    .    .    .    .    .    .    decl .    .    decl decl .    .    .    .
call                | .    .    .    .    .    .    .    call call .    call .    .    .    .    .    .
call_without_stay   | .    .    .    .    .    .    .    .    call .    .    .    .    .    .    .    .
change_call         | .    .    .    .    .    .    .    .    .    .    .    =    .    .    .    .    .
hold                | .    .    .    .    .    .    .    .    .    .    .    held .    .    .    .    .
draw_up             | .    .    .    .    .    .    .    .    .    .    .    .    draw .    .    .    .
approve             | .    .    .    .    .    .    .    .    .    .    .    .    =    =    .    .    .
follow_up           | .    foll .    .    .    .    .    .    .    .    .    .    .    foll foll .    .
change_plan         | .    draw .    .    .    .    .    .    .    .    .    .    .    draw draw .    .
replace             | .    repl repl repl repl repl repl repl repl repl repl repl repl .    .    .    .
end                 | .    end  end  end  end  end  end  end  end  end  end  end  end  end  end  end  .
""",
    """
find_valid_plan     | all       | reading A-25; agreement sip_unchanged
find_plan_to_update | all       | SFS 2017:612, 4 kap. 1 §
find_no_plan        | all       | SFS 2017:612, 4 kap. 1 §
request             | all       | SFS 2017:30, 16 kap. 4 §; SFS 2025:400, 10 kap. 8 §
assess_needed       | all       | SFS 2017:612, 4 kap. 1 §; SFS 2017:30, 16 kap. 4 §
assess_not_needed   | all       | SFS 2017:612, 4 kap. 1 §; SFS 2017:30, 16 kap. 4 §
offer               | all       | SFS 2017:612, 4 kap. 2 §
consent             | all       | SFS 2017:612, 4 kap. 2 §
decline             | all       | SFS 2017:612, 4 kap. 2 §; reading A-9
note_cannot_consent | all       | reading A-26
withdraw_consent    | all       | SFS 2017:612, 4 kap. 2 §
call                | contact   | SFS 2017:612, 4 kap. 3 §; reading A-10
call_without_stay   | all       | SFS 2017:30, 16 kap. 4 §; SFS 2025:400, 10 kap. 8 § | unless stay
change_call         | all       | routine change of call
hold                | all       | SFS 2017:612, 4 kap. 1 §
draw_up | all | SFS 2017:612, 4 kap. 2 §; SFS 2017:30, 16 kap. 4 §; SFS 2025:400, 10 kap. 8–9 §§ | needs sip_consent
approve             | all       | routine approval of the plan
follow_up           | all       | routine follow-up of the plan
change_plan         | all       | SFS 2017:612, 4 kap. 2 § | needs sip_consent
replace             | ward      | SFS 2017:612, 4 kap. 1 §; SFS 1991:1128, 7 a §; SFS 1991:1129, 12 a §
end                 | all       | routine end of the plan
""",
    {
        "vali": "valid_plan",
        "upda": "plan_to_update",
        "none": "no_plan",
        "requ": "requested",
        "need": "needed",
        "noth": "not_needed",
        "offe": "offered",
        "cons": "consented",
        "decl": "declined",
        "cant": "cannot_consent",
        "call": "called",
        "draw": "drawn_up",
        "foll": "followed_up",
        "repl": "replaced",
        "end": "ended",
    },
)

CONSENT = text_tables.lines(
    """
action              | -       asked   given     refused unable  withdrawn lapsed
ask                 | asked   .       .         .       .       .         .
give                | given   given   .         given   given   given     given
refuse              | refused refused .         .       refused .         .
note_cannot_consent | unable  unable  .         .       .       .         .
narrow              | .       .       =         .       .       .         .
withdraw            | .       .       withdrawn .       .       .         .
lapse               | .       .       lapsed    .       .       .         .
""",
    """
ask                 | all       | SFS 2009:400, 12 kap. 2 §
give                | all       | SFS 2009:400, 10 kap. 1 § and 12 kap. 2 §
refuse              | all       | SFS 2009:400, 12 kap. 2 §
note_cannot_consent | all       | SFS 2009:400, 25 kap. 13 §; reading A-26
narrow              | all       | SFS 2009:400, 12 kap. 2 §
withdraw            | all       | SFS 2009:400, 12 kap. 2 §
lapse               | system    | routine consent for a time
""",
    {"unable": "cannot_consent"},
)


def _track(module: Any, expected: tuple[Line, ...], *ends: StrEnum) -> Track:
    return Track(module.TRANSITIONS, module.State, module.Action, expected, frozenset(ends))


TRACKS = {
    "receipt": _track(receipt, RECEIPT, receipt.State.WRONG_RECIPIENT, receipt.State.WITHDRAWN),
    "care_contact": _track(care_contact, CARE_CONTACT, care_contact.State.RELEASED),
    "social_services": _track(social_services, SOCIAL_SERVICES),
    "municipal_care": Track(care.MUNICIPAL_CARE_TRANSITIONS, care.State, care.Action, MUNICIPAL_CARE, frozenset()),
    "open_care": Track(care.OPEN_CARE_TRANSITIONS, care.State, care.Action, OPEN_CARE, frozenset()),
    "referral": _track(referral, REFERRAL, referral.State.SENT_ON, referral.State.DECLINED),
    "medical_responsibility": _track(medical_responsibility, MEDICAL_RESPONSIBILITY),
    "blocker": _track(blocker, BLOCKER, blocker.State.SOLVED),
    "obstacle": _track(obstacle, OBSTACLE, obstacle.State.SOLVED),
    "disagreement": _track(disagreement, DISAGREEMENT, disagreement.State.ANSWERED, disagreement.State.WITHDRAWN),
    "sip": _track(sip, SIP, sip.State.ENDED),
    "consent": _track(consent, CONSENT),
}

each_track = pytest.mark.parametrize("track", TRACKS.values(), ids=TRACKS)


def test_every_table_beside_the_stay_is_tested_here():
    declared = {module.name for module in pkgutil.iter_modules(tracks.__path__)}

    assert declared == {*TRACKS, "care"} - {"municipal_care", "open_care"}


@each_track
def test_the_table_has_the_actions_parties_and_grounds_of_the_text(track: Track):
    text_tables.assert_rows(track.transitions, track.actions, track.states, track.expected)


@pytest.mark.parametrize(
    ("track", "line", "state"),
    [
        pytest.param(track, line, state, id=f"{name}: {line.action} in {state}")
        for name, track in TRACKS.items()
        for line in track.expected
        for state in (None, *track.states)
    ],
)
def test_an_action_leads_where_the_text_says_or_is_refused(track: Track, line: Line, state: StrEnum | None):
    text_tables.assert_pair(track.asked, track.actions(line.action), state, line)


@each_track
def test_what_can_be_done_in_a_state_comes_in_the_order_of_the_text(track: Track):
    text_tables.assert_available(track.asked, track.states, track.expected)


@each_track
def test_every_state_can_be_reached(track: Track):
    assert text_tables.reachable(track.transitions) == set(track.states)


@each_track
def test_nothing_leads_out_of_an_end_and_something_out_of_every_other_state(track: Track):
    facts = (Fact.SIP_CONSENT,)

    assert {state for state in track.states if not track.asked.available(state, facts=facts)} == track.ends


@each_track
def test_every_ground_is_a_paragraph_an_agreement_a_reading_or_a_named_routine(track: Track):
    assert [
        ground for ground in text_tables.grounds(track.transitions) if not text_tables.GROUND.fullmatch(ground)
    ] == []


def test_a_notice_that_must_be_opened_is_not_acknowledged_unread():
    possible = tables.available(receipt.TRANSITIONS, receipt.State.IN_LIST, facts=(Fact.OPENED_FIRST,))

    assert receipt.Action.READ in possible
    assert receipt.Action.ACKNOWLEDGE_UNREAD not in possible
    assert receipt.Action.ACKNOWLEDGE not in possible


def test_only_the_care_contact_calls_when_there_is_a_stay():
    possible = tables.available(sip.TRANSITIONS, sip.State.CONSENTED, facts=(Fact.STAY,))
    calls = [action for action in possible if sip.TRANSITIONS[action].to is sip.State.CALLED]

    assert [sip.TRANSITIONS[action].who for action in calls] == [(tables.Party.CARE_CONTACT,)]


def _walk(
    track: Track, data: st.DataObject, facts: st.SearchStrategy[tuple[Fact, ...]]
) -> list[tuple[Any, Any, Any, Any]]:
    """A walk of possible and impossible attempts: of each that happened its state, action, new state and facts."""
    state = None
    done = []
    for _ in range(data.draw(st.integers(1, 30), label="length")):
        holding = data.draw(facts, label="facts")
        possible = track.asked.available(state, facts=holding)
        action = data.draw(st.sampled_from(possible or tuple(track.actions)) | st.sampled_from(track.actions))
        try:
            after = track.asked.next(state, action, facts=holding)
        except IllegalTransition:
            assert action not in possible
            continue
        assert action in possible
        done.append((state, action, after, holding))
        state = after
    return done


@given(st.data())
def test_no_walk_draws_up_a_plan_without_consent_a_call_and_a_meeting(data: st.DataObject):
    facts = st.sampled_from([(), (Fact.SIP_CONSENT,), (Fact.STAY,), (Fact.STAY, Fact.SIP_CONSENT)])
    seen = set()

    for before, action, after, holding in _walk(TRACKS["sip"], data, facts):
        if after is sip.State.DRAWN_UP and action is sip.Action.DRAW_UP:
            assert Fact.SIP_CONSENT in holding
            assert {sip.State.CALLED, sip.State.HELD} <= seen
        if action is sip.Action.CALL_WITHOUT_STAY:
            assert Fact.STAY not in holding
        assert before is not sip.State.ENDED
        seen.add(after)


@given(st.data())
def test_no_walk_acknowledges_what_must_be_opened_without_opening_it(data: st.DataObject):
    opened = False

    for _, action, after, _ in _walk(TRACKS["receipt"], data, st.just((Fact.OPENED_FIRST,))):
        opened = action is receipt.Action.READ or (opened and after is not receipt.State.IN_LIST)
        if after is receipt.State.ACKNOWLEDGED:
            assert opened


@given(st.data())
def test_no_walk_receives_her_at_home_without_an_order(data: st.DataObject):
    ordered = False

    for _, _, after, _ in _walk(TRACKS["social_services"], data, st.just(())):
        ordered = ordered or after is social_services.State.ORDERED
        if after is social_services.State.CAN_RECEIVE:
            assert ordered
        if after is social_services.State.APPLIED:
            ordered = False


@given(st.data())
def test_no_walk_has_a_consent_that_was_not_given_after_it_last_ended(data: st.DataObject):
    given_now = False

    for _, action, after, _ in _walk(TRACKS["consent"], data, st.just(())):
        given_now = action is consent.Action.GIVE or (given_now and action is consent.Action.NARROW)
        assert (after is consent.State.GIVEN) is given_now
