"""A hospital stay as the pages say it to one reader: the eight steps, when she leaves, what her units may do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from desk.acts.act import Act
from desk.saying.said import expected
from desk.stay_acts import BY_ACTION
from discharge.models import Case, Event, Turn
from discharge.selectors.stays import Stage, StepSeen, stay_seen
from discharge.turns import Step
from rules.states import Action

# The eight steps by the routines' own names.
NAMES: Final[Mapping[Step, Promise]] = {
    Step.ADMISSION_NOTICE: _("Inskrivnings\u00admeddelande"),
    Step.CARE_CONTACT: _("Fast vårdkontakt"),
    Step.PLANNING: _("Planering inför utskrivning"),
    Step.SIP_CALL: _("Kallelse till SIP"),
    Step.READY: _("Utskrivnings\u00adklar"),
    Step.INFORMATION: _("Information vid utskrivning"),
    Step.SIP_PLAN: _("SIP upprättas"),
    Step.SIP_FOLLOW_UP: _("SIP följs upp"),
}
# How far each has come: its tone and the word.
STAGES: Final[Mapping[Stage, tuple[str, Promise]]] = {
    Stage.DONE: ("done", _("klart")),
    Stage.NOW: ("now", _("pågår")),
    Stage.LATE: ("late", _("försenat")),
    Stage.LATER: ("later", _("senare")),
    Stage.NOT_APPLICABLE: ("na", _("behövs inte")),
}
# What is said before the time, or instead of one.
DETAILS: Final[Mapping[Stage, Promise]] = {
    Stage.NOW: _("senast"),
    Stage.LATE: _("skulle ha varit klart"),
    Stage.NOT_APPLICABLE: _("patienten har tackat nej"),
}


@dataclass(frozen=True, slots=True)
class StepShown:
    """tone: done, now, late, later or na; word: the same in words; detail: when, or by when."""

    name: str
    tone: str
    word: str
    detail: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the reader may do. is_turn: the case asks for it now."""

    act: Act
    is_turn: bool


@dataclass(frozen=True, slots=True)
class StayShown:
    """expected: in words, or empty; ready_at, left_at: None while nobody has told the reader so."""

    steps: Sequence[StepShown]
    expected: str
    ready_at: datetime | None
    left_at: datetime | None
    offers: Sequence[Offer]

    @property
    def first(self) -> Sequence[Offer]:
        """What is asked for now."""
        return [offer for offer in self.offers if offer.is_turn]

    @property
    def others(self) -> Sequence[Offer]:
        """What may be done besides."""
        return [offer for offer in self.offers if not offer.is_turn]


def stay_shown(case: Case, actor: Actor, turns: Sequence[Turn], events: Sequence[Event]) -> StayShown | None:
    """The stay of a case, from what the reader has been told of it; None when that is nothing."""
    seen = stay_seen(case, actor, turns, events)
    if seen is None:
        return None
    offers: dict[Action, Offer] = {}
    for one in seen.offered:  # by several units the first; the act's page asks which
        offers.setdefault(one.action, Offer(BY_ACTION[one.action], one.is_turn))
    return StayShown(
        steps=[_shown(step) for step in seen.steps],
        expected=expected(seen.expected_on, seen.expected_time) if seen.expected_on else "",
        ready_at=seen.ready_at,
        left_at=seen.left_at,
        offers=list(offers.values()),
    )


def _shown(seen: StepSeen) -> StepShown:
    tone, word = STAGES[seen.stage]
    detail = "" if seen.stage is Stage.NOW and seen.at is None else str(DETAILS.get(seen.stage, ""))
    return StepShown(str(NAMES[seen.step]), tone, str(word), detail, seen.at)
