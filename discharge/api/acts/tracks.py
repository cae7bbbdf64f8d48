"""Social services' own course and the medical responsibility, in the API: the shapes and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import action, notice
from discharge.api.moments import Instant
from discharge.api.stay_shapes import Chosen, ReasonedRequest, StayRequest, line, text
from discharge.contents.texts import LINE_LENGTH, PASSAGE_LENGTH
from discharge.models.notices import Ground
from discharge.services.responsibility import ask_to_take_over, decline_to_take_over, hand_back, take_over
from discharge.services.social_services import (
    DECISIONS,
    confirm_order,
    contact_person,
    decide_services,
    note_declined_order,
    note_no_application,
    order_services,
    take_application,
)
from rules.tracks import social_services


class ApplicationRequest(StayRequest):
    """Who applied, and how."""

    applied_by = line()


class DecisionRequest(StayRequest):
    """What is decided, and which services, if that is noted."""

    decision = Chosen(social_services.Action, [(one.value, one.value) for one in DECISIONS])
    services = text(LINE_LENGTH)


class OrderRequest(StayRequest):
    """From which provider unit."""

    provider = serializers.UUIDField()


class AskTakeOverRequest(StayRequest):
    """Which unit, and what is asked."""

    open_care = serializers.UUIDField()
    said = text(PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


class TakeOverRequest(StayRequest):
    """Who has it, and from when."""

    physician = line()
    from_at = Instant()
    ground = Chosen(Ground, Ground.choices)


class SaidRequest(StayRequest):
    """Why."""

    said = text(PASSAGE_LENGTH)
    ground = Chosen(Ground, Ground.choices)


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "social-contact": action(contact_person, StayRequest, "Social services have contacted her."),
    "social-application": action(take_application, ApplicationRequest, "An application for services has come."),
    "social-no-application": action(note_no_application, ReasonedRequest, "She does not apply."),
    "social-decision": action(decide_services, DecisionRequest, "What she applied for is decided."),
    "social-order": action(order_services, OrderRequest, "The services are ordered from a provider."),
    "social-order-confirmed": action(confirm_order, StayRequest, "The provider has confirmed."),
    "social-order-declined": action(note_declined_order, ReasonedRequest, "The provider cannot."),
    "responsibility-ask": notice(ask_to_take_over, AskTakeOverRequest, "Ask open care to take over."),
    "responsibility-take-over": notice(take_over, TakeOverRequest, "The unit has the medical responsibility."),
    "responsibility-decline": notice(decline_to_take_over, SaidRequest, "The unit does not take over."),
    "responsibility-hand-back": notice(hand_back, SaidRequest, "The hospital has it again."),
}
