"""The open-care units that one of them may send a referral on to."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.kinds import UnitKind
from accounts.models import Unit


def other_open_care(unit: Unit, on: date) -> QuerySet[Unit]:
    """The other open units of open care in the same region, whoever runs them, by name; discreet ones are not named."""
    region = unit.controller.principal.county_code
    units = Unit.objects.valid_on(on).filter(kind=UnitKind.OPEN_CARE, controller__principal__code__startswith=region)
    return units.filter(discreet=False).exclude(pk=unit.pk).order_by("sort_key", "pk")
