"""What the administration pages do around a service: its transaction, and a refusal said beside what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

from django import forms

from accounts.errors import SENTENCES
from accounts.session import ActorRequest
from core.db import acting_as
from core.errors import refusal_in_page
from rules.errors import DomainError, InvalidInput

Made = TypeVar("Made")

# Where nothing of the page may be shown either.
_CLOSED: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was done: a sentence, where the form's own fields do not say it."""

    sentence: str
    status: HTTPStatus


def carry_out(
    request: ActorRequest, form: forms.Form, act: Callable[[Mapping[str, Any]], Made]
) -> Made | Refused:
    """What a service gives for what was typed, or why not. A problem with a field is said at that field.

    Raises: NotVisible; NotPermitted.
    """
    if not form.is_valid():
        return Refused("", HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with acting_as(request.actor):
            return act(form.cleaned_data)
    except DomainError as refusal:
        sentence, status = refusal_in_page(request, refusal)
        if status in _CLOSED:
            raise
        if not isinstance(refusal, InvalidInput):
            return Refused(sentence, status)
        for problem in refusal.problems:
            said = sentence if refusal.code in SENTENCES else problem.text
            form.add_error(problem.where if problem.where in form.fields else None, said)
        return Refused("", status)
