"""Instants that the tests name."""

from datetime import UTC, datetime

NOON = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)  # 12.00 in Sweden
