"""What was done with organisations, users and assignments: who gave whom which right, and when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.signed import Signed, signed_by_somebody


class AdministrativeEvent(Signed):
    """One administrative act, written by its service in the same transaction. Rows are only ever added."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject_ref = models.UUIDField()
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("administrativ händelse")
        verbose_name_plural = _("administrativa händelser")
        indexes = [models.Index(fields=["subject_ref", "at"], name="administrative_event_by_ref")]
        constraints = [signed_by_somebody("administrative_event")]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.kind}"
