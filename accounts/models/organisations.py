"""Principal, controller and unit: who answers for the care, who for the data, and where the work is done."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.kinds import SIDE_OF, Side, Speciality, UnitKind
from accounts.models.dated import Dated, DatedQuerySet, dates_in_order


class Principal(Dated):
    """A region, a municipality, or one that is both (1 kap. 1 § st 2)."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("kommun")
        BOTH = "both", _("region och kommun")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    code = models.CharField(_("län- eller kommunkod"), max_length=4)
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)

    objects = DatedQuerySet["Principal"].as_manager()

    class Meta:
        verbose_name = _("huvudman")
        verbose_name_plural = _("huvudmän")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="principal_code_begins_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=["region", "municipality", "both"]), name="principal_kind_known"),
            dates_in_order("principal"),
        ]

    def __str__(self) -> str:
        return self.name


class Controller(Dated):
    """Who is responsible for the personal data: a board of a principal, or a private provider (PDL 2 kap. 6 §)."""

    class Kind(models.TextChoices):
        BOARD = "board", _("nämnd")
        PRIVATE_PROVIDER = "private_provider", _("privat utförare")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="controllers", verbose_name=_("huvudman"))
    kind = models.CharField(_("slag"), max_length=16, choices=Kind.choices)
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    organisation_number = models.CharField(_("organisationsnummer"), max_length=11, blank=True)

    objects = DatedQuerySet["Controller"].as_manager()

    class Meta:
        verbose_name = _("personuppgiftsansvarig")
        verbose_name_plural = _("personuppgiftsansvariga")
        ordering = ("sort_key",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["board", "private_provider"]), name="controller_kind_known"),
            dates_in_order("controller"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(Dated):
    """Where the work is done and notices arrive. Its side of the wall follows from its kind."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    controller = models.ForeignKey(Controller, models.PROTECT, related_name="units", verbose_name=_("ansvarig"))
    kind = models.CharField(_("slag"), max_length=16, choices=UnitKind.choices)
    speciality = models.CharField(_("inriktning"), max_length=24, choices=Speciality.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("hör till")
    )
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    hsa_id = models.CharField(_("HSA-id"), max_length=31, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    hours = models.CharField(_("öppettider"), max_length=200, blank=True)
    after_hours = models.CharField(_("utanför öppettiderna"), max_length=200, blank=True)
    send_here = models.CharField(_("vad som ska skickas hit"), max_length=300, blank=True)
    stand_in = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="stands_in_for", verbose_name=_("ersättare")
    )
    district = models.CharField(_("stadsdel"), max_length=80, blank=True)
    discreet = models.BooleanField(_("visas inte för andra mottagare"), default=False)

    objects = DatedQuerySet["Unit"].as_manager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(
                "hsa_id", name="unit_hsa_id_is_used_by_one_open_unit", condition=~Q(hsa_id="") & Q(valid_to__isnull=True)
            ),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(stand_in=F("id")), name="unit_is_not_its_own_stand_in"),
            dates_in_order("unit"),
        ]
        indexes = [models.Index("controller", "kind", name="unit_by_controller_and_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> Side:
        return SIDE_OF[self.kind]


class UnitGroup(models.Model):
    """Units that one assignment covers together; its members may stand on both sides of the wall."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    units = models.ManyToManyField(Unit, related_name="groups", verbose_name=_("enheter"))

    class Meta:
        verbose_name = _("enhetsgrupp")
        verbose_name_plural = _("enhetsgrupper")
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name
