"""Drafts are saved as somebody writes, found again, thrown away, and used up by sending."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.permissions import require, visible
from accounts.roles import Permission
from core.errors import NotVisible
from discharge.contents.texts import is_storable
from discharge.errors import DraftGone, StaleDraft
from discharge.models import Case, Draft
from discharge.models.drafts import DraftKind
from discharge.services.recording import acting_unit, assignment_of
from rules.errors import InvalidInput, Problem

LARGEST_BYTES: Final = 64_000


@transaction.atomic
def begin_draft(
    kind: DraftKind, *, unit: UUID, case: UUID | None, content: Mapping[str, Any], by: Actor, now: datetime
) -> Draft:
    """Something is being written, in a case or for one that is not opened yet.

    content: as it stands in the form, in any state. Raises: NotVisible; NotPermitted; NotYourUnit; InvalidInput.
    """
    writer = acting_unit(unit, by=by)
    found = None
    if case is not None:
        found = Case.objects.filter(ref=case).first()
        if found is None:
            raise NotVisible("no such case")
        require(by, Permission.READ_CASE, found)
    return Draft.objects.create(
        assignment_ref=assignment_of(by),
        unit_id=writer.id,
        case=found,
        kind=kind,
        content=_stored(content),
        created_at=now,
        updated_at=now,
    )


@transaction.atomic
def save_draft(ref: UUID, *, content: Mapping[str, Any], by: Actor, now: datetime, expected_version: int) -> Draft:
    """What has been written since is saved over what was there. Raises: DraftGone; StaleDraft; InvalidInput."""
    draft = _own(ref, by=by)
    if draft.version != expected_version:
        raise StaleDraft(
            f"version {expected_version} expected, is {draft.version}",
            version=draft.version,
            updated_at=draft.updated_at,
        )
    draft.content, draft.updated_at, draft.version = _stored(content), now, draft.version + 1
    draft.save(update_fields=["content", "updated_at", "version"])
    return draft


@transaction.atomic
def throw_away_draft(ref: UUID, *, by: Actor, now: datetime) -> None:
    """The draft is deleted; nobody had received it. Raises: DraftGone."""
    _own(ref, by=by).delete()


def use_draft(ref: UUID, *, by: Actor) -> None:
    """What the draft became is sent in the same transaction. Raises: DraftGone when it is sent or thrown away."""
    _own(ref, by=by).delete()


def _own(ref: UUID, *, by: Actor) -> Draft:
    """The draft, locked. Nobody else's draft exists for the actor."""
    draft = visible(by, Draft.objects.select_for_update(of=("self",))).filter(ref=ref).first()
    if draft is None:
        raise DraftGone("no such draft")
    return draft


def _stored(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as it can be stored: not too large, and without what no text can hold."""
    if len(json.dumps(content).encode()) > LARGEST_BYTES:
        raise InvalidInput(Problem("content", f"is larger than {LARGEST_BYTES} bytes"))
    if not all(is_storable(text) for text in _texts(content)):
        raise InvalidInput(Problem("content", "has a character that cannot be stored"))
    return dict(content)


def _texts(value: object) -> Iterator[str]:
    """Every text in the content, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
