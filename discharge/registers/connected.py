"""The registers of this installation, as its settings name them."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from discharge.registers.addresses import AddressRegister
from discharge.registers.listing import ListingRegister
from discharge.registers.population import PopulationRegister


def population() -> PopulationRegister:
    """Who people are and where they are registered."""
    return cast(PopulationRegister, _named("population"))


def listing() -> ListingRegister:
    """Where people have chosen to be listed."""
    return cast(ListingRegister, _named("listing"))


def addresses() -> AddressRegister:
    """Which unit answers for which address."""
    return cast(AddressRegister, _named("addresses"))


def _named(register: str) -> object:
    return import_string(settings.REGISTERS[register])()
