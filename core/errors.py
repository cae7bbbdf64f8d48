"""A refusal becomes an answer, here and nowhere else: status, code and a Swedish sentence, for pages and API."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from rules.errors import Conflict, DomainError, IllegalTransition, Incomplete, InvalidInput, NotPermitted

logger = logging.getLogger(__name__)


class NotVisible(DomainError):
    """What the action is about does not exist for whoever asks."""

    code = "not_found"


class NotSignedIn(DomainError):
    """Nobody known is asking; `code` may say why."""

    code = "not_authenticated"


class TooManyRequests(DomainError):
    """Asked for more often than anybody's work needs; `facts` say when to try again."""

    code = "too_many_requests"


STATUS: Mapping[type[DomainError], HTTPStatus] = {
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    NotPermitted: HTTPStatus.FORBIDDEN,
    NotVisible: HTTPStatus.NOT_FOUND,
    IllegalTransition: HTTPStatus.CONFLICT,
    Conflict: HTTPStatus.CONFLICT,
    Incomplete: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    DomainError: HTTPStatus.CONFLICT,
}

API = "/api/"

Sentence = str | Promise

# By code, else by status. %(name)s is the fact of that name.
_sentences: dict[str, Sentence] = {}
_general: Mapping[int, Sentence] = {
    400: _("Förfrågan gick inte att läsa. Gå tillbaka och försök igen."),
    401: _("Du är inte inloggad. Logga in och försök igen."),
    403: _("Du får inte göra detta med det uppdrag du har valt. Byt uppdrag eller kontakta din lokala administratör."),
    404: _("Sidan finns inte, eller så har du inte tillgång till den med det uppdrag du har valt."),
    405: _("Det går inte att göra så här."),
    406: _("Svaret finns bara som JSON."),
    409: _("Läget har ändrats sedan sidan öppnades. Läs in sidan igen och se vad som gäller nu."),
    415: _("Innehållet ska vara JSON."),
    422: _("Uppgifter saknas eller stämmer inte. Rätta dem och försök igen."),
    429: _("För många försök på kort tid. Vänta en stund och försök igen."),
    # What was asked for may have happened: the fault may have come after it.
    500: _("Något gick fel hos oss. Öppna sidan igen och se om det du gjorde finns där, innan du gör om det."),
}

# The codes of refusals that are not a rule's, by status.
_CODES: Mapping[int, str] = {
    400: "invalid",
    401: "not_authenticated",
    403: NotPermitted.code,
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    415: "unsupported_media_type",
    429: "too_many_requests",
    500: "fault",
}


def add_sentences(sentences: Mapping[str, Sentence]) -> None:
    """Say a code in Swedish: what holds now and what to do. Called by each app when it is ready."""
    _sentences.update(sentences)


def status_of(error: DomainError) -> HTTPStatus:
    """The status of the nearest kind of refusal that has one."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def sentence_of(error: DomainError) -> str:
    """The refusal in Swedish, for whoever is refused; the English detail is for the log."""
    sentence = _sentences.get(error.code, _general[status_of(error)])
    return str(sentence) % {name: _spoken(value) for name, value in error.facts.items()}


def general_sentence(status: int) -> str:
    """What can be said when only the status is known."""
    return str(_general[status])


def _facts_of(error: DomainError) -> dict[str, object]:
    """What explains the refusal to a program: of wrong input, what is wrong with each field."""
    if not isinstance(error, InvalidInput):
        return dict(error.facts)
    problems: dict[str, list[str]] = {}
    for problem in error.problems:
        problems.setdefault(problem.where, []).append(problem.text)
    return {"problems": problems}


def _spoken(value: object) -> object:
    """Times as people say them: "14 mars 10.32", in Swedish time."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F H.i")
    if isinstance(value, date):
        return date_format(value, "j F")
    return value


def _log(error: DomainError) -> None:
    logger.info("refused: %s", error.code)


def note_refusal(request: HttpRequest, error: DomainError) -> None:
    """Leave the refusal on the request, for the log that is written when it has been answered."""
    request.__dict__["refusal"] = error


def refusal_of(request: HttpRequest) -> DomainError | None:
    """What the request was refused with, if it was."""
    return request.__dict__.get("refusal")


class RefusalMiddleware:
    """Turns a refusal that a page's view raised into a page, or for HTMX into its fragment.

    The transaction has been rolled back by then; nothing of the refused action remains.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; other exceptions are left alone."""
        if not isinstance(exception, DomainError):
            return None
        _log(exception)
        note_refusal(request, exception)
        return refusal_page(request, status_of(exception), sentence_of(exception))


def refusal_in_page(request: HttpRequest, error: DomainError) -> tuple[str, HTTPStatus]:
    """The sentence and status of a refusal that a view answers with its own page, where what was typed is kept."""
    _log(error)
    note_refusal(request, error)
    return sentence_of(error), status_of(error)


def refusal_without_error(request: HttpRequest, status: int) -> HttpResponse:
    """The answer when only the status is known; the API's own addresses get the API's form."""
    if request.path.startswith(API):
        return JsonResponse({"code": _CODES[status], "detail": general_sentence(status), "facts": {}}, status=status)
    return refusal_page(request, status, general_sentence(status))


def refusal_page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A refusal as a page, or for HTMX as its fragment."""
    template = "core/_refused.html" if request.headers.get("HX-Request") == "true" else "core/refused.html"
    return render(request, template, {"sentence": sentence, "status": int(status)}, status=int(status))


def api_refusal(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The API's answer to a refusal: {"code", "detail", "facts"}. None lets a fault be a fault."""
    # rest_framework.views loads the authentication of the settings, and with it models; each app's own start, which
    # adds sentences here, comes before them.
    from rest_framework.views import exception_handler

    if isinstance(error, DomainError):
        _log(error)
        note_refusal(context["request"]._request, error)
        return Response(
            {"code": error.code, "detail": sentence_of(error), "facts": _facts_of(error)},
            status=status_of(error),
            headers={"WWW-Authenticate": "Bearer"} if isinstance(error, NotSignedIn) else None,
        )
    response = exception_handler(error, dict(context))
    if response is not None:
        facts: Mapping[str, object] = {}
        if isinstance(error, exceptions.ValidationError):
            facts = {"problems": error.detail}
        elif isinstance(error, exceptions.Throttled):
            facts = {"retry_after_seconds": int(response.headers.get("Retry-After", 0))}
        response.data = {
            "code": _CODES[response.status_code],
            "detail": general_sentence(response.status_code),
            "facts": facts,
        }
    return response
