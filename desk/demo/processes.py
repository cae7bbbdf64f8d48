"""Stays in which the parties plan together: needs and questions, obstacles, objections, services and the joint plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Final

from accounts.kinds import OutsideBy
from desk.demo.courses import BESIDE, PLACES, Place, Stay, admitted
from desk.demo.stays import NORR
from desk.demo.stories import BIRGIT, ELIN, EVA, HASSAN, LISA, MARIA, MATS, PETRA, SARA, SOFIA, ULLA, YLVA
from desk.demo.telling import Telling, Who
from discharge.contents.planning import Area, Before, Need, Part
from discharge.contents.stay import ConsentNoted
from discharge.event_shapes.sip import ExistingPlan
from discharge.models.notices import Ground
from discharge.outside import Outside
from discharge.services.admission_notices import send_admission_notice
from discharge.services.blockers import change_blocker, raise_blocker, solve_blocker
from discharge.services.care_contacts import name_care_contact
from discharge.services.disagreements import answer_disagreement, raise_disagreement, withdraw_disagreement
from discharge.services.information_parts import send_information_part
from discharge.services.leaving import send_discharge_information
from discharge.services.obstacles import judge_obstacle, report_obstacle, solve_obstacle
from discharge.services.questions import answer_question, ask_question
from discharge.services.readiness import declare_ready
from discharge.services.receiving import say_can_receive, withdraw_can_receive
from discharge.services.referrals import answer_referral
from discharge.services.responsibility import ask_to_take_over, decline_to_take_over, hand_back, take_over
from discharge.services.services_replies import decline_services, reply_about_services
from discharge.services.sip_calls import answer_about_sip, call_sip
from discharge.services.sip_needs import (
    judge_sip_need,
    name_sip_caller,
    offer_sip,
    request_sip,
    withdraw_sip_consent,
)
from discharge.services.social_services import (
    confirm_order,
    contact_person,
    decide_services,
    note_declined_order,
    note_no_application,
    order_services,
    take_application,
)
from discharge.services.underlays import send_underlay
from rules.calendar import at_time
from rules.facts import SipConsent
from rules.tracks import referral, social_services

GRETA: Final = Who("greta.lov", "vc-ekforsa")
MALIN: Final = Who("malin.orn", "rehab-norrsele")
GERIATRICS, SURGERY, MEDICINE, AT_EKFORSA = PLACES
WITH_REHAB: Final = Place(EVA, (*NORR, "rehab-norrsele"), MARIA, PETRA, ULLA, LISA)
WITH_PRACTICE: Final = Place(SARA, ("bistand-vintera", "hemsjukvard-vintera", "fjallpraktiken"), YLVA, YLVA)
CONSENT: Final = Ground.CONSENT
PHYSICIAN: Final = "Anders Sandberg"


def tell_every_process(told: Telling) -> None:
    """Every story."""
    for story in PROCESSES:
        story(told)


def at(stay: Stay, ahead: int, hour: int) -> datetime:
    """An hour of a day, so many days from today."""
    return at_time(stay.day(ahead), time(hour))


def planned(stay: Stay, days: int, leaves_in: int) -> None:
    """All are told so many days ago, and have taken it in the day after; open care has named its contact."""
    stay.notified(stay.told.ago(days, 10, 0), leaves_in)
    stay.taken_in(stay.told.ago(days - 1, 9, 0))
    stay.with_contact(stay.told.ago(days - 1, 9, 30))


def _vera_needs_more_than_is_known(told: Telling) -> None:
    """The underlay comes in parts: one in time, one late, one not due yet; a question is answered, another waits."""
    stay = admitted(told, GERIATRICS, "vera", told.ago(5, 9, 0))
    planned(stay, 4, 2)
    stay.does(
        MARIA,
        reply_about_services,
        told.ago(3, 10, 0),
        ongoing=True,
        services="Trygghetslarm och matlåda en gång om dagen",
        contact="Maria Ek",
        phone="0980-319 225",
        risks="Hal trapp till bostaden",
        ground=CONSENT,
    )
    stay.does(PETRA, reply_about_services, told.ago(3, 10, 30), ongoing=False, ground=CONSENT)
    stay.ward(
        send_underlay,
        told.ago(3, 14, 0),
        recipients=stay.refs(),
        profession="Sjuksköterska",
        needs=[
            Need(Area.ADL, "Behöver hjälp med dusch och påklädning av underkropp", Before.INCREASED),
            Need(Area.MOBILITY, "Går med rullator inomhus, klarar inte trappor själv", Before.NEW),
            Need(Area.NUTRITION, "Äter själv, behöver få maten framställd", Before.UNCHANGED),
            Need(Area.HOME, "", Before.NOT_KNOWN),
            Need(Area.MEDICINE_HANDLING, "", Before.NOT_KNOWN),
        ],
        missing_by=told.ago(1, 12, 0),
        ground=CONSENT,
    )
    question = stay.does(
        PETRA,
        ask_question,
        told.ago(2, 9, 0),
        recipients=stay.refs("geriatrik-31"),
        body="Behöver hon två personer vid förflyttning till toaletten?",
        ground=CONSENT,
    )
    told.takes_in(EVA, stay.case, told.ago(2, 10, 0))
    stay.ward(
        answer_question,
        told.ago(2, 11, 0),
        about=question.ref,
        body="Nej, en person räcker. Hon behöver påminnas om att låsa rullatorn.",
        ground=CONSENT,
    )
    stay.ward(
        send_underlay,
        told.ago(2, 15, 0),
        recipients=stay.refs(),
        profession="Arbetsterapeut",
        needs=[Need(Area.HOME, "Trösklar till badrummet behöver tas bort", Before.NEW)],
        ground=CONSENT,
    )
    stay.ward(
        send_underlay,
        told.ago(1, 15, 0),
        recipients=stay.refs("hemsjukvard-norr", "vc-asen"),
        profession="Sjuksköterska",
        needs=[
            Need(Area.MEDICINE_HANDLING, "Behöver hjälp att ta sina läkemedel morgon och kväll", Before.NEW),
            Need(Area.AIDS, "", Before.NOT_KNOWN),
        ],
        missing_by=at(stay, 1, 12),
        ground=CONSENT,
    )
    for who in (MARIA, PETRA, ULLA):
        told.takes_in(who, stay.case, told.ago(1, 16, 0))
    stay.ward(
        send_information_part,
        told.minutes_ago(200),
        recipients=stay.refs("hemsjukvard-norr"),
        part=Part.MEDICINES,
        body="Läkemedel skickas med i dosett. Smärtlindringen trappas ned enligt läkemedelslistan.",
        days=7,
        ground=CONSENT,
    )
    stay.ward(
        send_information_part,
        told.minutes_ago(195),
        recipients=stay.refs("vc-asen"),
        part=Part.REFERRAL,
        missing=True,
        missing_by=at(stay, 1, 15),
        ground=CONSENT,
    )
    stay.ward(
        ask_question,
        told.minutes_ago(120),
        recipients=stay.refs("bistand-norr"),
        body="Kan trösklarna tas bort innan hon kommer hem, eller behöver hon en ramp så länge?",
        answer_by=at(stay, 1, 10),
        ground=CONSENT,
    )
    for who in (MARIA, PETRA):
        told.takes_in(who, stay.case, told.minutes_ago(90))


def _helmer_waits_for_a_ramp(told: Telling) -> None:
    """One thing is known inside only, one was solved late, one is open and one overdue; a referral waits too."""
    stay = admitted(told, SURGERY, "helmer", told.ago(7, 9, 0))
    ward, home_care = stay.refs("kirurgi-21", "hemsjukvard-syd")
    stay.ward(
        raise_blocker,
        told.ago(6, 9, 0),
        what="Intyg för färdtjänst ska skrivas",
        owner=ward,
        due_at=told.ago(3, 12, 0),
    )
    planned(stay, 5, 1)
    ramp = stay.ward(
        raise_blocker,
        told.ago(4, 11, 0),
        what="Ramp till ytterdörren",
        owner=stay.refs("bistand-syd")[0],
        due_at=told.ago(2, 12, 0),
        ground=CONSENT,
    )
    stay.does(
        SOFIA,
        change_blocker,
        told.ago(3, 14, 0),
        about=ramp.ref,
        owner=home_care,
        due_at=told.ago(1, 12, 0),
        ground=CONSENT,
    )
    stay.does(HASSAN, reply_about_services, told.ago(3, 15, 0), ongoing=False, ground=CONSENT)
    stay.does(
        ELIN,
        raise_blocker,
        told.ago(2, 10, 0),
        what="Höj- och sänkbar säng levereras till bostaden",
        owner=home_care,
        due_at=at(stay, 1, 15),
        ground=CONSENT,
    )
    stay.does(
        HASSAN,
        raise_blocker,
        told.ago(2, 13, 0),
        what="Plan för blodförtunnande behandling",
        owner=ward,
        due_at=told.ago(1, 12, 0),
        ground=CONSENT,
    )
    stay.does(
        ELIN,
        solve_blocker,
        told.ago(1, 15, 0),
        about=ramp.ref,
        how="Rampen är på plats och provad",
        ground=CONSENT,
    )
    stay.ward(
        send_information_part,
        told.minutes_ago(190),
        recipients=stay.refs("vc-hamnen"),
        part=Part.REFERRAL,
        body="Förmaksflimmer, ny behandling med blodförtunnande. Njurfunktionen behöver följas.",
        action="Blodprov och kontakt med sjuksköterska",
        time_frame="Inom två veckor",
        ground=CONSENT,
    )
    for who in (stay.place.ward, HASSAN):
        told.takes_in(who, stay.case, told.minutes_ago(140))


def _sally_needs_training_at_home(told: Telling) -> None:
    """Ready; one obstacle in open care kept her for a day, of another nobody has said whether it does."""
    stay = admitted(told, BESIDE, "sally", told.ago(8, 9, 0))
    planned(stay, 7, -2)
    stay.does(SOFIA, order_services, told.ago(4, 10, 0), provider=stay.refs("hemtjanst-syd")[0])
    stay.ready(told.ago(3, 9, 0))
    stay.taken_in(told.ago(3, 11, 0))
    training = stay.does(
        SOFIA,
        report_obstacle,
        told.ago(3, 13, 0),
        what="Hemrehabilitering är ordinerad, men ingen tid finns förrän om två veckor",
        ground=CONSENT,
    )
    stay.does(
        HASSAN,
        judge_obstacle,
        told.ago(3, 15, 0),
        about=training.ref,
        prevents=True,
        why="Hon kan inte vara hemma utan träningen de första dagarna",
        ground=CONSENT,
    )
    stay.does(
        HASSAN,
        solve_obstacle,
        told.ago(2, 10, 0),
        about=training.ref,
        how="Rehab Norrsele kommer hem till henne varannan dag",
        ground=CONSENT,
    )
    stay.ward(send_discharge_information, told.ago(2, 14, 0), body="Får belasta benet fullt. Stygn tas om tio dagar.")
    letter = stay.ward(
        send_information_part,
        told.ago(2, 14, 30),
        recipients=stay.refs("vc-hamnen"),
        part=Part.REFERRAL,
        body="Knäprotes för en vecka sedan. Når inte full sträckning.",
        action="Träning i hemmet, därefter på mottagning",
        time_frame="Start inom tre dagar",
        ground=CONSENT,
    )
    sent_on = {"answer": referral.Action.SEND_ON, "to": stay.refs("rehab-norrsele")[0]}
    passed = stay.does(HASSAN, answer_referral, told.ago(1, 10, 0), about=letter.ref, ground=CONSENT, **sent_on)
    accepted = {"answer": referral.Action.ACCEPT, "said": "Första besöket i övermorgon"}
    stay.does(MALIN, answer_referral, told.ago(1, 14, 0), about=passed.ref, ground=CONSENT, **accepted)
    stay.does(
        ELIN,
        report_obstacle,
        told.minutes_ago(150),
        what="Det är oklart vem på vårdcentralen som följer upp såret",
        ground=CONSENT,
    )
    told.takes_in(stay.place.ward, stay.case, told.minutes_ago(100))


def _ivar_is_said_to_be_too_ill(told: Telling) -> None:
    """Three objections to his being ready: one is answered, one is withdrawn, and one waits."""
    stay = admitted(told, MEDICINE, "ivar", told.ago(6, 9, 0))
    planned(stay, 5, 0)
    stay.ready(told.ago(2, 9, 0))
    stay.taken_in(told.ago(2, 10, 0))
    first = stay.does(
        MARIA,
        raise_disagreement,
        told.ago(2, 11, 0),
        reason="Han orkade inte sitta uppe under samtalet i går. Vi bedömer att han inte klarar en natt hemma.",
        ground=CONSENT,
    )
    second = stay.does(
        PETRA,
        raise_disagreement,
        told.ago(2, 13, 0),
        reason="Syrgasbehandlingen är inte inställd.",
        ground=CONSENT,
    )
    stay.ward(
        answer_disagreement,
        told.ago(2, 15, 0),
        about=first.ref,
        answer="Han är bedömd på nytt i dag, går med stöd och har inget vårdbehov på sjukhus.",
        physician=PHYSICIAN,
        ground=CONSENT,
    )
    stay.does(PETRA, withdraw_disagreement, told.ago(1, 9, 0), about=second.ref)
    stay.does(
        ULLA,
        raise_disagreement,
        told.minutes_ago(170),
        reason="Njurvärdena från i går är sämre än vid inskrivningen. Är de bedömda?",
        ground=CONSENT,
    )
    told.takes_in(stay.place.ward, stay.case, told.minutes_ago(130))


def _edla_applies_for_home_care(told: Telling) -> None:
    """Contact, application, decision and order; one provider cannot, another can, cannot, and can after all."""
    stay = admitted(told, GERIATRICS, "edla", told.ago(7, 8, 0))
    planned(stay, 6, 1)
    stay.does(MARIA, contact_person, told.ago(5, 10, 0))
    stay.does(MARIA, take_application, told.ago(5, 13, 0), applied_by="Edla själv, muntligt på avdelningen")
    granted = {"decision": social_services.Action.GRANT, "services": "Hjälp morgon och kväll, trygghetslarm"}
    stay.does(MARIA, decide_services, told.ago(3, 10, 0), **granted)
    stay.does(MARIA, order_services, told.ago(3, 11, 0), provider=stay.refs("hemtjanst-norr")[0])
    stay.does(MARIA, note_declined_order, told.ago(2, 9, 0), reason="Kan inte bemanna kvällarna före månadsskiftet")
    stay.does(MARIA, order_services, told.ago(2, 10, 0), provider=stay.refs("hemstodet")[0])
    stay.does(MARIA, confirm_order, told.ago(2, 15, 0))
    comes = {"first_visit": "Samma kväll 18.30", "meets": "Hemstödet Storälven", "ground": CONSENT}
    stay.does(MARIA, say_can_receive, told.ago(2, 15, 30), from_at=at(stay, 0, 14), **comes)
    stay.does(
        ULLA,
        take_over,
        told.ago(1, 9, 0),
        physician="Karin Boström",
        from_at=at(stay, 1, 8),
        ground=CONSENT,
    )
    stay.does(
        MARIA,
        withdraw_can_receive,
        told.ago(1, 10, 0),
        reason="Nyckeln till bostaden har inte kommit",
        reason_ground=CONSENT,
    )
    stay.does(MARIA, say_can_receive, told.minutes_ago(180), from_at=at(stay, 1, 14), **comes)


def _knut_wants_to_manage_by_himself(told: Telling) -> None:
    """He applies for nothing and declines what is offered; no plan was found needed, but home nursing asks for one."""
    stay = admitted(told, AT_EKFORSA, "knut", told.ago(6, 9, 0))
    stay.notified(told.ago(5, 10, 0), 1)
    for who in (BIRGIT, MATS, GRETA):
        told.takes_in(who, stay.case, told.ago(4, 9, 0))
    named = {"name": "Peter Kron", "title": "distriktssköterska", "phone": "0980-319 216"}
    stay.does(GRETA, name_care_contact, told.ago(4, 9, 40), existing=True, **named)
    stay.does(BIRGIT, contact_person, told.ago(4, 11, 0))
    stay.does(BIRGIT, note_no_application, told.ago(3, 10, 0), reason="Sonen hjälper honom den första tiden")
    stay.does(
        BIRGIT,
        decline_services,
        told.ago(3, 10, 20),
        services="Hemtjänst morgon och kväll, trygghetslarm",
        declined_at=told.ago(3, 10, 0),
        noted_by="Birgit Asp",
        ground=CONSENT,
    )
    stay.does(
        GRETA,
        judge_sip_need,
        told.ago(3, 13, 0),
        needed=False,
        existing=ExistingPlan.VALID,
        reason="Planen från i våras gäller och insatserna är oförändrade",
        ground=CONSENT,
    )
    stay.does(
        MATS,
        request_sip,
        told.ago(1, 11, 0),
        reason="Såret behöver läggas om varje dag. Det är nytt och vi behöver enas om vem som gör vad.",
        ground=CONSENT,
    )
    told.takes_in(GRETA, stay.case, told.minutes_ago(210))


def _torbjorn_does_not_want_the_plan_any_more(told: Telling) -> None:
    """Requested, found needed and offered; another contact calls, and then he wants no plan."""
    stay = admitted(told, WITH_REHAB, "torbjorn", told.ago(9, 9, 0))
    planned(stay, 8, -2)
    told.takes_in(MALIN, stay.case, told.ago(7, 11, 0))
    named = {"name": "Malin Örn", "title": "fysioterapeut", "phone": "0980-319 219", "calls_sip": False}
    stay.does(MALIN, name_care_contact, told.ago(7, 11, 30), **named)
    stay.does(
        MARIA,
        request_sip,
        told.ago(6, 10, 0),
        reason="Han har insatser från hemsjukvård, rehab och hemtjänst som behöver hänga ihop",
        ground=CONSENT,
    )
    stay.does(
        ULLA,
        judge_sip_need,
        told.ago(6, 14, 0),
        needed=True,
        existing=ExistingPlan.TO_UPDATE,
        reason="Planen är från före stroken",
        ground=CONSENT,
    )
    stay.does(ULLA, offer_sip, told.ago(5, 10, 0), offered_to="Torbjörn, vid besök på avdelningen")
    stay.does(MALIN, name_sip_caller, told.ago(5, 13, 0))
    stay.ready(told.ago(3, 9, 0))
    stay.does(MALIN, answer_about_sip, told.ago(3, 11, 0), consent=SipConsent.GIVEN, said_by="Torbjörn själv")
    meeting = {"meeting_at": at(stay, 1, 13), "place": "Rehab Norrsele", "others": "Hustrun Gunvor"}
    stay.does(MALIN, call_sip, told.ago(2, 9, 0), **meeting)
    stay.does(PETRA, withdraw_sip_consent, told.ago(1, 10, 0), said_by="Torbjörn själv, på telefon")


def _maud_stays_after_all(told: Telling) -> None:
    """The care centre would not take over, then did, and handed back when she fell ill; she is asked about a plan."""
    stay = admitted(told, SURGERY, "maud", told.ago(5, 9, 0))
    planned(stay, 4, 1)
    center = stay.refs("vc-hamnen")[0]
    asked = {"open_care": center, "ground": CONSENT}
    said = "Kan ni ta över uppföljningen av hennes hjärtsvikt från hemgången?"
    stay.ward(ask_to_take_over, told.ago(3, 10, 0), said=said, **asked)
    said = "Ny medicin är insatt och vi har ingen läkartid den veckan. Kan ni behålla ansvaret tills den är inställd?"
    stay.does(HASSAN, decline_to_take_over, told.ago(3, 15, 0), said=said, ground=CONSENT)
    said = "Medicinen är inställd nu. Återbesök behövs inom två veckor."
    stay.ward(ask_to_take_over, told.ago(2, 9, 0), said=said, **asked)
    taken = {"physician": "Jens Rudin", "from_at": at(stay, 1, 8), "ground": CONSENT}
    stay.does(HASSAN, take_over, told.ago(2, 14, 0), **taken)
    stay.does(
        HASSAN,
        judge_sip_need,
        told.ago(2, 14, 30),
        needed=True,
        existing=ExistingPlan.NONE,
        reason="",
        ground=CONSENT,
    )
    stay.does(HASSAN, offer_sip, told.ago(1, 9, 0), offered_to="Maud, på telefon. Hon vill tala med sin dotter först.")
    said = "Hon har feber och stannar. Vi tar upp det igen när hon är bättre."
    stay.does(HASSAN, hand_back, told.minutes_ago(120), said=said, ground=CONSENT)


def _tyra_waits_for_an_answer(told: Telling) -> None:
    """The care centre is asked to take over, and has not answered; social services have an application to decide."""
    stay = admitted(told, MEDICINE, "tyra", told.ago(4, 9, 0))
    planned(stay, 3, 2)
    stay.does(MARIA, contact_person, told.ago(1, 9, 30))
    stay.does(MARIA, take_application, told.ago(1, 10, 0), applied_by="Dottern, med fullmakt")
    stay.ward(
        ask_to_take_over,
        told.minutes_ago(240),
        open_care=stay.refs("vc-asen")[0],
        said="Kan ni ta över kontrollen av blodtryck och elektrolyter, första provet inom en vecka?",
        ground=CONSENT,
    )
    told.takes_in(ULLA, stay.case, told.minutes_ago(200))


def _gerda_is_listed_at_a_practice_outside(told: Telling) -> None:
    """Her own physician does not use the system: told by letter of the stay, and by fax that she is ready."""
    stay = admitted(told, WITH_PRACTICE, "gerda", told.ago(5, 9, 0))
    stay.judged(told.ago(4, 9, 0))
    stay.ward(
        send_admission_notice,
        told.ago(4, 10, 0),
        recipients=stay.refs(),
        expected_on=stay.day(0),
        consent=ConsentNoted.GIVEN,
        outside=Outside(OutsideBy.LETTER, told.ago(4, 9, 45)),
    )
    stay.taken_in(told.ago(3, 9, 0))
    stay.ward(
        declare_ready,
        told.ago(1, 10, 15),
        recipients=stay.refs(),
        assessed_at=told.ago(1, 9, 30),
        physician=PHYSICIAN,
        outside=Outside(OutsideBy.FAX, told.ago(1, 10, 0)),
    )


PROCESSES: Final[Sequence[Callable[[Telling], None]]] = (
    _vera_needs_more_than_is_known,
    _helmer_waits_for_a_ramp,
    _sally_needs_training_at_home,
    _ivar_is_said_to_be_too_ill,
    _edla_applies_for_home_care,
    _knut_wants_to_manage_by_himself,
    _torbjorn_does_not_want_the_plan_any_more,
    _maud_stays_after_all,
    _tyra_waits_for_an_answer,
    _gerda_is_listed_at_a_practice_outside,
)
