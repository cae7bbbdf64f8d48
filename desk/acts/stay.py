"""From registration to closing: what is done in the stay itself."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import PartForm, PlainForm, ReasonedForm
from desk.act_forms.stay import (
    AdmissionForm,
    CanReceiveForm,
    CareContactForm,
    EstimateForm,
    InformationForm,
    LeaveForm,
    NeedForm,
    ReadyForm,
    SipAnswerForm,
    SipCallForm,
)
from desk.acts.act import Act, ground_or_none
from discharge.contents.stay import ConsentNoted
from discharge.models.notices import Ground
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import cancel_stay, close_stay, judge_need, judge_no_need, reopen_need
from discharge.services.care_contacts import name_care_contact
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information, undo_leaving
from discharge.services.readiness import declare_ready, withdraw_readiness
from discharge.services.receiving import say_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from rules.facts import LeftReason, SipConsent
from rules.states import Action

ACTS: Final = (
    Act(
        "bedom-behov",
        Action.JUDGE_NEED,
        _("Bedöm behov"),
        NeedForm,
        judge_need,
        _("Bedömningen är sparad. Ingen utanför sjukhuset ser den."),
        help=_("Vilka verksamheter kan patienten behöva när hon är hemma?"),
    ),
    Act(
        "inget-behov",
        Action.JUDGE_NO_NEED,
        _("Inget behov, ange skäl"),
        ReasonedForm,
        judge_no_need,
        _("Bedömningen är sparad. Den kan ändras."),
    ),
    Act(
        "bedom-pa-nytt",
        Action.JUDGE_NEED_LATER,
        _("Bedöm behovet på nytt"),
        ReasonedForm,
        reopen_need,
        _("Behovet kan bedömas på nytt."),
    ),
    Act(
        "inskrivningsmeddelande",
        Action.SEND_ADMISSION_NOTICE,
        _("Skicka inskrivningsmeddelande"),
        AdmissionForm,
        send_admission_notice,
        _("Inskrivningsmeddelandet är skickat."),
        words={"consent": ConsentNoted},
        help=_("Namn, personnummer, adress och beräknad utskrivning skickas. Inget annat."),
    ),
    Act(
        "fler-mottagare",
        Action.ADD_RECIPIENT,
        _("Lägg till mottagare"),
        AdmissionForm,
        partial(send_admission_notice, adds=True),
        _("Inskrivningsmeddelandet är skickat till de nya mottagarna."),
        words={"consent": ConsentNoted},
        help=_("De nya får inskrivningsmeddelandet. De andra störs inte."),
    ),
    Act(
        "beraknad-utskrivning",
        Action.CHANGE_ESTIMATE,
        _("Ändra beräknad utskrivning"),
        EstimateForm,
        change_estimate,
        _("Beräknad utskrivning är ändrad."),
        words={"reason_ground": ground_or_none},
    ),
    Act(
        "utskrivningsklar",
        Action.DECLARE_READY,
        _("Meddela utskrivningsklar"),
        ReadyForm,
        declare_ready,
        _("Utskrivningsklar är meddelat."),
        help=_("Mer än detta behövs inte. Resten kan skickas sedan."),
    ),
    Act(
        "utskrivningsklar-till-fler",
        Action.SEND_READY_NOTICE,
        _("Meddela utskrivningsklar till fler"),
        ReadyForm,
        partial(declare_ready, adds=True),
        _("Utskrivningsklar är meddelat till de nya mottagarna."),
    ),
    Act(
        "ta-tillbaka-utskrivningsklar",
        Action.WITHDRAW_READINESS,
        _("Ta tillbaka utskrivningsklar"),
        PartForm,
        withdraw_readiness,
        _("Utskrivningsklar är taget tillbaka. Alla som hade fått det får veta det."),
        words={"reason_ground": ground_or_none},
    ),
    Act(
        "vardkontakt",
        Action.APPOINT_CARE_CONTACT,
        _("Utse fast vårdkontakt"),
        CareContactForm,
        name_care_contact,
        _("Den fasta vårdkontakten är meddelad."),
    ),
    Act(
        "byt-vardkontakt",
        Action.REPLACE_CARE_CONTACT,
        _("Byt fast vårdkontakt"),
        CareContactForm,
        partial(name_care_contact, replaces=True),
        _("Den nya fasta vårdkontakten är meddelad."),
    ),
    Act(
        "klar-att-ta-emot",
        Action.SAY_CAN_RECEIVE,
        _("Meddela klar att ta emot"),
        CanReceiveForm,
        say_can_receive,
        _("Sjukhuset vet nu när ni kan ta emot."),
        words={"ground": Ground},
    ),
    Act(
        "svar-om-sip",
        Action.CONSENT_TO_SIP,
        _("Svar om SIP"),
        SipAnswerForm,
        answer_about_sip,
        _("Svaret är meddelat."),
        words={"consent": SipConsent},
    ),
    Act(
        "kalla-till-sip",
        Action.CALL_SIP,
        _("Kalla till SIP"),
        SipCallForm,
        call_sip,
        _("Kallelsen är skickad."),
    ),
    Act(
        "utskrivningsinformation",
        Action.SEND_DISCHARGE_INFORMATION,
        _("Skicka utskrivningsinformation"),
        InformationForm,
        send_discharge_information,
        _("Utskrivningsinformationen är skickad."),
    ),
    Act(
        "utskrivning",
        Action.LEAVE_DISCHARGED,
        _("Registrera utskrivning"),
        LeaveForm,
        leave,
        _("Utskrivningen är registrerad."),
        words={"reason": LeftReason},
    ),
    Act(
        "angra-utskrivning",
        Action.UNDO_LEAVING,
        _("Ångra utskrivningen"),
        PlainForm,
        undo_leaving,
        _("Utskrivningen är ångrad."),
        help=_("Bara om patienten aldrig lämnade byggnaden. Annars är det ett nytt vårdtillfälle."),
    ),
    Act(
        "avsluta",
        Action.CLOSE,
        _("Avsluta vårdtillfället"),
        PlainForm,
        close_stay,
        _("Vårdtillfället är avslutat."),
        help=_("Ärendet avslutas med det. Det går fortfarande att läsa."),
        grave=True,
    ),
    Act(
        "stryk",
        Action.CANCEL,
        _("Stryk, registrerat av misstag"),
        ReasonedForm,
        cancel_stay,
        _("Vårdtillfället är struket."),
        help=_("Det som är skickat finns kvar hos mottagarna. Återkalla det först om det ska bort."),
        grave=True,
    ),
)
