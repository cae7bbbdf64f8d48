"""Registers beside the cases: who lives where, who is listed where, and which unit answers for which address."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.models.dated import Dated, DatedQuerySet, dates_in_order
from accounts.models.geography import MUNICIPALITY_CODE
from discharge.models.pairs import set_together
from discharge.models.patients import PersonDetails
from discharge.models.protection import Protection


class PopulationEntry(PersonDetails):
    """A person in the embedded population register, which stands where no real one is connected."""

    oid = models.CharField(max_length=64)
    value = models.CharField(max_length=40)
    replaced_by_oid = models.CharField(max_length=64, blank=True)
    replaced_by_value = models.CharField(max_length=40, blank=True)

    PERSONAL: ClassVar[tuple[str, ...]] = (*PersonDetails.PERSONAL, "value", "replaced_by_value")
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "oid", "replaced_by_oid")

    class Meta:
        verbose_name = _("person i folkbokföringen")
        verbose_name_plural = _("personer i folkbokföringen")
        constraints = [
            models.UniqueConstraint(fields=["oid", "value"], name="population_number_is_one_persons"),
            models.CheckConstraint(condition=Q(protection__in=Protection.values), name="population_protection_known"),
            models.CheckConstraint(
                condition=Q(replaced_by_oid="", replaced_by_value="")
                | ~Q(replaced_by_oid="") & ~Q(replaced_by_value=""),
                name="population_replacement_is_a_whole_number",
            ),
            models.CheckConstraint(
                condition=~Q(protection=Protection.FICTITIOUS) | Q(replaced_by_oid=""),
                name="population_fictitious_is_linked_to_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.oid} {self.pk}"


class ListingEntry(Dated):
    """Where a person is listed (val av utförare), in the embedded listing register."""

    oid = models.CharField(max_length=64)
    value = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="listings")

    objects = DatedQuerySet["ListingEntry"].as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ("value", "unit", "valid_from", "valid_to")
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "oid")

    class Meta:
        verbose_name = _("listning")
        verbose_name_plural = _("listningar")
        constraints = [
            models.UniqueConstraint(
                fields=["oid", "value"], condition=Q(valid_to__isnull=True), name="listing_is_at_one_unit_at_a_time"
            ),
            dates_in_order("listing"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.pk}"


class Area(Dated):
    """A part of a municipality: a district, a range of postal codes, both, or with neither the whole of it."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality_code = models.CharField(_("kommun"), max_length=4, validators=[MUNICIPALITY_CODE])
    district = models.CharField(_("stadsdel"), max_length=80, blank=True)
    postal_code_from = models.CharField(_("postnummer från"), max_length=5, null=True, blank=True)
    postal_code_to = models.CharField(_("postnummer till och med"), max_length=5, null=True, blank=True)

    class Meta:
        abstract = True


def _postal_codes_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(postal_code_from__isnull=True) | Q(postal_code_to__gte=F("postal_code_from")),
        name=f"{name}_postal_codes_in_order",
    )


class AddressRule(Area):
    """Which municipal unit answers for a person who lives in an area, and if need be is born on certain days.

    `speciality` of the unit says for what. Of several rules that fit, the one with the lowest `rank` is proposed.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="address_rules", verbose_name=_("enhet"))
    birth_day_from = models.PositiveSmallIntegerField(_("född dag från"), null=True, blank=True)
    birth_day_to = models.PositiveSmallIntegerField(_("född dag till och med"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("ordning"), default=100)

    objects = DatedQuerySet["AddressRule"].as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "unit", "municipality_code", "district", "postal_code_from", "postal_code_to"),
        *("birth_day_from", "birth_day_to", "rank", "valid_from", "valid_to"),
    )

    class Meta:
        verbose_name = _("adressregel")
        verbose_name_plural = _("adressregler")
        constraints = [
            set_together("address_rule_postal_codes_together", "postal_code_from", "postal_code_to"),
            set_together("address_rule_birth_days_together", "birth_day_from", "birth_day_to"),
            _postal_codes_in_order("address_rule"),
            models.CheckConstraint(
                condition=Q(birth_day_from__isnull=True)
                | Q(birth_day_from__gte=1, birth_day_to__lte=31, birth_day_to__gte=F("birth_day_from")),
                name="address_rule_birth_days_in_a_month",
            ),
            dates_in_order("address_rule"),
        ]
        indexes = [models.Index(fields=["municipality_code", "rank"], name="address_rule_by_municipality")]

    def __str__(self) -> str:
        return f"{self.municipality_code} {self.unit}"


class AreaResponsibility(Area):
    """Which open-care unit answers for a person who lives in an area and is listed nowhere."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="area_responsibilities", verbose_name=_("enhet"))

    objects = DatedQuerySet["AreaResponsibility"].as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "unit", "municipality_code", "district", "postal_code_from", "postal_code_to"),
        *("valid_from", "valid_to"),
    )

    class Meta:
        verbose_name = _("områdesansvar")
        verbose_name_plural = _("områdesansvar")
        constraints = [
            set_together("area_responsibility_postal_codes_together", "postal_code_from", "postal_code_to"),
            _postal_codes_in_order("area_responsibility"),
            dates_in_order("area_responsibility"),
        ]
        indexes = [models.Index(fields=["municipality_code"], name="area_by_municipality")]

    def __str__(self) -> str:
        return f"{self.municipality_code} {self.unit}"
