"""Stories of sessions that end: warned before, nothing shown after, and no typed text lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.people import Person


def test_somebody_is_warned_before_she_is_signed_out_and_stays(
    person: Callable[..., Person], impatient_site: str
) -> None:
    malin = person("Malin Örn", at=impatient_site)

    malin.comes_back_to_the_window()
    malin.sees("Du loggas ut om 2 minuter.")
    problems = malin.problems_of_access()
    malin.presses("Fortsätt vara inloggad")

    expect(malin.page.locator("#time-left")).to_be_empty()
    assert problems == []


def test_what_was_typed_is_hidden_when_the_session_has_ended_and_there_when_she_is_back(
    person: Callable[..., Person],
) -> None:
    simon = person("Simon Vik")
    simon.opens("/patienter/")
    simon.writes("Personnummer eller namn", "det jag skrev")
    other = simon.window()
    other.goto("/arbetslista/")
    other.get_by_role("button", name="Logga ut").click()
    expect(other.get_by_role("heading", name="Logga in")).to_be_visible()

    simon.comes_back_to_the_window()
    simon.sees("Du har loggats ut")
    covered = simon.problems_of_access()
    reached = simon.page.evaluate("document.querySelector('.main').inert")
    other.goto("/demo/")
    other.locator("button.choice").filter(has_text="Simon Vik").click()
    other.wait_for_url("**/arbetslista/")
    simon.comes_back_to_the_window()

    expect(simon.page.locator("#time-left")).to_be_empty()
    expect(simon.page.get_by_label("Personnummer eller namn")).to_have_value("det jag skrev")
    simon.presses("Sök")
    simon.sees("Ingen patient hittades")
    assert covered == []
    assert reached is True


def test_a_form_sent_after_the_session_has_ended_is_sent_after_signing_in_again(person: Callable[..., Person]) -> None:
    viola = person("Kerstin Blom")
    viola.opens("/patienter/")
    viola.writes("Personnummer eller namn", "saknad person")
    viola.context.clear_cookies(name="sid")

    viola.presses("Sök")

    viola.sees("Det du har skrivit finns kvar.")
