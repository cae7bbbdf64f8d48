"""Instants that the API is told."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import is_naive
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class Instant(serializers.DateTimeField):
    """An instant that says its offset: nobody guesses which clock was meant."""

    default_error_messages = {"naive": _("Ange tiden med tidszon, till exempel 2026-03-12T09:00:00+01:00.")}

    def enforce_timezone(self, value: datetime) -> datetime:
        """The instant. Raises: ValidationError for one without an offset."""
        if is_naive(value):
            self.fail("naive")
        return super().enforce_timezone(value)
