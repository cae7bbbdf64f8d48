"""Stories of Norrbotten in which somebody moves, comes back, speaks for her, or is hindered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from discharge.errors import ConsentMissing
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.facts import facts_of
from discharge.models import Episode
from discharge.models.notices import Ground, NoticeKind
from discharge.models.protection import Protection
from discharge.selectors.stays import Stage
from discharge.services.absences import end_leave, register_leave
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import judge_need
from discharge.services.care_contacts import name_care_contact
from discharge.services.consents import record_consent, withdraw_consent
from discharge.services.leaving import leave
from discharge.services.moving import transfer
from discharge.services.obstacles import judge_obstacle, report_obstacle, solve_obstacle
from discharge.services.opt import draw_up_care_plan, register_opt_decision
from discharge.services.readiness import declare_ready
from discharge.services.receiving import say_can_receive
from discharge.services.representatives import record_representative
from discharge.services.services_replies import decline_services, reply_about_services
from discharge.turns import Step
from rules.errors import InvalidInput
from rules.facts import CareType, LeftReason, LegalForm
from rules.liability import State
from tests import factories as make
from tests.desk.browsing import browser, main
from tests.stories.norrbotten import CONTACT, HOUR, MONDAY, READY, TOLD, planned, ready
from tests.stories.region import Region, norrbotten
from tests.stories.story import DOCTOR, Story, refs

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> Region:
    return norrbotten(MONDAY - timedelta(days=1))


@pytest.fixture
def story(region: Region, monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(region, monkeypatch)


def test_at_another_hospital_the_new_ward_sees_what_it_was_sent_and_goes_on(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    planned(story)
    story.does(
        they.social, reply_about_services, TOLD + 2 * HOUR, ongoing=True, services="Larm", ground=Ground.CONSENT
    )
    to = make.unit_of(they.hospital).ref
    story.does(they.ward, transfer, TOLD + 5 * HOUR, to=to, moved_at=TOLD + 5 * HOUR, ground=Ground.CONSENT)

    story.has(they.hospital, NoticeKind.TRANSFER)
    before = (NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.TRANSFER)
    story.has(they.clinic, *before)
    story.has(they.social, *before, NoticeKind.SERVICES_REPLY)
    assert story.stay(they.hospital).told.expected_on == date(2026, 3, 12)
    needs = {"region": True, "social_services": True, "municipal_care": True}
    story.does(they.hospital, judge_need, TOLD + 6 * HOUR, physician=DOCTOR, judged_at=TOLD + 6 * HOUR, **needs)
    told = {"recipients": refs(they.social, they.care, they.clinic), "assessed_at": READY, "physician": DOCTOR}
    story.does(they.hospital, declare_ready, READY, **told)
    story.does(they.hospital, leave, READY + HOUR, reason=LeftReason.DISCHARGED, left_at=READY + HOUR)
    story.has(they.hospital, NoticeKind.TRANSFER, NoticeKind.READY, NoticeKind.LEFT)
    story.ends(capsys)


def test_back_after_three_hours_the_municipality_is_told_at_once(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    patient = they.patient()
    story.admitted(MONDAY, expected_on=date(2026, 3, 12), patient=patient)
    story.notified(TOLD, they.social, they.care, they.clinic, expected_on=date(2026, 3, 12))
    ready(story)
    left_at = READY + 2 * HOUR
    story.does(they.ward, leave, left_at, reason=LeftReason.DISCHARGED, left_at=left_at)
    before = story.case
    back_at = left_at + 3 * HOUR
    story.admitted(back_at, patient=patient, returned_from=before.ref)

    assert Episode.objects.get(case=story.case).returned_from == Episode.objects.get(case=before)
    story.has(they.social)
    story.ends(capsys)
    story.case = before
    story.has(
        they.social, *(NoticeKind.ADMISSION, NoticeKind.READY, NoticeKind.LEFT, NoticeKind.RETURNED)
    )
    assert story.notice(NoticeKind.RETURNED).sent_at == back_at
    story.ends(capsys)


def test_on_leave_she_is_still_an_inpatient(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    story.does(they.ward, register_leave, TOLD + 6 * HOUR, gone_at=TOLD + 6 * HOUR, ground=Ground.CONSENT)
    story.does(they.ward, end_leave, READY - HOUR, back_at=READY - HOUR)
    ready(story)

    (away,) = story.answer_stay().leaves
    assert (away.from_at, away.to_at) == (TOLD + 6 * HOUR, READY - HOUR)
    story.has(they.care, *(NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.ABSENCE, NoticeKind.READY))
    story.ends(capsys)


def test_open_compulsory_care_counts_as_ready_and_has_a_plan_instead_of_a_sip(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(
        MONDAY, expected_on=date(2026, 3, 12), care_type=CareType.PSYCHIATRIC, legal_form=LegalForm.LPT
    )
    story.notified(TOLD, they.social, they.psychiatry, expected_on=date(2026, 3, 12))
    story.does(
        they.ward,
        draw_up_care_plan,
        READY - HOUR,
        drawn_up_at=READY - HOUR,
        psychiatrist="Karin Holm",
        approved_by="Biståndsenheten och öppenpsykiatrin",
        ground=Ground.SPECIAL_GROUP,
    )
    to = refs(they.social, they.psychiatry)
    story.does(they.ward, register_opt_decision, READY, recipients=to, decided_at=READY, psychiatrist="Karin Holm")

    assert story.stay(they.social).told.ready_at == READY
    assert story.step(they.psychiatry, Step.SIP_CALL) is Stage.REPLACED
    story.has(they.social, NoticeKind.ADMISSION, NoticeKind.CARE_PLAN, NoticeKind.OPT_DECISION)
    story.ends(capsys)


def test_declined_services_are_noted_with_the_day(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    ready(story)
    said = {"services": "Hemtjänst", "declined_at": READY + HOUR, "noted_by": "Eva Ros", "ground": Ground.CONSENT}
    story.does(they.ward, decline_services, READY + 2 * HOUR, **said)

    assert story.answer_stay().patient_declines_at == READY + HOUR
    story.has(
        they.clinic,
        *(NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.READY, NoticeKind.SERVICES_DECLINED),
    )
    story.ends(capsys)


def test_an_obstacle_in_open_care_suspends_the_days(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    ready(story)
    consent = {"ground": Ground.CONSENT}
    story.does(they.clinic, report_obstacle, READY + HOUR, what="Hemrehabilitering kan inte börja", **consent)
    about = story.notice(NoticeKind.OBSTACLE).ref
    story.does(they.ward, judge_obstacle, READY + 2 * HOUR, about=about, prevents=True, **consent)
    story.does(they.clinic, solve_obstacle, READY + 50 * HOUR, about=about, **consent)

    stretches = story.answer_stay().open_care_obstacles
    assert (stretches[0].from_at, stretches[-1].to_at) == (READY + HOUR, READY + 50 * HOUR)
    story.ends(capsys)


def test_a_child_has_two_guardians_and_one_is_told_nothing(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    for name, is_hidden in (("Anna Granath", False), ("Bo Granath", True)):
        story.does(
            they.ward,
            record_representative,
            TOLD + 2 * HOUR,
            kind=RepresentativeKind.GUARDIAN,
            name=name,
            phone="0920-319 230",
            is_hidden_from=is_hidden,
        )

    page = main(browser(they.ward).get(f"/arenden/{story.case.ref}/"))
    assert "Anna Granath" in page
    assert "Bo Granath" in page
    assert "får inte lämnas till" in page
    assert "Granath" not in main(browser(they.social).get(f"/arenden/{story.case.ref}/"))
    story.ends(capsys)


def test_a_god_man_consents_and_takes_it_back(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    planned(story)
    story.does(
        they.social,
        record_representative,
        TOLD + 2 * HOUR,
        kind=RepresentativeKind.GOD_MAN,
        name="Per Vik",
        scope="Bevaka rätt",
        proof="Registerutdrag",
    )
    story.does(
        they.social,
        record_consent,
        TOLD + 2 * HOUR,
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.GIVEN,
        answered_by=SpokenBy.GOD_MAN,
        name="Per Vik",
        how=How.ORALLY,
        given_at=TOLD + 2 * HOUR,
    )
    said = {"ongoing": True, "services": "Larm", "ground": Ground.CONSENT}
    story.does(they.social, reply_about_services, TOLD + 3 * HOUR, **said)
    story.does(they.social, withdraw_consent, TOLD + 4 * HOUR, kind=ConsentKind.DISCLOSURE)

    with pytest.raises(ConsentMissing):
        story.does(they.social, reply_about_services, TOLD + 5 * HOUR, **said)
    story.has(
        they.ward,
        *(NoticeKind.ADMISSION, NoticeKind.CARE_CONTACT, NoticeKind.SERVICES_REPLY, NoticeKind.CONSENT_WITHDRAWN),
    )
    story.ends(capsys)


# docs/law.md, the grounds: sent with one, refused without, stopped by a recorded no.
GROUNDED = [
    ("social", reply_about_services, {"ongoing": True, "services": "Larm"}),
    ("social", say_can_receive, {"from_at": READY + 24 * HOUR, "first_visit": "", "meets": ""}),
    ("ward", decline_services, {"services": "Hemtjänst", "declined_at": READY, "noted_by": "Eva Ros"}),
    ("clinic", report_obstacle, {"what": "Hemrehabilitering"}),
]


@pytest.mark.parametrize(("who", "service", "said"), GROUNDED, ids=lambda one: getattr(one, "__name__", ""))
def test_what_needs_a_ground_is_sent_with_it_refused_without_and_stopped_when_it_is_withdrawn(
    story: Story, capsys: pytest.CaptureFixture[str], who: str, service: object, said: dict[str, object]
) -> None:
    they = story.region
    planned(story)
    ready(story)
    by = getattr(they, who)
    with pytest.raises(InvalidInput):
        story.does(by, service, READY + HOUR, ground=Ground.OWN_SIDE, **said)
    story.does(by, service, READY + HOUR, ground=Ground.CONSENT, **said)
    story.does(
        by,
        record_consent,
        READY + 2 * HOUR,
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.REFUSED,
        answered_by=SpokenBy.PATIENT,
        how=How.ORALLY,
        given_at=READY + 2 * HOUR,
    )

    with pytest.raises(ConsentMissing) as refusal:
        story.does(by, service, READY + 3 * HOUR, ground=Ground.CONSENT, **said)
    assert refusal.value.code == "consent_missing"
    story.does(by, service, READY + 3 * HOUR, ground=Ground.HARM_TEST, **said)
    story.ends(capsys)


def test_the_duties_of_the_act_need_no_consent_also_when_she_has_refused(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY, expected_on=date(2026, 3, 12))
    needs = {"region": True, "social_services": True, "municipal_care": False}
    story.does(they.ward, judge_need, TOLD, physician=DOCTOR, judged_at=TOLD, **needs)
    story.does(
        they.ward,
        record_consent,
        TOLD,
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.REFUSED,
        answered_by=SpokenBy.PATIENT,
        how=How.ORALLY,
        given_at=TOLD,
    )
    told = {"recipients": refs(they.social, they.clinic), "expected_on": date(2026, 3, 12)}
    story.does(they.ward, send_admission_notice, TOLD + HOUR, **told)
    story.does(they.clinic, name_care_contact, TOLD + 2 * HOUR, **CONTACT)
    told = {"recipients": refs(they.social, they.clinic), "assessed_at": READY, "physician": DOCTOR}
    story.does(they.ward, declare_ready, READY, **told)

    assert story.answer().state is State.PENDING
    story.ends(capsys)


def test_a_protected_person_is_named_to_nobody_who_is_not_named_for_her(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    patient = they.patient("Dold", protection=Protection.MARKING)
    story.admitted(MONDAY, expected_on=date(2026, 3, 12), patient=patient)
    told = {"expected_on": date(2026, 3, 12), "address_withheld": True}
    story.notified(TOLD, they.social, they.clinic, **told)

    for one in (they.social, they.clinic, they.ward):
        listed = browser(one).get("/arbetslista/?visa=alla").content.decode()
        assert "Dold" not in listed
    assert browser(they.social).get(f"/arenden/{story.case.ref}/").status_code == 404
    assert facts_of(story.case).stay is not None
    story.ends(capsys)


def test_a_placed_resident_is_the_placing_municipalitys(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    they = story.region
    story.admitted(MONDAY, patient=they.patient(municipality_code=they.beside))
    story.notified(TOLD, they.neighbour, they.saebo, they.clinic, expected_on=date(2026, 3, 12))
    told = {"recipients": refs(they.neighbour, they.saebo, they.clinic), "assessed_at": READY, "physician": DOCTOR}
    story.does(they.ward, declare_ready, READY, **told)

    assert story.answer().liability.municipality == they.beside
    story.has(they.neighbour, NoticeKind.ADMISSION, NoticeKind.READY)
    story.has(they.social)
    story.ends(capsys)


def test_a_discreet_recipient_is_known_to_the_ward_and_to_nobody_whom_it_has_told_nothing(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    they = story.region
    story.admitted(MONDAY, expected_on=date(2026, 3, 12))
    story.notified(TOLD, they.social, they.clinic, they.psychiatry, expected_on=date(2026, 3, 12))
    said = {"from_at": READY, "first_visit": "", "meets": "", "ground": Ground.CONSENT}
    story.does(they.social, say_can_receive, TOLD + HOUR, **said)
    ref = story.notice(NoticeKind.CAN_RECEIVE).ref

    for one, is_known in ((they.social, False), (they.clinic, False), (they.psychiatry, True)):
        for address in (f"/arenden/{story.case.ref}/", "/arbetslista/?visa=alla", f"/meddelanden/{ref}/"):
            assert ("Öppenpsykiatrin" in main(browser(one).get(address))) <= is_known, address
        told = browser(one).get(f"/api/v1/notices/{ref}/").content.decode()
        assert ("psykiatrin" in told) <= is_known
    assert "Öppenpsykiatrin" in main(browser(they.ward).get(f"/arenden/{story.case.ref}/"))
    for one in (they.clinic, they.ward):
        story.takes_in(one, TOLD + 2 * HOUR)
    turn = story.case.turns.get(unit_id__in=they.social.unit_ids)
    assert turn.action != "await"
    story.ends(capsys)
