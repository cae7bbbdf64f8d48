"""Versions are loaded, and begin and cease to hold between a region and its municipalities."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.actor import Actor
from accounts.errors import AlreadyEnded, LastDayPassed
from accounts.models import County, Municipality, Principal
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import invalid, record, save
from agreements.errors import (
    AlreadyBound,
    AnotherRegions,
    NotAParty,
    NotBegun,
    NotInForce,
    NotInRegion,
    UnknownRegion,
    UnknownVersion,
    VersionChanged,
)
from agreements.labels import title_of
from agreements.models import AgreementVersion, Binding, in_force
from agreements.reading import blocks_in, corpus, reading_of
from core.errors import NotVisible
from rules.calendar import local_date
from rules.errors import Problem

# Whoever loads or binds waits for whoever is doing so: there are few of either, and they are over in a moment.
LOCK: Final = 5137043
MUNICIPALITY_CODE_LENGTH: Final = 4


def load_versions(*, by: Actor, now: datetime) -> tuple[AgreementVersion, ...]:
    """Every version of the corpus that is not loaded yet; gives those that were added. Raises: see load_documents."""
    return load_documents(corpus(), by=by, now=now)


@transaction.atomic
def load_documents(documents: Iterable[str], *, by: Actor, now: datetime) -> tuple[AgreementVersion, ...]:
    """Every version in the files that is not loaded yet. All of them or none; gives those that were added.

    A version that is loaded keeps its text. What is compared is what the agreement says: a comment or another
    agreement in the same file changes nothing.
    Raises: NotPermitted; VersionChanged; InvalidInput when a file or an agreement in it cannot be read.
    """
    require(by, Permission.MANAGE_PRINCIPALS)
    _wait_for_others()
    loaded = {version.pk: version.document for version in AgreementVersion.objects.all()}
    given = {name: document for document in documents for name in blocks_in(document)}
    changed = [name for name in given if name in loaded and _block(name, given) != _block(name, loaded)]
    if changed:
        names = ", ".join(changed)
        raise VersionChanged(
            f"loaded with another text before: {names}. A loaded version never changes: give the new text a new id",
            versions=names,
        )
    known = {**given, **loaded}
    counties = dict(County.objects.order_by("valid_from").values_list("code", "name"))
    return tuple(_loaded(name, known, counties, by=by, now=now) for name in given if name not in loaded)


@transaction.atomic
def bind(
    *, region: str, municipality: str | None, version: str, valid_from: date, by: Actor, now: datetime
) -> Binding:
    """A version holds from a day on between a region and a municipality, or all that have none of their own.

    region: the county's code. The day may have passed: the agreement may be older than the system. A version that has
    a last day of its own holds no longer than that.
    Raises: NotPermitted; UnknownRegion; NotInRegion; UnknownVersion; AnotherRegions; NotAParty; NotInForce;
    AlreadyBound.
    """
    require(by, Permission.MANAGE_PRINCIPALS)
    _wait_for_others()
    _check_parties(region, municipality, valid_from)
    bound = AgreementVersion.objects.filter(pk=version).first()
    if bound is None:
        raise UnknownVersion(Problem("version", f"{version} is not loaded"))
    _check_version(bound, region, municipality, valid_from)
    binding = Binding(
        region_code=region,
        municipality_code=municipality or "",
        version=bound,
        valid_from=valid_from,
        valid_to=bound.valid_to,
    )
    _check_free(binding)
    save(binding)
    record(
        "agreement_bound",
        binding.ref,
        by=by,
        now=now,
        region=region,
        municipality=binding.municipality_code,
        version=version,
        valid_from=valid_from,
        valid_to=binding.valid_to,
    )
    return binding


@transaction.atomic
def end_binding(ref: UUID, *, last_day: date, by: Actor, now: datetime) -> Binding:
    """The last day, included, on which the version holds there; earlier than one that is set, never later.

    Raises: NotPermitted; NotVisible; AlreadyEnded; LastDayPassed; NotBegun.
    """
    require(by, Permission.MANAGE_PRINCIPALS)
    _wait_for_others()
    binding = Binding.objects.filter(ref=ref).first()
    if binding is None:
        raise NotVisible("no such binding")
    if binding.valid_to is not None and binding.valid_to <= last_day:
        raise AlreadyEnded("the last day is already set", on=binding.valid_to)
    if last_day < local_date(now):
        raise LastDayPassed(Problem("last_day", "the day has passed"))
    if last_day < binding.valid_from:
        raise NotBegun(Problem("last_day", f"the day is before the first day, {binding.valid_from}"))
    binding.valid_to = last_day
    binding.save(update_fields=["valid_to"])
    record("agreement_binding_ended", binding.ref, by=by, now=now, last_day=last_day)
    return binding


def _wait_for_others() -> None:
    """Nobody else loads or binds until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _block(name: str, documents: Mapping[str, str]) -> object:
    return blocks_in(documents[name])[name]


