"""Accounts are made, closed and opened again."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.errors import AlreadyEnded
from accounts.models import ApiToken, User
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import invalid, locked, record, save


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    password: str | None,
    title: str = "",
    hsa_id: str = "",
    by: Actor,
    now: datetime,
) -> User:
    """An account without assignments; None as password means that it cannot sign in with one."""
    require(by, Permission.MANAGE_USERS)
    user = User(username=User.normalize_username(username), full_name=full_name, title=title, hsa_id=hsa_id)
    _give_password(user, password)
    save(user)
    record("user_created", user.ref, by=by, now=now, username=user.username, full_name=full_name, title=title)
    return user


@transaction.atomic
def deactivate_user(user: User, *, by: Actor, now: datetime) -> User:
    """The account is closed: its sessions end at once, and its API tokens are revoked."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    if not user.is_active:
        raise AlreadyEnded("the account is already closed")
    user.is_active = False
    user.session_mark = uuid.uuid4()
    save(user)
    ApiToken.objects.filter(assignment__user=user, revoked_at=None).update(revoked_at=now)
    record("user_deactivated", user.ref, by=by, now=now)
    return user


@transaction.atomic
def reactivate_user(user: User, *, by: Actor, now: datetime) -> User:
    """The account may be used again, by signing in anew; revoked tokens stay revoked."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    user.is_active = True
    save(user)
    record("user_reactivated", user.ref, by=by, now=now)
    return user


@transaction.atomic
def set_password(user: User, *, password: str, by: Actor, now: datetime) -> User:
    """The account gets another password, and its sessions end at once."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    _give_password(user, password)
    save(user)
    record("password_set", user.ref, by=by, now=now)
    return user


@transaction.atomic
def end_sessions(user: User, *, by: Actor, now: datetime) -> User:
    """Whoever is signed in to the account is signed out at once."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    user.session_mark = uuid.uuid4()
    save(user)
    record("sessions_ended", user.ref, by=by, now=now)
    return user


def _give_password(user: User, password: str | None) -> None:
    """Raises: InvalidInput when the password is too easy to guess."""
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise invalid(ValidationError({"password": error.messages})) from error
    user.set_password(password)
