"""Which agreement holds where on a day, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from accounts.actor import Actor
from accounts.models import County, Municipality, Principal
from accounts.permissions import require
from accounts.roles import Permission
from agreements.models import LATEST_FIRST, AgreementVersion, Binding, in_force
from agreements.reading import reading_of
from core.errors import NotVisible
from rules.terms import AgreementStatus, Terms

REGIONS_PER_PAGE: Final = 10
UNKNOWN: Final = "unknown"


class Origin(StrEnum):
    """Why these terms: bound to the municipality or to its whole region; nothing agreed is known; or not known."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    STATUTE = "statute"
    UNKNOWN = "unknown"


# As the database numbers them: the first that there is decides. A version of the region that nobody has bound says
# that something is agreed, not that this is what holds.
ORDER: Final = (Origin.MUNICIPALITY, Origin.REGION, Origin.UNKNOWN, Origin.STATUTE)


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """What holds on a day. version: its id; None when what holds is not known, and then nothing may be billed."""

    terms: Terms
    version: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Held:
    """One line of what holds where. municipality: its name, empty for all or the others of the region.

    versions: the one that holds; where it is not known, those of the region that nobody has bound.
    """

    municipality: str
    versions: tuple[AgreementVersion, ...]
    origin: Origin
    valid_from: date | None
    valid_to: date | None
    is_coming: bool


@dataclass(frozen=True, slots=True)
class RegionHeld:
    """What holds in a region, today and later: all of it first, then its municipalities by code."""

    name: str
    lines: tuple[Held, ...]


def terms_for(region: str, municipality: str | None, on: date) -> TermsInForce:
    """The terms between a region and a municipality on a day. One query.

    region: the county's code. municipality: its code, or None for whoever has none: then as for the whole region. One
    in another county is no party to what the region has agreed with its own: between them the act holds (A-15).
    Where nothing is bound and a version of the region is known, or not even the act is loaded, what holds is not
    known: the process runs by the act, and nothing is billed. Only where no agreement is known the act itself holds.
    """
    found = AgreementVersion.objects.annotate(order=_order(region, municipality, on)).filter(order__isnull=False)
    version = found.order_by("order", *LATEST_FIRST).first()
    origin = ORDER[version.order] if version else Origin.UNKNOWN
    if version is None or origin is Origin.UNKNOWN:
        return TermsInForce(_unknown(region), None, Origin.UNKNOWN)
    return TermsInForce(reading_of(version).terms, version.pk, origin)


def held(*, by: Actor, on: date, page: int = 1) -> tuple[Page[Principal], list[RegionHeld]]:
    """What holds in each region that uses the system, on a day and later, ten regions a page by name.

    A page beyond the last is the last. Raises: NotPermitted.
    """
    require(by, Permission.SEE_DIRECTORY)
    regions = Principal.objects.valid_on(on).exclude(kind=Principal.Kind.MUNICIPALITY).order_by("sort_key", "id")
    found = Paginator(regions, REGIONS_PER_PAGE).get_page(page)
    codes = [region.county_code for region in found]
    bindings = list(
        Binding.objects.not_over_on(on)
        .filter(region_code__in=codes)
        .select_related("version")
        .defer("version__document", "version__bases")
    )
    names = municipality_names(binding.municipality_code for binding in bindings)
    of_these = AgreementVersion.objects.filter(in_force(on), region_code__in=[*codes, ""])
    unbound = list(of_these.order_by(*LATEST_FIRST).defer("document", "bases"))
    return found, [
        RegionHeld(region.name, tuple(_lines(region.county_code, bindings, unbound, names, on))) for region in found
    ]


def versions(*, by: Actor) -> QuerySet[AgreementVersion]:
    """Every version that is loaded, by county and id, the act first. Raises: NotPermitted."""
    require(by, Permission.SEE_DIRECTORY)
    return AgreementVersion.objects.order_by("region_code", "pk")


def version_of(name: str, *, by: Actor) -> AgreementVersion:
    """The version with an id. Raises: NotPermitted; NotVisible."""
    version = versions(by=by).filter(pk=name).first()
    if version is None:
        raise NotVisible("no such version")
    return version


def bindings_of(version: AgreementVersion, on: date) -> list[Binding]:
    """Where a version holds, on a day or later."""
    return list(version.bindings.not_over_on(on).order_by("region_code", "municipality_code", "valid_from"))


def places(region: str) -> Mapping[str, str]:
    """The names of a county and of its municipalities, by code."""
    counties = County.objects.filter(code=region).order_by("valid_from").values_list("code", "name")
    return {**_names(Municipality.objects.filter(code__startswith=region)), **dict(counties)} if region else {}


def municipality_names(codes: Iterable[str]) -> Mapping[str, str]:
    """The names of municipalities, by code."""
    return _names(Municipality.objects.filter(code__in=set(codes) - {""}))


def _names(municipalities: QuerySet[Municipality]) -> Mapping[str, str]:
    """The latest name of each code."""
    return dict(municipalities.order_by("valid_from").values_list("code", "name"))


def _order(region: str, municipality: str | None, on: date) -> Case:
    """Where a version stands in ORDER; null when it has nothing to do with them."""
    bound = Binding.objects.valid_on(on).filter(region_code=region, version=OuterRef("pk"))
    steps = {Origin.STATUTE: in_force(on) & Q(region_code="")}
    if municipality is None or municipality.startswith(region):
        steps[Origin.REGION] = Q(Exists(bound.filter(municipality_code="")))
        steps[Origin.UNKNOWN] = in_force(on) & Q(region_code=region)
        if municipality is not None:
            steps[Origin.MUNICIPALITY] = Q(Exists(bound.filter(municipality_code=municipality)))
    whens = [When(steps[origin], then=Value(number)) for number, origin in enumerate(ORDER) if origin in steps]
    return Case(*whens, output_field=IntegerField())


def _unknown(region: str) -> Terms:
    """Terms of which nothing is known: the process runs by the act, and liability is not counted."""
    return Terms(id=UNKNOWN, status=AgreementStatus.INCOMPLETE, time_agreed=True, region=region)


def _lines(
    region: str, bindings: list[Binding], unbound: list[AgreementVersion], names: Mapping[str, str], on: date
) -> Iterator[Held]:
    own = [binding for binding in bindings if binding.region_code == region]
    if not any(not binding.municipality_code and binding.is_valid_on(on) for binding in own):
        known = tuple(version for version in unbound if version.region_code == region)
        statute = tuple(version for version in unbound if not version.region_code)
        origin = Origin.UNKNOWN if known or not statute else Origin.STATUTE
        yield Held("", known or statute[:1], origin, None, None, is_coming=False)
    for binding in own:
        origin = Origin.MUNICIPALITY if binding.municipality_code else Origin.REGION
        yield Held(
            names.get(binding.municipality_code, ""),
            (binding.version,),
            origin,
            binding.valid_from,
            binding.valid_to,
            is_coming=on < binding.valid_from,
        )
