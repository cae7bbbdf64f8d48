"""Tests of discharge/services/keys.py: the same request twice."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from core import clock
from discharge.errors import KeyReused
from discharge.models import AnsweredRequest
from discharge.services.keys import KEPT, answer_once
from discharge.tasks import sweep
from rules.errors import Conflict, NotPermitted
from tests import factories as make

pytestmark = pytest.mark.django_db

REQUEST = {"path": "/api/v1/cases/", "unit": UUID(int=1)}


def counted() -> tuple[Callable[[], UUID], list[UUID]]:
    """Something that may be done, and the refs of what it made."""
    made: list[UUID] = []

    def act() -> UUID:
        made.append(uuid4())
        return made[-1]

    return act, made


def test_the_same_key_gives_the_same_answer_and_no_second_effect() -> None:
    act, made = counted()
    nurse = make.actor()

    first = answer_once("a", REQUEST, act, by=nurse, now=make.NOW)
    second = answer_once("a", dict(REQUEST), act, by=nurse, now=make.LATER)

    assert [first] == [second] == made
    assert AnsweredRequest.objects.get().at == make.NOW


def test_another_key_or_another_assignment_is_another_request() -> None:
    act, made = counted()
    nurse = make.actor()

    answer_once("a", REQUEST, act, by=nurse, now=make.NOW)
    answer_once("b", REQUEST, act, by=nurse, now=make.NOW)
    answer_once("a", REQUEST, act, by=make.actor(), now=make.NOW)

    assert len(made) == 3


def test_without_a_key_each_request_has_its_effect() -> None:
    act, made = counted()
    nurse = make.actor()

    answer_once("", REQUEST, act, by=nurse, now=make.NOW)
    answer_once("", REQUEST, act, by=nurse, now=make.NOW)

    assert len(made) == 2
    assert not AnsweredRequest.objects.exists()


def test_a_key_is_not_reused_for_something_else() -> None:
    act, made = counted()
    nurse = make.actor()
    answer_once("a", REQUEST, act, by=nurse, now=make.NOW)

    with pytest.raises(KeyReused):
        answer_once("a", {**REQUEST, "unit": UUID(int=2)}, act, by=nurse, now=make.NOW)

    assert len(made) == 1


def test_a_refused_request_may_be_tried_again_with_its_key() -> None:
    act, made = counted()
    nurse = make.actor()

    def refuse() -> UUID:
        raise Conflict("somebody was first")

    with pytest.raises(Conflict):
        answer_once("a", REQUEST, refuse, by=nurse, now=make.NOW)
    answer_once("a", REQUEST, act, by=nurse, now=make.LATER)

    assert len(made) == 1


def test_a_system_repeats_no_requests() -> None:
    act, made = counted()

    with pytest.raises(NotPermitted):
        answer_once("a", REQUEST, act, by=make.SETUP, now=make.NOW)

    assert made == []


def test_a_key_is_forgotten_after_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    act, _ = counted()
    nurse = make.actor()
    answer_once("a", REQUEST, act, by=nurse, now=make.NOW)

    for now, kept in ((make.NOW + KEPT, 1), (make.NOW + KEPT + timedelta(microseconds=1), 0)):
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        sweep()
        assert AnsweredRequest.objects.count() == kept
