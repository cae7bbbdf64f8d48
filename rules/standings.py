"""How each episode of a period counts: in the mean or out of it, billed by itself or not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from rules.agreed import agreed
from rules.calendar import local_date
from rules.episodes import Episode
from rules.long_stays import LongStays
from rules.own_days import DaysByYear, OwnDays
from rules.period import Period
from rules.readings import DEFAULTS
from rules.start import as_read
from rules.terms import Blocked, Model, Terms
from rules.track_choice import Decided, TrackChoice, counted_days


class Why(StrEnum):
    """Why an episode is in the population or out of it, and how it is billed. The codes are stable."""

    IN_MEAN = "in_mean"
    BLOCKED_AS_ZERO = "blocked_as_zero"
    BLOCKED_KEPT = "blocked_kept"
    LONG_STAY = "long_stay"
    INDIVIDUAL = "individual"
    BLOCKED = "blocked"
    SAME_DAY = "same_day"
    NO_LIABILITY = "no_liability"
    NOT_CONCERNED = "not_concerned"
    NOT_IN_FORCE = "not_in_force"
    NOT_READY = "not_ready"
    NOT_LEFT = "not_left"
    OTHER_PERIOD = "other_period"
    NOT_IN_GROUPS = "not_in_groups"


@dataclass(frozen=True, slots=True)
class InMean:
    """What an episode adds to a mean: its track, by the place in the agreement's list, and its ready days there."""

    place: int
    ready_days: int
    free_days: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one episode counts. `ready_days`: None where nothing says how to count; `mean` None: not in a population.

    `own_days`: what is billed for the episode by itself, by the year of the price, after `free_days`.
    """

    why: Why
    ready_days: int | None = None
    mean: InMean | None = None
    free_days: Fraction | None = None
    own_days: DaysByYear = field(default_factory=dict)


def standings(terms: Terms, period: Period, episodes: Sequence[Episode]) -> dict[str, Standing]:
    """How each episode counts, by its id.

    Raises: Incomplete naming what the tracks in use lack; InvalidInput where free days change inside the period.
    """
    counting = _Counting(terms, period)
    chosen = {episode.id: counting.choice.for_episode(episode) for episode in episodes}
    counting.choice.refuse_gaps([one for one in chosen.values() if isinstance(one, Decided)])
    return {
        id_: counting.standing(one)
        if isinstance(one, Decided)
        else Standing(why=Why(one.why), ready_days=one.ready_days)
        for id_, one in chosen.items()
    }


class _Counting:
    """One agreement's rules, as its parties read them, over one period."""

    def __init__(self, terms: Terms, period: Period) -> None:
        readings = {**DEFAULTS, **terms.readings}
        self._population = terms.population
        self._tracks = [as_read(track, terms, readings) for track in agreed(terms.tracks, "tracks")]
        self._own_days = OwnDays(terms, readings, period)
        self._long_stays = LongStays(terms.long_stay, self._tracks, self._own_days)
        self.choice = TrackChoice(terms, self._tracks, period)

    def standing(self, one: Decided) -> Standing:
        """How an episode counts that a track decides. The track's gaps were refused before."""
        track = self._tracks[one.place]
        if track.model is Model.NONE:
            return Standing(why=Why.NO_LIABILITY)
        free_days = agreed(track.free_days_on(one.agreed_on), "free_days")
        days = counted_days(one.episode, one.ready_at, one.left_on, track)
        if track.model is not Model.INDIVIDUAL:
            return self._under_a_mean(one, days, free_days)
        if one.episode.is_blocked:
            return Standing(why=Why.BLOCKED, ready_days=days)
        own_days = self._own_days.individual(one, track, free_days)
        return Standing(why=Why.INDIVIDUAL, ready_days=days, free_days=free_days, own_days=own_days)

    def _under_a_mean(self, one: Decided, days: int, free_days: Fraction) -> Standing:
        """Same-day discharges (14), blocked episodes (16) and long stayers (20)."""
        if one.episode.withdrawn:
            return Standing(why=Why.NOT_READY, ready_days=days)
        if self._population.same_day is False and local_date(one.ready_at) == one.left_on:
            return Standing(why=Why.SAME_DAY, ready_days=days)
        is_long = self._long_stays.includes(one)
        mean = None if is_long and self._long_stays.leave_the_mean else InMean(one.place, days, free_days)
        if one.episode.is_blocked:
            return self._blocked(mean, days, InMean(one.place, 0, free_days))
        if not is_long:
            return Standing(why=Why.IN_MEAN, ready_days=days, mean=mean)
        own_days = self._long_stays.billed_days(one, free_days)
        return Standing(why=Why.LONG_STAY, ready_days=days, mean=mean, own_days=own_days)

    def _blocked(self, mean: InMean | None, days: int, without_days: InMean) -> Standing:
        """A blocked episode under a mean: kept as it would be, with no days, or out. It is never billed by itself."""
        if self._population.blocked is Blocked.ZERO_DAYS:
            return Standing(why=Why.BLOCKED_AS_ZERO, ready_days=0, mean=without_days)
        if self._population.blocked is Blocked.KEEP and mean is not None:
            return Standing(why=Why.BLOCKED_KEPT, ready_days=days, mean=mean)
        return Standing(why=Why.BLOCKED, ready_days=days)
