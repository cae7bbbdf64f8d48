"""Tests of discharge/models/visibility.py: what each party sees of a case, item by item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from accounts.actor import Actor
from accounts.permissions import can, visible
from accounts.roles import Permission, Role
from discharge.models import Case, Deadline, Draft, Event, Notice, Patient, Receipt, Turn
from discharge.models.protection import Protection
from discharge.selectors.notices import notices_seen
from discharge.services.corrections import recall_wrong_recipient
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge
from tests import factories as make
from tests.discharge.parties import Parties, parties

pytestmark = pytest.mark.django_db

GUARDED = (Case, Deadline, Draft, Event, Notice, Patient, Receipt, Turn)


@dataclass(frozen=True, slots=True)
class Told:
    """A case in which the ward has written to both sides of a municipality and to a clinic, and one has answered."""

    they: Parties
    case: Case
    to_social: Notice
    to_care: Notice
    to_both_and_clinic: Notice
    answer: Notice


def told() -> Told:
    they = parties()
    case = make.case(they.ward)
    social, care, clinic = (make.unit_of(one) for one in (they.social, they.care, they.clinic))
    return Told(
        they,
        case,
        to_social=make.message(case, they.ward, social),
        to_care=make.message(case, they.ward, care),
        to_both_and_clinic=make.message(case, they.ward, social, care, clinic),
        answer=make.message(case, they.social, make.unit_of(they.ward)),
    )


def names_of(notices: Iterable[Notice], everything: Told) -> set[str]:
    seen = set(notices)
    return {
        name for name in ("to_social", "to_care", "to_both_and_clinic", "answer") if getattr(everything, name) in seen
    }


@pytest.mark.parametrize(
    ("party", "sees"),
    [
        pytest.param("ward", {"to_social", "to_care", "to_both_and_clinic", "answer"}, id="the ward"),
        pytest.param("other_ward", set(), id="another ward of the same board"),
        pytest.param("social", {"to_social", "to_both_and_clinic", "answer"}, id="social services"),
        pytest.param("social_two", set(), id="another unit of the same social services"),
        pytest.param("care", {"to_care", "to_both_and_clinic"}, id="the other side of the wall"),
        pytest.param("clinic", {"to_both_and_clinic"}, id="another organisation"),
    ],
)
def test_a_party_sees_what_its_side_has_sent_or_received_and_nothing_else(party: str, sees: set[str]) -> None:
    everything = told()
    actor: Actor = getattr(everything.they, party)

    assert names_of(Notice.objects.visible_to(actor), everything) == sees
    assert names_of(Notice.objects.readable_by(actor), everything) == sees
    assert Case.objects.visible_to(actor).exists() is bool(sees)
    assert Patient.objects.visible_to(actor).exists() is bool(sees)


def test_a_unit_that_joins_sees_what_its_side_had_before() -> None:
    everything = told()

    make.message(everything.case, everything.they.social, make.unit_of(everything.they.social_two))

    assert names_of(Notice.objects.visible_to(everything.they.social_two), everything) == {
        "to_social",
        "to_both_and_clinic",
        "answer",
    }


def kinds_seen(actor: Actor) -> list[tuple[str, str | None]]:
    events = Event.objects.visible_to(actor).order_by("seq").select_related("party")
    return [(event.kind, event.party.name if event.party else None) for event in events]


def test_events_are_told_to_those_they_concern() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, *(make.unit_of(one) for one in (they.social, they.care)))
    read_notice(notice.ref, by=they.social, now=make.LATER)
    acknowledge(notice.ref, by=they.care, now=make.LATER, expected_version=1)

    sent, read, acked = ("notice_sent", None), ("notice_read", "Bistånd norr"), ("notice_acknowledged", "Hemsjukvården")
    assert kinds_seen(they.ward) == [("case_opened", None), sent, read, acked]
    assert kinds_seen(they.social) == [sent, read]
    assert kinds_seen(they.care) == [sent, acked]
    assert kinds_seen(they.clinic) == []


def test_a_recipient_follows_its_own_receipt_and_the_sender_everybodys() -> None:
    everything = told()
    they, notice = everything.they, everything.to_both_and_clinic

    def followed(actor: Actor) -> list[str]:
        (seen,) = notices_seen([notice], actor)
        return [receipt.unit.name for receipt in seen.receipts]

    assert followed(they.ward) == ["Bistånd norr", "Hemsjukvården", "Vårdcentralen Linden"]
    assert followed(they.social) == ["Bistånd norr"]
    assert followed(they.care) == ["Hemsjukvården"]
    assert followed(they.clinic) == ["Vårdcentralen Linden"]


def test_what_a_unit_has_received_is_a_part_of_what_is_visible() -> None:
    everything = told()

    for actor in everything.they.everybody():
        received = set(Receipt.objects.received_by(actor))
        assert received == {one for one in Receipt.objects.visible_to(actor) if one.unit_id in actor.unit_ids}


def test_a_discreet_recipient_is_shown_to_the_sender_and_to_itself() -> None:
    they = parties()
    psychiatry = make.actor(make.open_care(name="Öppenpsykiatri", discreet=True))
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social), make.unit_of(psychiatry))

    def shown(actor: Actor) -> list[str]:
        (seen,) = notices_seen([notice], actor)
        return [unit.name for unit in seen.recipients]

    assert shown(they.ward) == ["Bistånd norr", "Öppenpsykiatri"]
    assert shown(psychiatry) == ["Bistånd norr", "Öppenpsykiatri"]
    assert shown(they.social) == ["Bistånd norr"]


def test_a_recipient_that_should_not_have_had_it_is_shown_to_no_other_and_sees_nobody() -> None:
    they = parties()
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social), make.unit_of(they.clinic))
    recall_wrong_recipient(
        notice.ref,
        recipient=make.unit_of(they.clinic).ref,
        reason="",
        by=they.ward,
        now=make.LATER,
        expected_version=1,
    )

    (by_social,), (by_clinic,) = notices_seen([notice], they.social), notices_seen([notice], they.clinic)

    assert [unit.name for unit in by_social.recipients] == ["Bistånd norr"]
    assert (by_clinic.is_closed, list(by_clinic.recipients)) == (True, [])
    assert [receipt.state for receipt in by_clinic.receipts] == ["wrong_recipient"]


def test_what_an_answer_answers_is_told_to_those_who_know_of_it() -> None:
    they = parties()
    case = make.case(they.ward)
    question = make.message(case, they.ward, make.unit_of(they.social))
    answer = make.message(case, they.social, make.unit_of(they.ward), make.unit_of(they.clinic), answers=question)

    (by_ward,), (by_clinic,) = notices_seen([answer], they.ward), notices_seen([answer], they.clinic)

    assert (by_ward.answers, by_clinic.answers) == (question.ref, None)


def test_a_mixed_teams_member_sees_each_side_only_where_that_side_takes_part() -> None:
    everything = told()
    they = everything.they
    team = make.group([make.unit_of(they.social), make.unit_of(they.care)])
    assessor, nurse = make.actor(team, Role.NEEDS_ASSESSOR), make.actor(team, Role.MUNICIPAL_NURSE)

    assert names_of(Notice.objects.visible_to(assessor), everything) == {"to_social", "to_both_and_clinic", "answer"}
    assert names_of(Notice.objects.visible_to(nurse), everything) == {"to_care", "to_both_and_clinic"}


def test_an_assignment_on_two_sides_opens_a_case_on_the_side_that_takes_part_only() -> None:
    everything = told()
    they = everything.they

    both = make.both_sides(they.care, they.social_two)

    assert names_of(Notice.objects.visible_to(both), everything) == {"to_care", "to_both_and_clinic"}


def test_a_protected_persons_case_is_visible_to_the_named_only() -> None:
    they = parties()
    case = make.case(they.ward, make.patient(protection=Protection.PROTECTED_REGISTRATION))
    make.message(case, they.ward, make.unit_of(they.social))

    for model in GUARDED:
        assert not visible(they.social, model.objects.all()).exists()
        assert not visible(make.actor(make.unit_of(they.ward)), model.objects.all()).exists()
    assert Case.objects.visible_to(they.ward).exists()


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_can_see_equals_visible(model: type) -> None:
    everything = told()
    they = everything.they
    recall_wrong_recipient(
        everything.to_both_and_clinic.ref,
        recipient=make.unit_of(they.clinic).ref,
        reason="",
        by=they.ward,
        now=make.LATER,
        expected_version=1,
    )

    for actor in (*they.everybody(), make.both_sides(they.care, they.social_two)):
        seen = {row.pk for row in visible(actor, model.objects.all())}
        assert {row.pk for row in model.objects.all() if can(actor, Permission.READ_CASE, row)} == seen


def test_nobody_without_units_sees_anything() -> None:
    everything = told()
    administrator = make.administrator(make.unit_of(everything.they.ward).controller)

    for model in GUARDED:
        assert not visible(administrator, model.objects.all()).exists()
