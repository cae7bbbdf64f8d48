"""Where an inpatient can be moved: the wards of the hospital that has her, and those of others in its region."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.kinds import UnitKind
from accounts.models import Unit


def wards_of_the_hospital(ward: Unit, on: date) -> QuerySet[Unit]:
    """The other open wards of the same controller, by name."""
    return _wards(on).filter(controller=ward.controller_id).exclude(pk=ward.pk)


def wards_of_other_hospitals(ward: Unit, on: date) -> QuerySet[Unit]:
    """The open wards of other controllers in the same region, by name."""
    region = ward.controller.principal.county_code
    return _wards(on).filter(controller__principal__code__startswith=region).exclude(controller=ward.controller_id)


def _wards(on: date) -> QuerySet[Unit]:
    wards = Unit.objects.valid_on(on).filter(kind=UnitKind.WARD)
    return wards.select_related("controller__principal").order_by("sort_key", "pk")
