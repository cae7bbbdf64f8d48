"""The domains of identity numbers in this installation, and their names in Swedish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from discharge import identifiers
from discharge.identifiers import BUILT_IN, Domains, configured

LABELS: Final[Mapping[str, Promise]] = {
    identifiers.PERSONAL_NUMBER: _("personnummer"),
    identifiers.COORDINATION_NUMBER: _("samordningsnummer"),
    identifiers.NATIONAL_RESERVE: _("nationellt reservnummer"),
    identifiers.STOCKHOLM: _("reservnummer, Region Stockholm"),
    identifiers.VASTRA_GOTALAND: _("reservnummer, Västra Götalandsregionen"),
    identifiers.VARMLAND: _("reservnummer, Region Värmland"),
    identifiers.CARELINK: _("reservnummer, Inera Carelink"),
    identifiers.BENCHMARK: _("nummer i lastprov"),
}


def domains_with(regional: Iterable[Mapping[str, str]]) -> Domains:
    """The built-in domains and a region's own, each given as `oid`, `name` and `pattern`.

    Raises: ImproperlyConfigured for an OID or a pattern that is none, or an OID that is there already.
    """
    try:
        own = [configured(oid=one["oid"], key=one["name"], pattern=one["pattern"]) for one in regional]
        return Domains([*BUILT_IN, *own])
    except ValueError as error:
        raise ImproperlyConfigured(f"IDENTITY_DOMAINS: {error}.") from error


DOMAINS: Final = domains_with(settings.IDENTITY_DOMAINS)


def label(oid: str) -> str:
    """What people call the domain; a region's own has the name that it was configured with."""
    return str(LABELS.get(oid) or DOMAINS.name(oid))


def offered() -> tuple[tuple[str, str], ...]:
    """The domains that somebody registering a number may choose from, as pairs for a form, the most lasting first."""
    return tuple((domain.oid, label(domain.oid)) for domain in DOMAINS if domain.oid != identifiers.BENCHMARK)
