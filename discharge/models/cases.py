"""Cases: one person, one matter; and which units take part in them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.kinds import Side
from accounts.models import Controller, Unit
from accounts.models.guarded import Guarded
from accounts.roles import Permission
from discharge.models.grants import READ_EXTRA, READ_PROTECTED
from discharge.models.pairs import not_before
from discharge.models.patients import Patient
from discharge.models.visibility import admitted, on_any_side

if TYPE_CHECKING:
    from accounts.actor import Actor


class CaseCounter(models.Model):
    """The last case number of a year, drawn under the row's lock."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("year", "last")

    class Meta:
        verbose_name = _("ärendenummerserie")
        verbose_name_plural = _("ärendenummerserier")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that a unit of the actor takes part in, or that she was granted; protected ones to the named only."""
        return self.filter(on_any_side(actor, lambda own: admitted(actor, own, "pk")))

    def open(self) -> Self:
        """Those that are not closed."""
        return self.filter(closed_at__isnull=True)


class Case(Guarded):
    """The root of everything about one matter. Whoever writes in it locks this row first.

    `number` is what people say ("26-1163"); `last_seq` is the number of its latest event.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("ärendenummer"), max_length=12, unique=True)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="cases")
    opened_at = models.DateTimeField(_("öppnat"))
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    last_seq = models.IntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "ref", "number", "patient", "opened_at", "closed_at", "last_seq")

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        constraints = [
            not_before("case_closes_after_it_opens", "closed_at", "opened_at"),
            models.CheckConstraint(condition=Q(number__regex=r"^\d{2}-[1-9]\d*$"), name="case_number_can_be_said"),
        ]
        # A grant to a person (django-guardian), besides the unit's participation.
        permissions = [
            (READ_EXTRA, "may read the case without belonging to a unit that takes part"),
            (READ_PROTECTED, "may read the case of a person with protected identity"),
        ]
        default_permissions = ()
        indexes = [models.Index(fields=["patient", "opened_at"], name="case_by_patient")]

    def __str__(self) -> str:
        return self.number

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """The role's where a unit of the actor takes part; an extra reader only reads."""
        takes_part = self.participations.filter(unit_id__in=actor.unit_ids, to_at__isnull=True).exists()
        return actor.permissions if takes_part else actor.permissions & {Permission.READ_CASE}


class Participation(models.Model):
    """A unit takes part in a case from one instant to another: it may see the case meanwhile.

    Controller and side are the unit's own when it began; what its side has sent or received is what it sees.
    """

    class Capacity(models.TextChoices):
        OPENER = "opener", _("öppnade ärendet")
        RECIPIENT = "recipient", _("mottagare")

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    controller = models.ForeignKey(Controller, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        "id",
        "case",
        "unit",
        "controller",
        "side",
        "capacity",
        "from_at",
        "to_at",
    )

    class Meta:
        verbose_name = _("deltagande")
        verbose_name_plural = _("deltaganden")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit"], condition=Q(to_at__isnull=True), name="participation_is_open_once_per_unit"
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["opener", "recipient"]), name="participation_capacity_known"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="participation_side_known"),
            not_before("participation_ends_after_it_begins", "to_at", "from_at"),
        ]
        indexes = [
            models.Index(fields=["unit", "case"], condition=Q(to_at__isnull=True), name="participation_open_by_unit")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.unit}"
