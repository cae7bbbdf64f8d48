"""What the parties tell each other for the planning."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import PartForm
from desk.act_forms.planning import (
    AnswerForm,
    DeclinedForm,
    InformationPartForm,
    QuestionForm,
    ServicesForm,
    SummaryForm,
    UnderlayForm,
)
from desk.acts.act import Act, ground_or_none
from discharge.contents.planning import Part
from discharge.models.notices import Ground
from discharge.selectors.open_points import OpenKind, OpenPoint
from discharge.services.information_parts import give_patient_summary, send_information_part
from discharge.services.questions import answer_question, ask_question
from discharge.services.receiving import withdraw_can_receive
from discharge.services.services_replies import decline_services, reply_about_services
from discharge.services.underlays import send_underlay
from rules.states import Action


def _is_asked(point: OpenPoint, unit: UUID) -> bool:
    return point.kind is OpenKind.QUESTION and unit in point.owners


ACTS: Final = (
    Act(
        "svar-om-insatser",
        Action.REPLY_ABOUT_SERVICES,
        _("Svara om insatser"),
        ServicesForm,
        reply_about_services,
        _("Svaret är skickat till avdelningen."),
        words={"ongoing": lambda value: value == "yes", "ground": Ground},
        help=_("Bara avdelningen får svaret. Ett nytt svar ersätter det förra."),
    ),
    Act(
        "underlag",
        Action.SEND_UNDERLAY,
        _("Skicka underlag för planering"),
        UnderlayForm,
        send_underlay,
        _("Underlaget är skickat."),
        words={"ground": Ground},
        help=_(
            "Skriv behov, inte insatser: ”behöver hjälp med dusch”, inte ”hemtjänst två gånger”. "
            "Allt kan lämnas tomt och skickas senare."
        ),
    ),
    Act(
        "fraga",
        Action.ASK_QUESTION,
        _("Ställ en fråga"),
        QuestionForm,
        ask_question,
        _("Frågan är skickad."),
        words={"ground": Ground},
        help=_("Alla som får frågan ser svaren."),
    ),
    Act(
        "svar-pa-fraga",
        Action.ANSWER_QUESTION,
        _("Svara på fråga"),
        AnswerForm,
        answer_question,
        _("Svaret är skickat."),
        words={"ground": Ground},
        help=_("Svaret går till den som frågade och till de andra som fick frågan."),
        about=_is_asked,
    ),
    Act(
        "del-av-information",
        Action.SEND_INFORMATION_PART,
        _("Skicka del av informationen"),
        InformationPartForm,
        send_information_part,
        _("Informationen är skickad."),
        words={"part": Part, "ground": Ground},
        help=_("Välj vilka som behöver just den här delen. Läkemedel och remisser går sällan till socialtjänsten."),
    ),
    Act(
        "kan-inte-ta-emot",
        Action.WITHDRAW_CAN_RECEIVE,
        _("Ta tillbaka klar att ta emot"),
        PartForm,
        withdraw_can_receive,
        _("Klar att ta emot är taget tillbaka. Alla i planeringen får veta det."),
        words={"reason_ground": ground_or_none},
    ),
    Act(
        "tackar-nej",
        Action.DECLINE_SERVICES,
        _("Patienten tackar nej till insatser"),
        DeclinedForm,
        decline_services,
        _("Det är antecknat och meddelat."),
        words={"ground": Ground},
    ),
    Act(
        "sammanfattning",
        Action.GIVE_PATIENT_SUMMARY,
        _("Sammanfattning till patienten"),
        SummaryForm,
        give_patient_summary,
        _("Det är antecknat."),
        words={"given": lambda value: value == "given"},
        help=_("Patienten ska få en skriftlig sammanfattning vid utskrivningen. Ingen utanför sjukhuset ser detta."),
    ),
)
