"""What the parties tell each other for the planning: the shapes and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers
from rest_framework.views import APIView

from discharge.api.acts.act import action, notice
from discharge.api.moments import Instant
from discharge.api.stay_shapes import Chosen, PartRequest, Shape, StayRequest, line, refs, text
from discharge.contents.planning import MOST_DAYS, Area, Before, Need, Part
from discharge.contents.texts import BODY_LENGTH, LINE_LENGTH, PASSAGE_LENGTH, PHONE_LENGTH
from discharge.models.notices import Ground
from discharge.services.information_parts import give_patient_summary, send_information_part
from discharge.services.questions import answer_question, ask_question
from discharge.services.receiving import withdraw_can_receive
from discharge.services.services_replies import decline_services, reply_about_services
from discharge.services.underlays import send_underlay


def _ground() -> Chosen:
    return Chosen(Ground, Ground.choices)


def _body() -> serializers.CharField:
    return serializers.CharField(max_length=BODY_LENGTH, trim_whitespace=False)


class ServicesReplyRequest(StayRequest):
    """What is ongoing, and with whom it is talked about; or that nothing is."""

    ongoing = serializers.BooleanField()
    services = text(PASSAGE_LENGTH)
    contact = text(LINE_LENGTH)
    phone = text(PHONE_LENGTH)
    aids = text(PASSAGE_LENGTH)
    risks = text(PASSAGE_LENGTH)
    ground = _ground()


class NeedRequest(Shape):
    """One area in needs, and against before."""

    area = Chosen(Area)
    needs = text(PASSAGE_LENGTH)
    before = Chosen(Before, allow_null=True, default=None)

    def to_internal_value(self, data: Any) -> Any:
        """The need."""
        return Need(**super().to_internal_value(data))


class UnderlayRequest(StayRequest):
    """To whom, and the areas that are told. missing_by: when what is not known yet is told at the latest."""

    recipients = refs()
    profession = text(LINE_LENGTH)
    needs = serializers.ListField(child=NeedRequest(), allow_empty=False, max_length=len(Area))
    missing_by = Instant(allow_null=True, default=None)
    ground = _ground()


class QuestionRequest(StayRequest):
    """To whom, what, and until when."""

    recipients = refs()
    body = _body()
    answer_by = Instant(allow_null=True, default=None)
    ground = _ground()


class AnswerRequest(StayRequest):
    """The ref of the question's notice, and what is answered."""

    about = serializers.UUIDField()
    body = _body()
    ground = _ground()


class InformationPartRequest(StayRequest):
    """Which part, to whom, and what. missing: it is not there yet, and comes by missing_by."""

    recipients = refs()
    part = Chosen(Part)
    body = text(BODY_LENGTH)
    days = serializers.IntegerField(min_value=0, max_value=MOST_DAYS, allow_null=True, default=None)
    action = text(LINE_LENGTH)
    time_frame = text(LINE_LENGTH)
    missing = serializers.BooleanField(default=False)
    missing_by = Instant(allow_null=True, default=None)
    ground = _ground()


class ServicesDeclinedRequest(StayRequest):
    """Which services, when, and who took it down."""

    services = serializers.CharField(max_length=PASSAGE_LENGTH)
    declined_at = Instant()
    noted_by = line()
    ground = _ground()


class SummaryRequest(StayRequest):
    """Whether she has it; else she did not want it."""

    given = serializers.BooleanField()


ACTIONS: Final[Mapping[str, type[APIView]]] = {
    "services-reply": notice(reply_about_services, ServicesReplyRequest, "Tell the ward what is ongoing."),
    "underlay": notice(send_underlay, UnderlayRequest, "Tell the parties what she needs, area by area."),
    "question": notice(ask_question, QuestionRequest, "Ask parties what the planning needs to know."),
    "answer": notice(answer_question, AnswerRequest, "Answer a question."),
    "information-part": notice(
        send_information_part, InformationPartRequest, "Send a part of what goes with her to those who need it."
    ),
    "withdraw-can-receive": notice(withdraw_can_receive, PartRequest, "The unit cannot receive her after all."),
    "decline-services": notice(decline_services, ServicesDeclinedRequest, "She has declined services."),
    "patient-summary": action(give_patient_summary, SummaryRequest, "She has the summary, or did not want it."),
}
