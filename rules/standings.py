"""How each episode of a period counts: in the mean or out of it, billed by itself or not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from rules.calendar import local_date
from rules.episodes import Episode
from rules.long_stays import LongStays
from rules.own_days import DaysByYear, OwnDays
from rules.period import Period
from rules.readings import DEFAULTS
from rules.start import as_read
from rules.terms import Blocked, Model, Terms
from rules.track_choice import Decided, TrackChoice, counted_days

NO_TRACK = -1


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
    NOT_IN_FORCE = "not_in_force"
    NOT_READY = "not_ready"
    NOT_LEFT = "not_left"
    OTHER_PERIOD = "other_period"
    NOT_IN_GROUPS = "not_in_groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one episode counts. `ready_days`: as the mean counts them; None where nothing says how to count.

    `place`: the deciding track's place in the agreement's list, with its free days. `own_days`: what is billed for the
    episode by itself, by the year of the price.
    """

    why: Why
    ready_days: int | None = None
    in_population: bool = False
    place: int = NO_TRACK
    free_days: Fraction = Fraction()
    own_days: DaysByYear = field(default_factory=dict)


def standings(terms: Terms, period: Period, episodes: Sequence[Episode]) -> list[Standing]:
    """How each episode counts, in the order given.

    Raises: Incomplete naming what the tracks in use lack; InvalidInput where free days change inside the period.
    """
    counting = _Counting(terms, period)
    chosen = [counting.choice.for_episode(episode) for episode in episodes]
    counting.choice.refuse_gaps([one for one in chosen if isinstance(one, Decided)])
    return [
        counting.standing(one) if isinstance(one, Decided) else Standing(why=Why(one.why), ready_days=one.ready_days)
        for one in chosen
    ]


class _Counting:
    """One agreement's rules, as its parties read them, over one period."""

    def __init__(self, terms: Terms, period: Period) -> None:
        readings = {**DEFAULTS, **terms.readings}
        self._population = terms.population
        self._tracks = [as_read(track, terms, readings) for track in terms.tracks or ()]
        self._own_days = OwnDays(terms, readings, period)
        self._long_stays = LongStays(terms.long_stay, self._tracks, self._own_days)
        self.choice = TrackChoice(terms, self._tracks, period)

    def standing(self, one: Decided) -> Standing:
        """How an episode counts that a track decides. The track lacks nothing: its gaps were refused before."""
        track = self._tracks[one.place]
        if track.model is Model.NONE:
            return Standing(why=Why.NO_LIABILITY, place=one.place)
        free_days = track.free_days_on(one.agreed_on) or Fraction()
        why, in_population = self._individually(one) if track.model is Model.INDIVIDUAL else self._in_a_mean(one)
        own_days: DaysByYear = {}
        if why is Why.INDIVIDUAL:
            own_days = self._own_days.individual(one, track, free_days)
        elif why is Why.LONG_STAY:
            own_days = self._long_stays.billed_days(one, free_days)
        return Standing(
            why=why,
            ready_days=0 if why is Why.BLOCKED_AS_ZERO else counted_days(one.episode, one.ready_at, one.left_on, track),
            in_population=in_population,
            place=one.place,
            free_days=free_days,
            own_days=own_days,
        )

    def _individually(self, one: Decided) -> tuple[Why, bool]:
        return Why.BLOCKED if one.episode.is_blocked else Why.INDIVIDUAL, False

    def _in_a_mean(self, one: Decided) -> tuple[Why, bool]:
        """Why, and whether in the population: same-day discharges (14), blocked episodes (16), long stayers (20)."""
        if one.episode.withdrawn:
            return Why.NOT_READY, False
        if self._population.same_day is False and local_date(one.ready_at) == one.left_on:
            return Why.SAME_DAY, False
        is_long = self._long_stays.includes(one)
        leaves = is_long and self._long_stays.leave_the_mean
        if not one.episode.is_blocked:
            return Why.LONG_STAY if is_long else Why.IN_MEAN, not leaves
        if self._population.blocked is Blocked.ZERO_DAYS:
            return Why.BLOCKED_AS_ZERO, True
        if self._population.blocked is Blocked.KEEP and not leaves:
            return Why.BLOCKED_KEPT, True
        return Why.BLOCKED, False
