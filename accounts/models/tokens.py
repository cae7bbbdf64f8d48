"""Tokens of the API: another system acting in one assignment."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.assignments import Assignment
from accounts.models.guarded import Guarded
from accounts.roles import Permission

if TYPE_CHECKING:
    from accounts.actor import Actor


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens."""

    def visible_to(self, actor: Actor) -> Self:
        """The tokens of the assignments that are visible."""
        return self.filter(assignment__in=Assignment.objects.visible_to(actor))


class ApiToken(Guarded):
    """A secret shown once and stored as a hash, bound to one assignment; `prefix` lets people tell tokens apart."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="tokens", verbose_name=_("uppdrag"))
    name = models.CharField(_("vad den används till"), max_length=120)
    prefix = models.CharField(_("börjar med"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("skapad"))
    expires_at = models.DateTimeField(_("går ut"))
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("senast använd"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API-nyckel")
        verbose_name_plural = _("API-nycklar")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="api_token_expires_after_creation")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Administered by whoever administers the assignment."""
        return self.assignment.permissions_of(actor)
