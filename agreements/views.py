"""The pages of agreements, read only: what holds where, and what a version says."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.doors import actor_required
from accounts.session import ActorRequest
from agreements.labels import LABELS, VALUES
from agreements.reading import reading_of
from agreements.selectors import bindings_of, held, municipality_names, places, version_of
from agreements.wording import contradictions_of, gaps_of, sections_of
from core import clock
from core.address import page_number
from core.db import acting_as
from rules.calendar import local_date
from rules.terms import AgreementStatus, Terms

# A status as a state word: its tone.
TONES = {AgreementStatus.ACTIVE: "done", AgreementStatus.SUSPENDED: "soon", AgreementStatus.INCOMPLETE: "soon"}


@require_GET
@actor_required
def agreements(request: ActorRequest) -> HttpResponse:
    """Which agreement holds where, today and later."""
    now = clock.now()
    with acting_as(request.actor):
        page, regions = held(by=request.actor, on=local_date(now), page=page_number(request.GET))
    return render(request, "agreements/agreements.html", {"now": now, "page": page, "regions": regions})


@require_GET
@actor_required
def agreement(request: ActorRequest, ref: str) -> HttpResponse:
    """One version in words."""
    now = clock.now()
    with acting_as(request.actor):
        version = version_of(ref, by=request.actor)
        bindings = bindings_of(version, local_date(now))
        regions = places(version.region_code)
        names = municipality_names(binding.municipality_code for binding in bindings)
    reading = reading_of(version)
    status = reading.terms.status
    sections = sections_of(reading, regions)
    context = {
        "now": now,
        "version": version,
        "terms": reading.terms,
        "status": VALUES[AgreementStatus][status] if status else "",
        "status_tone": TONES.get(status, "none") if status else "",
        "gaps": gaps_of(reading),
        "contradictions": contradictions_of(reading),
        "sections": sections,
        "has_chosen": any(row.is_chosen for section in sections for row in section.rows),
        "sources_label": LABELS[Terms]["sources"].words,
        "bindings": [
            {"binding": binding, "municipality": names.get(binding.municipality_code, "")} for binding in bindings
        ],
    }
    return render(request, "agreements/agreement.html", context)
