"""Whose row an episode belongs to: the municipality, its city district, or a unit that is reported and never billed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.episodes import Episode
from rules.errors import InvalidInput, Problem
from rules.terms import Grouping, Terms


class Outside(StrEnum):
    """Why the episodes of a row are never billed (parameter 18; the last: a given grouping leaves them out)."""

    OUT_OF_COUNTY = "out_of_county"
    NO_MUNICIPALITY = "no_municipality"
    NOT_IN_GROUPS = "not_in_groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Per whom a mean is taken and an invoice written. Municipality and district are None where the label was given."""

    label: str
    municipality: str | None = None
    district: str | None = None
    outside: Outside | None = None


MUNICIPALITY_CODE = re.compile(r"\d{4}")
UNITS = {unit: Group(label=unit, outside=unit) for unit in Outside}


def grouped(
    episodes: Sequence[Episode], terms: Terms, named: Mapping[str, Sequence[str]] | None
) -> dict[Group, list[Episode]]:
    """Every episode in exactly one group, in the order given: the liability groups first, then the units outside.

    named: label to episode ids, in the order wanted, or None for the agreement's own grouping, by code and district.
    An episode from outside the parties is outside whatever `named` says.
    Raises: InvalidInput for an unknown id, an id named twice, and a missing district where the agreement splits.
    """
    groups, group_of = _by_agreement(episodes, terms) if named is None else _by_name(episodes, named)
    members: dict[Group, list[Episode]] = {group: [] for group in groups}
    outside: dict[Group, list[Episode]] = {unit: [] for unit in UNITS.values()}
    for episode in episodes:
        party = party_of(episode, terms)
        if isinstance(party, Outside):
            outside[UNITS[party]].append(episode)
        elif episode.id in group_of:
            members[group_of[episode.id]].append(episode)
        else:
            outside[UNITS[Outside.NOT_IN_GROUPS]].append(episode)
    return members | {unit: own for unit, own in outside.items() if own}


def party_of(episode: Episode, terms: Terms) -> str | Outside:
    """The code of an episode's municipality, or the unit outside where that is no party to the agreement."""
    municipality = episode.municipality
    if municipality is None:
        return Outside.NO_MUNICIPALITY
    if terms.region is not None and not municipality.startswith(terms.region):
        return Outside.OUT_OF_COUNTY
    municipalities = [party for party in terms.parties if MUNICIPALITY_CODE.fullmatch(party)]
    return Outside.OUT_OF_COUNTY if municipalities and municipality not in municipalities else municipality


def _by_agreement(episodes: Sequence[Episode], terms: Terms) -> tuple[list[Group], dict[str, Group]]:
    """The municipalities, or districts where they are split, by code and district; and whose each episode is."""
    population = terms.population
    keys: dict[str, tuple[str, str]] = {}
    problems = []
    for index, episode in enumerate(episodes):
        party = party_of(episode, terms)
        if isinstance(party, Outside):
            continue
        if population.split.get(party, population.group) is not Grouping.CITY_DISTRICT:
            keys[episode.id] = (party, "")
        elif episode.district:
            keys[episode.id] = (party, episode.district)
        else:
            problems.append(Problem(f"episodes[{index}].district", f"is required: {party} is split by it"))
    if problems:
        raise InvalidInput(*problems)
    found = sorted(set(keys.values()))
    bearers = Counter(district for _, district in found)
    groups = {key: _municipal_group(*key, bearers[key[1]]) for key in found}
    return list(groups.values()), {id_: groups[key] for id_, key in keys.items()}


def _municipal_group(municipality: str, district: str, bearers: int) -> Group:
    """A group named by its district, the code in front where districts of several municipalities share the name."""
    if not district:
        return Group(label=municipality, municipality=municipality)
    label = district if bearers == 1 else f"{municipality} {district}"
    return Group(label=label, municipality=municipality, district=district)


def _by_name(episodes: Sequence[Episode], named: Mapping[str, Sequence[str]]) -> tuple[list[Group], dict[str, Group]]:
    """The groups as given, and whose each episode is."""
    known = {episode.id for episode in episodes}
    times = Counter(id_ for ids in named.values() for id_ in ids)
    problems = [Problem("groups", f"there is no episode {id_}") for id_ in times if id_ not in known]
    problems += [Problem("groups", f"the episode {id_} is named {n} times") for id_, n in times.items() if n > 1]
    if problems:
        raise InvalidInput(*problems)
    groups = {label: Group(label=label) for label in named}
    return list(groups.values()), {id_: groups[label] for label, ids in named.items() for id_ in ids}
