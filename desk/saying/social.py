"""How far social services have come, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from discharge.selectors.social import SocialSeen, SocialStep
from rules.tracks.social_services import Action

NAMES: Final[Mapping[SocialStep, Promise]] = {
    SocialStep.APPLICATION: _("Ansökan"),
    SocialStep.DECISION: _("Beslut"),
    SocialStep.ORDER: _("Beställt"),
    SocialStep.CONFIRMED: _("Bekräftat"),
}
DONE: Final[Mapping[Action, Promise]] = {
    Action.APPLY: _("har kommit"),
    Action.NOTE_NO_APPLICATION: _("görs inte"),
    Action.WITHDRAW_APPLICATION: _("är återtagen"),
    Action.GRANT: _("bifall"),
    Action.GRANT_PARTLY: _("delvis bifall"),
    Action.GRANT_TEMPORARILY: _("tillfälligt bifall"),
    Action.REFUSE: _("avslag"),
    Action.ORDER: _("av utföraren"),
    Action.RESUME: _("tidigare insatser fortsätter"),
    Action.CONFIRM_ORDER: _("av utföraren"),
    Action.DECLINE_ORDER: _("utföraren har tackat nej"),
}


@dataclass(frozen=True, slots=True)
class SocialStepShown:
    """name, word: in words; at: when, or nothing yet."""

    name: str
    word: str
    at: datetime | None


def social_shown(seen: SocialSeen) -> Sequence[SocialStepShown]:
    """The line "Ansökan · Beslut · Beställt · Bekräftat"; of the order it says from whom."""
    return [
        SocialStepShown(
            str(NAMES[one.step]),
            seen.provider.name
            if one.step is SocialStep.ORDER and one.latest and seen.provider
            else str(DONE[one.latest])
            if one.latest
            else "",
            one.at,
        )
        for one in seen.steps
    ]
