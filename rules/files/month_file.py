"""A period as a file tells it (`settle`): an agreement, a month or quarter, and its episodes as figures or as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rules.billable import billable
from rules.episodes import Episode
from rules.errors import InvalidInput, Problem
from rules.facts import CareType, LegalForm, Stay
from rules.files.case_keys import as_written, mapping_as_written, said
from rules.files.corpus import terms_of
from rules.files.shapes import Fields, Here, instant, list_of, mapping_of, municipality_code, one_of, read, text, word
from rules.files.stay_file import FACTS, impossible, stay
from rules.files.yaml_text import Value, join
from rules.period import Period, period_named
from rules.settlement import Settlement, settle
from rules.stay_episodes import episode_of
from rules.terms import Terms

EPISODES: Final = "episodes"
CONDITION: Final = word(*(f"C{number}" for number in range(1, 14)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsEpisode:
    """An episode told by the whole facts of its stay."""

    id: str
    district: str | None
    stay: Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCase:
    """One period to settle. `groups`: label to episode ids, None to group as the agreement says."""

    name: str
    terms: Terms
    period: Period
    groups: Mapping[str, tuple[str, ...]] | None
    episodes: tuple[Episode | FactsEpisode, ...]
    expect: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    name: str
    agreement: Value
    period: str
    overrides: Mapping[str, Value] | None
    groups: Mapping[str, tuple[str, ...]] | None
    episodes: tuple[Episode | FactsEpisode, ...]
    expect: Mapping[str, Value] | None


def read_month_case(raw: Value) -> MonthCase:
    """The case that a file tells.

    Raises: InvalidInput with every problem found: first in shapes, then in the period and the agreement, then in what
    may be billed, then in the order of things.
    """
    written = read(raw, _case)
    period = period_named(written.period)
    terms = terms_of(written.agreement, None if written.overrides is None else dict(written.overrides))
    problems = [Problem(join("agreement", one.where), one.text) for one in billable(terms, period)]
    for index, episode in enumerate(written.episodes):
        if isinstance(episode, FactsEpisode):
            problems += impossible(episode.stay, f"{EPISODES}[{index}].{FACTS}")
    if problems:
        raise InvalidInput(*problems)
    return MonthCase(
        name=written.name,
        terms=terms,
        period=period,
        groups=written.groups,
        episodes=written.episodes,
        expect=written.expect,
    )


def settled(month: MonthCase) -> Settlement:
    """The period's figures, every episode told by facts evaluated first.

    Raises: Incomplete naming what the agreement lacks; InvalidInput for a list that cannot be settled without guessing.
    """
    episodes = [
        episode_of(one.stay, month.terms, id=one.id, district=one.district) if isinstance(one, FactsEpisode) else one
        for one in month.episodes
    ]
    return settle(month.terms, month.period, episodes, month.groups)


def _case(here: Here) -> _Written:
    fields = Fields(here)
    value = _Written(
        name=fields.required("name", text),
        agreement=fields.required("agreement", as_written),
        period=fields.required("period", text),
        overrides=fields.optional("overrides", mapping_as_written),
        groups=fields.optional("groups", mapping_of(text, list_of(text))),
        episodes=fields.required(EPISODES, list_of(_episode)),
        expect=fields.optional("expect", mapping_as_written),
    )
    fields.end()
    return value


def _episode(here: Here) -> Episode | FactsEpisode:
    fields = Fields(here)
    value: Episode | FactsEpisode
    if FACTS in fields.raw:
        value = FactsEpisode(
            id=fields.required("id", text),
            district=fields.optional("district", text),
            stay=fields.required(FACTS, stay),
        )
    else:
        value = Episode(
            id=fields.required("id", text),
            municipality=said(fields, "municipality", municipality_code),
            district=fields.optional("district", text),
            care_type=fields.required("care_type", one_of(CareType)),
            legal_form=fields.optional("legal_form", one_of(LegalForm)),
            ready_at=said(fields, "ready_at", instant),
            left_at=said(fields, "left_at", instant),
            blocked=fields.optional("blocked", CONDITION),
        )
    fields.end()
    return value
