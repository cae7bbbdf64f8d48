"""Rows that hold from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


def dates_in_order(name: str) -> models.CheckConstraint:
    """The constraint that a row does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=f"{name}_ends_after_it_begins",
        violation_error_message=_("Sista dagen kan inte vara före första dagen."),
    )


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that are asked for by day."""

    def valid_on(self, day: date) -> Self:
        """The rows that hold on a day; the last day counts."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def not_over_on(self, day: date) -> Self:
        """The rows that hold on a day or later."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Dated(models.Model):
    """From and to are dates in Sweden, both included; no `valid_to` means until further notice."""

    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till och med"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_valid_on(self, day: date) -> bool:
        """Whether the row holds on a day; the last day counts."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
