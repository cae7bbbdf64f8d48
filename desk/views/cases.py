"""The page of a case, on screen and on paper."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accounts.access_log import What, record_reads
from accounts.actor import Actor
from accounts.doors import actor_required
from accounts.session import ActorRequest
from core import clock
from core.db import acting_as
from core.errors import refusal_in_page
from desk.selectors.case_page import CasePage, case_page, visible_case
from discharge.patient_doors import unmask_person
from discharge.protection import PersonShown
from rules.errors import InvalidInput


@require_GET
@actor_required
def case(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A case with everything that the reader's side has sent or received in it; the access log says what was read."""
    return _case(request, ref, "desk/case.html", What.READ)


@require_GET
@actor_required
def printed_case(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The same for paper."""
    return _case(request, ref, "desk/case_print.html", What.PRINTED)


@require_POST
@actor_required
def unmask(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A protected person's data, once, for a reader who has written why; the page that follows is masked again."""
    now, by = clock.now(), request.actor
    with acting_as(by):
        patient = visible_case(ref, by).person.ref
    try:
        person = unmask_person(patient, reason=request.POST.get("skal", ""), by=by, now=now)
    except InvalidInput as refusal:
        sentence, status = refusal_in_page(request, refusal)
        return _case(request, ref, "desk/case.html", What.READ, unmask_refusal=sentence, status=status)
    return _case(request, ref, "desk/case.html", What.READ, person=person)


def _case(
    request: ActorRequest,
    ref: UUID,
    template: str,
    what: What,
    *,
    person: PersonShown | None = None,
    unmask_refusal: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    now = clock.now()
    with acting_as(request.actor):
        page = case_page(ref, request.actor, now=now, person=person)
    log_case(page, by=request.actor, now=now, what=what)
    return render(request, template, {"now": now, "page": page, "unmask_refusal": unmask_refusal}, status=status)


def log_case(page: CasePage, *, by: Actor, now: datetime, what: What) -> None:
    """The case leaves, and each notice in it whose content is shown: one insert."""
    shown = [page.seen.for_log(letter.notice.ref) for letter in page.letters if letter.present]
    record_reads([page.seen.for_log(), *shown], by=by, at=now, what=what)
