"""Requests that have been answered: the same key again gives the same answer and no second effect."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnsweredRequest(models.Model):
    """One key of one assignment. request_sha256: what was asked, so that a key is not reused for something else."""

    assignment_ref = models.UUIDField()
    key = models.CharField(max_length=64)
    request_sha256 = models.CharField(max_length=64)
    answer_ref = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "assignment_ref", "key", "request_sha256", "answer_ref", "at")

    class Meta:
        verbose_name = _("besvarad förfrågan")
        verbose_name_plural = _("besvarade förfrågningar")
        constraints = [
            models.UniqueConstraint(fields=["assignment_ref", "key"], name="request_key_is_used_once_per_assignment")
        ]
        indexes = [models.Index(fields=["at"], name="request_by_time")]

    def __str__(self) -> str:
        return self.key
