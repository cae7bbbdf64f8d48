"""A person at a computer or with a phone: what she opens, presses and sees."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

PHONE = 600
# A browser of this age does not know every feature that the header switches off.
EXPECTED = ("Permissions-Policy header", "Failed to load resource: the server responded with a status of 4")


class Person:
    """One window, signed in as somebody of the demo. complaints: errors of its pages' scripts and policies."""

    def __init__(self, browser: Browser, address: str, width: int, height: int) -> None:
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            locale="sv-SE",
            # Wrong on purpose: times are said in Swedish time wherever the computer thinks that it is.
            timezone_id="America/New_York",
            has_touch=width < PHONE,
            is_mobile=width < PHONE,
        )
        self.complaints: list[str] = []
        self.page = self.window()

    def window(self) -> Page:
        """Another window of the same person."""
        page = self.context.new_page()
        page.on("console", self._hears)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in EXPECTED):
            self.complaints.append(message.text)

    def signs_in(self, who: str, where: str = "") -> None:
        """One press on the demo's page."""
        self.opens("/demo/")
        self.page.locator("button.choice").filter(has_text=who).filter(has_text=where).first.click()
        self.sees("Logga ut")

    def opens(self, address: str) -> None:
        """Go to a page."""
        self.page.goto(address)

    def presses(self, name: str, within: Locator | None = None) -> None:
        """Press the button or link with these words."""
        self.finds(name, within).click()

    def finds(self, name: str, within: Locator | None = None) -> Locator:
        """The button, link or summary with exactly these words."""
        place = within or self.page.locator("body")
        buttons = place.get_by_role("button", name=name, exact=True)
        links = place.get_by_role("link", name=name, exact=True)
        folds = place.locator("summary").filter(has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
        return buttons.or_(links).or_(folds).first

    def writes(self, label: str, text: str) -> None:
        """Fill in a field."""
        self.page.get_by_label(label, exact=False).first.fill(text)

    def sees(self, *words: str) -> None:
        """The page says this, or will in a moment."""
        for said in words:
            expect(self.page.locator("body")).to_contain_text(said)

    def does_not_see(self, *words: str) -> None:
        """The page does not say this."""
        for said in words:
            expect(self.page.locator("main")).not_to_contain_text(said)

    def row(self, name: str) -> Locator:
        """The row of her worklist about somebody."""
        return self.page.locator("tbody tr").filter(has_text=name)

    def waits_for_news(self) -> None:
        """What the page does by itself every few seconds happens now."""
        self.page.evaluate("document.querySelectorAll('[data-poll]').forEach(e => e.dispatchEvent(new Event('wake')))")

    def comes_back_to_the_window(self) -> None:
        """The page asks at once whether she is still signed in."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def tabs_to(self, target: Locator, most: int = 80) -> None:
        """Walk to something by key, seeing at each step where one is."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(_FOCUS_IS_SEEN), f"no focus to see at {self.page.evaluate(_FOCUSED)}"
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"not reached by key: {target}")

    def opens_a_case_about(self, number: str) -> str:
        """Find somebody by number and open a case; its address."""
        self.opens("/patienter/")
        self.writes("Personnummer eller namn", number)
        self.presses("Sök")
        self.presses("Öppna ärende")
        self.sees("Ärendet är öppnat.")
        return self.page.url

    def sends(self, *recipients: str, subject: str, body: str) -> None:
        """Write a message in the open case and send it."""
        self.presses("Skriv meddelande")
        for recipient in recipients:
            self.page.get_by_placeholder("Sök enhet").fill(recipient)
            self.page.get_by_role("checkbox", name=recipient).first.check()
        self.writes("Ämne", subject)
        self.page.locator("#id_body").fill(body)
        self.page.locator("#id_ground").select_option("consent")
        self.presses("Skicka")
        self.sees("Meddelandet är skickat.")

    def problems_of_access(self) -> list[str]:
        """What axe finds on the page."""
        found: dict[str, Any] = Axe().run(self.page).response
        return [
            f"{one['id']}: {node['target']}: {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]


_FOCUSED = "document.activeElement.outerHTML.slice(0, 120)"
_FOCUS_IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement === document.body || (style.outlineStyle !== "none" && style.outlineWidth !== "0px");
}"""
