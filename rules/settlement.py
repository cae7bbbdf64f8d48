"""One period of one agreement, settled: figures per liability group, a line per episode, the total (4 kap. 5 §).

It is a proposal that a named person confirms before anything is invoiced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.episodes import Episode, check_episodes
from rules.figures import Line, Row
from rules.liability_groups import Outside, grouped
from rules.period import Period
from rules.rows import Rows, total_of
from rules.standings import Standing, Why, standings
from rules.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The rows in the order of the groups: liability groups first, then what is reported and never billed."""

    period: Period
    terms: Terms
    rows: tuple[Row, ...]
    total: Row

    @property
    def lines(self) -> tuple[Line, ...]:
        """The line of every episode, row by row."""
        return tuple(line for row in self.rows for line in row.lines)


def settle(
    terms: Terms, period: Period, episodes: Sequence[Episode], groups: Mapping[str, Sequence[str]] | None = None
) -> Settlement:
    """The period's figures. Whether they may be billed at all is asked of `rules.billable`.

    groups: label to episode ids, or None to group as the agreement says (parameter 17). Ids in no group are left out.
    Raises: Incomplete naming what the agreement lacks for these episodes, an amount per day included; InvalidInput for
    a list that cannot be settled without guessing.
    """
    check_episodes(episodes, terms)
    members = grouped(episodes, terms, groups)
    counted = standings(terms, period, episodes)
    for group, own in members.items():
        if group.outside is Outside.NOT_IN_GROUPS:
            for one in own:
                counted[one.id] = Standing(why=Why.NOT_IN_GROUPS, ready_days=counted[one.id].ready_days)
    rows = Rows(terms, period.last_on.year)
    settled = [rows.row(group, [(one, counted[one.id]) for one in own]) for group, own in members.items()]
    rows.prices.refuse_missing()
    return Settlement(period=period, terms=terms, rows=tuple(settled), total=total_of(settled, terms))
