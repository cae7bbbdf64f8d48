"""Finding a patient by number or name, and opening a case about her. Neither ever stands in an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import Actor
from accounts.doors import actor_required
from accounts.kinds import UnitKind
from accounts.permissions import require
from accounts.roles import Permission
from accounts.session import ActorRequest
from core import clock
from core.address import search_words
from core.db import acting_as
from core.errors import refusal_in_page
from desk.forms import OpenCaseForm
from desk.selectors.finding import cases_of
from desk.selectors.worklist import own_units
from desk.views.asking import fingerprint
from discharge.doors import perform
from discharge.models import Case
from discharge.patient_doors import look_up_person, search
from discharge.registers.population import Details
from discharge.selectors.patients import LookedUp
from discharge.services.cases import open_case
from discharge.services.patients import register_patient
from rules.errors import DomainError


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody that a search found. looked_up: what the population register says, when it was asked by number."""

    name: str
    said: str
    cases: Sequence[Case]
    looked_up: LookedUp | None


@require_http_methods(["GET", "POST"])
@actor_required
def patients(request: ActorRequest) -> HttpResponse:
    """Search, by POST. By name among what the reader may see; by number also in the population register."""
    text = search_words(request.POST)
    if request.method == "GET" or not text:
        return _page(request, text)
    try:
        hits, more = _found(text, request.actor)
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        return _page(request, text, refusal=sentence, status=status)
    return _page(request, text, hits=hits, more=more, has_searched=True)


@require_POST
@actor_required
def open_new_case(request: ActorRequest) -> HttpResponse:
    """A case is opened about whoever has the number; she is registered with it if she was not known."""
    by, now = request.actor, clock.now()
    form = OpenCaseForm(request.POST)
    if not form.is_valid():
        return _again(request, form, "", HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data
    details = Details(given_names=asked["given_names"], surname=asked["surname"]) if asked["surname"] else None

    def act() -> UUID:
        patient = register_patient(oid=asked["oid"], value=asked["value"], details=details, by=by, now=now)
        return open_case(patient.ref, unit=asked["unit"], by=by, now=now).ref

    try:
        ref = perform(act, by=by, now=now, key=asked["key"], request=fingerprint(request, asked))
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        return _again(request, form, sentence, status)
    messages.success(request, _("Ärendet är öppnat. Ingen annan ser det förrän ni skickar något."))
    return redirect("case", ref)


def _again(request: ActorRequest, form: OpenCaseForm, sentence: str, status: HTTPStatus) -> HttpResponse:
    """The same hits, with what was typed."""
    text = search_words(request.POST)
    try:
        hits, more = _found(text, request.actor)
    except DomainError:
        hits, more = (), False
    return _page(request, text, hits=hits, more=more, has_searched=True, form=form, refusal=sentence, status=status)


def _found(text: str, by: Actor) -> tuple[Sequence[Hit], bool]:
    """Whom the text may mean, and whether there are more than are shown. Logged before this returns."""
    now = clock.now()
    if any(sign.isdigit() for sign in text):
        looked_up = look_up_person(text, by=by, now=now)
        with acting_as(by):
            cases = cases_of([one.patient for one in looked_up if one.patient], by)
        return [
            Hit(one.name, one.said, cases.get(one.patient, ()) if one.patient else (), one) for one in looked_up
        ], False
    found = search(text, by=by, now=now)
    with acting_as(by):
        cases = cases_of([person.ref for person in found.persons], by)
    return [
        Hit(person.said_name, person.said_number, cases[person.ref], None) for person in found.persons
    ], found.has_more


def _page(
    request: ActorRequest,
    text: str,
    *,
    hits: Sequence[Hit] = (),
    more: bool = False,
    has_searched: bool = False,
    form: OpenCaseForm | None = None,
    refusal: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    by = request.actor
    with acting_as(by):
        require(by, Permission.FIND_PATIENT)
        units = own_units(by)
    context = {
        "now": clock.now(),
        "text": text,
        "hits": hits,
        "more": more,
        "has_searched": has_searched,
        "units": units,
        "wards": [unit for unit in units if unit.kind == UnitKind.WARD],
        "form": form,
        "refusal": refusal,
        "key": uuid4(),
    }
    return render(request, "desk/patients.html", context, status=status)
