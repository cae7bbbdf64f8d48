"""Consents, harm tests and those who speak for the person: the shapes and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import action
from discharge.api.moments import Instant
from discharge.api.stay_shapes import Chosen, StayRequest, line, refs, text
from discharge.contents.texts import LINE_LENGTH, PASSAGE_LENGTH, PHONE_LENGTH
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.services.consents import record_consent, withdraw_consent
from discharge.services.harm_tests import record_harm_test
from discharge.services.representatives import end_representative, record_representative


class ConsentRequest(StayRequest):
    """One kind of consent. recipients: none for whoever it may concern; reason: why she cannot consent."""

    kind = Chosen(ConsentKind)
    answer = Chosen(ConsentAnswer)
    covers = text(PASSAGE_LENGTH)
    recipients = serializers.ListField(child=serializers.UUIDField(), max_length=50, default=list)
    answered_by = Chosen(SpokenBy)
    name = text(LINE_LENGTH)
    how = Chosen(How)
    given_at = Instant()
    valid_until = serializers.DateField(allow_null=True, default=None)
    reason = text(PASSAGE_LENGTH)


class ConsentWithdrawnRequest(StayRequest):
    """Which of them holds no longer."""

    kind = Chosen(ConsentKind)


class HarmTestRequest(StayRequest):
    """One assessment for one disclosure."""

    item = serializers.CharField(max_length=PASSAGE_LENGTH)
    recipients = refs()
    why = serializers.CharField(max_length=PASSAGE_LENGTH)
    decided_by = line()
    decided_at = Instant()


class RepresentativeRequest(StayRequest):
    """Who speaks for her. is_hidden_from: a guardian who is told nothing."""

    kind = Chosen(RepresentativeKind)
    name = line()
    phone = text(PHONE_LENGTH)
    scope = text(LINE_LENGTH)
    proof = text(LINE_LENGTH)
    is_hidden_from = serializers.BooleanField(default=False)


class RepresentativeEndedRequest(StayRequest):
    """about: the representative's ref."""

    about = serializers.UUIDField()


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "consent": action(record_consent, ConsentRequest, "What was answered; nobody else is told."),
    "withdraw-consent": action(
        withdraw_consent, ConsentWithdrawnRequest, "Nothing more is told on it; who has got something on it is told so."
    ),
    "harm-test": action(record_harm_test, HarmTestRequest, "Something may be told without consent, and why."),
    "representative": action(record_representative, RepresentativeRequest, "Somebody speaks for her."),
    "end-representative": action(end_representative, RepresentativeEndedRequest, "Somebody does so no longer."),
}
