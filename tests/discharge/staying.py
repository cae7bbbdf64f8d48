"""A stay, told in few words: who does what when, each with what she has seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.models import Unit
from agreements.services import load_documents
from discharge.contents.planning import Part
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.models import Case, Episode, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground, NoticeKind
from discharge.services.absences import register_leave
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import close_stay, judge_need, judge_no_need, register_stay
from discharge.services.blockers import raise_blocker
from discharge.services.care_contacts import name_care_contact
from discharge.services.consents import record_consent
from discharge.services.disagreements import raise_disagreement
from discharge.services.information_parts import send_information_part
from discharge.services.leaving import leave
from discharge.services.obstacles import report_obstacle
from discharge.services.questions import ask_question
from discharge.services.readiness import declare_ready
from discharge.services.receiving import say_can_receive
from discharge.services.representatives import record_representative
from discharge.services.responsibility import ask_to_take_over, take_over
from discharge.services.sip_calls import answer_about_sip
from discharge.services.social_services import order_services, take_application
from discharge.services.stay_facts_corrected import correct_facts
from discharge.versions import case_version
from embedded.places import PROJECT
from rules.calendar import local
from rules.facts import CareType, LeftReason, LegalForm, SipConsent
from tests import factories as make
from tests.discharge.parties import Parties, parties

# A Sunday to a Monday a week later, in winter time.
ADMITTED = local(2026, 3, 8, 14, 0)
REGISTERED = local(2026, 3, 8, 15, 0)
JUDGED = local(2026, 3, 8, 15, 30)
NOTIFIED = local(2026, 3, 8, 16, 0)
READY = local(2026, 3, 12, 9, 0)
TOLD_READY = local(2026, 3, 12, 9, 30)
DR_LIND = "Anna Lind"
STATUTE = (PROJECT / "rules/corpus/statute.yaml").read_text(encoding="utf-8")


@dataclass
class Stay:
    """One stay and its parties. `does` calls a service of stays as somebody who has just opened the case."""

    they: Parties = field(default_factory=parties)
    case: Case = field(init=False)

    def __post_init__(self) -> None:
        load_documents([STATUTE], by=make.SETUP, now=REGISTERED)
        self.case = register_stay(
            make.patient("Ek", municipality_code="0980").ref,
            unit=self.ref(self.they.ward),
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            expected_on=local(2026, 3, 12).date(),
            by=self.they.ward,
            now=REGISTERED,
        )

    def ref(self, actor: Actor) -> Any:
        return make.unit_of(actor).ref

    def does(self, actor: Actor, service: Callable[..., Any], at: datetime, **told: Any) -> Any:
        version = told.pop("expected_version", None) or case_version(self.case, actor)
        return service(self.case.ref, unit=self.ref(actor), by=actor, now=at, expected_version=version, **told)

    @property
    def episode(self) -> Episode:
        return Episode.objects.get(case=self.case)

    def judged(self, **needs: bool) -> Stay:
        """The physician has judged that she needs everything, unless told otherwise."""
        asked = {"region": True, "social_services": True, "municipal_care": True, **needs}
        self.does(self.they.ward, judge_need, JUDGED, physician=DR_LIND, judged_at=JUDGED, **asked)
        return self

    def notified(self) -> Stay:
        """Social services, municipal care and the primary care centre have the admission notice."""
        self.judged()
        self.does(
            self.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[self.ref(one) for one in self.recipients],
            expected_on=self.episode.expected_on,
        )
        return self

    @property
    def recipients(self) -> tuple[Actor, ...]:
        return self.they.social, self.they.care, self.they.clinic

    def ready(self) -> Stay:
        """And have been told that she is ready."""
        self.notified()
        self.does(
            self.they.ward,
            declare_ready,
            TOLD_READY,
            recipients=[self.ref(one) for one in self.recipients],
            assessed_at=READY,
            physician=DR_LIND,
        )
        return self

    def with_contact(self) -> Stay:
        """And open care has named its contact, who calls to the plan."""
        self.ready()
        contact = {"name": "Ulla Berg", "title": "", "phone": "0980-319 213"}
        self.does(self.they.clinic, name_care_contact, TOLD_READY, **contact)
        return self

    def raised(self, kind: NoticeKind) -> str:
        """The ref of the latest notice of a kind; of one that there is not, where nothing has been sent."""
        latest = Notice.objects.filter(case=self.case, kind=kind).order_by("pk").last()
        return str(latest.ref if latest else uuid4())

    def left(self, reason: LeftReason = LeftReason.DISCHARGED) -> Stay:
        """And she has left."""
        self.with_contact()
        self.does(self.they.ward, leave, TOLD_READY, reason=reason, left_at=TOLD_READY)
        return self


def judged() -> Stay:
    """A stay whose needs are judged."""
    return Stay().judged()


def needless() -> Stay:
    """One after which nothing is needed."""
    stay = Stay()
    stay.does(stay.they.ward, judge_no_need, JUDGED, reason="Klarar sig själv")
    return stay


def notified() -> Stay:
    """One of which others have been told."""
    return Stay().notified()


def ready() -> Stay:
    """One of somebody who is ready."""
    return Stay().ready()


def with_contact() -> Stay:
    """The same when open care has named its contact."""
    return Stay().with_contact()


def asked() -> Stay:
    """One in which the ward has asked all the others a question, and social services the ward."""
    stay = Stay().notified()
    told: dict[str, Any] = {"body": "Finns det trappor hemma?", "ground": Ground.CONSENT}
    everybody = [stay.ref(one) for one in stay.recipients]
    stay.does(stay.they.ward, ask_question, NOTIFIED, recipients=everybody, **told)
    stay.does(stay.they.social, ask_question, NOTIFIED, recipients=[stay.ref(stay.they.ward)], **told)
    return stay


def referred() -> Stay:
    """One of somebody who is ready, with a referral that waits for the primary care centre's answer."""
    stay = ready()
    refers: dict[str, Any] = {"part": Part.REFERRAL, "body": "Hb?", "action": "Prover", "time_frame": "två veckor"}
    to = {"recipients": [stay.ref(stay.they.clinic)], "ground": Ground.CONSENT}
    stay.does(stay.they.ward, send_information_part, TOLD_READY, **refers, **to)
    return stay


