"""Takes the pictures of the screens for README and docs, from a running demo.

    make run                                            # in one window
    .venv/bin/python -m tools.screens http://127.0.0.1:8000

Writes docs/screens/*.png. What a picture shows is said in SCREENS; nothing is sent or changed in the demo but that
notices are opened. Look at each picture before it is kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import find

FOLDER: Final = Path(__file__).parent.parent / "docs/screens"
WIDE: Final = (1366, 768)
PHONE: Final = (390, 844)


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: its name, who is signed in, what she does first, and the window."""

    name: str
    who: str
    where: str
    go: Callable[[Page], None]
    size: tuple[int, int] = WIDE


def _case_of(name: str) -> Callable[[Page], None]:
    """The case of somebody in her list."""

    def go(page: Page) -> None:
        page.goto("/arbetslista/?visa=alla")
        page.locator("tbody tr").filter(has_text=name).first.locator("a.name").click()

    return go


def _notice_of(name: str) -> Callable[[Page], None]:
    """The page of the first notice in somebody's case."""

    def go(page: Page) -> None:
        _case_of(name)(page)
        unread = page.get_by_role("button", name="Öppna", exact=True)
        if unread.count():
            unread.first.click()
        else:
            page.get_by_role("link", name="Mer att göra", exact=True).first.click()
        for fold in page.locator("details", has_text="före rättelsen").locator("summary").all():
            fold.click()

    return go


def _answer_to(name: str) -> Callable[[Page], None]:
    """An answer that is being written."""

    def go(page: Page) -> None:
        _case_of(name)(page)
        page.get_by_role("link", name="Skriv mer", exact=True).first.click()
        page.locator("#sok").fill("rehab")
        page.get_by_text("Sökträffar").wait_for()
        page.locator("#id_body").fill("Tack. Vi bokar transport till klockan 13 och ringer när hon åker härifrån.")

    return go


def _act_in(name: str, act: str) -> Callable[[Page], None]:
    """A form of a stay."""

    def go(page: Page) -> None:
        _case_of(name)(page)
        page.goto(f"{page.url}vagen-hem/{act}/")

    return go


def _worklist(page: Page) -> None:
    page.goto("/arbetslista/")


def _board(page: Page) -> None:
    page.goto("/avdelning/")


SCREENS: Final = (
    Screen("worklist", "Karin Alm", "", _worklist),
    Screen("case", "Eva Lind", "Geriatrik 31", _case_of("Astrid Berglund")),
    Screen("admission", "Sara Holm", "", _act_in("Siv Lodin", "inskrivningsmeddelande")),
    Screen("board", "Eva Lind", "Geriatrik 31", _board),
    Screen("notice", "Hassan Amiri", "", _notice_of("Märta Quist")),
    Screen("write", "Eva Lind", "Geriatrik 31", _answer_to("Aina Östberg")),
    Screen("worklist-phone", "Maria Ek", "", _worklist, PHONE),
    Screen("case-phone", "Maria Ek", "", _case_of("Rune Åkesson"), PHONE),
)


def take(browser: Browser, address: str, screen: Screen) -> None:
    """One picture, in a window of its own."""
    width, height = screen.size
    is_phone = screen.size == PHONE
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        has_touch=is_phone,
        is_mobile=is_phone,
    )
    page = context.new_page()
    page.goto("/demo/")
    page.locator("button.choice").filter(has_text=screen.who).filter(has_text=screen.where).first.click()
    page.get_by_role("button", name="Logga ut").wait_for()
    screen.go(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{screen.name}.png")
    context.close()


def main() -> int:
    """Take them all; 1 when there is no browser."""
    parser = argparse.ArgumentParser(description="Takes the pictures of the screens from a running demo.")
    parser.add_argument("address", help="where the demo runs, as make run says it")
    parser.add_argument("only", nargs="*", help="names of pictures; all of them unless some are named")
    asked = parser.parse_args()
    program = find()
    if program is None:
        print("No Chromium: python -m tools.browser finds or installs it", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for screen in SCREENS:
            if not asked.only or screen.name in asked.only:
                take(browser, asked.address, screen)
                print(screen.name, flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
