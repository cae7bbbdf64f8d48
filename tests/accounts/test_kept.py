"""Tests of accounts/kept.py."""

import pytest
from django.core import signing
from django.test import RequestFactory

from accounts.kept import KeptForm, keep, restore
from core.errors import NotVisible

pytestmark = pytest.mark.django_db


def kept(path: str = "/arenden/7/?flik=2", **fields: object) -> str:
    return keep(RequestFactory().post(path, fields))


def test_a_form_is_kept_with_its_address_and_every_value_in_order() -> None:
    text = kept(text="Hej!\nÅtta rader – \u2028 & <b>", to=["b", "a"], expected_version="3")

    assert restore(text) == KeptForm(
        "/arenden/7/?flik=2",
        (("text", "Hej!\nÅtta rader – \u2028 & <b>"), ("to", "b"), ("to", "a"), ("expected_version", "3")),
    )


def test_what_belongs_to_the_page_that_was_left_is_not_kept() -> None:
    assert restore(kept(csrfmiddlewaretoken="x", acting_as="y", text="z")).fields == (("text", "z"),)


def test_a_password_is_not_put_in_a_page_that_waits_for_whoever_signs_in() -> None:
    assert restore(kept(password="hemligt", username="asa.oberg")).fields == (("username", "asa.oberg"),)


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param("", id="empty"),
        pytest.param("a:b:c", id="not ours"),
        pytest.param(signing.dumps(["/", []], salt="other"), id="signed for something else"),
    ],
)
def test_what_was_not_kept_by_us_is_refused(forged: str) -> None:
    with pytest.raises(NotVisible):
        restore(forged)


def test_a_changed_letter_is_refused() -> None:
    text = kept(text="x")

    with pytest.raises(NotVisible):
        restore(text[:-1] + ("A" if text[-1] != "A" else "B"))


@pytest.mark.parametrize(("seconds", "is_kept"), [(12 * 3600 - 1, True), (12 * 3600 + 1, False)])
def test_a_form_is_kept_for_half_a_day(monkeypatch: pytest.MonkeyPatch, seconds: int, is_kept: bool) -> None:
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000.0)
    text = kept(text="x")
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000.0 + seconds)

    if is_kept:
        assert restore(text).fields == (("text", "x"),)
    else:
        with pytest.raises(NotVisible):
            restore(text)
