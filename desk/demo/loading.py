"""Loading the fictional region, once; and emptying the database for a new beginning."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.db import connection, transaction

from accounts.actor import Actor
from accounts.models import Principal
from agreements.services import load_versions
from desk.demo.addressing import divide, name_places
from desk.demo.courses import tell_every_course
from desk.demo.grounds import tell_every_ground
from desk.demo.moves import tell_every_move
from desk.demo.organisations import REGION_CODE, open_organisations
from desk.demo.patients import RESIDENTS, register_residents
from desk.demo.people import employ
from desk.demo.processes import tell_every_process
from desk.demo.residents import RESIDENTS as MORE_RESIDENTS
from desk.demo.stays import tell_every_stay
from desk.demo.stories import tell_everything
from desk.demo.telling import Telling
from notifications.delivery import deliver

LOADER: Final = Actor.system("demo")
# What migrations have put there, and what says which of them have been run.
KEPT: Final = frozenset(
    {"django_migrations", "django_content_type", "auth_permission", "accounts_county", "accounts_municipality"}
)


@transaction.atomic
def load(now: datetime) -> bool:
    """Whether the region was loaded now; False when it was there already."""
    if Principal.objects.filter(code=REGION_CODE).exists():
        return False
    name_places()
    organisations = open_organisations(LOADER, now)
    assignments = employ(organisations, LOADER, now)
    divide(organisations, LOADER, now)
    residents = register_residents(organisations, (*RESIDENTS, *MORE_RESIDENTS))
    load_versions(by=LOADER, now=now)
    told = Telling(organisations, assignments, residents, now)
    tell_everything(told)
    tell_every_stay(told)
    tell_every_course(told)
    tell_every_process(told)
    tell_every_ground(told)
    tell_every_move(told)
    return True


def deliver_everything(now: datetime) -> None:
    """What the stories have told units stands in their lists at once, without waiting for the worker."""
    while deliver(now):
        pass


@transaction.atomic
def empty() -> None:
    """Nothing is left but the tables and the official codes. Only their owner may do this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall() if name not in KEPT]
        quoted = [connection.ops.quote_name(name) for name in tables]
        for name in quoted:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(quoted)} RESTART IDENTITY")
        for name in quoted:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        for table in ("accounts_county", "accounts_municipality"):
            cursor.execute(f"DELETE FROM {table} WHERE code LIKE %s", [f"{REGION_CODE}%"])
    transaction.on_commit(cache.clear)
