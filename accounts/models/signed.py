"""Rows that tell who did something, in which assignment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def signed_by_somebody(name: str) -> models.CheckConstraint:
    """The constraint that a person or a named system stands behind the row."""
    return models.CheckConstraint(
        condition=Q(user_id__isnull=False) | ~Q(system_name=""), name=f"{name}_is_signed_by_somebody"
    )


class Signed(models.Model):
    """Plain values and no foreign keys: the signature outlives the account. Filled from `Actor.signature`."""

    user_id = models.BigIntegerField(null=True, blank=True)
    user_name = models.CharField(max_length=120, blank=True)
    system_name = models.CharField(max_length=60, blank=True)
    assignment_ref = models.UUIDField(null=True, blank=True)
    role = models.CharField(max_length=24, blank=True)

    class Meta:
        abstract = True
