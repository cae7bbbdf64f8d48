"""Rows that are derived again after each event: one that stays as it was is not written."""

from __future__ import annotations

from typing import Any

from django.db.models import Model


def set_columns(row: Model, **columns: Any) -> None:
    """Save the row with these values, if it is new or one of them differs."""
    if row.pk is None or any(getattr(row, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
