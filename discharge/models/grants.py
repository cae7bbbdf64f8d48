"""What a person grants another in one case: to read it without taking part, or to read of a protected person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from accounts.kinds import Side
from accounts.models import Controller, Unit

# Codenames of the permissions that Case declares.
READ_EXTRA = "read_extra"
READ_PROTECTED = "read_protected"


class CaseGrant(UserObjectPermissionBase):
    """One person's access to one case, up to and including `ends_on` (a date in Sweden); events tell of it.

    It counts only while its user acts within the same controller and side as the unit on whose behalf it was given.
    """

    content_object = models.ForeignKey("discharge.Case", models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    controller = models.ForeignKey(Controller, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()
    ends_on = models.DateField()

    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "permission", "user", "content_object", "unit", "controller", "side", "granted_at", "ends_on"),
    )

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("åtkomst som någon gett")
        verbose_name_plural = _("åtkomst som någon gett")
        unique_together: ClassVar[list[Sequence[str]]] = []
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "user", "permission", "controller", "side"], name="grant_is_given_once"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="grant_side_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_has_a_reason"),
        ]
