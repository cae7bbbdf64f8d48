"""The same request twice has one effect and one answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.errors import KeyReused
from discharge.models import AnsweredRequest
from discharge.services.recording import assignment_of

# Nobody repeats a request later than that.
KEPT: Final = timedelta(days=7)


@transaction.atomic
def answer_once(key: str, request: Mapping[str, Any], act: Callable[[], UUID], *, by: Actor, now: datetime) -> UUID:
    """The ref of what the request made: now, or when the same key came before. Without a key it simply acts.

    request: what was asked, including which action. A double that comes meanwhile waits for the first to commit; if
    the first is refused, nothing of it remains and the second is tried. Raises: KeyReused, and whatever act raises.
    """
    if not key:
        return act()
    fingerprint = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    assignment = assignment_of(by)
    mine = AnsweredRequest(assignment_ref=assignment, key=key, request_sha256=fingerprint, at=now)
    AnsweredRequest.objects.bulk_create([mine], ignore_conflicts=True)
    kept = AnsweredRequest.objects.get(assignment_ref=assignment, key=key)
    if kept.request_sha256 != fingerprint:
        raise KeyReused("the key was used for another request")
    if kept.answer_ref is None:
        kept.answer_ref = act()
        kept.save(update_fields=["answer_ref"])
    return kept.answer_ref


def forget_answered_requests(now: datetime) -> None:
    """Keys that nobody will send again are forgotten."""
    AnsweredRequest.objects.filter(at__lt=now - KEPT).delete()
