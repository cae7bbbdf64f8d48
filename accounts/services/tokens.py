"""API tokens are created and revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.errors import AlreadyEnded, ExpiryOutOfRange, NotAssignedToday
from accounts.models import ApiToken, Assignment
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import is_recorded, locked, record, save
from rules.calendar import local_date
from rules.errors import Problem

LONGEST = timedelta(days=366)
USE_STEP = timedelta(minutes=5)
# So that people, and programs that look for leaked secrets, recognise one.
MARK = "hv_"
SHOWN_CHARACTERS = 10


@transaction.atomic
def create_token(
    *, assignment: Assignment, name: str, expires_at: datetime, ref: UUID | None = None, by: Actor, now: datetime
) -> tuple[ApiToken, str]:
    """A token bound to the assignment, and its secret, which is told this once and stored nowhere.

    expires_at: at most a year from now. ref: chosen by the form; sent twice it makes one token, and the second time the
    secret is empty.
    """
    require(by, Permission.MANAGE_USERS, assignment)
    data = {"assignment": assignment, "name": name, "expires_at": expires_at}
    if ref and is_recorded("token_created", ref, by=by, **data):
        return ApiToken.objects.get(ref=ref), ""
    if not assignment.is_valid_on(local_date(now)):
        raise NotAssignedToday(Problem("assignment", "does not hold today"))
    if not now < expires_at <= now + LONGEST:
        raise ExpiryOutOfRange(Problem("expires_at", "is not within a year from now"))
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken(
        ref=ref or uuid4(),
        assignment=assignment,
        name=name,
        prefix=secret[:SHOWN_CHARACTERS],
        digest=digest_of(secret),
        created_at=now,
        expires_at=expires_at,
    )
    save(token)
    record("token_created", token.ref, by=by, now=now, **data)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, now: datetime) -> ApiToken:
    """The token is refused from now on."""
    require(by, Permission.MANAGE_USERS, token)
    token = locked(token)
    if token.revoked_at is not None:
        raise AlreadyEnded("the token is revoked", on=token.revoked_at)
    token.revoked_at = now
    save(token)
    record("token_revoked", token.ref, by=by, now=now)
    return token


def note_use(token: ApiToken, now: datetime) -> None:
    """When the token was last used, to within some minutes: not every request writes."""
    if token.last_used_at is None or now - token.last_used_at >= USE_STEP:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def digest_of(secret: str) -> str:
    """What is stored of a secret. It is random and long, so a plain hash cannot be guessed backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()
