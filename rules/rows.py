"""A liability group's row from how its episodes count, and the total of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from rules.agreed import agreed
from rules.calendar import local_date
from rules.charge import NO_SHARE, NOT_BILLED, Charge, Kind, charge
from rules.episodes import Episode
from rules.facts import CareType
from rules.figures import Line, MeanPart, Part, Row
from rules.liability_groups import Group
from rules.mean import excess_over
from rules.prices import Prices
from rules.rounding import rounded
from rules.standings import Standing, Why
from rules.terms import SeparateBy, Terms

Member = tuple[Episode, Standing]
NO_PART = Part()
BY_ITSELF = (Why.INDIVIDUAL, Why.LONG_STAY)


class Rows:
    """What every row of one settlement is computed with. `year`: the period's end, whose amount a mean's days take."""

    def __init__(self, terms: Terms, year: int) -> None:
        self.prices = Prices(terms.tariff)
        self._terms = terms
        self._tracks = agreed(terms.tracks, "tracks")
        self._year = year

    def row(self, group: Group, members: Sequence[Member]) -> Row:
        """One group's figures. A unit outside the parties is counted, but nothing is billed to it (parameter 18)."""
        billed = group.outside is None
        means, charges = self._means(members, billed=billed)
        parts: dict[Why, dict[CareType, Part]] = {why: {} for why in BY_ITSELF}
        lines = []
        for episode, standing in members:
            days, amount_sek = NO_SHARE
            if standing.mean is not None:
                kind = (standing.mean.ready_days, episode.care_type)
                days, amount_sek = charges[standing.mean.place].shares.get(kind, NO_SHARE)
            if standing.why in parts:
                own = self._by_itself(episode, standing, billed=billed)
                of_care_type = parts[standing.why]
                of_care_type[episode.care_type] = of_care_type.get(episode.care_type, NO_PART) + own
                days, amount_sek = days + own.days, amount_sek + own.amount_sek
            lines.append(self._line(group, episode, standing, days, amount_sek))
        individual = sum(parts[Why.INDIVIDUAL].values(), NO_PART)
        long_stay = sum(parts[Why.LONG_STAY].values(), NO_PART)
        separate = self._terms.long_stay is not None and self._terms.long_stay.separate_by is SeparateBy.CARE_TYPE
        days_billed = sum((one.days for one in charges.values()), individual.days + long_stay.days)
        exact_sek = sum((one.amount_sek for one in charges.values()), individual.amount_sek + long_stay.amount_sek)
        row_sek = rounded(exact_sek, self._terms.rounding.amount_decimals, self._terms.rounding.mode)
        return Row(
            group=group,
            means=means,
            individual=individual,
            long_stay=long_stay,
            by_care_type=parts[Why.LONG_STAY] if separate else {},
            free_days=_only_free_days(means, {how.free_days for _, how in members if how.free_days is not None}),
            days_billed=days_billed,
            amount_sek=row_sek,
            zero_invoice=billed and row_sek == 0 and self._terms.billing.zero_invoice is True,
            rounding_days=days_billed - sum((line.days_billed for line in lines), Fraction()),
            rounding_sek=row_sek - sum((line.amount_sek for line in lines), Fraction()),
            lines=tuple(lines),
        )

    def _means(self, members: Sequence[Member], *, billed: bool) -> tuple[dict[int, MeanPart], dict[int, Charge]]:
        """The mean of each track in use and what is billed for it, by the track's place."""
        populations: dict[int, Counter[Kind]] = {}
        free_days: dict[int, Fraction] = {}
        for episode, standing in members:
            if standing.mean is not None:
                kind = (standing.mean.ready_days, episode.care_type)
                populations.setdefault(standing.mean.place, Counter())[kind] += 1
                free_days[standing.mean.place] = standing.mean.free_days
        means, charges = {}, {}
        for place, kinds in sorted(populations.items()):
            track, free = self._tracks[place], free_days[place]
            episodes = kinds.total()
            sum_days = sum(ready_days * number for (ready_days, _), number in kinds.items())
            excess = excess_over(free, episodes, sum_days, track, self._terms)
            if billed:
                charges[place] = charge(kinds, excess, self.prices, self._year, self._terms.rounding)
            else:
                charges[place] = NOT_BILLED
            means[place] = MeanPart(
                care_type=track.care_type,
                legal_form=track.legal_form,
                episodes=episodes,
                sum_days=sum_days,
                free_days=free,
                excess_days=excess.days,
                days_billed=charges[place].days,
                amount_sek=charges[place].amount_sek,
            )
        return means, charges

    def _by_itself(self, episode: Episode, standing: Standing, *, billed: bool) -> Part:
        """What an episode is billed on an individual track or as a long stay."""
        if not billed:
            return Part(episodes=1)
        amount_sek = self.prices.amount_sek(standing.own_days, episode.care_type)
        return Part(episodes=1, days=sum(standing.own_days.values(), Fraction()), amount_sek=amount_sek)

    def _line(self, group: Group, episode: Episode, standing: Standing, days: Fraction, amount_sek: Fraction) -> Line:
        counts = standing.mean is not None or standing.why in BY_ITSELF
        return Line(
            id=episode.id,
            why=group.outside if group.outside is not None and counts else standing.why,
            ready_days=standing.ready_days,
            in_population=standing.mean is not None,
            days_billed=days,
            amount_sek=amount_sek,
            blocked=episode.blocked,
            review=episode.needs_review or _crosses_versions(episode, self._terms),
        )


def total_of(rows: Sequence[Row], terms: Terms) -> Row:
    """The sums of the rows, their rounding included; its mean is that of all episodes together."""
    means: dict[int, MeanPart] = {}
    by_care_type: dict[CareType, Part] = {}
    for row in rows:
        for place, part in row.means.items():
            means[place] = means[place] + part if place in means else part
        for care_type, long_stay in row.by_care_type.items():
            by_care_type[care_type] = by_care_type.get(care_type, NO_PART) + long_stay
    amount_sek = sum((row.amount_sek for row in rows), Fraction())
    return Row(
        group=Group(label="total"),
        means=dict(sorted(means.items())),
        individual=sum((row.individual for row in rows), NO_PART),
        long_stay=sum((row.long_stay for row in rows), NO_PART),
        by_care_type=by_care_type,
        free_days=_only_free_days(means, {row.free_days for row in rows if row.free_days is not None}),
        days_billed=sum((row.days_billed for row in rows), Fraction()),
        amount_sek=amount_sek,
        zero_invoice=amount_sek == 0 and terms.billing.zero_invoice is True,
        rounding_days=sum((row.rounding_days for row in rows), Fraction()),
        rounding_sek=sum((row.rounding_sek for row in rows), Fraction()),
        lines=(),
    )


def _crosses_versions(episode: Episode, terms: Terms) -> bool:
    """Whether a stay was notified under one version and left under another: a person decides whose it is (2)."""
    if episode.ready_at is None or episode.left_at is None:
        return False
    notice_on, left_on = local_date(episode.ready_at), local_date(episode.left_at)
    began = terms.valid_from is not None and notice_on < terms.valid_from <= left_on
    return began or (terms.valid_to is not None and notice_on <= terms.valid_to < left_on)


def _only_free_days(means: Mapping[int, MeanPart], individual: set[Fraction]) -> Fraction | None:
    """The free days of the only mean, or without a mean those of the only individual rule."""
    levels = {part.free_days for part in means.values()} or individual
    return levels.pop() if len(means) < 2 and len(levels) == 1 else None