def _loaded(
    name: str, known: Mapping[str, str], counties: Mapping[str, str], *, by: Actor, now: datetime
) -> AgreementVersion:
    document = known[name]
    version = AgreementVersion(
        pk=name,
        document=document,
        bases=_bases(name, known),
        sha256=hashlib.sha256(document.encode()).hexdigest(),
        loaded_at=now,
    )
    terms = reading_of(version).terms
    version.title = title_of(terms, counties)
    version.region_code = terms.region or ""
    version.valid_from, version.valid_to = terms.valid_from, terms.valid_to
    try:
        version.full_clean()
    except ValidationError as error:
        raise invalid(error) from error
    version.save(force_insert=True)  # its key is given, and web may not update
    record("agreement_version_loaded", version.ref, by=by, now=now, version=name, sha256=version.sha256)
    return version


def _bases(name: str, known: Mapping[str, str]) -> dict[str, str]:
    """The files of the agreements that one inherits from; a base that is not known is refused when it is read."""
    bases: dict[str, str] = {}
    base = blocks_in(known[name])[name].get("base")
    while isinstance(base, str) and base in known and base not in bases:
        bases[base] = known[base]
        base = blocks_in(known[base])[base].get("base")
    return bases


def _check_parties(region: str, municipality: str | None, on: date) -> None:
    regions = Principal.objects.filter(code__startswith=region).exclude(kind=Principal.Kind.MUNICIPALITY)
    if region not in {principal.county_code for principal in regions}:
        raise UnknownRegion(Problem("region", f"no region has the code {region}"))
    if municipality is None:
        return
    official = Municipality.objects.valid_on(on).filter(code=municipality).exists()
    if not official or not municipality.startswith(region):
        raise NotInRegion(Problem("municipality", f"{municipality} is no municipality of the region {region}"))


def _check_version(version: AgreementVersion, region: str, municipality: str | None, on: date) -> None:
    if version.region_code not in ("", region):
        raise AnotherRegions(Problem("version", f"{version} is an agreement of the region {version.region_code}"))
    parties = reading_of(version).terms.parties
    named = [party for party in parties if len(party) == MUNICIPALITY_CODE_LENGTH]
    if named and municipality not in named:
        raise NotAParty(Problem("municipality", f"{version} names its municipalities: {', '.join(named)}"))
    if not AgreementVersion.objects.filter(in_force(on), pk=version.pk).exists():
        raise NotInForce(Problem("valid_from", f"{version} is not in force on {on}"))


def _check_free(binding: Binding) -> None:
    """Refuse what would hold beside another binding for the same municipality on some day."""
    others = Binding.objects.filter(
        region_code=binding.region_code, municipality_code=binding.municipality_code
    ).not_over_on(binding.valid_from)
    if binding.valid_to is not None:
        others = others.filter(valid_from__lte=binding.valid_to)
    if other := others.order_by("valid_from").first():
        raise AlreadyBound(
            f"{other.version_id} holds there from {other.valid_from} to {other.valid_to or 'further notice'}",
            version=other.version_id,
            valid_from=other.valid_from.isoformat(),
        )
