"""How each episode of a period counts: in the mean or out of it, billed by itself or not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from rules.calendar import local_date
from rules.episodes import Episode
from rules.own_days import DaysByYear, OwnDays, is_long
from rules.period import Period
from rules.readings import DEFAULTS
from rules.start import as_read
from rules.terms import Blocked, Model, Terms, Track
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
    readings = {**DEFAULTS, **terms.readings}
    tracks = [as_read(track, terms, readings) for track in terms.tracks or ()]
    choice = TrackChoice(terms, tracks, period)
    chosen = [choice.for_episode(episode) for episode in episodes]
    choice.refuse_gaps([one for one in chosen if isinstance(one, Decided)])
    own_days = OwnDays(terms, readings, period)
    return [
        _standing(one, terms, tracks[one.place], own_days)
        if isinstance(one, Decided)
        else Standing(why=Why(one.why), ready_days=one.ready_days)
        for one in chosen
    ]


def _standing(one: Decided, terms: Terms, track: Track, own_days: OwnDays) -> Standing:
    if track.model is Model.NONE:
        return Standing(why=Why.NO_LIABILITY, place=one.place)
    free_days = track.free_days_on(one.agreed_on) or Fraction()
    days = counted_days(one.episode, one.ready_at, one.left_on, track)
    stands = Standing(why=Why.BLOCKED, ready_days=days, place=one.place, free_days=free_days)
    if track.model is not Model.INDIVIDUAL:
        return _under_a_mean(one, terms, track, free_days, stands, own_days)
    if one.episode.is_blocked:
        return stands
    return replace(stands, why=Why.INDIVIDUAL, own_days=own_days.individual(one, track, free_days))


def _under_a_mean(
    one: Decided, terms: Terms, track: Track, free_days: Fraction, stands: Standing, own_days: OwnDays
) -> Standing:
    """The population of a mean: same-day discharges (14), blocked episodes (16) and long stayers (20)."""
    population = terms.population
    if one.episode.withdrawn:
        return replace(stands, why=Why.NOT_READY)
    if population.same_day is False and local_date(one.ready_at) == one.left_on:
        return replace(stands, why=Why.SAME_DAY)
    long_stay = terms.long_stay if track.model is Model.HYBRID else None
    if long_stay is not None and not is_long(one, track, long_stay):
        long_stay = None
    stays_in_mean = long_stay is None or not long_stay.remove_from_mean
    if one.episode.is_blocked:
        if population.blocked is Blocked.ZERO_DAYS:
            return replace(stands, why=Why.BLOCKED_AS_ZERO, in_population=True, ready_days=0)
        if population.blocked is Blocked.KEEP and stays_in_mean:
            return replace(stands, why=Why.BLOCKED_KEPT, in_population=True)
        return stands
    if long_stay is None:
        return replace(stands, why=Why.IN_MEAN, in_population=True)
    own = own_days.long_stay(one, track, free_days, long_stay)
    return replace(stands, why=Why.LONG_STAY, in_population=stays_in_mean, own_days=own)
