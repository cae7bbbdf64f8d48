"""The listing register (val av utförare): at which open-care unit a person has chosen to be listed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from accounts.models import Unit
from discharge.identifiers import Identity
from discharge.models import ListingEntry
from rules.calendar import days_after


class ListingRegister(Protocol):
    """Whatever can be asked where a person is listed."""

    def unit(self, identities: Collection[Identity], *, on: date) -> Unit | None:
        """The unit that has her on its list on a day in Sweden, under any of her numbers; None when none has."""


class EmbeddedListing:
    """The product's own table, which the demo and an import fill."""

    def unit(self, identities: Collection[Identity], *, on: date) -> Unit | None:
        """The open unit, the latest chosen. One query."""
        hers = Q(pk__in=[])
        for identity in identities:
            hers |= Q(oid=identity.oid, value=identity.value)
        entries = ListingEntry.objects.valid_on(on).filter(hers, unit__in=Unit.objects.valid_on(on))
        entry = entries.select_related("unit").order_by("-valid_from", "-pk").first()
        return entry.unit if entry else None

    @transaction.atomic
    def keep(self, identity: Identity, unit: Unit, *, valid_from: date) -> None:
        """She is listed at the unit from a day on; an earlier listing ends the day before."""
        entries = ListingEntry.objects.filter(oid=identity.oid, value=identity.value)
        entries.filter(valid_from__gte=valid_from).delete()
        entries.not_over_on(valid_from).update(valid_to=days_after(valid_from, -1))
        ListingEntry.objects.create(oid=identity.oid, value=identity.value, unit=unit, valid_from=valid_from)
