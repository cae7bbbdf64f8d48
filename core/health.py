"""Whether the product works: database, Redis, and how long ago the worker and the sweep were heard of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from redis.exceptions import RedisError

from core.models import Heartbeat

WORKER = "worker"
SWEEP = "sweep"


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """A part's last sign; `at` is None when there never was one. Late is a warning, for staff and alarms."""

    part: str
    at: datetime | None
    age_seconds: int | None
    late: bool


@dataclass(frozen=True, slots=True)
class Health:
    """What works now. Without database or Redis no page can be answered; a silent worker only delays."""

    database: bool
    redis: bool
    signs: tuple[SignOfLife, ...]

    @property
    def can_answer(self) -> bool:
        """Whether pages can be answered."""
        return self.database and self.redis


def record_sign(part: str, now: datetime) -> None:
    """Note that the part works."""
    Heartbeat.objects.update_or_create(part=part, defaults={"at": now})


def examine(now: datetime) -> Health:
    """Ask every part."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        heard = dict(Heartbeat.objects.values_list("part", "at"))
        database = True
    except Error:
        heard, database = {}, False
    return Health(database, _redis_answers(), tuple(_sign(part, heard.get(part), now) for part in _parts()))


def _redis_answers() -> bool:
    try:
        cache.get("health")
    except RedisError:
        return False
    return True


def _parts() -> tuple[str, ...]:
    return tuple(settings.HEARTBEAT_LATE_AFTER)


def _sign(part: str, at: datetime | None, now: datetime) -> SignOfLife:
    if at is None:
        return SignOfLife(part, None, None, late=True)
    age = now - at
    return SignOfLife(part, at, int(age.total_seconds()), late=age > settings.HEARTBEAT_LATE_AFTER[part])
