"""People who sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, *, full_name: str, title: str = "") -> User:
        """An account without assignments; None as password means that it cannot sign in with one."""
        user = self.model(username=self.model.normalize_username(username), full_name=full_name, title=title)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username: str, password: str | None, *, full_name: str) -> User:
        """An operator of the installation, who sees reference data and no patients."""
        user = self.create_user(username, password, full_name=full_name)
        user.is_staff = user.is_superuser = True
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What she may do follows from the assignment she has chosen, never from this row."""

    username = models.CharField(_("användarnamn"), max_length=120, unique=True)
    full_name = models.CharField(_("namn"), max_length=120)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    hsa_id = models.CharField(_("HSA-id"), max_length=31, blank=True)
    is_active = models.BooleanField(_("får logga in"), default=True)
    is_staff = models.BooleanField(_("driftpersonal"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name
