"""Drafts: what somebody is writing, saved as she writes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.models.guarded import Guarded
from discharge.models.cases import Case

if TYPE_CHECKING:
    from accounts.actor import Actor


class DraftKind(models.TextChoices):
    """What is being written."""

    MESSAGE = "message", _("meddelande")
    INCIDENT = "incident", _("avvikelse")


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts."""

    def visible_to(self, actor: Actor) -> Self:
        """Those written in the same assignment, at a unit that it still covers, in a case still visible to it."""
        return self.filter(
            Q(case__isnull=True) | Q(case__in=Case.objects.visible_to(actor)),
            assignment_ref=actor.assignment_ref,
            unit_id__in=actor.unit_ids,
        )


class Draft(Guarded):
    """An unsent notice or report, of one assignment only. It is changed and deleted freely; nobody has received it.

    content: as in the form, perhaps incomplete. case: empty for the first notice of a case that is not opened yet.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment_ref = models.UUIDField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="drafts")
    kind = models.CharField(max_length=32, choices=DraftKind.choices)
    content = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    objects = DraftQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ("content",)
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "assignment_ref", "unit", "case", "kind", "created_at", "updated_at", "version"),
    )

    class Meta:
        verbose_name = _("utkast")
        verbose_name_plural = _("utkast")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DraftKind.values), name="draft_kind_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="draft_version_begins_with_one"),
        ]
        indexes = [models.Index(fields=["assignment_ref", "-updated_at", "-id"], name="draft_by_assignment")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
