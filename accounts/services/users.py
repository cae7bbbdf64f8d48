"""Accounts are made, closed and opened again."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.errors import AlreadyEnded
from accounts.models import ApiToken, User
from accounts.permissions import require
from accounts.roles import Permission
from accounts.services.recording import check_version, invalid, is_recorded, locked, record, save
from core.sorting import sort_key

# What is easily taken for something else on paper or by ear is left out.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    password: str | None,
    title: str = "",
    hsa_id: str = "",
    ref: UUID | None = None,
    by: Actor,
    now: datetime,
) -> User:
    """An account without assignments; None as password means that it cannot sign in with one.

    ref: chosen by the form, so that one sent twice makes one account.
    """
    require(by, Permission.MANAGE_USERS)
    username = User.normalize_username(username)
    if ref and is_recorded("user_created", ref, by=by, username=username, full_name=full_name, title=title):
        return User.objects.get(ref=ref)
    user = User(
        ref=ref or uuid4(),
        username=username,
        full_name=full_name,
        sort_key=sort_key(full_name),
        title=title,
        hsa_id=hsa_id,
    )
    _give_password(user, password)
    save(user)
    record("user_created", user.ref, by=by, now=now, username=username, full_name=full_name, title=title)
    return user


@transaction.atomic
def deactivate_user(user: User, *, by: Actor, now: datetime, expected_version: int | None = None) -> User:
    """The account is closed: its sessions end at once, and its API tokens are revoked."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    if not user.is_active:
        raise AlreadyEnded("the account is already closed")
    check_version(user.ref, expected_version)
    user.is_active = False
    user.session_mark = uuid4()
    save(user)
    ApiToken.objects.filter(assignment__user=user, revoked_at=None).update(revoked_at=now)
    record("user_deactivated", user.ref, by=by, now=now)
    return user


@transaction.atomic
def reactivate_user(user: User, *, by: Actor, now: datetime, expected_version: int | None = None) -> User:
    """The account may be used again, by signing in anew; revoked tokens stay revoked."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    check_version(user.ref, expected_version)
    user.is_active = True
    save(user)
    record("user_reactivated", user.ref, by=by, now=now)
    return user


@transaction.atomic
def set_password(
    user: User, *, password: str, by: Actor, now: datetime, expected_version: int | None = None
) -> User:
    """The account gets another password, and its sessions end at once."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    check_version(user.ref, expected_version)
    _give_password(user, password)
    save(user)
    record("password_set", user.ref, by=by, now=now)
    return user


@transaction.atomic
def end_sessions(user: User, *, by: Actor, now: datetime) -> User:
    """Whoever is signed in to the account is signed out at once."""
    require(by, Permission.MANAGE_USERS, user)
    user = locked(user)
    user.session_mark = uuid4()
    save(user)
    record("sessions_ended", user.ref, by=by, now=now)
    return user


def suggest_password() -> str:
    """A password that nobody guesses and that can be read out: four groups of four signs, 79 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))


def _give_password(user: User, password: str | None) -> None:
    """Raises: InvalidInput when the password is too easy to guess."""
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise invalid(ValidationError({"password": error.messages})) from error
    user.set_password(password)
