"""A hospital stay as the pages say it to one reader: the eight steps, when she leaves, what her units may do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Unit
from desk.acts.act import Act
from desk.saying.liability import LiabilityShown, liability_shown
from desk.saying.said import expected
from desk.saying.social import SocialStepShown, social_shown
from desk.selectors.grounds import RECORDING, GroundsShown, grounds_shown
from desk.selectors.open_points import OpenShown, open_shown
from desk.stay_acts import BY_ACTION
from discharge.models import Case, Event, Turn
from discharge.selectors.responsibility import ResponsibleSeen
from discharge.selectors.stays import Stage, StepSeen, stay_seen
from discharge.tracks import StayAction
from discharge.turns import Step

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
    Stage.REPLACED: ("na", _("behövs inte")),
    Stage.NOT_NEEDED: ("na", _("behövs inte")),
}
# What is said before the time, or instead of one.
DETAILS: Final[Mapping[Stage, Promise]] = {
    Stage.NOW: _("senast"),
    Stage.LATE: _("skulle ha varit klart"),
    Stage.NOT_APPLICABLE: _("patienten har tackat nej"),
    Stage.REPLACED: _("en samordnad vårdplan görs i stället"),
    Stage.NOT_NEEDED: _("bedömt att ingen SIP behövs"),
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
    open: Sequence[OpenShown]
    expected: str
    ready_at: datetime | None
    left_at: datetime | None
    away_since: datetime | None
    liability: LiabilityShown | None
    grounds: GroundsShown
    social: Sequence[SocialStepShown]
    responsible: Sequence[ResponsibleSeen]
    outside: Sequence[Unit]
    offers: Sequence[Offer]

    @property
    def first(self) -> Sequence[Offer]:
        """What is asked for now."""
        return [offer for offer in self.offers if offer.is_turn]

    @property
    def others(self) -> Sequence[Offer]:
        """What may be done besides."""
        return [offer for offer in self.offers if not offer.is_turn]


def stay_shown(
    case: Case, actor: Actor, turns: Sequence[Turn], events: Sequence[Event], *, now: datetime
) -> StayShown | None:
    """The stay of a case, from what the reader has been told of it; None when that is nothing."""
    seen = stay_seen(case, actor, turns, events, now=now)
    if seen is None:
        return None
    offers: dict[StayAction, Offer] = {}
    for one in seen.offered:  # by several units the first; the act's page asks which
        offers.setdefault(one.action, Offer(BY_ACTION[one.action], one.is_turn))
    return StayShown(
        steps=[step_shown(step) for step in seen.told.steps],
        open=[open_shown(one, seen.offered) for one in seen.open],
        expected=expected(seen.told.expected_on, seen.told.expected_time) if seen.told.expected_on else "",
        ready_at=seen.told.ready_at,
        left_at=seen.told.left_at,
        away_since=seen.told.away_since,
        liability=liability_shown(seen.liability) if seen.liability else None,
        responsible=seen.responsible,
        outside=seen.outside,
        social=social_shown(seen.social) if seen.social else (),
        grounds=grounds_shown(seen.grounds, [offer.act for offer in offers.values()]),
        offers=[offer for action, offer in offers.items() if action not in RECORDING],
    )


def step_shown(seen: StepSeen) -> StepShown:
    """One of the eight steps in words."""
    tone, word = STAGES[seen.stage]
    detail = "" if seen.stage is Stage.NOW and seen.at is None else str(DETAILS.get(seen.stage, ""))
    return StepShown(str(NAMES[seen.step]), tone, str(word), detail, seen.at)
