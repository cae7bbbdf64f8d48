"""What the parties tell each other for the planning, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.saying.said import Said, Says, instant, says
from discharge.contents.planning import (
    Answer,
    Area,
    Before,
    CanReceiveWithdrawn,
    InformationPart,
    Need,
    Part,
    Question,
    ServicesDeclined,
    ServicesReply,
    Underlay,
)

AREAS: Final[Mapping[str, Promise]] = {
    Area.ADL: gettext_lazy("Personlig vård och vardagssysslor (ADL)"),
    Area.MOBILITY: gettext_lazy("Förflyttning"),
    Area.MEDICINE_HANDLING: gettext_lazy("Läkemedelshantering"),
    Area.NUTRITION: gettext_lazy("Mat och näring"),
    Area.FALL_RISK: gettext_lazy("Fallrisk"),
    Area.COGNITION: gettext_lazy("Kognition och kommunikation"),
    Area.AIDS: gettext_lazy("Behov av hjälpmedel"),
    Area.HOME: gettext_lazy("Bostaden"),
    Area.SELF_CARE: gettext_lazy("Egenvård"),
    Area.DELEGATION: gettext_lazy("Delegering"),
    Area.REHABILITATION: gettext_lazy("Rehabilitering"),
    Area.TRANSPORT: gettext_lazy("Transport hem"),
}
BEFORE: Final[Mapping[str, Promise]] = {
    Before.NEW: gettext_lazy("nytt"),
    Before.INCREASED: gettext_lazy("ökat"),
    Before.UNCHANGED: gettext_lazy("oförändrat"),
    Before.NOT_KNOWN: gettext_lazy("vet inte än"),
}
PARTS: Final[Mapping[str, Promise]] = {
    Part.MEDICINES: gettext_lazy("Läkemedel för några dagar"),
    Part.DOSE_DISPENSING: gettext_lazy("Dosdispenserade läkemedel"),
    Part.AIDS_SENT: gettext_lazy("Hjälpmedel som följer med"),
    Part.CONSUMABLES: gettext_lazy("Förbrukningsmaterial"),
    Part.HOUSING_ADAPTATION: gettext_lazy("Bostadsanpassning"),
    Part.REFERRAL: gettext_lazy("Remiss"),
    Part.CHANGES: gettext_lazy("Ändringar sedan tidigare information"),
}


def _reply(one: ServicesReply) -> Said:
    return says(
        _("Svar om insatser") if one.ongoing else _("Inga pågående insatser hos oss"),
        (_("Pågående insatser"), one.services),
        (_("Kontakt"), one.contact),
        (_("Telefon"), one.phone),
        (_("Hjälpmedel"), one.aids),
        (_("Risker"), one.risks),
    )


def _underlay(one: Underlay) -> Said:
    return says(
        _("Underlag för planering"),
        (_("Bedömt av"), one.profession),
        *((str(AREAS[need.area]), _need(need)) for need in one.needs),
        (_("Det som saknas kommer senast"), instant(one.missing_by) if one.missing_by else ""),
    )


def _need(need: Need) -> str:
    """What she needs, and how that is against before: "behöver hjälp med dusch (ökat)"."""
    if need.before is None:
        return need.needs
    before = str(BEFORE[need.before])
    return f"{need.needs} ({before})" if need.needs else before


def _question(one: Question) -> Said:
    return says(_("Fråga"), (_("Svara senast"), instant(one.answer_by) if one.answer_by else ""), text=one.body)


def _answer(one: Answer) -> Said:
    return says(_("Svar på fråga"), text=one.body)


def _part(one: InformationPart) -> Said:
    days = "" if one.days is None else ngettext("%(n)s dag", "%(n)s dagar", one.days) % {"n": one.days}
    missing = "" if one.missing_by is None else _("kommer senast %(when)s") % {"when": instant(one.missing_by)}
    return says(
        str(PARTS[one.part]),
        (_("Räcker i"), days),
        (_("Åtgärd"), one.action),
        (_("Inom"), one.time_frame),
        (_("Saknas än"), missing),
        text=one.body,
    )


def _withdrawn(one: CanReceiveWithdrawn) -> Said:
    return says(_("Kan inte längre ta emot"), (_("Skäl"), one.reason))


def _declined(one: ServicesDeclined) -> Said:
    return says(
        _("Tackar nej till insatser"),
        (_("Insatser"), one.services),
        (_("När"), instant(one.declined_at)),
        (_("Antecknat av"), one.noted_by),
    )


SAYS: Final[Mapping[type[Any], Says]] = {
    ServicesReply: _reply,
    Underlay: _underlay,
    Question: _question,
    Answer: _answer,
    InformationPart: _part,
    CanReceiveWithdrawn: _withdrawn,
    ServicesDeclined: _declined,
}
