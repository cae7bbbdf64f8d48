"""Tests of discharge/services/messages.py and notices.py: a message is sent."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.actor import Actor
from accounts.models import Unit
from accounts.services.units import close_unit
from core.errors import NotVisible
from discharge.errors import CaseClosed, DraftGone, GroundNotAvailable, NotYourUnit, OnlyAnswers, StaleCase, UnitClosed
from discharge.models import Case, Draft, Event, Notice, NoticeCopy, NoticeVersion, Participation, Receipt, Turn
from discharge.models.drafts import DraftKind
from discharge.models.notices import Ground
from discharge.models.protection import Protection
from discharge.services.drafts import begin_draft
from discharge.services.messages import send_message
from discharge.versions import case_version
from notifications.models import OutboxRow
from rules.errors import InvalidInput, NotPermitted
from tests import factories as make
from tests.discharge.parties import parties

pytestmark = pytest.mark.django_db


def send(case: Case, by: Actor, *recipients: UUID, **changed: object) -> Notice:
    """A message with everything as it should be but for what is changed."""
    arguments: dict[str, Any] = {
        "unit": make.unit_of(by).ref,
        "recipients": recipients,
        "subject": "Hemgång",
        "body": "Kan ni ta emot?",
        "ground": Ground.CONSENT,
        "by": by,
        "now": make.NOW,
        "expected_version": case_version(case, by),
        **changed,
    }
    return send_message(case.ref, **arguments)


def nothing_is_sent() -> bool:
    written = (Notice, NoticeVersion, NoticeCopy, Receipt, OutboxRow)
    return (
        not any(model.objects.exists() for model in written) and Event.objects.filter(kind="notice_sent").count() == 0
    )


def test_a_message_stands_unread_in_each_recipients_list() -> None:
    they = parties()
    case = make.case(they.ward)
    social, clinic = make.unit_of(they.social), make.unit_of(they.clinic)

    notice = send(case, they.ward, social.ref, clinic.ref)

    assert (notice.case, notice.kind, notice.version, notice.sent_at) == (case, "message", 1, make.NOW)
    assert (notice.sender_unit, notice.sender_side) == (make.unit_of(they.ward), "health")
    receipts = Receipt.objects.order_by("unit__pk").values_list("unit", "side", "state", "sent_at", "in_list_at")
    assert list(receipts) == [
        (social.pk, "social", "in_list", make.NOW, make.NOW),
        (clinic.pk, "health", "in_list", make.NOW, make.NOW),
    ]


def test_its_content_is_kept_with_ground_sender_and_fingerprint() -> None:
    they = parties()
    case = make.case(they.ward)

    notice = send(case, they.ward, make.unit_of(they.social).ref, body="Ö?")

    (version,) = NoticeVersion.objects.all()
    assert (version.notice, version.number, version.schema_version, version.ground) == (notice, 1, 1, "consent")
    assert version.content == {"subject": "Hemgång", "body": "Ö?"}
    assert version.sha256 == hashlib.sha256('{"body":"Ö?","subject":"Hemgång"}'.encode()).hexdigest()
    assert (version.unit, version.assignment_ref) == (make.unit_of(they.ward), they.ward.assignment_ref)


def test_sender_and_recipients_get_a_copy_each_per_controller_and_side() -> None:
    they = parties()
    case = make.case(they.ward)

    send(
        case, they.ward, *(make.unit_of(one).ref for one in (they.social, they.social_two, they.care, they.other_ward))
    )

    hospital, municipality = make.unit_of(they.ward).controller_id, make.unit_of(they.social).controller_id
    assert set(NoticeCopy.objects.values_list("controller", "side", "from_at", "closed_at")) == {
        (hospital, "health", make.NOW, None),
        (municipality, "social", make.NOW, None),
        (municipality, "health", make.NOW, None),
    }


def test_recipients_take_part_from_now_on() -> None:
    they = parties()
    case = make.case(they.ward)

    send(case, they.ward, make.unit_of(they.social).ref, now=make.LATER)
    send(case, they.ward, make.unit_of(they.social).ref, now=make.LATER)

    taking_part = (
        Participation.objects.filter(case=case).order_by("pk").values_list("unit", "capacity", "from_at", "to_at")
    )
    assert list(taking_part) == [
        (make.unit_of(they.ward).pk, "opener", make.NOW, None),
        (make.unit_of(they.social).pk, "recipient", make.LATER, None),
    ]


def test_one_event_tells_it_to_sender_and_recipients() -> None:
    they = parties()
    case = make.case(they.ward)
    social = make.unit_of(they.social)

    notice = send(case, they.ward, social.ref)

    (event,) = Event.objects.filter(kind="notice_sent")
    assert (event.seq, event.audience, event.notice, event.party) == (2, "notice", notice, None)
    assert event.data == {"recipients": [str(social.ref)], "answers": None}
    assert (event.at, event.recorded_at) == (make.NOW, make.NOW)


def test_each_recipient_is_told_once_in_the_next_digest() -> None:
    they = parties()
    case = make.case(they.ward)
    social = make.unit_of(they.social)

    notice = send(case, they.ward, social.ref)

    event = Event.objects.get(kind="notice_sent")
    (row,) = OutboxRow.objects.all()
    assert (row.key, row.unit, row.kind) == (f"notice_sent:{event.pk}:{social.pk}", social, "notice_sent")
    assert (row.urgency, row.link) == ("can_wait", f"/meddelanden/{notice.ref}/")
    assert row.due_at == datetime(2026, 3, 9, 12, 0, tzinfo=UTC)  # 13.00 in Sweden


def test_it_is_the_recipients_turn_to_read_and_the_sender_waits() -> None:
    they = parties()
    case = make.case(they.ward)

    send(case, they.ward, make.unit_of(they.social).ref, now=make.LATER)

    turns = Turn.objects.order_by("pk").values_list("unit", "step", "action", "whose", "due_at", "changed_at")
    assert list(turns) == [
        (make.unit_of(they.ward).pk, "message", "await", "theirs", None, make.LATER),
        (make.unit_of(they.social).pk, "message", "read", "ours", None, make.LATER),
    ]


def test_an_answer_names_what_it_answers() -> None:
    they = parties()
    case = make.case(they.ward)
    question = send(case, they.ward, make.unit_of(they.social).ref)

    answer = send(case, they.social, make.unit_of(they.ward).ref, answers=question.ref)

    assert answer.answers == question
    assert Event.objects.get(notice=answer).data["answers"] == str(question.ref)


def test_what_the_sender_may_not_read_cannot_be_answered() -> None:
    they = parties()
    case = make.case(they.ward)
    to_social = send(case, they.ward, make.unit_of(they.social).ref)
    send(case, they.ward, make.unit_of(they.care).ref)

    with pytest.raises(NotVisible):
        send(case, they.care, make.unit_of(they.ward).ref, answers=to_social.ref)


def test_a_case_that_the_sender_may_not_see_does_not_exist() -> None:
    they = parties()
    case = make.case(they.ward)

    for outsider in (they.other_ward, they.social, they.clinic):
        with pytest.raises(NotVisible):
            send(case, outsider, make.unit_of(they.ward).ref)

    assert nothing_is_sent()


def test_a_forged_case_does_not_exist() -> None:
    they = parties()
    case = make.case(they.ward)

    with pytest.raises(NotVisible):
        send_message(
            uuid4(),
            unit=make.unit_of(they.ward).ref,
            recipients=[make.unit_of(they.social).ref],
            subject="a",
            body="b",
            ground=Ground.CONSENT,
            by=they.ward,
            now=make.NOW,
            expected_version=case_version(case, they.ward),
        )


def test_whoever_may_not_send_is_refused() -> None:
    they = parties()
    case = make.case(they.ward)

    with pytest.raises(NotPermitted):
        send(case, make.without_permissions(they.ward), make.unit_of(they.social).ref, expected_version=1)

    assert nothing_is_sent()


def test_nobody_sends_as_a_unit_that_the_assignment_does_not_cover_or_that_takes_no_part() -> None:
    they = parties()
    case = make.case(they.ward)
    both = make.actor(make.group([make.unit_of(they.ward), make.unit_of(they.other_ward)]), they.ward.role)

    for by, unit in ((they.ward, they.other_ward), (both, they.other_ward)):
        with pytest.raises(NotYourUnit):
            send_message(
                case.ref,
                unit=make.unit_of(unit).ref,
                recipients=[make.unit_of(they.social).ref],
                subject="a",
                body="b",
                ground=Ground.CONSENT,
                by=by,
                now=make.NOW,
                expected_version=1,
            )

    assert nothing_is_sent()


def test_nothing_is_sent_in_a_closed_case() -> None:
    they = parties()
    case = make.case(they.ward)
    case.closed_at = make.LATER
    case.save()

    with pytest.raises(CaseClosed) as refusal:
        send(case, they.ward, make.unit_of(they.social).ref)

    assert refusal.value.facts == {"closed_at": make.LATER}
    assert nothing_is_sent()


def test_what_was_written_before_something_else_was_said_is_not_sent() -> None:
    they = parties()
    case = make.case(they.ward)
    seen = case_version(case, they.ward)
    send(case, they.ward, make.unit_of(they.social).ref)

    with pytest.raises(StaleCase) as refusal:
        send(case, they.ward, make.unit_of(they.social).ref, expected_version=seen)

    assert refusal.value.facts == {"version": seen + 1}
    assert Notice.objects.count() == 1


def test_what_is_hidden_from_the_sender_does_not_make_her_page_stale() -> None:
    they = parties()
    case = make.case(they.ward)
    send(case, they.ward, make.unit_of(they.social).ref)
    seen = case_version(case, they.social)
    send(case, they.ward, make.unit_of(they.care).ref)

    answer = send(case, they.social, make.unit_of(they.ward).ref, expected_version=seen)

    assert answer.sender_unit == make.unit_of(they.social)


def closed_unit(they_social: Actor) -> Unit:
    unit = make.social_services(make.unit_of(they_social).controller)
    return close_unit(unit, last_day=date(2026, 3, 9), by=make.SETUP, now=make.NOW)


@pytest.mark.parametrize("recipients", ["nobody", "unknown", "herself", "somebody and unknown"])
def test_a_message_needs_recipients_that_exist_other_than_the_sender(recipients: str) -> None:
    they = parties()
    case = make.case(they.ward)
    refs = {
        "nobody": [],
        "unknown": [uuid4()],
        "herself": [make.unit_of(they.ward).ref],
        "somebody and unknown": [make.unit_of(they.social).ref, uuid4()],
    }[recipients]

    with pytest.raises(InvalidInput):
        send(case, they.ward, *refs)

    assert nothing_is_sent()


def test_a_recipient_named_twice_gets_one_receipt() -> None:
    they = parties()
    case = make.case(they.ward)
    social = make.unit_of(they.social)

    send(case, they.ward, social.ref, social.ref)

    assert Receipt.objects.count() == 1


def test_a_closed_unit_receives_nothing_the_day_after_its_last() -> None:
    they = parties()
    case = make.case(they.ward)
    unit = closed_unit(they.social)
    last_evening, next_morning = datetime(2026, 3, 9, 22, 59, tzinfo=UTC), datetime(2026, 3, 9, 23, 0, tzinfo=UTC)

    send(case, they.ward, unit.ref, now=last_evening)
    with pytest.raises(UnitClosed):
        send(case, they.ward, unit.ref, now=next_morning)

    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        pytest.param("", "text", id="no subject"),
        pytest.param("  ", "text", id="a blank subject"),
        pytest.param("ämne", "", id="no text"),
        pytest.param("ämne", "\n", id="a blank text"),
        pytest.param("å" * 121, "text", id="a subject too long"),
        pytest.param("ämne", "å" * 20_001, id="a text too long"),
        pytest.param("ämne\0", "text", id="a null character"),
        pytest.param("ämne", "text \ud800", id="half of a surrogate pair"),
        pytest.param("ämne", "text \udfff", id="the other half"),
    ],
)
def test_a_message_has_a_subject_and_a_text_of_a_length_that_can_be_read(subject: str, body: str) -> None:
    they = parties()
    case = make.case(they.ward)

    with pytest.raises(InvalidInput):
        send(case, they.ward, make.unit_of(they.social).ref, subject=subject, body=body)

    assert nothing_is_sent()


def test_the_longest_message_is_sent() -> None:
    they = parties()
    case = make.case(they.ward)

    notice = send(case, they.ward, make.unit_of(they.social).ref, subject="å" * 120, body="ö" * 20_000)

    assert notice.version == 1


def test_social_services_cannot_say_that_the_person_is_unable_to_consent() -> None:
    they = parties()
    case = make.case(they.social)

    with pytest.raises(GroundNotAvailable):
        send(case, they.social, make.unit_of(they.ward).ref, ground=Ground.UNABLE_TO_CONSENT)

    assert nothing_is_sent()


def test_health_care_can() -> None:
    they = parties()
    case = make.case(they.care)

    send(case, they.care, make.unit_of(they.ward).ref, ground=Ground.UNABLE_TO_CONSENT)

    assert NoticeVersion.objects.get().ground == "unable_to_consent"


@pytest.mark.parametrize("recipients", [("care",), ("social_two", "care"), ("clinic",)])
def test_the_own_side_is_no_ground_across_the_wall_or_to_another_organisation(recipients: tuple[str, ...]) -> None:
    they = parties()
    case = make.case(they.social)

    with pytest.raises(GroundNotAvailable):
        send(
            case,
            they.social,
            *(make.unit_of(getattr(they, name)).ref for name in recipients),
            ground=Ground.OWN_SIDE,
        )

    assert nothing_is_sent()


def test_the_own_side_is_a_ground_within_it() -> None:
    they = parties()
    case = make.case(they.social)

    send(case, they.social, make.unit_of(they.social_two).ref, ground=Ground.OWN_SIDE)

    assert NoticeVersion.objects.get().ground == "own_side"


def test_a_provider_answers_and_starts_nothing() -> None:
    they = parties()
    home_care = make.actor(make.provider())
    case = make.case(they.social)
    order = send(case, they.social, make.unit_of(home_care).ref)

    answer = send(case, home_care, make.unit_of(they.social).ref, answers=order.ref)
    with pytest.raises(OnlyAnswers):
        send(case, home_care, make.unit_of(they.social).ref)

    assert answer.answers == order
    assert Notice.objects.count() == 2


def draft_by(actor: Actor, case: Case) -> Draft:
    return begin_draft(
        DraftKind.MESSAGE, unit=make.unit_of(actor).ref, case=case.ref, content={"body": "Ka"}, by=actor, now=make.NOW
    )


def test_sending_uses_up_the_draft() -> None:
    they = parties()
    case = make.case(they.ward)
    draft = draft_by(they.ward, case)

    send(case, they.ward, make.unit_of(they.social).ref, draft=draft.ref)

    assert Draft.objects.count() == 0


def test_a_draft_is_not_sent_twice() -> None:
    they = parties()
    case = make.case(they.ward)
    draft = draft_by(they.ward, case)
    send(case, they.ward, make.unit_of(they.social).ref, draft=draft.ref)

    with pytest.raises(DraftGone):
        send(case, they.ward, make.unit_of(they.social).ref, draft=draft.ref)

    assert Notice.objects.count() == 1


def test_a_refused_message_leaves_the_draft() -> None:
    they = parties()
    case = make.case(they.ward)
    draft = draft_by(they.ward, case)

    with pytest.raises(InvalidInput):
        send(case, they.ward, draft=draft.ref)

    assert Draft.objects.get() == draft


def test_a_unit_without_anybody_named_for_a_protected_person_is_told_at_once_that_somebody_must_be() -> None:
    they = parties()
    case = make.case(they.ward, make.patient(protection=Protection.PROTECTED_REGISTRATION))
    social = make.unit_of(they.social)

    send(case, they.ward, social.ref, make.unit_of(they.other_ward).ref)

    (row,) = OutboxRow.objects.filter(urgency="now")
    assert (row.unit, row.kind, row.link) == (social, "names_needed", f"/atkomst/{case.ref}/")
