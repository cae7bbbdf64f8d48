"""People who sign in."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import HSA_ID
from accounts.models.guarded import Guarded
from accounts.roles import ADMINISTRATION, Permission
from core.sorting import sort_key

if TYPE_CHECKING:
    from accounts.actor import Actor


class UserQuerySet(models.QuerySet["User"]):
    """Accounts."""

    def visible_to(self, actor: Actor) -> Self:
        """Oneself; and for whoever manages users, those of her organisations and those who have no assignment."""
        if actor.is_system:
            return self
        seen = Q(id=actor.user_id)
        if Permission.MANAGE_USERS in actor.permissions:
            seen |= Q(assignments__isnull=True)
            seen |= Q(assignments__unit__controller__in=actor.controller_ids)
            seen |= Q(assignments__group__units__controller__in=actor.controller_ids)
            seen |= Q(assignments__controller__in=actor.controller_ids)
            seen |= Q(assignments__principal__in=actor.principal_ids)
        return self.filter(seen).distinct()


class UserManager(BaseUserManager["User"]):
    """How accounts are made; `accounts.services.users` is what the product calls."""

    def create_user(
        self, username: str, password: str | None, *, full_name: str, title: str = "", hsa_id: str = ""
    ) -> User:
        """An account without assignments; None as password means that it cannot sign in with one."""
        user = self.model(
            username=self.model.normalize_username(username),
            full_name=full_name,
            sort_key=sort_key(full_name),
            title=title,
            hsa_id=hsa_id,
        )
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username: str, password: str | None, *, full_name: str) -> User:
        """An operator of the installation, who sees reference data and no patients."""
        user = self.create_user(username, password, full_name=full_name)
        user.is_staff = user.is_superuser = True
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with the name, however it was typed."""
        return self.get(username=self.model.normalize_username(username or ""))


class User(AbstractBaseUser, PermissionsMixin, Guarded):
    """A person with an account. What she may do follows from the assignment she has chosen, never from this row."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        _("användarnamn"),
        max_length=120,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Användarnamnet är upptaget.")},
    )
    full_name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    hsa_id = models.CharField(_("HSA-id"), max_length=31, blank=True, validators=[HSA_ID])
    is_active = models.BooleanField(_("får logga in"), default=True)
    is_staff = models.BooleanField(_("driftpersonal"), default=False)
    # Part of what every session carries: a new value ends them all.
    session_mark = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        ordering = ("username",)
        constraints = [
            models.CheckConstraint(condition=Q(username=Lower(F("username"))), name="user_name_is_in_small_letters"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One spelling of each name: small letters, no spaces around."""
        return unicodedata.normalize("NFKC", username).strip().lower()

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this user's: ends with the password and with `session_mark`."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier keys."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(key)

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Nobody manages operators here; others are managed by whoever covers all that they are assigned to today."""
        if Permission.MANAGE_USERS not in actor.permissions:
            return actor.permissions
        if self.is_staff or self.assignments.not_over_on(actor.on).outside(actor).exists():
            return actor.permissions - ADMINISTRATION
        return actor.permissions

    def _session_hash(self, key: str) -> str:
        return salted_hmac(
            "accounts.User.session", f"{self.password}{self.session_mark}", secret=key, algorithm="sha256"
        ).hexdigest()
