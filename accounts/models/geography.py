"""Official codes of counties and municipalities, as dated data."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import Dated, DatedQuerySet, dates_in_order

COUNTY_CODE = RegexValidator(r"\A\d{2}\Z", _("Länskoden har två siffror."))
MUNICIPALITY_CODE = RegexValidator(r"\A\d{4}\Z", _("Kommunkoden har fyra siffror."))


class County(Dated):
    """A county, whose code is also its region's."""

    code = models.CharField(_("länskod"), max_length=2, validators=[COUNTY_CODE])
    name = models.CharField(_("namn"), max_length=80)
    sort_key = models.CharField(max_length=120, editable=False)

    objects = DatedQuerySet["County"].as_manager()

    class Meta:
        verbose_name = _("län")
        verbose_name_plural = _("län")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="county_code_begins_once_a_day"),
            dates_in_order("county"),
        ]

    def __str__(self) -> str:
        return self.name


class Municipality(Dated):
    """A municipality; the first two digits of its code are the county's."""

    code = models.CharField(_("kommunkod"), max_length=4, validators=[MUNICIPALITY_CODE])
    name = models.CharField(_("namn"), max_length=80)
    sort_key = models.CharField(max_length=120, editable=False)

    objects = DatedQuerySet["Municipality"].as_manager()

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="municipality_code_begins_once_a_day"),
            dates_in_order("municipality"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def county_code(self) -> str:
        """The code of the county it lies in."""
        return self.code[:2]
