"""Which template each made-up case copies, at which units and about whom: the same for the same number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.sorting import sort_key

# One case in so many is open: a stay lasts a week or two, and is kept for years.
ONE_OPEN_IN: Final = 20
OLDEST_DAYS: Final = 3 * 365
SURNAMES: Final = (
    *("Almén", "Blomstrand", "Cedergård", "Dahlkvist", "Ekdalen", "Forsgård", "Granlöv", "Hedgren", "Idhammar"),
    *("Jungland", "Kvistberg", "Lindåker", "Mossberg", "Nyhage", "Oxelgren", "Palmgård", "Rosenlöv", "Sjögårde"),
    *("Tallroth", "Ulvhage", "Vikmark", "Ålgren", "Ängmark", "Örnhed", "Björklöv", "Furugård", "Gransjö", "Hagkvist"),
    *("Klintmark", "Lövhage", "Månsgård", "Norrhage", "Rönnkvist", "Skogmark", "Stenhage", "Sundlöv", "Vretmark"),
    *("Åkerlöv", "Älvgård", "Östhage", "Bergmark", "Grenhage", "Holmkvist"),
)
GIVEN_NAMES: Final = (
    *("Agda", "Birger", "Cajsa", "Doris", "Egon", "Folke", "Greta", "Hjördis", "Inga", "Julius", "Kerstin", "Lage"),
    *("Märta", "Nanna", "Olga", "Pontus", "Ragnar", "Signe", "Torsten", "Ulrik", "Valborg", "Ylva", "Åke", "Ärla"),
    *("Örjan", "Tyra", "Sixten", "Rut", "Ebba"),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a template. unit_set: 0 is the readers' own. days_ago: how much earlier everything happened."""

    template: int
    unit_set: int
    days_ago: int
    given_names: str
    surname: str
    sort_key: str


def copy_of(number: int, open_ones: Sequence[int], closed_ones: Sequence[int], *, sets: int, readers: int) -> Copy:
    """The copy with this number, from 1.

    readers: how many of the open ones are at the readers' units, the first ones; no others ever are, so that their
    pages show the same however many cases there are. The closed ones are spread over all units alike.
    """
    nth_open, is_closed = divmod(number, ONE_OPEN_IN)
    if is_closed:
        round_of_sets, unit_set = divmod(number - nth_open, sets)
        template, days_ago = closed_ones[round_of_sets % len(closed_ones)], 1 + number % OLDEST_DAYS
    else:
        unit_set = 0 if nth_open <= readers else 1 + nth_open % (sets - 1)
        template, days_ago = open_ones[nth_open % len(open_ones)], 0
    surname = SURNAMES[number % len(SURNAMES)]
    given_names = GIVEN_NAMES[number % len(GIVEN_NAMES)]
    return Copy(template, unit_set, days_ago, given_names, surname, sort_key(f"{surname} {given_names}"))
