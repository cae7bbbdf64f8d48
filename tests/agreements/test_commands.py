"""Tests of the commands by which those who run the installation load, bind and end agreements."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AdministrativeEvent
from agreements import reading
from agreements.models import AgreementVersion, Binding
from tests import factories as make
from tests.agreements.texts import load, text

pytestmark = pytest.mark.django_db


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def _region() -> None:
    make.region(code="25")
    said("load_agreements")


def test_loading_tells_what_was_added_and_the_second_time_nothing() -> None:
    first, second = said("load_agreements"), said("load_agreements")

    assert first.startswith("blekinge-2018: Överenskommelse i Blekinge län, från 1 februari 2018\n")
    assert first.endswith(f"\n{AgreementVersion.objects.count()} added.\n")
    assert second == "0 added.\n"
    assert set(AdministrativeEvent.objects.values_list("system_name", flat=True)) == {"load_agreements"}


def test_loading_refuses_another_text(monkeypatch: pytest.MonkeyPatch) -> None:
    load(text("a"))
    monkeypatch.setattr("agreements.services.corpus", lambda: (text("a", more="  status: draft\n"), text("b")))

    with pytest.raises(CommandError, match=r"before: a\. A loaded version never changes: give the new text a new id"):
        said("load_agreements")

    assert reading.corpus()
    assert AgreementVersion.objects.count() == 1


@pytest.mark.usefixtures("_region")
def test_binding_and_ending_tell_what_holds() -> None:
    assert said("bind_agreement", "25", "norrbotten-2018", "2018-01-01") == (
        "norrbotten-2018 holds for all of 25 from 2018-01-01.\n"
    )
    assert said("bind_agreement", "25", "statute-2018", "2026-01-01", "--municipality", "2580") == (
        "statute-2018 holds for 2580 from 2026-01-01.\n"
    )
    assert said("end_agreement", "25", "2026-12-31") == "norrbotten-2018 holds to 2026-12-31.\n"
    assert said("end_agreement", "25", "2026-06-30", "--municipality", "2580") == "statute-2018 holds to 2026-06-30.\n"
    assert set(Binding.objects.values_list("municipality_code", "valid_to")) == {
        ("", date(2026, 12, 31)),
        ("2580", date(2026, 6, 30)),
    }


@pytest.mark.usefixtures("_region")
def test_binding_tells_of_a_version_s_own_last_day() -> None:
    load(text("short", "25", "  valid_to: 2026-06-30\n"))

    assert said("bind_agreement", "25", "short", "2026-01-01") == (
        "short holds for all of 25 from 2026-01-01 to 2026-06-30.\n"
    )


@pytest.mark.usefixtures("_region")
@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("bind_agreement", "99", "norrbotten-2018", "2018-01-01"), "no region has the code 99"),
        (("bind_agreement", "25", "stockholm-2020a", "2020-01-01"), "is an agreement of the region 01"),
        (("bind_agreement", "25", "norrbotten-2018", "1 januari"), "invalid fromisoformat value"),
        (("bind_agreement", "25", "norrbotten-2018"), "required: FROM"),
        (("end_agreement", "25", "2026-12-31"), "Nothing is bound for all of 25 on 2026-12-31"),
        (("end_agreement", "25", "2026-12-31", "--municipality", "2580"), "Nothing is bound for 2580"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(command: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        said(*command)

    assert not Binding.objects.exists()


@pytest.mark.usefixtures("_region")
def test_what_held_yesterday_is_not_ended() -> None:
    said("bind_agreement", "25", "norrbotten-2018", "2018-01-01")

    with pytest.raises(CommandError, match="the day has passed"):
        said("end_agreement", "25", "2026-03-08")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("load_agreements", "a second time it adds nothing"),
        ("bind_agreement", "REGION VERSION FROM"),
        ("end_agreement", "REGION LAST_DAY"),
    ],
)
def test_each_command_explains_itself(command: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command(command, "--help")

    assert ended.value.code == 0
    assert words in " ".join(capsys.readouterr().out.split())
