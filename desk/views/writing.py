"""Writing a message: whom it goes to, what it says, saved as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access_log import record_reads
from accounts.actor import ActingUnit, Actor
from accounts.doors import actor_required
from accounts.kinds import Side
from accounts.models import Unit
from accounts.permissions import require, visible
from accounts.roles import Permission
from accounts.session import ActorRequest
from core import clock
from core.address import as_uuid, as_uuids, search_words
from core.db import acting_as
from core.errors import refusal_in_page
from desk.act_forms.outside import FIELDS, SendMessageForm, without_outside
from desk.selectors.case_page import contacts_of, taking_part, visible_case
from desk.selectors.recipients import Picker, picker, proposed
from desk.selectors.thread import Letter, thread
from desk.views.asking import fingerprint
from discharge.doors import perform
from discharge.errors import DraftGone, NotYourUnit, StaleCase
from discharge.models import Draft
from discharge.models.drafts import DraftKind
from discharge.models.notices import Ground
from discharge.selectors.cases import CaseSeen
from discharge.services.drafts import begin_draft, save_draft, throw_away_draft
from discharge.services.messages import send_message
from discharge.versions import case_version
from rules.calendar import local_date
from rules.errors import DomainError

TYPED: Final = ("subject", "body", "ground")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page shows beside the form. units: those that the writer may write from; sender: the one she does.

    answered: the notice that is answered, if any. version: what sending expects.
    """

    seen: CaseSeen
    units: Sequence[Unit]
    sender: Unit
    answered: Letter | None
    contacts: Sequence[Unit]
    picker: Picker
    version: int