def can_receive() -> Stay:
    """One of somebody who is ready, and whom municipal care can receive."""
    stay = Stay().ready()
    told: dict[str, Any] = {"from_at": TOLD_READY, "first_visit": "", "meets": "", "ground": Ground.CONSENT}
    stay.does(stay.they.care, say_can_receive, TOLD_READY, **told)
    return stay


def question_of(stay: Stay) -> str:
    """The ref of the ward's question, or of none."""
    asked = Notice.objects.filter(case=stay.case, kind=NoticeKind.QUESTION).order_by("pk").first()
    return str(asked.ref if asked else uuid4())


def with_consent() -> Stay:
    """One in which the hospital has recorded that the patient lets it tell others."""
    return _consenting(Stay())


def consenting() -> Stay:
    """The same when others have been told of the stay."""
    return _consenting(notified())


def _consenting(stay: Stay) -> Stay:
    told: dict[str, Any] = {"kind": ConsentKind.DISCLOSURE, "answer": ConsentAnswer.GIVEN, "how": How.ORALLY}
    at = NOTIFIED if stay.episode.status == "planning" else REGISTERED
    stay.does(stay.they.ward, record_consent, at, answered_by=SpokenBy.PATIENT, given_at=at, **told)
    return stay


def with_guardian() -> Stay:
    """One in which the hospital has recorded a guardian, and others have been told of the stay."""
    stay = notified()
    guardian: dict[str, Any] = {"kind": RepresentativeKind.GUARDIAN, "name": "Per Ek", "phone": "0980-319 213"}
    stay.does(stay.they.ward, record_representative, NOTIFIED, **guardian)
    return stay


def representative_of(stay: Stay) -> str:
    """The ref of whom somebody has recorded last, or of nobody."""
    recorded = stay.case.events.filter(kind=EventKind.REPRESENTATIVE_RECORDED).order_by("seq").last()
    return str(recorded.data["ref"] if recorded else uuid4())


def consented_to_sip() -> Stay:
    """One of somebody who is ready, and has said yes to the plan."""
    stay = ready()
    stay.does(stay.they.clinic, answer_about_sip, TOLD_READY, consent=SipConsent.GIVEN, said_by="hon själv")
    return stay


