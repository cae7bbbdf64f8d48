"""The fictional region: its principals, controllers and units, with what the directory says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from accounts.actor import Actor
from accounts.kinds import OutsideBy, Speciality, UnitKind
from accounts.models import Controller, Principal, Unit, UnitGroup
from accounts.services.groups import create_group
from accounts.services.organisations import create_controller, create_principal
from accounts.services.units import UnitDetails, change_unit, create_unit

OPENED: Final = date(2020, 1, 1)
# No county and no municipality has these codes.
REGION_CODE: Final = "16"
NORRSELE: Final = "1680"
EKFORSA: Final = "1681"
TALLMO: Final = "1682"
VINTERA: Final = "1683"

PRINCIPALS: Final = (
    (Principal.Kind.REGION, REGION_CODE, "Region Storälven"),
    (Principal.Kind.MUNICIPALITY, NORRSELE, "Norrsele kommun"),
    (Principal.Kind.MUNICIPALITY, EKFORSA, "Ekforsa kommun"),
    (Principal.Kind.MUNICIPALITY, TALLMO, "Tallmo kommun"),
    (Principal.Kind.MUNICIPALITY, VINTERA, "Vinterå kommun"),
)

BOARD, PRIVATE = Controller.Kind.BOARD, Controller.Kind.PRIVATE_PROVIDER
# Key, the principal's code, kind, name.
CONTROLLERS: Final = (
    ("sjukhus", REGION_CODE, BOARD, "Sjukhusnämnden, Region Storälven"),
    ("primarvard", REGION_CODE, BOARD, "Primärvårdsnämnden, Region Storälven"),
    ("lakarhuset", REGION_CODE, PRIVATE, "Kvarnens läkarhus AB"),
    ("rehabkliniken", REGION_CODE, PRIVATE, "Rehabkliniken Storälven AB"),
    ("fjallpraktiken", REGION_CODE, PRIVATE, "Fjällpraktiken i Vinterå AB"),
    ("norrsele", NORRSELE, BOARD, "Omsorgsnämnden, Norrsele kommun"),
    ("norrsele-social", NORRSELE, BOARD, "Socialnämnden, Norrsele kommun"),
    ("omsorgshuset", NORRSELE, PRIVATE, "Omsorgshuset i Norrsele AB"),
    ("hemstodet", NORRSELE, PRIVATE, "Hemstödet Storälven AB"),
    ("ekforsa", EKFORSA, BOARD, "Socialnämnden, Ekforsa kommun"),
    ("tallmo", TALLMO, BOARD, "Socialnämnden, Tallmo kommun"),
    ("vintera", VINTERA, BOARD, "Socialnämnden, Vinterå kommun"),
)

ALL_HOURS: Final = "Dygnet runt"
OFFICE_HOURS: Final = "Vardagar 8.00–16.30"
CLINIC_HOURS: Final = "Vardagar 8.00–17.00"
NIGHTS: Final = "Alla nätter 21.30–7.00"
EMERGENCY: Final = "Socialjouren, 0980-319 299, beslutar till nästa vardag"
NURSE_ON_CALL: Final = "Sjuksköterska i beredskap, 0980-319 298"
HELPLINE: Final = "1177"


@dataclass(frozen=True, slots=True)
class Plan:
    """One unit to be opened. The phone number is of the series that Swedish authorities set aside for fiction."""

    key: str
    controller: str
    kind: UnitKind
    speciality: Speciality
    name: str
    hours: str
    after_hours: str = ""
    send_here: str = ""
    district: str = ""
    stand_in: str = ""
    discreet: bool = False
    outside: str = ""


def _wards() -> Iterator[Plan]:
    ward = UnitKind.WARD
    questions = "Frågor om patienter som vårdas här och svar på våra meddelanden"
    for key, speciality, name in (
        ("medicin-12", Speciality.MEDICINE, "Medicin 12, Sankt Olof"),
        ("kirurgi-21", Speciality.SURGERY, "Kirurgi 21, Sankt Olof"),
        ("ortopedi-22", Speciality.ORTHOPAEDICS, "Ortopedi 22, Sankt Olof"),
        ("geriatrik-31", Speciality.GERIATRICS, "Geriatrik 31, Sankt Olof"),
        ("barn-41", Speciality.PAEDIATRICS, "Barn 41, Sankt Olof"),
        ("psykiatri-51", Speciality.PSYCHIATRY, "Psykiatri 51, Sankt Olof"),
        ("rattspsykiatri-55", Speciality.FORENSIC_PSYCHIATRY, "Rättspsykiatri 55, Sankt Olof"),
        ("akuten-olof", Speciality.EMERGENCY, "Akutmottagningen, Sankt Olof"),
        ("medicin-2", Speciality.MEDICINE, "Medicin 2, Ekforsa sjukhus"),
        ("kirurgi-3", Speciality.SURGERY, "Kirurgi 3, Ekforsa sjukhus"),
        ("geriatrik-4", Speciality.GERIATRICS, "Geriatrik 4, Ekforsa sjukhus"),
        ("psykiatri-5", Speciality.PSYCHIATRY, "Psykiatri 5, Ekforsa sjukhus"),
        ("akuten-ekforsa", Speciality.EMERGENCY, "Akutmottagningen, Ekforsa sjukhus"),
    ):
        psychiatric = speciality in (Speciality.PSYCHIATRY, Speciality.FORENSIC_PSYCHIATRY)
        yield Plan(key, "sjukhus", ward, speciality, name, ALL_HOURS, send_here=questions, discreet=psychiatric)


def _open_care() -> Iterator[Plan]:
    open_care = UnitKind.OPEN_CARE
    primary = "Inskrivningsmeddelanden för listade patienter, remisser och frågor till fast vårdkontakt"
    for key, controller, name in (
        ("vc-asen", "primarvard", "VC Åsen"),
        ("vc-hamnen", "primarvard", "VC Hamnen"),
        ("lakarhuset", "lakarhuset", "Kvarnens läkarhus"),
        ("vc-ekforsa", "primarvard", "VC Ekforsa"),
        ("vc-tallmo", "primarvard", "VC Tallmo"),
        ("vc-vintera", "primarvard", "VC Vinterå"),
    ):
        yield Plan(key, controller, open_care, Speciality.PRIMARY_CARE, name, CLINIC_HOURS, HELPLINE, primary)
    for key, name in (("rehab-norrsele", "Rehab Norrsele"), ("rehab-ekforsa", "Rehab Ekforsa")):
        sent = "Remisser för rehabilitering efter vårdtillfälle"
        yield Plan(key, "primarvard", open_care, Speciality.REHABILITATION, name, CLINIC_HOURS, "", sent)
    psychiatric = Plan(
        "oppenpsykiatrin-norrsele",
        "sjukhus",
        open_care,
        Speciality.PSYCHIATRIC_OUTPATIENT,
        "Öppenpsykiatrin Norrsele",
        CLINIC_HOURS,
        "Psykiatri 51, Sankt Olof",
        "Inskrivningsmeddelanden från psykiatrin och kallelser till SIP",
        discreet=True,
    )
    yield psychiatric
    yield replace(
        psychiatric,
        key="oppenpsykiatrin-ekforsa",
        name="Öppenpsykiatrin Ekforsa",
        after_hours="Psykiatri 5, Ekforsa sjukhus",
    )
    yield Plan(
        "habiliteringen",
        "sjukhus",
        open_care,
        Speciality.HABILITATION,
        "Habiliteringen Storälven",
        CLINIC_HOURS,
        send_here="Barn och vuxna med insatser från habiliteringen",
        discreet=True,
    )
    yield Plan(
        "asih",
        "sjukhus",
        open_care,
        Speciality.HOME_HOSPITAL_CARE,
        "ASIH Storälven",
        ALL_HOURS,
        send_here="Remisser för avancerad sjukvård i hemmet",
    )


def _norrsele() -> Iterator[Plan]:
    social, care, provider = UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_CARE, UnitKind.PROVIDER
    for district, other in (("Norr", "syd"), ("Syd", "norr")):
        place = district.lower()
        yield Plan(
            f"bistand-{place}",
            "norrsele",
            social,
            Speciality.OLDER,
            f"Biståndsenheten {district}",
            OFFICE_HOURS,
            EMERGENCY,
            f"Allt om äldre som bor i stadsdel {district}",
            district,
            f"bistand-{other}",
        )
        yield Plan(
            f"hemsjukvard-{place}",
            "norrsele",
            care,
            Speciality.HOME_NURSING,
            f"Hemsjukvården {district}",
            ALL_HOURS,
            NURSE_ON_CALL,
            f"Patienter med hemsjukvård i ordinärt boende i stadsdel {district}",
            district,
            f"hemsjukvard-{other}",
        )
        sent = "Beställningar från biståndsenheten"
        home_care = f"Hemtjänsten {district}"
        yield Plan(
            f"hemtjanst-{place}",
            "norrsele",
            provider,
            Speciality.HOME_CARE,
            home_care,
            "Alla dagar 7.00–22.00",
            "Nattpatrullen",
            sent,
            district,
        )
    yield Plan(
        "lss",
        "norrsele",
        social,
        Speciality.DISABILITY,
        "LSS-handläggningen",
        OFFICE_HOURS,
        EMERGENCY,
        "Personer med insatser enligt LSS",
    )
    yield Plan(
        "kommunrehab",
        "norrsele",
        care,
        Speciality.REHABILITATION,
        "Kommunrehab Norrsele",
        OFFICE_HOURS,
        "",
        "Arbetsterapeut och fysioterapeut i hemmet, hjälpmedel",
    )
    yield Plan(
        "lindgarden",
        "norrsele",
        care,
        Speciality.SPECIAL_HOUSING,
        "Lindgården, särskilt boende",
        ALL_HOURS,
        NURSE_ON_CALL,
        "Patienter som bor på Lindgården; tar emot vardagar 8.00–15.00",
        "Norr",
    )
    yield Plan(
        "bjorkgarden",
        "norrsele",
        care,
        Speciality.SHORT_TERM,
        "Björkgården, korttidsplatser",
        ALL_HOURS,
        NURSE_ON_CALL,
        "Patienter med beslut om korttidsplats; tar emot alla dagar 9.00–18.00",
        "Syd",
    )
    yield Plan(
        "angshojden",
        "omsorgshuset",
        care,
        Speciality.SPECIAL_HOUSING,
        "Ängshöjden, särskilt boende",
        ALL_HOURS,
        NURSE_ON_CALL,
        "Patienter som bor på Ängshöjden",
        "Syd",
    )
    yield Plan(
        "hemstodet",
        "hemstodet",
        provider,
        Speciality.HOME_CARE,
        "Hemstödet Storälven",
        "Alla dagar 7.00–22.00",
        "Nattpatrullen",
        "Beställningar från biståndsenheten",
    )
    yield Plan(
        "nattpatrullen",
        "norrsele",
        provider,
        Speciality.NIGHT_PATROL,
        "Nattpatrullen",
        NIGHTS,
        "",
        "Beställda insatser nattetid i hela kommunen",
    )
    yield Plan(
        "hemgang",
        "norrsele",
        provider,
        Speciality.HOMECOMING_TEAM,
        "Hemgångsteamet",
        "Alla dagar 7.00–21.00",
        "Nattpatrullen",
        "De första två veckorna hemma, efter beslut",
    )
    yield Plan(
        "vuxna",
        "norrsele-social",
        social,
        Speciality.ADULTS,
        "Vuxenenheten",
        OFFICE_HOURS,
        EMERGENCY,
        "Vuxna under 65 år, missbruk och socialpsykiatri",
        discreet=True,
    )
    yield Plan(
        "barn",
        "norrsele-social",
        social,
        Speciality.CHILDREN,
        "Barn och familj",
        OFFICE_HOURS,
        EMERGENCY,
        "Barn och unga",
        discreet=True,
    )
    yield Plan(
        "socialjouren",
        "norrsele-social",
        social,
        Speciality.SOCIAL_EMERGENCY,
        "Socialjouren",
        "Vardagar 16.30–8.00, helger dygnet runt",
        "",
        "Det som inte kan vänta till nästa vardag",
    )


def _smaller() -> Iterator[Plan]:
    """A municipality with one board, which does everything."""
    for place, name in (("ekforsa", "Ekforsa"), ("tallmo", "Tallmo"), ("vintera", "Vinterå")):
        yield Plan(
            f"bistand-{place}",
            place,
            UnitKind.SOCIAL_SERVICES,
            Speciality.OLDER,
            f"Biståndsenheten {name}",
            OFFICE_HOURS,
            EMERGENCY,
            "Äldre och personer med funktionsnedsättning",
        )
        yield Plan(
            f"ifo-{place}",
            place,
            UnitKind.SOCIAL_SERVICES,
            Speciality.ADULTS,
            f"Individ och familj {name}",
            OFFICE_HOURS,
            EMERGENCY,
            "Vuxna, barn och unga",
            discreet=True,
        )
        yield Plan(
            f"hemsjukvard-{place}",
            place,
            UnitKind.MUNICIPAL_CARE,
            Speciality.HOME_NURSING,
            f"Hemsjukvården {name}",
            ALL_HOURS,
            NURSE_ON_CALL,
            "Hemsjukvård och kommunens rehab",
        )
        yield Plan(
            f"boende-{place}",
            place,
            UnitKind.MUNICIPAL_CARE,
            Speciality.SPECIAL_HOUSING,
            f"{name}gården, särskilt boende",
            ALL_HOURS,
            NURSE_ON_CALL,
            "Patienter i särskilt boende och på korttidsplats",
        )
        yield Plan(
            f"hemtjanst-{place}",
            place,
            UnitKind.PROVIDER,
            Speciality.HOME_CARE,
            f"Hemtjänsten {name}",
            ALL_HOURS,
            "",
            "Beställningar från biståndsenheten, även nattinsatser",
        )


def _private() -> Iterator[Plan]:
    """A hospital of another care provider than the region's own, and a physician who does not use the system."""
    yield Plan(
        "rehabkliniken",
        "rehabkliniken",
        UnitKind.WARD,
        Speciality.GERIATRICS,
        "Rehabkliniken, vårdavdelningen",
        ALL_HOURS,
        send_here="Frågor om patienter som rehabiliteras här och svar på våra meddelanden",
    )
    yield Plan(
        "fjallpraktiken",
        "fjallpraktiken",
        UnitKind.OPEN_CARE,
        Speciality.PRIMARY_CARE,
        "Fjällpraktiken Vinterå",
        CLINIC_HOURS,
        HELPLINE,
        "Inskrivningsmeddelanden för listade patienter, per brev eller fax",
        outside=OutsideBy.LETTER,
    )


