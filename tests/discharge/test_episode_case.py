"""A stay written out is answered by the rules' own command as the product answers it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agreements.models import AgreementVersion
from agreements.reading import reading_of
from agreements.selectors import Origin, TermsInForce, terms_for
from agreements.services import load_documents
from discharge import episode_case as file
from discharge.deadlines import terms_of
from discharge.facts import facts_of
from discharge.models import Deadline
from discharge.stays import stay_of
from rules.__main__ import main
from rules.calendar import local
from rules.evaluation import evaluate
from tests import factories as make
from tests.agreements.texts import text
from tests.discharge import staying
from tests.discharge.staying import Stay

pytestmark = pytest.mark.django_db

STAYS = [
    *(staying.judged, staying.needless, staying.notified, staying.ready),
    *(staying.with_contact, staying.left, staying.dead, staying.closed),
]


def written(stay: Stay, *options: str) -> str:
    out = io.StringIO()
    call_command("episode_case", stay.case.number, *options, stdout=out)
    return out.getvalue()


def answer(text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `python -m rules evaluate -` answers."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["evaluate", "-"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


@pytest.mark.parametrize("stay", STAYS, ids=lambda stay: stay.__name__)
def test_the_command_of_the_rules_says_what_the_product_says(
    stay: Callable[[], Stay], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = stay()
    facts = facts_of(made.case)
    assert facts.stay is not None
    product = evaluate(stay_of(facts), terms_of(facts.stay).terms)

    told = answer(written(made), monkeypatch, capsys)

    assert told["name"] == made.case.number
    assert told["liability"]["state"] == product.state
    assert told["liability"]["liable_on"] == [f"{day}" for day in product.liability.liable_on]
    assert {one["kind"] for one in told["deadlines"]} == {
        *Deadline.objects.filter(superseded_at__isnull=True).values_list("kind", flat=True)
    }


def test_it_may_be_asked_about_any_instant(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(written(staying.ready(), "--on", "2026-03-14T12:00:00+01:00"), monkeypatch, capsys)

    assert told["liability"]["state"] == "PENDING"
    assert date.fromisoformat(told["liability"]["first_liable_on"]) == local(2026, 3, 15, 0, 0).date()


def test_it_names_nobody() -> None:
    text = written(staying.left())

    assert not any(name in text for name in ("Ek", "Anna Lind", "Ulla Berg", "0980-319"))


def test_an_agreement_that_is_not_known_is_told_as_unknown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = terms_for("25", None, date(2010, 1, 1))
    monkeypatch.setattr(file, "terms_of", lambda stay: unknown)

    told = answer(written(staying.ready()), monkeypatch, capsys)

    assert unknown.version is None
    assert told["liability"]["state"] == "INCOMPLETE_AGREEMENT"


def test_an_agreement_that_the_corpus_does_not_have_is_told_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stay = staying.ready()
    load_documents([text("egen-2026")], by=make.SETUP, now=make.NOW)
    own = TermsInForce(reading_of(AgreementVersion.objects.get(pk="egen-2026")).terms, "egen-2026", Origin.REGION)
    monkeypatch.setattr(file, "terms_of", lambda stay: own)

    told = answer(written(stay), monkeypatch, capsys)

    assert "id: egen-2026" in written(stay)
    assert told["liability"]["state"] == evaluate(stay_of(facts_of(stay.case)), own.terms).state


@pytest.mark.parametrize("number", ["26-999999", "x"])
def test_a_case_that_is_not_there_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="there is no case"):
        call_command("episode_case", number)


def test_a_case_without_a_stay_is_refused() -> None:
    case = make.case(make.actor())

    with pytest.raises(CommandError, match="has no hospital stay"):
        call_command("episode_case", case.number)


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(CommandError, match="--on"):
        call_command("episode_case", "26-1", "--on", "2026-03-14T12:00:00")
