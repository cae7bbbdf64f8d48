"""Which track of an agreement decides an episode of a period, and why none does (parameters 2 and 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.agreed import agreed
from rules.billable import month_applies
from rules.calendar import local_date
from rules.episodes import Episode
from rules.errors import Incomplete, InvalidInput, Problem
from rules.facts import CareType, LegalForm
from rules.gaps import gaps_for
from rules.period import Period
from rules.ready_days import day_zero_and_extra, mean_day_zero, ready_days
from rules.terms import MEAN_MODELS, Terms, Track


class Undecided(StrEnum):
    """Why no track is asked about an episode."""

    NOT_CONCERNED = "not_concerned"
    NOT_IN_FORCE = "not_in_force"
    NOT_READY = "not_ready"
    NOT_LEFT = "not_left"
    OTHER_PERIOD = "other_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """An episode of the period with the place of its track in the agreement's list.

    `agreed_on`: the date whose terms hold, that of the notice, or for means the first day of the month of leaving.
    """

    episode: Episode
    ready_at: datetime
    left_on: date
    place: int
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """An episode that no track decides. `ready_days` is None where nothing says how to count them."""

    why: Undecided
    ready_days: int | None = None


class TrackChoice:
    """The tracks of one agreement, as its parties read them, over one period."""

    def __init__(self, terms: Terms, tracks: Sequence[Track], period: Period) -> None:
        self._terms = terms
        self._tracks = tracks
        self._period = period
        self._selected: dict[tuple[CareType, LegalForm, date, date], int | None] = {}

    def for_episode(self, episode: Episode) -> Decided | Out:
        """The track that decides. A stay belongs, whole, to the month of leaving (parameter 15).

        Raises: Incomplete when the agreement has no rule for the patient.
        """
        if episode.left_at is None:
            return Out(why=Undecided.NOT_LEFT)
        if not episode.concerned:
            return Out(why=Undecided.NOT_CONCERNED)
        left_on = local_date(episode.left_at)
        in_period = self._period.first_on <= left_on <= self._period.last_on
        if episode.ready_at is None:
            return Out(why=Undecided.NOT_READY if in_period else Undecided.OTHER_PERIOD, ready_days=0)
        notice_on = local_date(episode.ready_at)
        month_on = left_on.replace(day=1)
        place = self._select(episode.care_type, episode.legal_form or LegalForm.VOLUNTARY, notice_on, month_on)
        track = None if place is None else self._tracks[place]
        mean = track is not None and track.model in MEAN_MODELS
        in_force = month_applies(self._terms, month_on) if mean else self._terms.in_force(notice_on)
        if not (in_period and in_force):
            return Out(
                why=Undecided.NOT_IN_FORCE if in_period else Undecided.OTHER_PERIOD,
                ready_days=days_if_known(episode, episode.ready_at, left_on, track),
            )
        if place is None:
            raise Incomplete(f"{self._terms.id} has no rule for the episode {episode.id}", ("tracks",))
        return Decided(
            episode=episode,
            ready_at=episode.ready_at,
            left_on=left_on,
            place=place,
            agreed_on=month_on if mean else notice_on,
        )

    def refuse_gaps(self, decided: Sequence[Decided]) -> None:
        """Refuse what cannot be computed from these tracks on these dates.

        Raises: Incomplete naming all that the tracks lack; InvalidInput where the free days of a mean change inside the
        period, so that its episodes have no mean in common.
        """
        tracks = agreed(self._terms.tracks, "tracks")
        uses = {(one.place, one.agreed_on) for one in decided}
        gaps = {gap for place, on in uses for gap in gaps_for(self._terms, tracks[place], on)}
        if gaps:
            raise Incomplete(f"{self._terms.id} lacks {', '.join(sorted(gaps))}", tuple(sorted(gaps)))
        means = {(place, on) for place, on in uses if self._tracks[place].model in MEAN_MODELS}
        levels = {(place, self._tracks[place].free_days_on(on)) for place, on in means}
        if len(levels) > len({place for place, _ in means}):
            raise InvalidInput(Problem("period", f"the free days change inside {self._period.name}: settle its months"))

    def _select(self, care_type: CareType, legal_form: LegalForm, notice_on: date, month_on: date) -> int | None:
        """The first track that matches: individual ones by the date of the notice, means by the month of leaving."""
        key = (care_type, legal_form, notice_on, month_on)
        if key not in self._selected:
            matching = (
                place
                for place, track in enumerate(self._tracks)
                if track.selects(care_type, legal_form, month_on if track.model in MEAN_MODELS else notice_on)
            )
            self._selected[key] = next(matching, None)
        return self._selected[key]


def counted_days(episode: Episode, ready_at: datetime, left_on: date, track: Track) -> int:
    """Ready days of an episode as its track counts them; none when the readiness was withdrawn."""
    if episode.withdrawn:
        return 0
    mean = track.model in MEAN_MODELS
    day_zero = mean_day_zero(ready_at, track) if mean else day_zero_and_extra(ready_at, track)[0]
    return ready_days(day_zero, left_on, track)


def days_if_known(episode: Episode, ready_at: datetime, left_on: date, track: Track | None) -> int | None:
    """Ready days of an episode that is not settled here; None where nothing says how to count them."""
    if track is None or None in (track.day_unit, track.day_zero, track.cutoff):
        return None
    return counted_days(episode, ready_at, left_on, track)
