"""The outbox: what is to be sent, written in the transaction of what happened, and sent by the worker afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from notifications.models.urgency import Urgency


class OutboxQuerySet(models.QuerySet["OutboxRow"]):
    """Rows of the outbox."""

    def waiting(self, now: datetime) -> Self:
        """Those that are due, neither sent nor withdrawn, and that no worker is sending."""
        return self.filter(
            Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
            sent_at__isnull=True,
            withdrawn_at__isnull=True,
            next_try_at__lte=now,
        )


class OutboxRow(models.Model):
    """One thing that one unit is to be told. `key` is unique here and at the receiver, who may be given it twice.

    due_at: when it should be sent; next_try_at: the same, or later after failures. claimed_until: a worker is sending
    it; after that instant another one may. told_as: the key that the receiver was given, its own or a digest's.
    """

    key = models.CharField(max_length=160, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    link = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    told_as = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "key", "unit", "kind", "urgency", "link", "created_at", "due_at", "next_try_at"),
        *("claimed_until", "attempts", "last_error", "sent_at", "told_as", "withdrawn_at"),
    )

    class Meta:
        verbose_name = _("utgående avisering")
        verbose_name_plural = _("utgående aviseringar")
        constraints = [
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="outbox_urgency_known"),
            models.CheckConstraint(condition=~Q(key=""), name="outbox_key_is_given"),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(sent_at__isnull=True, withdrawn_at__isnull=True),
                name="outbox_waiting_by_next_try",
            ),
            models.Index(
                fields=["told_as"], condition=Q(withdrawn_at__isnull=True), name="outbox_unsettled_by_told_as"
            ),
        ]

    def __str__(self) -> str:
        return self.key
