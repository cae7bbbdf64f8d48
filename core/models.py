"""Signs of life of the processes that nobody looks at."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a part of the product was last known to work. Holds nothing about persons."""

    part = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "livstecken"
        verbose_name_plural = "livstecken"

    def __str__(self) -> str:
        return f"{self.part} {self.at.isoformat()}"
