"""What the stories ask for: the site, and people with a browser each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.browser import find

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.people import Person


@pytest.fixture(scope="session")
def site(servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with the demo. Each story writes about a patient of its own."""
    from tests import product
    from tests.browser.site import DATABASE, load_demo, served

    load_demo()
    with served(tmp_path_factory.mktemp("site") / "web.log") as address:
        yield address
    product.drop(DATABASE)


@pytest.fixture
def impatient_site(site: str, tmp_path: Path) -> Iterator[str]:
    """The same site, where whoever does nothing is warned at once that she will be signed out."""
    from tests.browser.site import served

    with served(tmp_path / "web.log", SESSION_IDLE_MINUTES="2") as address:
        yield address


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """A browser. A new one for each test: its driver's event loop must not be seen by tests of the database."""
    from playwright.sync_api import sync_playwright

    from tests.browser.site import ARGUMENTS

    program = find()
    if program is None:
        pytest.fail("No Chromium: python -m tools.browser finds or installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def person(site: str, chromium: Browser) -> Iterator[Callable[..., Person]]:
    """Gives people, each with a window of her own. Afterwards: none of their pages has complained."""
    from tests.browser.people import Person

    everybody: list[Person] = []

    def make(who: str = "", where: str = "", *, at: str = site, width: int = 1366, height: int = 768) -> Person:
        one = Person(chromium, at, width, height)
        everybody.append(one)
        if who:
            one.signs_in(who, where)
        return one

    yield make
    assert [complaint for one in everybody for complaint in one.complaints] == []
