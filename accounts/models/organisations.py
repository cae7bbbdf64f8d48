"""Principal, controller and unit: who answers for the care, who for the data, and where the work is done."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import HSA_ID, organisation_number
from accounts.kinds import SIDE_OF, OutsideBy, Side, Speciality, UnitKind
from accounts.models.dated import Dated, DatedQuerySet, Row, dates_in_order
from accounts.models.guarded import Guarded
from accounts.roles import ADMINISTRATION, Permission

if TYPE_CHECKING:
    from accounts.actor import Actor


class DirectoryQuerySet(DatedQuerySet[Row]):
    """Organisations and units, which everybody who works in the system may know of."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them: addressing needs the whole directory."""
        return self if actor.may(Permission.SEE_DIRECTORY) else self.none()


class Principal(Dated, Guarded):
    """A region, a municipality, or one that is both (1 kap. 1 § st 2).

    A region's code is the county's; a municipality's, and that of one which is both, is the municipality's.
    """

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("kommun")
        BOTH = "both", _("region och kommun")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    code = models.CharField(_("läns- eller kommunkod"), max_length=4)
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)

    objects = DirectoryQuerySet["Principal"].as_manager()

    class Meta:
        verbose_name = _("huvudman")
        verbose_name_plural = _("huvudmän")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="principal_code_begins_once_a_day"),
            models.CheckConstraint(
                condition=Q(kind="region", code__regex=r"^\d{2}$")
                | Q(kind__in=["municipality", "both"], code__regex=r"^\d{4}$"),
                name="principal_code_is_of_its_kind",
                violation_error_message=_("En region har länets kod, två siffror; en kommun har fyra."),
            ),
            dates_in_order("principal"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def county_code(self) -> str:
        """The code of the county."""
        return self.code[:2]

    @property
    def is_region(self) -> bool:
        """Whether it answers for what a region does."""
        return self.kind != self.Kind.MUNICIPALITY

    @property
    def is_municipality(self) -> bool:
        """Whether it answers for what a municipality does."""
        return self.kind != self.Kind.REGION

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Administered by whoever covers it as a whole."""
        return actor.permissions if self.pk in actor.principal_ids else actor.permissions - ADMINISTRATION


class Controller(Dated, Guarded):
    """Who is responsible for the personal data: a board of a principal, or a private provider (PDL 2 kap. 6 §)."""

    class Kind(models.TextChoices):
        BOARD = "board", _("nämnd")
        PRIVATE_PROVIDER = "private_provider", _("privat utförare")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="controllers", verbose_name=_("huvudman"))
    kind = models.CharField(_("slag"), max_length=16, choices=Kind.choices)
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    organisation_number = models.CharField(
        _("organisationsnummer"), max_length=11, blank=True, validators=[organisation_number]
    )

    objects = DirectoryQuerySet["Controller"].as_manager()

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

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Administered by whoever covers it as a whole."""
        return actor.permissions if self.pk in actor.controller_ids else actor.permissions - ADMINISTRATION


class Unit(Dated, Guarded):
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
    hsa_id = models.CharField(_("HSA-id"), max_length=31, blank=True, validators=[HSA_ID])
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    hours = models.CharField(_("öppettider"), max_length=200, blank=True)
    after_hours = models.CharField(_("utanför öppettiderna"), max_length=200, blank=True)
    send_here = models.CharField(_("vad som ska skickas hit"), max_length=300, blank=True)
    stand_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="stands_in_for", verbose_name=_("ersättare")
    )
    district = models.CharField(_("stadsdel"), max_length=80, blank=True)
    discreet = models.BooleanField(_("visas inte för andra mottagare"), default=False)
    # How it is reached instead, where nobody works in the system; empty for all others.
    outside = models.CharField(_("nås utanför systemet"), max_length=8, choices=OutsideBy.choices, blank=True)

    objects = DirectoryQuerySet["Unit"].as_manager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(
                fields=["hsa_id"],
                name="unit_hsa_id_is_used_by_one_open_unit",
                condition=~Q(hsa_id="") & Q(valid_to__isnull=True),
                violation_error_message=_("HSA-id:t används redan av en annan enhet."),
            ),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(condition=Q(speciality__in=Speciality.values), name="unit_speciality_known"),
            models.CheckConstraint(
                condition=Q(outside__in=["", *OutsideBy.values]), name="unit_outside_known"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(stand_in=F("id")), name="unit_is_not_its_own_stand_in"),
            dates_in_order("unit"),
        ]
        indexes = [
            models.Index(fields=["controller", "kind"], name="unit_by_controller_and_kind"),
            models.Index(fields=["sort_key", "id"], name="unit_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> Side:
        """Its side of the wall between social services and health care."""
        return SIDE_OF[self.kind]

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Administered by whoever covers its controller."""
        return actor.permissions if self.controller_id in actor.controller_ids else actor.permissions - ADMINISTRATION


class UnitGroupQuerySet(models.QuerySet["UnitGroup"]):
    """Named groups of units."""

    def visible_to(self, actor: Actor) -> Self:
        """Those with a unit that the actor works at or administers."""
        if actor.is_system:
            return self
        ours = Q(units__in=actor.unit_ids) | Q(units__controller__in=actor.controller_ids)
        return self.filter(ours).distinct()

    def within(self, controller_ids: tuple[int, ...]) -> Self:
        """Those whose units all belong to the controllers."""
        elsewhere = UnitGroup.units.through.objects.exclude(unit__controller__in=controller_ids)
        return self.exclude(id__in=elsewhere.values("unitgroup_id"))


class UnitGroup(Guarded):
    """Units that one assignment covers together; its members may stand on both sides of the wall."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=160, editable=False)
    units = models.ManyToManyField(Unit, related_name="groups", verbose_name=_("enheter"))

    objects = UnitGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhetsgrupp")
        verbose_name_plural = _("enhetsgrupper")
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Administered by whoever covers the controllers of all its units."""
        if UnitGroup.objects.within(actor.controller_ids).filter(pk=self.pk).exists():
            return actor.permissions
        return actor.permissions - ADMINISTRATION