@require_http_methods(["GET", "POST"])
@actor_required
def write(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The form for a message in a case; sent when it is complete, and shown again with everything typed when not."""
    if request.method == "GET":
        return _begin(request, ref)
    if "soker" in request.POST:
        return _again(request, ref, _unsent(request))
    return _send(request, ref)


@require_POST
@actor_required
def recipients(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The recipients that can be chosen, while somebody searches; nothing is stored."""
    with acting_as(request.actor):
        desk = _desk(request.actor, ref, request.POST, clock.now())
    return render(request, "desk/_picker.html", {"picker": desk.picker})


@require_POST
@actor_required
def keep_draft(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What is being written is saved as it stands."""
    content: dict[str, str | list[str]] = {name: request.POST.get(name, "") for name in TYPED}
    draft = as_uuid(request.POST.get("draft", ""))
    if draft is None and not any(request.POST.get(name, "").strip() for name in ("subject", "body")):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    content |= {"recipients": request.POST.getlist("recipients"), "answers": request.POST.get("answers", "")}
    now, by = clock.now(), request.actor
    try:
        with acting_as(by):
            if draft is None:
                unit = as_uuid(request.POST.get("unit", "")) or _first_unit(by).ref
                saved = begin_draft(DraftKind.MESSAGE, unit=unit, case=ref, content=content, by=by, now=now)
            else:
                version = request.POST.get("draft_version", "")
                expected = int(version) if version.isdecimal() else 0
                saved = save_draft(draft, content=content, by=by, now=now, expected_version=expected)
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        kept = None if isinstance(refusal, DraftGone) else draft
        return render(request, "desk/_draft.html", {"case_ref": ref, "draft": kept, "refusal": sentence}, status=status)
    context = {
        "now": now,
        "case_ref": ref,
        "draft": saved.ref,
        "draft_version": saved.version,
        "saved_at": saved.updated_at,
    }
    return render(request, "desk/_draft.html", context)


@require_POST
@actor_required
def throw_away(request: ActorRequest, ref: UUID, draft: UUID) -> HttpResponse:
    """The draft is deleted; nobody had received it."""
    with acting_as(request.actor):
        throw_away_draft(draft, by=request.actor, now=clock.now())
    messages.success(request, _("Utkastet är borttaget."))
    return redirect("case", ref)


def _begin(request: ActorRequest, ref: UUID) -> HttpResponse:
    """An empty form, an answer, or a draft to go on with."""
    now, by = clock.now(), request.actor
    typed = QueryDict(mutable=True)
    typed["answers"] = request.GET.get("svar", "")
    with acting_as(by):
        if draft := _own_draft(by, as_uuid(request.GET.get("utkast", ""))):
            typed.update({name: str(draft.content.get(name, "")) for name in (*TYPED, "answers")})
            typed.setlist("recipients", [str(one) for one in draft.content.get("recipients", [])])
            typed["unit"] = str(draft.unit.ref)
        desk = _desk(by, ref, typed, now)
        if desk.answered and not draft:
            _answer(typed, desk.answered, by)
            desk = _desk(by, ref, typed, now)
    form = SendMessageForm(initial={name: typed.get(name, "") for name in TYPED}, side=desk.sender.side)
    return _page(request, desk, form, now, draft=draft)


def _answer(typed: QueryDict, answered: Letter, by: Actor) -> None:
    """An answer goes to the sender; to one's own notice, to those who have it."""
    present = answered.present
    subject = present.said.heading if present else ""
    typed["subject"] = subject if subject.startswith(_("Sv: ")) else _("Sv: ") + subject
    if answered.notice.sender_unit_id in by.units:
        typed.setlist("recipients", [str(unit.ref) for unit in answered.seen.recipients])
    else:
        typed.setlist("recipients", [str(answered.notice.sender_unit.ref)])


def _unsent(request: ActorRequest) -> SendMessageForm:
    """What has been typed so far, with nothing said against it."""
    initial = {name: request.POST.get(name, "") for name in (*TYPED, *FIELDS)}
    return SendMessageForm(initial=initial, side=_side(request.actor, request.POST))


def _send(request: ActorRequest, ref: UUID) -> HttpResponse:
    by, now = request.actor, clock.now()
    form = SendMessageForm(request.POST, side=_side(by, request.POST))
    if not form.is_valid():
        return _again(request, ref, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data
    try:
        perform(
            lambda: (
                send_message(
                    ref,
                    unit=asked["unit"],
                    recipients=asked["recipients"],
                    subject=asked["subject"],
                    body=asked["body"],
                    ground=Ground(asked["ground"]),
                    answers=asked["answers"],
                    draft=asked["draft"],
                    outside=asked["outside"],
                    by=by,
                    now=now,
                    expected_version=asked["expected_version"],
                ).ref
            ),
            by=by,
            now=now,
            key=asked["key"],
            request=fingerprint(request, asked),
        )
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        if status == HTTPStatus.NOT_FOUND:
            raise
        return _again(request, ref, form, refusal=refusal, sentence=sentence, status=status)
    messages.success(request, _("Meddelandet är skickat."))
    return redirect("case", ref)


def _again(
    request: ActorRequest,
    ref: UUID,
    form: SendMessageForm,
    *,
    refusal: DomainError | None = None,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page with all that was typed. What was sent too late may be sent again, once the news has been read."""
    now = clock.now()
    with acting_as(request.actor):
        desk = _desk(request.actor, ref, request.POST, now)
        draft = None
        if not isinstance(refusal, DraftGone):
            draft = _own_draft(request.actor, as_uuid(request.POST.get("draft", "")))
    expected = desk.version if isinstance(refusal, StaleCase) else request.POST.get("expected_version", desk.version)
    return _page(request, desk, form, now, draft=draft, expected=expected, sentence=sentence, status=status)


def _page(
    request: ActorRequest,
    desk: Desk,
    form: SendMessageForm,
    now: datetime,
    *,
    draft: Draft | None,
    expected: object = None,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    without_outside(form, desk.picker.units, request.POST)
    shown = [desk.seen.for_log(desk.answered.notice.ref)] if desk.answered else []
    record_reads([desk.seen.for_log(), *shown], by=request.actor, at=now)
    context = {
        "now": now,
        "desk": desk,
        "picker": desk.picker,
        "form": form,
        "expected_version": desk.version if expected is None else expected,
        "key": request.POST.get("key") or uuid4(),
        "draft": draft and draft.ref,
        "draft_version": draft and draft.version,
        "saved_at": draft and draft.updated_at,
        "refusal": sentence,
    }
    return render(request, "desk/write.html", context, status=status)


def _desk(by: Actor, ref: UUID, typed: QueryDict, now: datetime) -> Desk:
    """Raises: NotVisible; NotPermitted."""
    seen = visible_case(ref, by)
    require(by, Permission.SEND_MESSAGE, seen.case)
    letters = thread(seen.case, by)
    units = taking_part(seen.case, by)
    sender = next((unit for unit in units if str(unit.ref) == typed.get("unit")), units[0])
    answers = as_uuid(typed.get("answers", ""))
    contacts = contacts_of(letters, units)
    return Desk(
        seen=seen,
        units=units,
        sender=sender,
        answered=next((one for one in letters if one.notice.ref == answers and one.present), None),
        contacts=contacts,
        picker=picker(
            by,
            chosen=as_uuids(typed.getlist("recipients")),
            known=contacts,
            proposed=proposed(seen, by, on=local_date(now)),
            search=search_words(typed),
            sender=sender,
            on=local_date(now),
        ),
        version=case_version(seen.case, by),
    )


def _own_draft(by: Actor, ref: UUID | None) -> Draft | None:
    return visible(by, Draft.objects.filter(ref=ref)).select_related("unit").first() if ref else None


def _side(by: Actor, typed: Mapping[str, Any]) -> Side:
    """The side of the unit that writes; of the first one, where it does not tell. Raises: NotYourUnit."""
    named = next((unit for unit in by.units.values() if str(unit.ref) == typed.get("unit")), None)
    return (named or _first_unit(by)).side


def _first_unit(by: Actor) -> ActingUnit:
    """Of those that the writer acts for. Raises: NotYourUnit when there is none."""
    for unit in by.units.values():
        return unit
    raise NotYourUnit(f"{by.role} acts for no unit")
