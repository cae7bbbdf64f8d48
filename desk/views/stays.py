"""A patient is admitted, and one page with one form for each thing that is done in her stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access_log import Seen, What, record_read
from accounts.actor import ActingUnit, Actor
from accounts.doors import actor_required
from accounts.kinds import Side, UnitKind
from accounts.models import Unit
from accounts.permissions import require, visible
from accounts.roles import Permission
from accounts.session import ActorRequest
from core import clock
from core.address import as_uuids, search_words
from core.db import acting_as
from core.errors import refusal_in_page
from desk.act_forms.base import StayForm, asked
from desk.act_forms.outside import without_outside
from desk.act_forms.stay import RegisterForm
from desk.acts.act import Act
from desk.acts.choosing import Choosing
from desk.selectors.case_page import visible_case
from desk.selectors.open_points import about_choices
from desk.selectors.recipients import picker, proposed
from desk.stay_acts import BY_SLUG
from desk.views.asking import fingerprint
from discharge.domains import DOMAINS
from discharge.doors import perform
from discharge.errors import StaleCase
from discharge.facts import CaseFacts, facts_of
from discharge.models import Case, Episode, Turn
from discharge.models.notices import NoticeKind
from discharge.protection import said
from discharge.registers.population import Details
from discharge.selectors.cases import CaseSeen
from discharge.selectors.inpatients import left_lately
from discharge.selectors.parties import parties_known
from discharge.selectors.recipients import Proposal
from discharge.selectors.returns import sent_before
from discharge.selectors.stays import offered
from discharge.services.admission_notices import concerned
from discharge.services.admitting import register_stay
from discharge.services.patients import register_patient
from discharge.services.staying import units_for
from discharge.stay_facts import StayFacts
from discharge.stays import told
from discharge.tracks import StayAction
from discharge.versions import case_version
from rules.calendar import in_sweden, local_date
from rules.errors import DomainError, NotPermitted
from rules.facts import CareType
from rules.states import Action

# What is filled in beforehand with what is known; never what somebody must decide.
_MOVED_FIELDS: Final = ("moved_at", "gone_at", "back_at", "drawn_up_at")
_NOW_FIELDS: Final = ("judged_at", "assessed_at", "left_at", "given_at", "decided_at", *_MOVED_FIELDS)
READY_NOTICES: Final = frozenset({Action.DECLARE_READY, Action.SEND_READY_NOTICE, Action.REGISTER_OPT_DECISION})
# What a unit that said it in the stay that she has come back from may say again.
SAID_AGAIN: Final[Mapping[str, NoticeKind]] = {
    Action.APPOINT_CARE_CONTACT: NoticeKind.CARE_CONTACT,
    Action.CONSENT_TO_SIP: NoticeKind.SIP_ANSWER,
}
# These go to, or are about, some of those who have been told of the stay.
TO_PARTIES: Final = frozenset(
    {
        *(Action.SEND_UNDERLAY, Action.ASK_QUESTION, Action.SEND_INFORMATION_PART),
        *(Action.RECORD_CONSENT, Action.RECORD_HARM_TEST),
    }
)
WITH_RECIPIENTS: Final = READY_NOTICES | TO_PARTIES | {Action.SEND_ADMISSION_NOTICE, Action.ADD_RECIPIENT}


@require_POST
@actor_required
def register(request: ActorRequest) -> HttpResponse:
    """The form for admitting whoever has the number; then her stay. By POST: no number stands in an address."""
    by, now = request.actor, clock.now()
    with acting_as(by):
        require(by, Permission.ACT_IN_STAY)
        wards = list(Unit.objects.filter(pk__in=by.unit_ids, kind=UnitKind.WARD).order_by("sort_key", "pk"))
        if not wards:
            raise NotPermitted("only a ward admits")
    if "admitted_at" not in request.POST:
        known = {name: request.POST.get(name, "") for name in ("oid", "value", "given_names", "surname", "unit")}
        return _register_page(request, RegisterForm(initial={**known, "admitted_at": in_sweden(now)}), wards, now)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _register_page(request, form, wards, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    typed = form.cleaned_data
    details = Details(given_names=typed["given_names"], surname=typed["surname"]) if typed["surname"] else None

    def act() -> UUID:
        patient = register_patient(oid=typed["oid"], value=typed["value"], details=details, by=by, now=now)
        return register_stay(
            patient.ref,
            unit=typed["unit"],
            admitted_at=typed["admitted_at"],
            care_type=CareType(typed["care_type"]),
            expected_on=typed["expected_on"],
            expected_time=typed["expected_time"],
            returned_from=typed["returned_from"],
            by=by,
            now=now,
        ).ref

    try:
        ref = perform(act, by=by, now=now, key=typed["key"], request=fingerprint(request, typed))
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        return _register_page(request, form, wards, now, sentence=sentence, status=status)
    messages.success(request, _("Patienten är inskriven. Ingen utanför sjukhuset ser det."))
    return redirect("case", ref)


def _register_page(
    request: ActorRequest,
    form: RegisterForm,
    wards: list[Unit],
    now: datetime,
    *,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    earlier = _left_lately(request, form, wards, now)
    context = {
        "now": now,
        "form": form,
        "wards": wards,
        "said": _said(form),
        "earlier": earlier,
        "is_return": "admitted_at" not in request.POST or "returned_from" in request.POST,
        "refusal": sentence,
        "key": request.POST.get("key") or uuid4(),
    }
    return render(request, "desk/register_stay.html", context, status=status)


def _left_lately(request: ActorRequest, form: RegisterForm, wards: list[Unit], now: datetime) -> Episode | None:
    """The stay that she may have come back from, logged."""
    by, oid, value = request.actor, str(form["oid"].value() or ""), str(form["value"].value() or "")
    try:
        number = DOMAINS.normalise(oid, value, today=local_date(now))
    except DomainError:
        return None
    with acting_as(by):
        earlier = left_lately(number, wards, by=by, now=now)
    if earlier is not None:
        seen = Seen(patient_ref=earlier.patient.ref, case_ref=earlier.case.ref)
        record_read(seen, by=by, at=now, what=What.LISTED)
    return earlier


def _said(form: RegisterForm) -> str:
    """The number as people write it; as it was typed when it is none."""
    oid, value = str(form["oid"].value() or ""), str(form["value"].value() or "")
    try:
        return said(DOMAINS.normalise(oid, value, today=local_date(clock.now())))
    except DomainError:
        return value


@require_http_methods(["GET", "POST"])
@actor_required
def act_in_stay(request: ActorRequest, ref: UUID, slug: str) -> HttpResponse:
    """One thing that is done in a stay: its form, and doing it."""
    act = BY_SLUG.get(slug)
    if act is None:
        raise Http404
    by, now = request.actor, clock.now()
    if request.method == "GET":
        return _page(request, ref, act, None, now)
    if "soker" in request.POST:
        return _page(request, ref, act, act.form(initial=request.POST.dict()), now, typed=request.POST)
    form = act.form(request.POST)
    if not form.is_valid():
        return _page(request, ref, act, form, now, typed=request.POST, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    arguments = act.arguments(asked(form))

    def do() -> UUID:
        act.service(ref, by=by, now=now, **arguments)
        return ref

    try:
        perform(do, by=by, now=now, key=form.cleaned_data["key"], request=fingerprint(request, arguments))
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        if status == HTTPStatus.NOT_FOUND:
            raise
        stale = isinstance(refusal, StaleCase)
        return _page(request, ref, act, form, now, typed=request.POST, sentence=sentence, status=status, stale=stale)
    messages.success(request, str(act.done))
    return redirect("case", ref)


def _page(
    request: ActorRequest,
    ref: UUID,
    act: Act,
    form: StayForm | None,
    now: datetime,
    *,
    typed: QueryDict | None = None,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    stale: bool = False,
) -> HttpResponse:
    """The form with all that was typed; for whoever may do it, or tried to when it was still possible."""
    by = request.actor
    with acting_as(by):
        seen = visible_case(ref, by)
        require(by, Permission.ACT_IN_STAY, seen.case)
        facts = facts_of(seen.case)
        units = units_for(act.action, seen.case, facts, by=by)
        stay = facts.stay
        assert stay is not None
        version = case_version(seen.case, by)
        unit = _unit(act, units, seen.case, facts, typed, by)
        form = form or act.form(initial=_known(act, stay, unit, by, now) | {"about": request.GET.get("om")})
        if act.about:
            form.fields["about"].widget.choices = about_choices(act, seen.case, facts, unit, by)
        choosing = Choosing(seen.case, facts, stay, unit, by, local_date(now))
        for name, choices in act.choices.items():
            form.fields[name].widget.choices = choices(choosing)
        recipients = None
        if act.action in WITH_RECIPIENTS:
            proposals = _proposals(seen, stay, act.action, by, now)
            known = _already_told(act.action, seen.case, facts, unit, by)
            chosen = (
                _chosen(act.action, proposals, facts, known) if typed is None else as_uuids(typed.getlist("recipients"))
            )
            recipients = picker(
                by,
                chosen=chosen,
                known=known,
                proposed=proposals,
                search=search_words(typed) if typed is not None else "",
                sender=Unit.objects.get(pk=unit.id),
                on=local_date(now),
            )
        if act.action is Action.SEND_DISCHARGE_INFORMATION:
            without_outside(form, Unit.objects.filter(ref__in=told(facts)), typed)
        elif recipients is not None:
            without_outside(form, recipients.units, typed)
    record_read(seen.for_log(), by=by, at=now)
    context = {
        "now": now,
        "act": act,
        "seen": seen,
        "form": form,
        "unit": unit,
        "units": units,
        "picker": recipients,
        "expected_version": version if typed is None or stale else typed.get("expected_version", version),
        "key": (typed.get("key") if typed is not None else "") or uuid4(),
        "refusal": sentence,
    }
    return render(request, "desk/stay_act.html", context, status=status)


def _unit(
    act: Act, units: Sequence[ActingUnit], case: Case, facts: CaseFacts, typed: QueryDict | None, by: Actor
) -> ActingUnit:
    """The unit that the form is for: the one named, else the one whose turn it is, else the first."""
    named = typed.get("unit") if typed is not None else None
    turns = list(visible(by, Turn.objects.filter(case=case)))
    possible = [one.unit for one in offered(case, facts, by, turns) if one.action is act.action]
    return next((unit for unit in units if str(unit.ref) == named), [*possible, *units][0])


def _known(act: Act, stay: StayFacts, unit: ActingUnit, by: Actor, now: datetime) -> dict[str, Any]:
    """What need not be typed again; of somebody who has come back, what the unit said in the stay before."""
    known: dict[str, Any] = {name: in_sweden(now) for name in _NOW_FIELDS if name in act.form.base_fields}
    if act.action is not Action.CHANGE_ESTIMATE:
        known |= {"expected_on": stay.expected_on, "expected_time": stay.expected_time}
    if act.action is Action.CORRECT_FACTS:
        known |= {"care_type": stay.care_type, "legal_form": stay.legal_form}
        known["admitted_at"] = in_sweden(stay.admitted_at)
    before = sent_before(stay, SAID_AGAIN[act.action], unit, by) if act.action in SAID_AGAIN else None
    if before is not None:
        known |= asdict(before) | ({"existing": True} if act.action is Action.APPOINT_CARE_CONTACT else {})
    need = stay.own_need
    if need is not None:
        known |= {
            "region": need.region,
            "social_services": need.social_services,
            "municipal_care": need.municipal_care,
            "physician": need.physician,
        }
    return known


def _proposals(seen: CaseSeen, stay: StayFacts, action: StayAction, by: Actor, now: datetime) -> Sequence[Proposal]:
    """The units concerned by address and listing (R-2.1b); other notices go to who has been told."""
    if stay.own_need is None or action in READY_NOTICES | TO_PARTIES:
        return ()
    kinds = {UnitKind(recipient.value) for recipient in concerned(stay.own_need)}
    return proposed(seen, by, kinds=kinds, on=local_date(now))


def _already_told(action: StayAction, case: Case, facts: CaseFacts, unit: ActingUnit, by: Actor) -> Sequence[Unit]:
    """Who has been told of the stay, where such units are chosen among, as far as the reader knows of them."""
    if action in READY_NOTICES:
        return list(Unit.objects.filter(ref__in=told(facts)).order_by("sort_key", "pk"))
    return parties_known(case, facts, unit, by) if action in TO_PARTIES else ()


def _chosen(action: StayAction, proposals: Sequence[Proposal], facts: CaseFacts, known: Sequence[Unit]) -> list[UUID]:
    """Ticked from the beginning: who is concerned; for the ready notice and the underlay, who has been told.

    A part of the information may be medicines or a referral, so social services are ticked by whoever sends it.
    """
    if action in (Action.DECLARE_READY, Action.REGISTER_OPT_DECISION, Action.SEND_UNDERLAY):
        return [unit.ref for unit in known]
    if action is Action.SEND_INFORMATION_PART:
        return [unit.ref for unit in known if unit.side == Side.HEALTH]
    having = told(facts)
    return [one.unit.ref for one in proposals if one.is_chosen and one.unit.ref not in having]
