"""What hinders her from leaving, in the API: the shapes and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import notice
from discharge.api.moments import Instant
from discharge.api.stay_shapes import Chosen, StayRequest, line, text
from discharge.contents.texts import PASSAGE_LENGTH
from discharge.models.notices import Ground
from discharge.services.blockers import change_blocker, raise_blocker, solve_blocker
from discharge.services.disagreements import answer_disagreement, raise_disagreement, withdraw_disagreement
from discharge.services.obstacles import judge_obstacle, report_obstacle, solve_obstacle


class AboutRequest(StayRequest):
    """about: the ref of what is open."""

    about = serializers.UUIDField()


class ToldPerhapsRequest(StayRequest):
    """ground: why it may be told, if anybody is."""

    ground = Chosen(Ground, Ground.choices, allow_null=True, default=None)


class OwnedRequest(ToldPerhapsRequest):
    """Whose it is to solve, a unit that takes part; and by when, if that is known."""

    owner = serializers.UUIDField()
    due_at = Instant(allow_null=True, default=None)


class BlockerRequest(OwnedRequest):
    """What she waits for."""

    what = serializers.CharField(max_length=PASSAGE_LENGTH)


class ChangedBlockerRequest(AboutRequest, OwnedRequest):
    """Another owner or another time."""


class SolvedBlockerRequest(AboutRequest, ToldPerhapsRequest):
    """What was done, if that is told."""

    how = text(PASSAGE_LENGTH)


class ObstacleRequest(StayRequest):
    """What is missing or unclear in open care, and why that may be told."""

    what = serializers.CharField(max_length=PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class JudgedObstacleRequest(AboutRequest):
    """Whether it is why she cannot leave, and how that was judged, if it is told."""

    prevents = serializers.BooleanField()
    why = text(PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class SolvedObstacleRequest(AboutRequest):
    """What was done, if that is told."""

    how = text(PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class DisagreementRequest(StayRequest):
    """Why she is not found to be ready."""

    reason = serializers.CharField(max_length=PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class DisagreementAnswerRequest(AboutRequest):
    """What the physician, by name, answers."""

    answer = serializers.CharField(max_length=PASSAGE_LENGTH)
    physician = line()
    ground = Chosen(Ground, Ground.choices)


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "raise-blocker": notice(raise_blocker, BlockerRequest, "Tell what she waits for, and whose it is to solve."),
    "change-blocker": notice(change_blocker, ChangedBlockerRequest, "Another owner or another time."),
    "solve-blocker": notice(solve_blocker, SolvedBlockerRequest, "She need not wait for it any longer."),
    "report-obstacle": notice(report_obstacle, ObstacleRequest, "Open care's services are missing or unclear."),
    "judge-obstacle": notice(judge_obstacle, JudgedObstacleRequest, "Say whether it is why she cannot leave."),
    "solve-obstacle": notice(solve_obstacle, SolvedObstacleRequest, "Open care has what was missing."),
    "raise-disagreement": notice(raise_disagreement, DisagreementRequest, "Object to that she is ready."),
    "answer-disagreement": notice(answer_disagreement, DisagreementAnswerRequest, "Answer in the physician's name."),
    "withdraw-disagreement": notice(withdraw_disagreement, AboutRequest, "Object no longer."),
}
