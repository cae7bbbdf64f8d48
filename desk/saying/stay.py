"""What messages and the notices of the stay itself say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from desk.saying.said import Said, Says, expected, instant, says
from desk.saying.words import ANSWERS, CONSENTS, LEFT
from discharge.contents.message import Message
from discharge.contents.receiving import CanReceive, CareContactNamed, SipAnswer, SipCallSent
from discharge.contents.stay import (
    Admission,
    DischargeInformation,
    EstimateChange,
    LeavingUndone,
    LeftHospital,
    Ready,
    ReadyWithdrawn,
)
from rules.facts import SipConsent


def _message(one: Message) -> Said:
    return says(one.subject, text=one.body)


def _admission(one: Admission) -> Said:
    return says(
        _("Inskrivningsmeddelande"),
        (_("Namn"), one.name),
        (_("Personnummer"), one.number),
        (_("Folkbokförd"), _("uppgiften lämnas inte") if one.address_withheld else one.address),
        (_("Beräknad utskrivning"), expected(one.expected_on, one.expected_time)),
        (_("Samtycke"), str(CONSENTS[one.consent])),
    )


def _estimate(one: EstimateChange) -> Said:
    return says(
        _("Beräknad utskrivning är ändrad"),
        (_("Ny tid"), expected(one.expected_on, one.expected_time)),
        (_("Tidigare"), expected(one.before_on, one.before_time)),
        (_("Patienten"), _("vet om det") if one.told else _("vet inte om det än")),
        (_("Skäl"), one.reason),
    )


def _ready(one: Ready) -> Said:
    return says(_("Utskrivningsklar"), (_("Bedömt"), instant(one.assessed_at)), (_("Av läkaren"), one.physician))


def _withdrawn(one: ReadyWithdrawn) -> Said:
    return says(_("Utskrivningsklar är taget tillbaka"), (_("Skäl"), one.reason))


def _contact(one: CareContactNamed) -> Said:
    heading = _("Fast vårdkontakt bekräftad") if one.existing else _("Fast vårdkontakt utsedd")
    calls = _("kallar till SIP") if one.calls_sip else _("kallar inte till SIP")
    return says(
        heading, (_("Namn"), one.name), (_("Titel"), one.title), (_("Telefon"), one.phone), (_("Uppgift"), calls)
    )


def _can_receive(one: CanReceive) -> Said:
    return says(
        _("Klar att ta emot"),
        (_("Från"), instant(one.from_at)),
        (_("Första besöket"), one.first_visit),
        (_("Möter"), one.meets),
    )


def _sip_answer(one: SipAnswer) -> Said:
    if one.consent == SipConsent.UNKNOWN:
        return says(_("Tillfrågad om SIP"), (_("Tillfrågad"), one.said_by), (_("Svar"), _("har inte svarat än")))
    return says(_("Svar om SIP"), (_("Svar"), str(ANSWERS[one.consent])), (_("Svarade"), one.said_by))


def _sip_call(one: SipCallSent) -> Said:
    return says(
        _("Kallelse till SIP"),
        (_("Mötet"), instant(one.meeting_at)),
        (_("Var"), one.place),
        (_("Också kallade"), one.others),
    )


def _information(one: DischargeInformation) -> Said:
    return says(
        _("Information vid utskrivning"),
        (_("Läkemedel"), one.medicines),
        (_("Hjälpmedel"), one.aids),
        (_("Natt och helg"), one.night),
        text=one.body,
    )


def _left(one: LeftHospital) -> Said:
    return says(
        _("Har lämnat sjukhuset"),
        (_("Hur"), str(LEFT[one.reason])),
        (_("När"), instant(one.left_at)),
        (_("Vart"), one.where_to),
    )


def _undone(one: LeavingUndone) -> Said:
    return says(_("Är kvar på sjukhuset"), text=_("Patienten har inte lämnat sjukhuset. Läget är som innan."))


SAYS: Final[Mapping[type[Any], Says]] = {
    Message: _message,
    Admission: _admission,
    EstimateChange: _estimate,
    Ready: _ready,
    ReadyWithdrawn: _withdrawn,
    CareContactNamed: _contact,
    CanReceive: _can_receive,
    SipAnswer: _sip_answer,
    SipCallSent: _sip_call,
    DischargeInformation: _information,
    LeftHospital: _left,
    LeavingUndone: _undone,
}
