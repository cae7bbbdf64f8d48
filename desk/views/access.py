"""Who may read a protected person's case: named, prolonged and ended by those who answer for the unit.

They need not see the case, and nothing of the person is shown: only its number, the unit and who is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import Actor
from accounts.doors import actor_required
from accounts.models import Unit, User
from accounts.selectors import staff_of
from accounts.session import ActorRequest
from core import clock
from core.address import page_number
from core.db import acting_as
from core.errors import NotVisible, refusal_in_page
from desk.access_forms import EndForm, NameForm, NumberForm
from desk.views.asking import fingerprint
from discharge.doors import perform
from discharge.models import Case
from discharge.models.grants import READ_PROTECTED
from discharge.selectors.grants import Named, answered_for, answered_for_by_number, named_in, named_page, unnamed
from discharge.services.grants import OPENER_DAYS, end_access, grant_access
from rules.calendar import days_after, local_date
from rules.errors import DomainError, InvalidInput

# A person on behalf of a unit, as the forms carry it: both refs.
Colleague = tuple[Unit, User]


@dataclass(frozen=True, slots=True)
class CaseAccess:
    """A case as whoever grants access to it sees it. colleagues: who can be named, by what the forms carry."""

    case: Case
    units: Sequence[Unit]
    named: Sequence[Named]
    colleagues: Mapping[str, Colleague]

    @property
    def staff(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Those who can be named, unit by unit, for a field to choose from."""
        return [
            (unit.name, [(value, user.full_name) for value, (of, user) in self.colleagues.items() if of == unit])
            for unit in self.units
        ]


@require_http_methods(["GET", "POST"])
@actor_required
def access(request: ActorRequest) -> HttpResponse:
    """Who is named now at her units, and the way to a case by its number."""
    by, now = request.actor, clock.now()
    if request.method == "GET":
        return _list(request, NumberForm(), now)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _list(request, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with acting_as(by):
            case, _units = answered_for_by_number(by, form.cleaned_data["number"])
    except NotVisible as refusal:
        _sentence, status = refusal_in_page(request, refusal)
        form.add_error("number", _("Inget ärende med det numret finns hos enheterna som du svarar för."))
        return _list(request, form, now, status=status)
    return redirect("access-case", case.ref)


@require_http_methods(["GET", "POST"])
@actor_required
def access_to_case(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Who may read one case; somebody is named for it, or for longer."""
    by, now = request.actor, clock.now()
    seen = _seen(by, ref, now)
    if request.method == "GET":
        return _page(request, seen, _empty(seen, now), now)
    form = NameForm(request.POST, staff=seen.staff)
    if not form.is_valid():
        return _page(request, seen, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data
    unit, user = seen.colleagues[asked["named"]]

    def act() -> UUID:
        grant_access(
            ref,
            unit=unit.ref,
            user=user,
            permission=READ_PROTECTED,
            ends_on=asked["ends_on"],
            reason=asked["reason"],
            by=by,
            now=now,
        )
        return ref

    try:
        perform(act, by=by, now=now, key=asked["key"], request=fingerprint(request, asked))
    except DomainError as refusal:
        return _refused(request, seen, form, refusal, now)
    messages.success(request, _("%(name)s får läsa ärendet.") % {"name": user.full_name})
    return redirect("access-case", ref)


@require_POST
@actor_required
def end(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Somebody who is named may no longer read the case."""
    by, now = request.actor, clock.now()
    seen = _seen(by, ref, now)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, seen, _empty(seen, now), now, ending=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data

    def act() -> UUID:
        found = next((one for one in seen.named if _value(one.via, one.grant.user.ref) == asked["named"]), None)
        if found is None:
            raise NotVisible("nobody like that is named")
        user, reason = found.grant.user, asked["reason"]
        end_access(ref, unit=found.via, user=user, permission=READ_PROTECTED, reason=reason, by=by, now=now)
        return ref

    try:
        perform(act, by=by, now=now, key=asked["key"], request=fingerprint(request, asked))
    except DomainError as refusal:
        return _refused(request, seen, form, refusal, now)
    messages.success(request, _("Åtkomsten är avslutad."))
    return redirect("access-case", ref)


def _seen(by: Actor, ref: UUID, now: datetime) -> CaseAccess:
    """Raises: NotPermitted; NotVisible."""
    on = local_date(now)
    with acting_as(by):
        case, units = answered_for(by, ref)
        colleagues = {_value(unit.ref, user.ref): (unit, user) for unit in units for user in staff_of(unit, on)}
        return CaseAccess(case, units, named_in(by, case, on=on), colleagues)


def _value(unit: UUID, user: UUID) -> str:
    return f"{unit} {user}"


def _entry(seen: CaseAccess, named: Named) -> dict[str, object]:
    """Somebody who is named, and whether it can be prolonged: only while she works there."""
    value = _value(named.via, named.grant.user.ref)
    return {"grant": named.grant, "value": value, "is_there": value in seen.colleagues}


def _empty(seen: CaseAccess, now: datetime) -> NameForm:
    return NameForm(initial={"ends_on": days_after(local_date(now), OPENER_DAYS)}, staff=seen.staff)


def _refused(
    request: ActorRequest, seen: CaseAccess, form: forms.Form, refusal: DomainError, now: datetime
) -> HttpResponse:
    """With what was typed. Of all that a form can hold, only the last day may be one that the service refuses."""
    sentence, status = refusal_in_page(request, refusal)
    if status == HTTPStatus.NOT_FOUND:
        raise refusal
    if isinstance(refusal, InvalidInput):
        form.add_error("ends_on", _("Välj en dag inom det närmaste året."))
        sentence = ""
    if isinstance(form, NameForm):
        return _page(request, seen, form, now, sentence=sentence, status=status)
    return _page(request, seen, _empty(seen, now), now, ending=form, sentence=sentence, status=status)


def _list(
    request: ActorRequest, form: NumberForm, now: datetime, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    by, on = request.actor, local_date(now)
    with acting_as(by):
        page = named_page(by, on=on, page=page_number(request.GET))
        context = {"now": now, "form": form, "page": page, "grants": list(page), "unnamed": unnamed(by, on=on)}
    return render(request, "desk/access.html", context, status=status)


def _page(
    request: ActorRequest,
    seen: CaseAccess,
    form: NameForm,
    now: datetime,
    *,
    ending: forms.Form | None = None,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """ending: the form by which somebody's access should have ended, if that was refused."""
    context = {
        "now": now,
        "seen": seen,
        "entries": [_entry(seen, one) for one in seen.named],
        "proposed_last_day": days_after(local_date(now), OPENER_DAYS),
        "form": form,
        "wrong": ending or form,
        "key": uuid4(),
        "refusal": sentence,
    }
    return render(request, "desk/access_case.html", context, status=status)
