"""What is said of what hinders her from leaving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from desk.saying.said import Said, Says, instant, says
from discharge.contents.obstacles import (
    Blocker,
    BlockerSolved,
    Disagreement,
    DisagreementAnswer,
    DisagreementWithdrawn,
    ObstacleJudged,
    ObstacleSolved,
    OpenCareObstacle,
)


def _blocker(one: Blocker) -> Said:
    due = instant(one.due_at) if one.due_at else ""
    return says(_("Patienten väntar på något"), (_("Löses av"), one.owner), (_("Senast"), due), text=one.what)


def _blocker_solved(one: BlockerSolved) -> Said:
    return says(_("Behöver inte vänta längre"), (_("Väntade på"), one.what), text=one.how)


def _obstacle(one: OpenCareObstacle) -> Said:
    return says(_("Hinder i öppenvården"), text=one.what)


def _obstacle_judged(one: ObstacleJudged) -> Said:
    is_cause = _("skälet till att patienten är kvar") if one.prevents else _("inte skälet till att patienten är kvar")
    return says(_("Hindret i öppenvården är bedömt"), (_("Hindret är"), is_cause), text=one.why)


def _obstacle_solved(one: ObstacleSolved) -> Said:
    return says(_("Hindret i öppenvården är löst"), text=one.how)


def _disagreement(one: Disagreement) -> Said:
    return says(_("Invändning mot utskrivningsklar"), text=one.reason)


def _answer(one: DisagreementAnswer) -> Said:
    return says(_("Svar på invändning"), (_("Läkare"), one.physician), text=one.answer)


def _withdrawn(one: DisagreementWithdrawn) -> Said:
    return says(_("Invändningen är återtagen"))


SAYS: Final[Mapping[type[Any], Says]] = {
    Blocker: _blocker,
    BlockerSolved: _blocker_solved,
    OpenCareObstacle: _obstacle,
    ObstacleJudged: _obstacle_judged,
    ObstacleSolved: _obstacle_solved,
    Disagreement: _disagreement,
    DisagreementAnswer: _answer,
    DisagreementWithdrawn: _withdrawn,
}
