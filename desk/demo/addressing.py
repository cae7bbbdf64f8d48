"""Which unit of the fictional region answers for which address."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from accounts.actor import Actor
from accounts.models import County, Municipality
from core.sorting import sort_key
from desk.demo.organisations import EKFORSA, NORRSELE, OPENED, PRINCIPALS, REGION_CODE, TALLMO, VINTERA, Organisations
from discharge.services.addressing import AreaDetails, create_address_rule, create_area_responsibility

# Unit, municipality and district of those that it answers for.
RULES: Final = (
    ("bistand-norr", NORRSELE, "Norr"),
    ("hemsjukvard-norr", NORRSELE, "Norr"),
    ("bistand-syd", NORRSELE, "Syd"),
    ("hemsjukvard-syd", NORRSELE, "Syd"),
    ("barn", NORRSELE, ""),
    ("bistand-ekforsa", EKFORSA, ""),
    ("hemsjukvard-ekforsa", EKFORSA, ""),
    ("bistand-tallmo", TALLMO, ""),
    ("hemsjukvard-tallmo", TALLMO, ""),
    ("bistand-vintera", VINTERA, ""),
    ("hemsjukvard-vintera", VINTERA, ""),
)
AREAS: Final = (
    ("vc-asen", NORRSELE, "Norr"),
    ("vc-hamnen", NORRSELE, "Syd"),
    ("vc-ekforsa", EKFORSA, ""),
    ("vc-tallmo", TALLMO, ""),
    ("vc-vintera", VINTERA, ""),
)
COUNTY: Final = "Storälvens län"


def name_places() -> None:
    """The fictional county and its municipalities stand beside the official ones."""
    County.objects.create(code=REGION_CODE, name=COUNTY, sort_key=sort_key(COUNTY), valid_from=OPENED)
    for _kind, code, name in PRINCIPALS:
        if code != REGION_CODE:
            short = name.removesuffix(" kommun")
            Municipality.objects.create(code=code, name=short, sort_key=sort_key(short), valid_from=OPENED)


def divide(organisations: Organisations, by: Actor, now: datetime) -> None:
    """Say who answers where."""
    for key, code, district in RULES:
        area = AreaDetails(municipality_code=code, district=district)
        create_address_rule(unit=organisations.units[key].ref, area=area, valid_from=OPENED, by=by, now=now)
    for key, code, district in AREAS:
        area = AreaDetails(municipality_code=code, district=district)
        create_area_responsibility(unit=organisations.units[key].ref, area=area, valid_from=OPENED, by=by, now=now)
