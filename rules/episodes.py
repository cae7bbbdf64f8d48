"""One stay as a settlement sees it: whose it is, when it was ready and left, and what keeps it from being billed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.errors import InvalidInput, Problem
from rules.facts import CareType, LegalForm
from rules.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A stay in the period's list. `municipality` is the liable one of 5 kap. 2 §, None when there is none.

    `ready_at`: the instant of the last readiness; None when none was ever notified. `withdrawn`: that readiness was
    taken back, so that there is no ready day, though earlier nights may be liable. `left_at` None: still an inpatient.
    `blocked`: the condition that keeps liability out; `block_applies` is false where the agreement does not name it.
    `concerned` is false where no municipal service is needed. `liable_on`: the dates billed as the stay's whole facts
    gave them; None counts them from `ready_at` and `left_at`.
    """

    id: str
    municipality: str | None
    care_type: CareType
    ready_at: datetime | None
    left_at: datetime | None
    district: str | None = None
    legal_form: LegalForm | None = None
    blocked: str | None = None
    block_applies: bool = True
    withdrawn: bool = False
    liable_on: tuple[date, ...] | None = None
    needs_review: bool = False
    concerned: bool = True

    @property
    def is_blocked(self) -> bool:
        """Whether the municipality is not liable for this stay (a precondition missing, an exception)."""
        return self.blocked is not None and self.block_applies


def check_episodes(episodes: Sequence[Episode], terms: Terms) -> None:
    """Refuse a list that cannot be settled without guessing.

    Raises: InvalidInput for an id given twice, a stay left before it was ready (what was evaluated has been checked),
    and a legal form that is not given where a track selects on it.
    """
    problems = [
        Problem("episodes", f"the id {id_} is given {count} times")
        for id_, count in Counter(episode.id for episode in episodes).items()
        if count > 1
    ]
    selecting = [track for track in terms.tracks or () if track.legal_form is not None]
    for index, episode in enumerate(episodes):
        if episode.legal_form is None and any(track.care_type in (None, episode.care_type) for track in selecting):
            problems.append(Problem(f"episodes[{index}].legal_form", "is required: the agreement selects on it"))
        if episode.liable_on is None and _left_before_ready(episode):
            problems.append(Problem(f"episodes[{index}].left_at", "is before ready_at"))
    if problems:
        raise InvalidInput(*problems)


def _left_before_ready(episode: Episode) -> bool:
    return episode.ready_at is not None and episode.left_at is not None and episode.left_at < episode.ready_at
