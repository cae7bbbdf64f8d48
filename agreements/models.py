"""Versions of agreements as they were loaded, and from which day to which one of them holds somewhere."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, Final

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import Dated, DatedQuerySet, dates_in_order
from accounts.models.geography import COUNTY_CODE

# As long as a deadline has room for.
ID_LENGTH: Final = 80
ONE_OR_ALL: Final = RegexValidator(r"\A(\d{4})?\Z", _("Kommunkoden har fyra siffror; tom är den för alla kommuner."))


# Of several versions of the act that are in force, the one that began last.
LATEST_FIRST: Final = (F("valid_from").desc(nulls_last=True), "-loaded_at", "pk")


def in_force(day: date) -> Q:
    """Which versions say of themselves that they hold on a day; both ends may be open, and the last day counts."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class AgreementVersion(models.Model):
    """One agreement as its file told it when it was loaded. Rows are only ever added.

    document: the whole file, to the letter; several versions may stand in one. bases: by id, the files of those that
    this one inherits from, so that its terms never change by another's. region_code: the county's, empty for the act
    itself. region_code, valid_from and valid_to are what the document says; what it means is read from it
    (`agreements.reading`).
    """

    id = models.SlugField(_("id"), primary_key=True, max_length=ID_LENGTH)
    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("titel"), max_length=200)
    region_code = models.CharField(_("länskod"), max_length=2, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_to = models.DateField(_("gäller till och med"), null=True, blank=True)
    document = models.TextField(_("text"))
    bases = models.JSONField(_("ärver från"), default=dict, blank=True)
    sha256 = models.CharField(_("textens sha256"), max_length=64)
    loaded_at = models.DateTimeField(_("inläst"))

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "title", "region_code", "valid_from", "valid_to", "document", "bases", "sha256", "loaded_at"),
    )

    class Meta:
        verbose_name = _("version av en överenskommelse")
        verbose_name_plural = _("versioner av överenskommelser")
        ordering = ("region_code", "id")
        indexes = [models.Index(fields=["region_code", "valid_from"], name="agreement_version_by_region")]

    def __str__(self) -> str:
        return self.id


class Binding(Dated):
    """That a version holds between a region and one of its municipalities, or all of them.

    region_code: the county's. municipality_code: empty for every municipality of the region that has no binding of its
    own on the day. Of a binding only its last day is ever changed.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region_code = models.CharField(_("länskod"), max_length=2, validators=[COUNTY_CODE])
    municipality_code = models.CharField(_("kommunkod"), max_length=4, blank=True, validators=[ONE_OR_ALL])
    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="bindings", verbose_name=_("version"))

    objects = DatedQuerySet["Binding"].as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "region_code", "municipality_code", "version", "valid_from", "valid_to"),
    )

    class Meta:
        verbose_name = _("gällande överenskommelse")
        verbose_name_plural = _("gällande överenskommelser")
        ordering = ("region_code", "municipality_code", "valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "municipality_code", "valid_from"], name="binding_begins_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["region_code", "municipality_code"],
                condition=Q(valid_to__isnull=True),
                name="binding_is_open_once",
            ),
            models.CheckConstraint(condition=Q(region_code__regex=r"^\d{2}$"), name="binding_is_of_a_region"),
            models.CheckConstraint(
                condition=Q(municipality_code__regex=r"^(\d{4})?$"), name="binding_is_for_one_municipality_or_all"
            ),
            dates_in_order("binding"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_code or self.region_code} {self.version_id} {self.valid_from}"
