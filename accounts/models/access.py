"""The access log: who saw or did what with whose data, when and from which unit (PDL 4 kap. 3 §, HSLF-FS 2016:40)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.signed import Signed, signed_by_somebody

_WHAT = ["read", "listed", "searched", "printed", "exported", "unmasked", "changed", "refused"]


class AccessLogEntry(Signed):
    """One reading or act. Plain values and no foreign keys: it outlives what it speaks of. Rows are only ever added.

    `person_oid` and `person_value` are the identity as it was. `subject_ref` is what was opened: a notice, a plan.
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
            models.Index(fields=["patient_ref", "at"], name="access_by_patient"),
            models.Index(fields=["controller_ref", "at"], name="access_by_controller"),
            models.Index(fields=["user_id", "at"], name="access_by_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=_WHAT),
                name="access_log_what_is_known",
            ),
            signed_by_somebody("access_log_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.what}"


class AccessLogSeal(models.Model):
    """A closed range of the access log and its hash: entries after `after_id` up to and including `last_id`.

    Each seal's hash covers the one before it, so that a row altered, removed or slipped in later breaks the chain.
    """

    number = models.BigIntegerField(unique=True)
    after_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    entries = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("försegling av åtkomstloggen")
        verbose_name_plural = _("förseglingar av åtkomstloggen")
        constraints = [
            models.CheckConstraint(condition=Q(last_id__gt=F("after_id")), name="access_log_seal_closes_a_range"),
            models.CheckConstraint(condition=Q(number__gte=1), name="access_log_seal_numbers_begin_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