PLANS: Final = (*_wards(), *_open_care(), *_norrsele(), *_smaller(), *_private())

# Groups that one assignment covers: wards that a coordinator serves, and a team with members from both sides.
GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "medicinblocket": ("Medicinblocket, Sankt Olof", ("medicin-12", "geriatrik-31", "ortopedi-22")),
    "trygg-hem": ("Trygg hemgång Norr", ("bistand-norr", "hemsjukvard-norr")),
}


@dataclass(frozen=True, slots=True)
class Organisations:
    """What was opened, by key; principals by code."""

    principals: Mapping[str, Principal]
    controllers: Mapping[str, Controller]
    units: Mapping[str, Unit]
    groups: Mapping[str, UnitGroup]


def open_organisations(by: Actor, now: datetime) -> Organisations:
    """Open everything. Stand-ins come last, since they point at each other."""
    principals = {
        code: create_principal(kind=kind, code=code, name=name, valid_from=OPENED, by=by, now=now)
        for kind, code, name in PRINCIPALS
    }
    controllers = {
        key: create_controller(principal=principals[code], kind=kind, name=name, valid_from=OPENED, by=by, now=now)
        for key, code, kind, name in CONTROLLERS
    }
    details = {plan.key: _details(plan, place) for place, plan in enumerate(PLANS)}
    units = {
        plan.key: create_unit(
            controller=controllers[plan.controller],
            kind=plan.kind,
            details=details[plan.key],
            valid_from=OPENED,
            by=by,
            now=now,
        )
        for plan in PLANS
    }
    for plan in PLANS:
        if plan.stand_in:
            with_stand_in = replace(details[plan.key], stand_in=units[plan.stand_in])
            change_unit(units[plan.key], details=with_stand_in, by=by, now=now)
    groups = {
        key: create_group(name=name, units=[units[member] for member in members], by=by, now=now)
        for key, (name, members) in GROUPS.items()
    }
    return Organisations(principals, controllers, units, groups)


def _details(plan: Plan, place: int) -> UnitDetails:
    return UnitDetails(
        name=plan.name,
        speciality=plan.speciality,
        phone=f"0980-319 {200 + place}",
        hours=plan.hours,
        after_hours=plan.after_hours,
        send_here=plan.send_here,
        district=plan.district,
        discreet=plan.discreet,
        outside=plan.outside,
    )
