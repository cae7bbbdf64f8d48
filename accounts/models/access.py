"""The access log: who saw or did what with whose data, when and from which unit (PDL 4 kap. 3 §, HSLF-FS 2016:40)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessLogEntry(models.Model):
    """One reading or act. Plain values and no foreign keys: it outlives what it speaks of. Rows are only ever added.

    `person_oid` and `person_value` are the identity as it was; `number` is drawn when the row is sealed.
    """

    class What(models.TextChoices):
        READ = "read", _("läste")
        LISTED = "listed", _("visade i lista")
        SEARCHED = "searched", _("sökte")
        PRINTED = "printed", _("skrev ut")
        EXPORTED = "exported", _("exporterade")
        UNMASKED = "unmasked", _("visade skyddad uppgift")
        CHANGED = "changed", _("ändrade")
        REFUSED = "refused", _("nekades")

    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What.choices)
    detail = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=120, blank=True)
    system_name = models.CharField(max_length=60, blank=True)
    assignment_ref = models.UUIDField(null=True)
    role = models.CharField(max_length=24, blank=True)
    unit_ref = models.UUIDField(null=True)
    unit_name = models.CharField(max_length=120, blank=True)
    controller_ref = models.UUIDField(null=True)
    case_ref = models.UUIDField(null=True)
    subject_ref = models.UUIDField(null=True)
    patient_ref = models.UUIDField(null=True)
    person_oid = models.CharField(max_length=64, blank=True)
    person_value = models.CharField(max_length=40, blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("åtkomst")
        verbose_name_plural = _("åtkomstlogg")
        indexes = [
            models.Index("patient_ref", "at", name="access_by_patient"),
            models.Index("controller_ref", "at", name="access_by_controller"),
            models.Index("user_id", "at", name="access_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.what}"