def with_other_caller() -> Stay:
    """One in which the contact of another open-care unit than the primary care centre is the one who calls."""
    stay = with_contact()
    other = make.actor(make.open_care(name="Psykiatrimottagningen"))
    expected_on = stay.episode.expected_on
    stay.does(
        stay.they.ward,
        send_admission_notice,
        TOLD_READY,
        recipients=[stay.ref(other)],
        expected_on=expected_on,
        adds=True,
    )
    stay.does(other, name_care_contact, TOLD_READY, name="Per Ny", title="", phone="0980-319 214")
    return stay


def waiting() -> Stay:
    """The same when she waits for something that is the primary care centre's to solve."""
    stay = with_contact()
    waits: dict[str, Any] = {"what": "Hjälpmedel", "owner": stay.ref(stay.they.clinic), "ground": Ground.CONSENT}
    stay.does(stay.they.ward, raise_blocker, TOLD_READY, **waits)
    return stay


def obstructed() -> Stay:
    """The same when something is missing in open care."""
    stay = with_contact()
    stay.does(stay.they.clinic, report_obstacle, TOLD_READY, what="Hemrehab startar inte", ground=Ground.CONSENT)
    return stay


def disagreed() -> Stay:
    """The same when social services have objected."""
    stay = with_contact()
    stay.does(stay.they.social, raise_disagreement, TOLD_READY, reason="Hon har feber", ground=Ground.CONSENT)
    return stay


def provider(stay: Stay) -> str:
    """The ref of a provider unit of social services' municipality, made when it is asked for."""
    home = make.unit_of(stay.they.social).controller
    found = Unit.objects.filter(controller=home, kind=UnitKind.PROVIDER).first()
    return str((found or make.unit_of(make.actor(make.provider(home)))).ref)


def applied() -> Stay:
    """One of somebody who has applied for services."""
    stay = notified()
    stay.does(stay.they.social, take_application, NOTIFIED, applied_by="Hon själv")
    return stay


def ordered() -> Stay:
    """One of somebody whose services go on."""
    stay = notified()
    stay.does(stay.they.social, order_services, NOTIFIED, provider=UUID(provider(stay)))
    return stay


def other_hospital(stay: Stay) -> Actor:
    """Somebody at a ward of another care provider in the region."""
    region = make.unit_of(stay.they.ward).controller.principal
    hospital = make.private_provider(region, "Ersta sjukhus")
    return make.actor(make.ward(hospital, "Medicinkliniken", phone="0980-500 00"))


def on_leave() -> Stay:
    """One of somebody who is on leave."""
    stay = notified()
    stay.does(stay.they.ward, register_leave, NOTIFIED, gone_at=NOTIFIED)
    return stay


def compulsory(legal_form: LegalForm = LegalForm.LPT) -> Stay:
    """One of compulsory psychiatric care."""
    stay = notified()
    care: dict[str, Any] = {"care_type": CareType.PSYCHIATRIC, "legal_form": legal_form, "admitted_at": ADMITTED}
    stay.does(stay.they.ward, correct_facts, NOTIFIED, **care, reason="Vårdintyg")
    return stay


def asked_to_take_over() -> Stay:
    """One in which the primary care centre is asked to take over the medical responsibility."""
    stay = with_contact()
    asks = {"open_care": stay.ref(stay.they.clinic), "said": "", "ground": Ground.CONSENT}
    stay.does(stay.they.ward, ask_to_take_over, TOLD_READY, **asks)
    return stay


def taken_over() -> Stay:
    """One in which it has taken it over."""
    stay = with_contact()
    takes = {"physician": "Eva Holm", "from_at": TOLD_READY, "ground": Ground.CONSENT}
    stay.does(stay.they.clinic, take_over, TOLD_READY, **takes)
    return stay


def left() -> Stay:
    """One of somebody who has left."""
    return Stay().left()


def dead() -> Stay:
    """One of somebody who has died."""
    return Stay().left(LeftReason.DECEASED)


def closed() -> Stay:
    """One in which nothing more is done."""
    stay = Stay().left()
    stay.does(stay.they.ward, close_stay, TOLD_READY)
    return stay
