"""The page of a notice, and one POST for each thing that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access_log import Seen, What, record_read
from accounts.actor import Actor
from accounts.doors import actor_required
from accounts.permissions import require, visible
from accounts.roles import Permission
from accounts.session import ActorRequest
from core import clock
from core.address import as_uuid
from core.db import acting_as
from core.errors import NotVisible, general_sentence, refusal_in_page
from desk.forms import ActionForm, ContentForm, ForwardForm, ReasonForm, RecallRecipientForm
from desk.selectors.thread import Doable, Letter, doable, letters
from desk.views.asking import fingerprint
from discharge.contents.message import Message
from discharge.doors import perform
from discharge.models import Notice
from discharge.selectors.cases import CaseSeen, cases_seen
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from rules.calendar import local_date
from rules.errors import DomainError

# What an action is called with: what was asked, who, and when; it gives a ref.
Act = Callable[[Mapping[str, Any], Actor, datetime], UUID]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice as one reader sees it. case: whose it is; None when it came to the wrong recipient."""

    letter: Letter
    case: CaseSeen | None
    doable: Doable


@require_GET
@actor_required
def notice(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A notice. One that waits to be read is opened by a press, since that tells the sender that it has been read."""
    now = clock.now()
    return _page(request, _seen(request.actor, ref, now), now)


@require_GET
@actor_required
def printed_notice(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The same for paper: a sheet to fax or post, to the recipient that the address names, if any."""
    now = clock.now()
    page = _seen(request.actor, ref, now, what=What.PRINTED)
    named = as_uuid(request.GET.get("till", ""))
    to = [one.unit for one in page.letter.seen.receipts if one.unit.ref == named]
    context = {"now": now, "letter": page.letter, "case": page.case, "to": to or page.letter.seen.recipients}
    return render(request, "desk/notice_print.html", context)


@require_POST
@actor_required
def read(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Open it: it is marked as read. The content follows on its page, where the reading is logged."""
    by, now = request.actor, clock.now()
    perform(lambda: read_notice(ref, by=by, now=now).notice.ref, by=by, now=now)
    return redirect("notice", ref)


@require_POST
@actor_required
def acknowledge_notice(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Acknowledge it, or the recall of it."""

    def act(asked: Mapping[str, Any], by: Actor, now: datetime) -> UUID:
        return acknowledge(
            ref, unit=asked["unit"], by=by, now=now, expected_version=asked["expected_version"]
        ).notice.ref

    return _do(request, ref, ActionForm(request.POST), act, _("Kvitterat."))


@require_POST
@actor_required
def send_back(request: ActorRequest, ref: UUID) -> HttpResponse:
    """It was not for this unit."""

    def act(asked: Mapping[str, Any], by: Actor, now: datetime) -> UUID:
        return report_wrong_recipient(
            ref,
            reason=asked["reason"],
            unit=asked["unit"],
            by=by,
            now=now,
            expected_version=asked["expected_version"],
        ).notice.ref

    done = _("Meddelandet är återsänt. Avsändaren får veta det genast.")
    return _do(request, ref, ReasonForm(request.POST), act, done, to="worklist")


@require_POST
@actor_required
def forward_notice(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Send it on within the organisation."""

    def act(asked: Mapping[str, Any], by: Actor, now: datetime) -> UUID:
        return forward(
            ref,
            to=asked["to"],
            reason=asked["reason"],
            unit=asked["unit"],
            by=by,
            now=now,
            expected_version=asked["expected_version"],
        ).notice.ref

    return _do(request, ref, ForwardForm(request.POST), act, _("Meddelandet är skickat vidare."), to="worklist")


@require_POST
@actor_required
def recall_notice(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Take it back from everybody."""

    def act(asked: Mapping[str, Any], by: Actor, now: datetime) -> UUID:
        return recall(ref, reason=asked["reason"], by=by, now=now, expected_version=asked["expected_version"]).ref

    return _do(request, ref, ReasonForm(request.POST), act, _("Meddelandet är återkallat."))


@require_POST
@actor_required
def recall_from_recipient(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Take it back from one that should not have had it."""

    def act(asked: Mapping[str, Any], by: Actor, now: datetime) -> UUID:
        return recall_wrong_recipient(
            ref,
            recipient=asked["recipient"],
            reason=asked["reason"],
            by=by,
            now=now,
            expected_version=asked["expected_version"],
        ).ref

    done = _("Innehållet är stängt för mottagaren. Ett utkast till avvikelse är påbörjat.")
    return _do(request, ref, RecallRecipientForm(request.POST), act, done)


@require_http_methods(["GET", "POST"])
@actor_required
def correct(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Correct it: the whole content as it should be, in a form that begins with what was sent."""
    now, by = clock.now(), request.actor
    if request.method == "GET":
        page = _seen(by, ref, now)
        with acting_as(by):
            require(by, Permission.CORRECT, page.letter.notice)
        present = page.letter.present
        content = present.content if present else None
        initial = {"subject": content.subject, "body": content.body} if isinstance(content, Message) else {}
        return _correction(request, page, ContentForm(initial=initial), now)
    form = ContentForm(request.POST)
    if not form.is_valid():
        return _correction(request, _seen(by, ref, now), form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = form.cleaned_data
    try:
        perform(
            lambda: (
                correct_message(
                    ref,
                    subject=asked["subject"],
                    body=asked["body"],
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
        return _correction(request, _seen(by, ref, now), form, now, sentence=sentence, status=status)
    messages.success(request, _("Rättelsen är skickad till alla som har meddelandet."))
    return redirect("notice", ref)


def _do(request: ActorRequest, ref: UUID, form: ActionForm, act: Act, done: str, *, to: str = "notice") -> HttpResponse:
    """Do what was pressed. A refusal shows the notice as it is now, with the words that were typed."""
    by, now = request.actor, clock.now()
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, _seen(by, ref, now), now, form=form, sentence=general_sentence(status), status=status)
    asked = form.cleaned_data
    try:
        perform(lambda: act(asked, by, now), by=by, now=now, key=asked["key"], request=fingerprint(request, asked))
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        if status == HTTPStatus.NOT_FOUND:
            raise
        return _page(request, _seen(by, ref, now), now, form=form, sentence=sentence, status=status)
    messages.success(request, done)
    after = request.POST.get("next", to)
    if after == "case":
        return redirect("case", _case_of(ref))
    return redirect("worklist") if after == "worklist" else redirect("notice", ref)


def _case_of(ref: UUID) -> UUID:
    """The case of a notice that something has just been done with."""
    case: UUID = Notice.objects.values_list("case__ref", flat=True).get(ref=ref)
    return case


def _seen(by: Actor, ref: UUID, now: datetime, *, what: What = What.READ) -> NoticePage:
    """The notice for one reader, logged: as `what` when its content is shown, else as listed. Raises: NotVisible."""
    with acting_as(by):
        found = visible(by, Notice.objects.select_related("case__patient", "sender_unit")).filter(ref=ref).first()
        if found is None:
            raise NotVisible("no such notice")
        (letter,) = letters([found], by)
        (case,) = cases_seen([found.case], by)
        can_do = doable(letter, by, local_date(now))
    if letter.seen.is_closed:
        record_read(Seen(patient_ref=case.person.ref, subject_ref=ref), by=by, at=now, what=What.LISTED)
        return NoticePage(letter, None, can_do)
    record_read(case.for_log(ref), by=by, at=now, what=what if letter.present else What.LISTED)
    return NoticePage(letter, case, can_do)


def _page(
    request: ActorRequest,
    page: NoticePage,
    now: datetime,
    *,
    form: ActionForm | None = None,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """typed: what somebody had written in one of the forms of the page, when it was refused."""
    action = request.resolver_match.url_name if form is not None and request.resolver_match else ""
    context = {
        "now": now,
        "page": page,
        "letter": page.letter,
        "case": page.case,
        "doable": page.doable,
        "key": uuid4(),
        "form": form,
        "refusal": sentence,
        "refused": action,
        "typed": request.POST,
    }
    return render(request, "desk/notice.html", context, status=status)


def _correction(
    request: ActorRequest,
    page: NoticePage,
    form: ContentForm,
    now: datetime,
    *,
    sentence: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "now": now,
        "letter": page.letter,
        "case": page.case,
        "form": form,
        "key": request.POST.get("key") or uuid4(),
        "refusal": sentence,
    }
    return render(request, "desk/correct.html", context, status=status)
