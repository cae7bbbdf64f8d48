"""What stands in the product for a unit to see."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.models.guarded import Guarded
from notifications.models.urgency import Urgency

if TYPE_CHECKING:
    from accounts.actor import Actor


class InAppNoticeQuerySet(models.QuerySet["InAppNotice"]):
    """Notices in the product."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the units that the actor acts for."""
        return self.filter(unit_id__in=actor.unit_ids)

    def standing(self) -> Self:
        """Those that nobody has seen to."""
        return self.filter(withdrawn_at__isnull=True, seen_at__isnull=True)


class InAppNotice(Guarded):
    """One thing, or a digest of `count` things, that a unit is told inside the product.

    withdrawn_at: what it was about has been settled. seen_at and seen_by: who put it away.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=160, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    link = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.UUIDField(null=True, blank=True)

    objects = InAppNoticeQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "key", "unit", "kind", "urgency", "link", "count", "at", "withdrawn_at", "seen_at", "seen_by"),
    )

    class Meta:
        verbose_name = _("avisering")
        verbose_name_plural = _("aviseringar")
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at__isnull=False, seen_by__isnull=False)
                | Q(seen_at__isnull=True, seen_by__isnull=True),
                name="in_app_notice_seen_at_and_by_together",
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="in_app_notice_is_of_something"),
        ]
        indexes = [
            models.Index(
                fields=["unit", "-at", "-id"],
                condition=Q(withdrawn_at__isnull=True, seen_at__isnull=True),
                name="in_app_standing_by_unit",
            )
        ]

    def __str__(self) -> str:
        return self.key
