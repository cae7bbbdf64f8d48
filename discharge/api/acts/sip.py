"""The joint individual plan before it is called to: the shapes and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import notice
from discharge.api.stay_shapes import Chosen, StayRequest, line, text
from discharge.contents.texts import PASSAGE_LENGTH
from discharge.event_shapes.sip import ExistingPlan
from discharge.models.notices import Ground
from discharge.services.sip_needs import (
    judge_sip_need,
    name_sip_caller,
    offer_sip,
    request_sip,
    withdraw_sip_consent,
)


class SipNeedRequest(StayRequest):
    """Whether a plan is needed, and which there is; that none is needed has a reason."""

    needed = serializers.BooleanField()
    existing = Chosen(ExistingPlan)
    reason = text(PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class SipAskedRequest(StayRequest):
    """Why a plan is asked for."""

    reason = serializers.CharField(max_length=PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class SipOfferRequest(StayRequest):
    """Who was asked."""

    offered_to = line()


class SipConsentWithdrawnRequest(StayRequest):
    """Who said it."""

    said_by = line()


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "sip-need": notice(judge_sip_need, SipNeedRequest, "Judge whether a joint individual plan is needed."),
    "sip-request": notice(request_sip, SipAskedRequest, "Ask for one; open care answers by judging the need."),
    "sip-offer": notice(offer_sip, SipOfferRequest, "She has been asked about it and has not answered."),
    "withdraw-sip-consent": notice(withdraw_sip_consent, SipConsentWithdrawnRequest, "She does not want it any more."),
    "sip-caller": notice(name_sip_caller, StayRequest, "The unit's contact takes over the calling."),
}
