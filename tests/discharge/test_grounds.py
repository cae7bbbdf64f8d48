"""Tests of consents, harm tests and representatives: what each side records, and what may be sent on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.grounds import ConsentTakenBack
from discharge.contents.message import Message
from discharge.contents.stay import EstimateChange
from discharge.errors import ConsentMissing, GroundNotAvailable, HappenedWrong, NotNowOfIt, TwoGuardians, WithoutStay
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.facts import facts_of
from discharge.grounds import Consent, Grounds
from discharge.models import Event, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.selectors.grounds import grounds_seen
from discharge.services.consents import record_consent, withdraw_consent
from discharge.services.corrections import correct_message
from discharge.services.disclosing import grounds_of
from discharge.services.estimates import change_estimate
from discharge.services.harm_tests import record_harm_test
from discharge.services.receipts import report_wrong_recipient
from discharge.services.representatives import end_representative, record_representative
from rules.calendar import local
from rules.errors import InvalidInput
from rules.tracks.consent import State
from tests import factories as make
from tests.discharge.staying import (
    ADMITTED,
    NOTIFIED,
    READY,
    REGISTERED,
    Stay,
    consenting,
    notified,
    representative_of,
    with_guardian,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = NOTIFIED + HOUR
GIVEN: dict[str, Any] = {
    "kind": ConsentKind.DISCLOSURE,
    "answer": ConsentAnswer.GIVEN,
    "answered_by": SpokenBy.PATIENT,
    "how": How.ORALLY,
    "given_at": NOTIFIED,
}
REFUSED = {**GIVEN, "answer": ConsentAnswer.REFUSED}
UNABLE = {**GIVEN, "answer": ConsentAnswer.CANNOT_CONSENT, "reason": "Svår demens"}
TESTED: dict[str, Any] = {
    "item": "Fallrisk",
    "why": "Patienten vill ha hjälp",
    "decided_by": "Anna Lind",
    "decided_at": NOTIFIED,
}
GUARDIAN: dict[str, Any] = {"kind": RepresentativeKind.GUARDIAN, "name": "Per Ek", "phone": "0980-319 213"}
GOD_MAN: dict[str, Any] = {
    "kind": RepresentativeKind.GOD_MAN,
    "name": "Siv Ek",
    "scope": "bevaka rätt",
    "proof": "registerutdrag",
}


def records(stay: Stay, by: Actor, **told: Any) -> None:
    stay.does(by, record_consent, told.pop("at", LATER), **{**GIVEN, **told})


def writes(stay: Stay, by: Actor, to: Actor, ground: Ground = Ground.CONSENT, at: Any = LATER) -> Notice:
    """A message on a ground."""
    return make.message(stay.case, by, make.unit_of(to), ground=ground, now=at)


def recorded(stay: Stay, by: Actor) -> Grounds:
    """What the side of somebody has recorded."""
    facts = facts_of(stay.case).stay
    assert facts is not None
    unit = make.unit_of(by)
    return facts.grounds_of(unit.controller_id, unit.side)


def kept(stay: Stay, by: Actor, kind: ConsentKind = ConsentKind.DISCLOSURE) -> Consent:
    return recorded(stay, by).consents[kind]


class TestRecording:
    def test_who_said_what_how_when_and_about_whom_is_kept(self) -> None:
        stay = notified()
        told = {
            "covers": " Läkemedelslistan ",
            "recipients": [stay.ref(stay.they.care)],
            "answered_by": SpokenBy.GOD_MAN,
            "name": " Siv Ek ",
            "how": How.IN_WRITING,
            "valid_until": date(2026, 4, 1),
        }

        records(stay, stay.they.ward, **told)

        one = kept(stay, stay.they.ward)
        assert (one.state, one.at) == (State.GIVEN, NOTIFIED)
        assert (one.told.covers, one.told.name, one.told.reason) == ("Läkemedelslistan", "Siv Ek", "")
        assert (one.told.answered_by, one.told.how) == (SpokenBy.GOD_MAN, How.IN_WRITING)
        assert (one.told.recipients, one.told.valid_until) == ((stay.ref(stay.they.care),), date(2026, 4, 1))

    def test_it_is_the_recording_sides_own_and_nobody_else_is_told(self) -> None:
        stay = notified()
        notices = Notice.objects.count()

        records(stay, stay.they.social)

        event = Event.objects.get(kind=EventKind.CONSENT_RECORDED)
        assert (event.audience, Notice.objects.count()) == ("own", notices)
        seers = [one for one in stay.they.everybody() if Event.objects.visible_to(one).filter(pk=event.pk).exists()]
        assert seers == [stay.they.social]
        facts = facts_of(stay.case)
        today = LATER.date()
        assert [len(grounds_seen(facts, one, today=today).consents) for one in stay.they.everybody()] == [
            *(0, 0, 1, 1, 0, 0)
        ]

    def test_the_four_kinds_are_kept_apart(self) -> None:
        stay = notified()

        records(stay, stay.they.ward)
        records(stay, stay.they.ward, kind=ConsentKind.SIP, answer=ConsentAnswer.REFUSED)

        states = {kind: one.state for kind, one in recorded(stay, stay.they.ward).consents.items()}
        assert states == {ConsentKind.DISCLOSURE: State.GIVEN, ConsentKind.SIP: State.REFUSED}
        facts = facts_of(stay.case).stay
        assert facts is not None
        assert facts.sip.state is None

    def test_before_anybody_is_told_of_the_stay_the_ward_records_it(self) -> None:
        stay = Stay()

        stay.does(stay.they.ward, record_consent, REGISTERED, **{**REFUSED, "given_at": ADMITTED})

        assert kept(stay, stay.they.ward).state is State.REFUSED

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [
            pytest.param({"answered_by": SpokenBy.GUARDIAN}, ["name"], id="a guardian without a name"),
            pytest.param({"answer": ConsentAnswer.CANNOT_CONSENT}, ["reason"], id="unable without a reason"),
            pytest.param({"valid_until": date(2026, 3, 7)}, ["valid_until"], id="over already"),
            pytest.param(
                {"covers": "x" * 1001, "name": "x" * 121, "reason": "\0"}, ["covers", "name", "reason"], id="texts"
            ),
            pytest.param({"recipients": [uuid4()]}, ["recipients"], id="a unit that there is not"),
        ],
    )
    def test_what_cannot_be_is_refused(self, wrong: dict[str, Any], where: list[str]) -> None:
        stay = notified()

        with pytest.raises(InvalidInput) as refusal:
            records(stay, stay.they.ward, **wrong)

        assert [problem.where for problem in refusal.value.problems] == where
        assert not Event.objects.filter(kind=EventKind.CONSENT_RECORDED).exists()

    @pytest.mark.parametrize("at", [ADMITTED - HOUR, LATER + HOUR])
    def test_it_was_given_after_the_admission_and_not_in_the_future(self, at: Any) -> None:
        stay = notified()

        with pytest.raises(HappenedWrong):
            records(stay, stay.they.ward, given_at=at)

    def test_today_is_a_last_day_that_it_can_have(self) -> None:
        stay = notified()

        records(stay, stay.they.ward, valid_until=date(2026, 3, 8))

        assert kept(stay, stay.they.ward).state_on(date(2026, 3, 8)) is State.GIVEN
        assert kept(stay, stay.they.ward).state_on(date(2026, 3, 9)) is State.LAPSED

    @pytest.mark.parametrize(
        ("first", "then", "holds"),
        [
            pytest.param(GIVEN, REFUSED, "samtycket är redan antecknat, återta det först", id="given, then refused"),
            pytest.param(REFUSED, REFUSED, "det är redan antecknat att svaret var nej", id="refused twice"),
            pytest.param(
                UNABLE, UNABLE, "det är redan antecknat att patienten inte kan ta ställning", id="unable twice"
            ),
        ],
    )
    def test_an_answer_that_its_table_does_not_know_is_refused(
        self, first: dict[str, Any], then: dict[str, Any], holds: str
    ) -> None:
        stay = notified()
        records(stay, stay.they.ward, **first)

        with pytest.raises(NotNowOfIt) as refusal:
            records(stay, stay.they.ward, **then)

        assert refusal.value.facts == {"kind": "disclosure", "holds": holds}

    @pytest.mark.parametrize("first", [REFUSED, UNABLE, GIVEN])
    def test_a_yes_after_any_answer_holds_instead(self, first: dict[str, Any]) -> None:
        stay = notified()
        records(stay, stay.they.ward, **first)

        records(stay, stay.they.ward, covers="Bara fallrisken")

        assert (kept(stay, stay.they.ward).state, kept(stay, stay.they.ward).told.covers) == (
            State.GIVEN,
            "Bara fallrisken",
        )


class TestSendingOnConsent:
    def test_where_nothing_is_recorded_it_is_the_senders_own_statement(self) -> None:
        stay = notified()

        assert writes(stay, stay.they.ward, stay.they.social).kind == NoticeKind.MESSAGE

    def test_what_is_recorded_of_another_kind_hinders_nothing(self) -> None:
        stay = notified()
        records(stay, stay.they.ward, **{**REFUSED, "kind": ConsentKind.RELATIVES})

        assert writes(stay, stay.they.ward, stay.they.social)

    def test_in_a_case_without_a_stay_nothing_is_recorded(self) -> None:
        they = notified().they
        case = make.case(they.ward)

        assert make.message(case, they.ward, make.unit_of(they.social), ground=Ground.CONSENT)

    @pytest.mark.parametrize("answer", [REFUSED, UNABLE])
    def test_after_a_no_nothing_is_sent_on_consent_but_on_other_grounds(self, answer: dict[str, Any]) -> None:
        stay = notified()
        records(stay, stay.they.ward, **answer)
        notices = Notice.objects.count()

        with pytest.raises(ConsentMissing):
            writes(stay, stay.they.ward, stay.they.social)

        assert Notice.objects.count() == notices
        for ground in (Ground.HARM_TEST, Ground.UNABLE_TO_CONSENT, Ground.SPECIAL_GROUP):
            assert writes(stay, stay.they.ward, stay.they.social, ground)

    def test_what_one_side_has_recorded_does_not_hinder_another(self) -> None:
        stay = notified()
        records(stay, stay.they.ward, **REFUSED)

        assert writes(stay, stay.they.social, stay.they.ward)
        assert writes(stay, stay.they.care, stay.they.ward)

    @pytest.mark.parametrize(
        ("answer", "to_care", "to_social"),
        [
            pytest.param(GIVEN, True, False, id="a yes about some is a no about the others"),
            pytest.param(REFUSED, False, True, id="a no about some says nothing of the others"),
        ],
    )
    def test_an_answer_about_some_units(self, answer: dict[str, Any], to_care: bool, to_social: bool) -> None:
        stay = notified()
        records(stay, stay.they.ward, **answer, recipients=[stay.ref(stay.they.care)])

        for to, may in ((stay.they.care, to_care), (stay.they.social, to_social)):
            if may:
                assert writes(stay, stay.they.ward, to)
            else:
                with pytest.raises(ConsentMissing):
                    writes(stay, stay.they.ward, to)

    def test_a_consent_for_a_time_holds_until_its_last_day_is_over(self) -> None:
        stay = notified()
        records(stay, stay.they.ward, valid_until=date(2026, 3, 9))

        assert writes(stay, stay.they.ward, stay.they.care, at=local(2026, 3, 9, 23, 59))
        with pytest.raises(ConsentMissing):
            writes(stay, stay.they.ward, stay.they.care, at=local(2026, 3, 10, 0, 0))

    def test_one_of_several_recipients_is_enough_to_hinder_it(self) -> None:
        stay = notified()
        records(stay, stay.they.ward, recipients=[stay.ref(stay.they.care)])
        units = [make.unit_of(stay.they.care), make.unit_of(stay.they.social)]

        with pytest.raises(ConsentMissing):
            make.message(stay.case, stay.they.ward, *units, ground=Ground.CONSENT, now=LATER)

    def test_a_part_is_sent_on_its_own_ground(self) -> None:
        stay = notified()
        records(stay, stay.they.ward, **REFUSED)
        change: dict[str, Any] = {"expected_on": date(2026, 3, 15), "reason": "Feber"}

        with pytest.raises(ConsentMissing):
            stay.does(stay.they.ward, change_estimate, LATER, **change, reason_ground=Ground.CONSENT)

        stay.does(stay.they.ward, change_estimate, LATER, **change, reason_ground=Ground.HARM_TEST)

    def test_a_part_has_no_ground_that_the_recipients_rule_out(self) -> None:
        stay = notified()
        change: dict[str, Any] = {"expected_on": date(2026, 3, 15), "reason": "Feber"}

        with pytest.raises(GroundNotAvailable):
            stay.does(stay.they.ward, change_estimate, LATER, **change, reason_ground=Ground.OWN_SIDE)

    def test_a_correction_is_sent_on_the_ground_of_what_it_corrects(self) -> None:
        stay = notified()
        message = writes(stay, stay.they.ward, stay.they.social)
        records(stay, stay.they.ward, **REFUSED)

        with pytest.raises(ConsentMissing):
            correct_message(
                message.ref, subject="Hem", body="Annat", by=stay.they.ward, now=LATER + HOUR, expected_version=1
            )

    def test_a_correction_does_not_go_to_who_has_sent_it_back(self) -> None:
        stay = notified()
        units = [make.unit_of(stay.they.care), make.unit_of(stay.they.social)]
        message = make.message(stay.case, stay.they.ward, *units, ground=Ground.CONSENT, now=LATER)
        records(stay, stay.they.ward, recipients=[stay.ref(stay.they.care)])
        report_wrong_recipient(message.ref, reason="", by=stay.they.social, now=LATER, expected_version=1)

        correct_message(message.ref, subject="Hem", body="Annat", by=stay.they.ward, now=LATER, expected_version=1)

        assert Notice.objects.get(pk=message.pk).version == 2

    def test_the_grounds_are_the_notices_own_and_those_of_its_parts(self) -> None:
        day = date(2026, 3, 12)
        change = EstimateChange(day, None, day + timedelta(days=1), None, False, "Feber", Ground.CONSENT)

        assert list(grounds_of(change, Ground.DUTY)) == [Ground.DUTY, Ground.CONSENT]
        assert list(grounds_of(Message("Hem", "I dag"), Ground.HARM_TEST)) == [Ground.HARM_TEST]


class TestWithdrawing:
    def test_nothing_more_is_sent_on_it_and_nothing_is_deleted(self) -> None:
        stay = consenting()
        message = writes(stay, stay.they.ward, stay.they.care)

        stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        assert kept(stay, stay.they.ward).state is State.WITHDRAWN
        assert (kept(stay, stay.they.ward).at, kept(stay, stay.they.ward).told.how) == (LATER, How.ORALLY)
        for to in (stay.they.care, stay.they.social):
            with pytest.raises(ConsentMissing):
                writes(stay, stay.they.ward, to)
        assert Notice.objects.readable_by(stay.they.care).filter(pk=message.pk).exists()

    def test_after_a_yes_about_some_nobody_is_told_anything_on_it(self) -> None:
        stay = notified()
        records(stay, stay.they.ward, recipients=[stay.ref(stay.they.care)])

        stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        for to in (stay.they.care, stay.they.social):
            with pytest.raises(ConsentMissing):
                writes(stay, stay.they.ward, to)

    def test_those_who_have_got_something_on_it_are_told_and_nobody_else(self) -> None:
        stay = consenting()
        writes(stay, stay.they.ward, stay.they.care)
        writes(stay, stay.they.ward, stay.they.social, Ground.HARM_TEST)
        change: dict[str, Any] = {"expected_on": date(2026, 3, 15)}
        stay.does(stay.they.ward, change_estimate, LATER, **change)

        stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        notice = Notice.objects.get(kind=NoticeKind.CONSENT_WITHDRAWN)
        assert [receipt.unit for receipt in notice.receipts.all()] == [make.unit_of(stay.they.care)]
        assert notice.versions.get().content == {}
        event = Event.objects.get(kind=EventKind.CONSENT_WITHDRAWN)
        assert (event.notice, event.data["kind"]) == (notice, "disclosure")

    def test_a_part_that_was_told_on_it_counts(self) -> None:
        stay = consenting()
        change: dict[str, Any] = {"expected_on": date(2026, 3, 15), "reason": "Feber", "reason_ground": Ground.CONSENT}
        stay.does(stay.they.ward, change_estimate, LATER, **change)

        stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        receipts = Notice.objects.get(kind=NoticeKind.CONSENT_WITHDRAWN).receipts
        assert {one.unit for one in receipts.all()} == {make.unit_of(one) for one in stay.recipients}

    @pytest.mark.parametrize("kind", [ConsentKind.SIP, ConsentKind.RELATIVES, ConsentKind.OTHERS_RECORDS])
    def test_of_another_kind_of_consent_nobody_is_told(self, kind: ConsentKind) -> None:
        stay = consenting()
        writes(stay, stay.they.ward, stay.they.care)
        records(stay, stay.they.ward, kind=kind)

        stay.does(stay.they.ward, withdraw_consent, LATER, kind=kind)

        assert Event.objects.get(kind=EventKind.CONSENT_WITHDRAWN).audience == "own"
        assert writes(stay, stay.they.ward, stay.they.care)

    def test_neither_who_sent_it_back_nor_who_is_closed_is_told(self) -> None:
        stay = consenting()
        provider = make.actor(make.provider())
        message = writes(stay, stay.they.ward, stay.they.care)
        writes(stay, stay.they.ward, stay.they.social_two)
        writes(stay, stay.they.ward, provider)
        report_wrong_recipient(message.ref, reason="", by=stay.they.care, now=LATER, expected_version=1)
        Unit.objects.filter(pk=make.unit_of(stay.they.social_two).pk).update(valid_to=NOTIFIED.date())

        stay.does(stay.they.ward, withdraw_consent, READY, kind=ConsentKind.DISCLOSURE)

        receipts = Notice.objects.get(kind=NoticeKind.CONSENT_WITHDRAWN).receipts
        assert [one.unit for one in receipts.all()] == [make.unit_of(provider)]

    def test_what_another_side_has_sent_on_it_is_not_counted(self) -> None:
        stay = consenting()
        writes(stay, stay.they.social, stay.they.clinic)

        stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        assert not Notice.objects.filter(kind=NoticeKind.CONSENT_WITHDRAWN).exists()

    @pytest.mark.parametrize(
        ("answer", "holds"),
        [
            (None, "inget sådant samtycke är antecknat"),
            (REFUSED, "det är redan antecknat att svaret var nej"),
        ],
    )
    def test_what_was_never_given_is_not_withdrawn(self, answer: dict[str, Any] | None, holds: str) -> None:
        stay = notified()
        if answer:
            records(stay, stay.they.ward, **answer)

        with pytest.raises(NotNowOfIt) as refusal:
            stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        assert refusal.value.facts["holds"] == holds

    def test_it_may_be_given_again(self) -> None:
        stay = consenting()
        stay.does(stay.they.ward, withdraw_consent, LATER, kind=ConsentKind.DISCLOSURE)

        records(stay, stay.they.ward)

        assert writes(stay, stay.they.ward, stay.they.care)

    def test_the_notice_says_nothing_that_could_be_unread_again(self) -> None:
        assert not ConsentTakenBack.MARKED
        assert not ConsentTakenBack.OPENED_FIRST


class TestHarmTests:
    def test_each_is_kept_for_its_disclosure_and_nobody_is_told(self) -> None:
        stay = notified()

        stay.does(stay.they.social, record_harm_test, LATER, **TESTED, recipients=[stay.ref(stay.they.ward)])

        ((at, test),) = recorded(stay, stay.they.social).harm_tests
        assert (at, test.item, test.recipients) == (NOTIFIED, "Fallrisk", (stay.ref(stay.they.ward),))
        assert Event.objects.get(kind=EventKind.HARM_TEST_RECORDED).audience == "own"
        seen = [grounds_seen(facts_of(stay.case), one, today=LATER.date()) for one in stay.they.everybody()]
        assert [len(one.harm_tests) for one in seen] == [0, 0, 1, 1, 0, 0]

    @pytest.mark.parametrize(
        "wrong", [{"item": " "}, {"why": ""}, {"decided_by": ""}, {"recipients": []}, {"recipients": [uuid4()]}]
    )
    def test_item_recipient_reason_and_decision_maker_are_needed(self, wrong: dict[str, Any]) -> None:
        stay = notified()

        asked = {**TESTED, "recipients": [stay.ref(stay.they.ward)], **wrong}

        with pytest.raises(InvalidInput) as refusal:
            stay.does(stay.they.social, record_harm_test, LATER, **asked)

        assert [problem.where for problem in refusal.value.problems] == list(wrong)

    def test_it_was_not_decided_in_the_future(self) -> None:
        stay = notified()

        asked = {**TESTED, "decided_at": LATER + HOUR, "recipients": [stay.ref(stay.they.ward)]}

        with pytest.raises(HappenedWrong):
            stay.does(stay.they.social, record_harm_test, LATER, **asked)


class TestRepresentatives:
    def test_who_speaks_for_her_is_kept_and_nobody_is_told(self) -> None:
        stay = notified()

        stay.does(stay.they.care, record_representative, LATER, **GOD_MAN)

        (one,) = recorded(stay, stay.they.care).representatives.values()
        assert (one.name, one.scope, one.proof) == ("Siv Ek", "bevaka rätt", "registerutdrag")
        assert not one.is_hidden_from
        seen = [grounds_seen(facts_of(stay.case), one, today=LATER.date()) for one in stay.they.everybody()]
        assert [len(one.representatives) for one in seen] == [0, 0, 0, 0, 1, 0]

    def test_a_child_has_two_guardians_and_not_three(self) -> None:
        stay = with_guardian()
        hidden = {**GUARDIAN, "name": "Eva Ek", "is_hidden_from": True}
        stay.does(stay.they.ward, record_representative, LATER, **hidden)

        with pytest.raises(TwoGuardians):
            stay.does(stay.they.ward, record_representative, LATER, **{**GUARDIAN, "name": "Bo Ek"})
        stay.does(stay.they.ward, record_representative, LATER, **GOD_MAN)

        assert [one.is_hidden_from for one in recorded(stay, stay.they.ward).representatives.values()] == [
            *(False, True, False)
        ]

    @pytest.mark.parametrize(
        ("told", "where"),
        [
            pytest.param({**GUARDIAN, "name": ""}, ["name"], id="nobody"),
            pytest.param({**GUARDIAN, "phone": "1" * 41}, ["phone"], id="a phone that is none"),
            pytest.param({**GUARDIAN, "scope": "\0", "proof": "\0"}, ["scope", "proof"], id="texts"),
            pytest.param({**GOD_MAN, "scope": "", "proof": ""}, ["scope", "proof"], id="a god man without proof"),
            pytest.param({**GOD_MAN, "is_hidden_from": True}, ["is_hidden_from"], id="a hidden god man"),
        ],
    )
    def test_what_cannot_be_is_refused(self, told: dict[str, Any], where: list[str]) -> None:
        stay = notified()

        with pytest.raises(InvalidInput) as refusal:
            stay.does(stay.they.ward, record_representative, LATER, **told)

        assert [problem.where for problem in refusal.value.problems] == where

    def test_who_no_longer_speaks_for_her_is_gone(self) -> None:
        stay = with_guardian()

        stay.does(stay.they.ward, end_representative, LATER, about=_uuid(stay))

        assert recorded(stay, stay.they.ward).representatives == {}

    def test_another_side_ends_nobody(self) -> None:
        stay = with_guardian()

        with pytest.raises(InvalidInput):
            stay.does(stay.they.social, end_representative, LATER, about=_uuid(stay))


def _uuid(stay: Stay) -> Any:
    (ref,) = (one for one in recorded(stay, stay.they.ward).representatives)
    assert str(ref) == representative_of(stay)
    return ref


@pytest.mark.parametrize("service", [record_consent, withdraw_consent, record_harm_test])
def test_who_was_not_told_of_the_stay_records_nothing_in_it(service: Callable[..., Any]) -> None:
    stay = Stay().judged()
    told: dict[Any, dict[str, Any]] = {
        record_consent: GIVEN,
        withdraw_consent: {"kind": ConsentKind.SIP},
        record_harm_test: {**TESTED, "recipients": [stay.ref(stay.they.ward)]},
    }
    make.message(stay.case, stay.they.ward, make.unit_of(stay.they.social), now=NOTIFIED)

    with pytest.raises(WithoutStay):
        stay.does(stay.they.social, service, LATER, **told[service])
