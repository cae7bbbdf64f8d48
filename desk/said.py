"""What a notice says, in words: its heading, its facts line by line, and its running text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spoken_time import WHOLE_MONTHS, WHOLE_WEEKDAYS
from discharge.contents.documents import Content
from discharge.contents.message import Message
from discharge.contents.receiving import CanReceive, CareContactNamed, SipAnswer, SipCallSent
from discharge.contents.stay import (
    Admission,
    ConsentNoted,
    DischargeInformation,
    EstimateChange,
    LeavingUndone,
    LeftHospital,
    Ready,
    ReadyWithdrawn,
)
from rules.calendar import in_sweden
from rules.facts import LeftReason, SipConsent

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """facts: what each is called and what it is; none of them empty."""

    heading: str
    facts: tuple[Line, ...] = ()
    text: str = ""


CONSENTS: Final[Mapping[str, Promise]] = {
    ConsentNoted.NOT_ASKED: gettext_lazy("Patienten är inte tillfrågad än"),
    ConsentNoted.GIVEN: gettext_lazy("Patienten samtycker till att mer får lämnas"),
    ConsentNoted.REFUSED: gettext_lazy("Patienten har sagt nej"),
    ConsentNoted.HARM_TEST: gettext_lazy("Menprövning är gjord"),
    ConsentNoted.CANNOT_CONSENT: gettext_lazy("Patienten kan inte ta ställning"),
}
LEFT: Final[Mapping[str, Promise]] = {
    LeftReason.DISCHARGED: gettext_lazy("Utskriven"),
    LeftReason.OWN_REQUEST: gettext_lazy("Utskriven på egen begäran"),
    LeftReason.ABSCONDED: gettext_lazy("Har avvikit"),
    LeftReason.DECEASED: gettext_lazy("Har avlidit"),
    LeftReason.OTHER_REGION: gettext_lazy("Flyttad till sjukhus i en annan region"),
    LeftReason.OTHER_CARE: gettext_lazy("Flyttad till en annan vårdgivare"),
}
ANSWERS: Final[Mapping[str, Promise]] = {
    SipConsent.GIVEN: gettext_lazy("Ja till SIP"),
    SipConsent.REFUSED: gettext_lazy("Nej till SIP"),
    SipConsent.CANNOT_CONSENT: gettext_lazy("Kan inte ta ställning till SIP"),
}


def said(content: Content) -> Said:
    """The notice's content in words."""
    return _SAYS[type(content)](content)


def expected(on: date, at: time | None) -> str:
    """A day, with the hour where one is known: "torsdag 12 mars, klockan 13.30"."""
    day = f"{WHOLE_WEEKDAYS[on.weekday()]} {on.day} {WHOLE_MONTHS[on.month - 1]}"
    return _("%(day)s, klockan %(time)s") % {"day": day, "time": f"{at:%H.%M}"} if at else day


def instant(at: datetime) -> str:
    """The same of an instant, in Swedish time."""
    there = in_sweden(at)
    return expected(there.date(), there.time())


def _said(heading: str, *facts: Line, text: str = "") -> Said:
    return Said(heading, tuple((name, value) for name, value in facts if value), text)


def _message(one: Message) -> Said:
    return _said(one.subject, text=one.body)


def _admission(one: Admission) -> Said:
    return _said(
        _("Inskrivningsmeddelande"),
        (_("Namn"), one.name),
        (_("Personnummer"), one.number),
        (_("Folkbokförd"), _("uppgiften lämnas inte") if one.address_withheld else one.address),
        (_("Beräknad utskrivning"), expected(one.expected_on, one.expected_time)),
        (_("Samtycke"), str(CONSENTS[one.consent])),
    )


def _estimate(one: EstimateChange) -> Said:
    return _said(
        _("Beräknad utskrivning är ändrad"),
        (_("Ny tid"), expected(one.expected_on, one.expected_time)),
        (_("Tidigare"), expected(one.before_on, one.before_time)),
        (_("Patienten"), _("vet om det") if one.told else _("vet inte om det än")),
        (_("Skäl"), one.reason),
    )


def _ready(one: Ready) -> Said:
    return _said(_("Utskrivningsklar"), (_("Bedömt"), instant(one.assessed_at)), (_("Av läkaren"), one.physician))


def _withdrawn(one: ReadyWithdrawn) -> Said:
    return _said(_("Utskrivningsklar är taget tillbaka"), (_("Skäl"), one.reason))


def _contact(one: CareContactNamed) -> Said:
    heading = _("Fast vårdkontakt bekräftad") if one.existing else _("Fast vårdkontakt utsedd")
    calls = _("kallar till SIP") if one.calls_sip else _("kallar inte till SIP")
    return _said(
        heading, (_("Namn"), one.name), (_("Titel"), one.title), (_("Telefon"), one.phone), (_("Uppgift"), calls)
    )


def _can_receive(one: CanReceive) -> Said:
    return _said(
        _("Klar att ta emot"),
        (_("Från"), instant(one.from_at)),
        (_("Första besöket"), one.first_visit),
        (_("Möter"), one.meets),
    )


def _sip_answer(one: SipAnswer) -> Said:
    return _said(_("Svar om SIP"), (_("Svar"), str(ANSWERS[one.consent])), (_("Svarade"), one.said_by))


def _sip_call(one: SipCallSent) -> Said:
    return _said(
        _("Kallelse till SIP"),
        (_("Mötet"), instant(one.meeting_at)),
        (_("Var"), one.place),
        (_("Också kallade"), one.others),
    )


def _information(one: DischargeInformation) -> Said:
    return _said(
        _("Information vid utskrivning"),
        (_("Läkemedel"), one.medicines),
        (_("Hjälpmedel"), one.aids),
        (_("Natt och helg"), one.night),
        text=one.body,
    )


def _left(one: LeftHospital) -> Said:
    return _said(
        _("Har lämnat sjukhuset"),
        (_("Hur"), str(LEFT[one.reason])),
        (_("När"), instant(one.left_at)),
        (_("Vart"), one.where_to),
    )


def _undone(one: LeavingUndone) -> Said:
    return _said(_("Är kvar på sjukhuset"), text=_("Patienten har inte lämnat sjukhuset. Läget är som innan."))


_SAYS: Final[Mapping[type[Any], Callable[[Any], Said]]] = {
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
