"""Constraints that several tables share: columns that are set together, and times in order."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


def set_together(name: str, *fields: str) -> models.CheckConstraint:
    """The claim that all of the columns are set or none of them."""
    both = Q(**{f"{field}__isnull": False for field in fields})
    neither = Q(**{f"{field}__isnull": True for field in fields})
    return models.CheckConstraint(condition=both | neither, name=name)


def not_before(name: str, later: str, earlier: str) -> models.CheckConstraint:
    """The claim that what ends does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)}), name=name
    )
