"""Whose turn it is in a case, and what is due when. Both are derived again after every event, never written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.models.guarded import Guarded
from discharge.models.cases import Case
from discharge.models.visibility import admitted, on_any_side

if TYPE_CHECKING:
    from accounts.actor import Actor


class TurnQuerySet(models.QuerySet["Turn"]):
    """Turns."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's own units."""
        return self.filter(on_any_side(actor, lambda own: admitted(actor, own, "case") & Q(unit_id__in=own.unit_ids)))


class Turn(Guarded):
    """What a case asks of one unit now. Every worklist sorts and pages on this table."""

    class Whose(models.TextChoices):
        OURS = "ours", _("vår tur")
        THEIRS = "theirs", _("väntar på andra")
        NOBODYS = "nobodys", _("inget att göra")

    case = models.ForeignKey(Case, models.PROTECT, related_name="turns")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="turns")
    step = models.CharField(max_length=32)
    action = models.CharField(max_length=32)
    whose = models.CharField(max_length=8, choices=Whose.choices)
    due_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    objects = TurnQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "case", "unit", "step", "action", "whose", "due_at", "changed_at")

    class Meta:
        verbose_name = _("tur")
        verbose_name_plural = _("turer")
        constraints = [
            models.UniqueConstraint(fields=["case", "unit"], name="turn_is_one_per_case_and_unit"),
            models.CheckConstraint(condition=Q(whose__in=["ours", "theirs", "nobodys"]), name="turn_whose_known"),
        ]
        indexes = [models.Index(fields=["unit", "whose", "due_at", "changed_at", "id"], name="turn_in_worklist_order")]

    def __str__(self) -> str:
        return f"{self.case} {self.unit} {self.action}"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Deadlines."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that the actor's own units must keep."""
        return self.filter(
            on_any_side(actor, lambda own: admitted(actor, own, "case") & Q(party_unit_id__in=own.unit_ids))
        )

    def unmet(self) -> Self:
        """Those neither done nor superseded, missed or not."""
        return self.filter(met_at__isnull=True, superseded_at__isnull=True)

    def running(self) -> Self:
        """The unmet that are not stamped as missed at the moment they are due."""
        return self.unmet().filter(_not_stamped())


def _not_stamped() -> Q:
    """A deadline that was moved later after it was missed runs again."""
    return Q(breached_at__isnull=True) | Q(breached_at__lt=F("due_at"))


class Deadline(Guarded):
    """One clock: what must be done by whom at the latest, on what ground. Upserted, never recreated.

    due_at: the last instant in time. subject: what it is about among several of its kind, else empty.
    breached_at: the legal moment (`due_at`), not the one when we noticed; it stays when a correction makes it met.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=40)
    party_unit = models.ForeignKey(Unit, models.PROTECT, related_name="deadlines")
    subject = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField()
    law = models.CharField(max_length=160)
    rules_version = models.CharField(max_length=32)
    terms_version = models.CharField(max_length=80)
    met_at = models.DateTimeField(null=True, blank=True)
    breached_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "case", "kind", "party_unit", "subject", "due_at", "law", "rules_version", "terms_version"),
        *("met_at", "breached_at", "superseded_at"),
    )

    class Meta:
        verbose_name = _("tid att hålla")
        verbose_name_plural = _("tider att hålla")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "party_unit", "subject"], name="deadline_is_one_per_kind_party_and_subject"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(met_at__isnull=True, superseded_at__isnull=True),
                name="deadline_running_by_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.party_unit}"
