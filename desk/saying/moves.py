"""What the notices of what happens to her during the stay say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.saying.said import Said, Says, expected, instant, says
from discharge.contents.moves import Absence, BackInHospital, CarePlan, HospitalChange, OptDecision, WardChange
from rules.facts import AfterDischarge

CARE: Final[Mapping[AfterDischarge, Promise]] = {
    AfterDischarge.OPT: gettext_lazy("Öppen psykiatrisk tvångsvård"),
    AfterDischarge.ORV: gettext_lazy("Öppen rättspsykiatrisk vård"),
}


def _ward(one: WardChange) -> Said:
    return says(
        _("Byte av avdelning"),
        (_("Ny avdelning"), one.ward),
        (_("Telefon"), one.phone),
        (_("Flyttad"), instant(one.moved_at)),
    )


def _hospital(one: HospitalChange) -> Said:
    told = _("Inskrivningsmeddelande är skickat") if one.is_notified else _("Inskrivningsmeddelande är inte skickat än")
    return says(
        _("Flytt till ett annat sjukhus"),
        (_("Namn"), one.name),
        (_("Personnummer"), one.number),
        (_("Till"), f"{one.hospital}, {one.ward}"),
        (_("Telefon"), one.phone),
        (_("Flyttad"), instant(one.moved_at)),
        (_("Beräknad utskrivning"), expected(one.expected_on, one.expected_time) if one.expected_on else ""),
        (_("Kommun och öppen vård"), told),
    )


def _absence(one: Absence) -> Said:
    heading = _("Tillbaka från permission") if one.back_at else _("Permission")
    return says(
        heading,
        (_("Från"), instant(one.from_at)),
        (_("Väntas åter"), instant(one.expected_back_at) if one.expected_back_at else ""),
        (_("Åter"), instant(one.back_at) if one.back_at else ""),
    )


def _opt(one: OptDecision) -> Said:
    return says(
        _("Beslut om öppen tvångsvård"),
        (_("Vård"), str(CARE[one.care])),
        (_("Beslutat"), instant(one.decided_at)),
        (_("Av chefsöverläkaren"), one.psychiatrist),
        text=_("Beslutet räknas som underrättelse om utskrivningsklar."),
    )


def _care_plan(one: CarePlan) -> Said:
    return says(
        _("Samordnad vårdplan"),
        (_("Upprättad"), instant(one.drawn_up_at)),
        (_("Av chefsöverläkaren"), one.psychiatrist),
        (_("Justerad av"), one.approved_by),
    )


def _back(one: BackInHospital) -> Said:
    return says(
        _("Åter inskriven"),
        (_("Inskriven"), instant(one.admitted_at)),
        (_("Lämnade sjukhuset"), instant(one.left_at)),
        (_("Avdelning"), one.ward),
        (_("Telefon"), one.phone),
    )


SAYS: Final[Mapping[type[Any], Says]] = {
    WardChange: _ward,
    HospitalChange: _hospital,
    Absence: _absence,
    OptDecision: _opt,
    CarePlan: _care_plan,
    BackInHospital: _back,
}
