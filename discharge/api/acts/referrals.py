"""What open care answers to a referral, in the API: the shape and the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import notice
from discharge.api.stay_shapes import Chosen, StayRequest, text
from discharge.contents.texts import PASSAGE_LENGTH
from discharge.models.notices import Ground
from discharge.services.referrals import answer_referral
from rules.tracks.referral import Action

ANSWERS: Final = (Action.ACCEPT, Action.SEND_ON, Action.DECLINE)


class ReferralAnswerRequest(StayRequest):
    """The ref of the notice that it came by, and the answer. to: the unit that it is sent on to. said: why."""

    about = serializers.UUIDField()
    answer = Chosen(Action, [(one.value, one.value) for one in ANSWERS])
    to = serializers.UUIDField(allow_null=True, default=None)
    said = text(PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "answer-referral": notice(answer_referral, ReferralAnswerRequest, "Accept a referral, send it on or decline it."),
}
