"""Tests of the page of components, of the base page and of the pages of refusals."""

import re
from html.parser import HTMLParser
from importlib import reload

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from desk import urls
from tests import factories as make
from tests.desk.browsing import browser, main, words

pytestmark = pytest.mark.django_db


class Ids(HTMLParser):
    """Every id in a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "id" and value]


def test_every_component_stands_on_the_page() -> None:
    page = Client().get("/komponenter/").content.decode()

    blocks = "button chip count state list steps line card facts timeline alert protected field tick wrongs empty pager"
    assert [block for block in blocks.split() if f'class="{block}' not in page and f" {block}" not in page] == []


def test_no_id_is_used_twice() -> None:
    ids = Ids(Client().get("/komponenter/").content.decode()).found

    assert len(ids) == len(set(ids))


def test_the_components_are_shown_in_a_local_run_only(settings: LazySettings) -> None:
    try:
        settings.MODE = "production"
        names = {pattern.name for pattern in reload(urls).urlpatterns}
    finally:
        settings.MODE = "local"
        reload(urls)

    assert "components" not in names
    assert "worklist" in names


def test_no_page_has_a_script_or_a_style_of_its_own() -> None:
    ward = make.actor(make.ward())
    client = browser(ward)

    for address in ("/komponenter/", "/arbetslista/", "/patienter/", "/enheter/", "/aviseringar/"):
        page = client.get(address).content.decode()
        scripts = re.findall(r"<script\b([^>]*)>", page)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts), address
        assert "<style" not in page
        assert not re.search(r"\s(style|on\w+)=", page), address


def test_every_page_says_who_acts_and_where() -> None:
    ward = make.actor(make.ward(name="Medicin 12"))

    page = browser(ward).get("/arbetslista/")

    assert "Medicin 12 Sjuksköterska på vårdavdelning" in words(page)
    assert "Maria Ek" in words(page)
    assert "Logga ut" in words(page)
    assert "Till innehållet" in words(page)


def test_another_assignment_is_one_press_away() -> None:
    ward = make.actor(make.ward(name="Medicin 12"))
    user = User.objects.get(pk=ward.user_id)
    second = make.assignment(make.ward(name="Kirurgi 3"), of=user)
    client = browser(ward)

    page = client.get("/arbetslista/")
    done = client.post("/uppdrag/", {"ref": str(second.ref), "next": "/"}, follow=True)
    make.assignment(make.ward(name="Geriatrik 2"), of=user)
    several = client.get("/arbetslista/")

    assert "Byt till Kirurgi 3" in words(page)
    assert "Kirurgi 3 Sjuksköterska" in words(done)
    assert "Byt uppdrag" in words(several)
    assert "Geriatrik 2" in words(several)


def test_the_menu_has_the_pages_of_the_role_and_marks_the_one_that_is_open() -> None:
    clinical, provider = browser(make.actor(make.ward())), browser(make.actor(make.provider()))
    administrator = browser(make.administrator(make.board()))

    pages = [client.get("/enheter/") for client in (clinical, provider, administrator)]

    heads = [page.content.decode().partition("<main")[0] for page in pages]
    menus = [re.findall(r'href="(/[a-z]+/)"[^>]*>([^<]+?) ?<', head) for head in heads]
    assert [[name.strip() for _, name in menu if name.strip()] for menu in menus] == [
        ["Arbetslista", "Avdelningen", "Sök patient", "Aviseringar", "Enheter"],
        ["Arbetslista", "Aviseringar", "Enheter"],
        ["Enheter", "Åtkomst", "Administration"],
    ]
    assert '<a href="/enheter/" aria-current="page">' in pages[0].content.decode()


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/finns-inte/", 404, "Sidan finns inte"),
        ("/arbetslista/", 403, "Det får du inte göra här"),
    ],
)
def test_a_refusal_is_a_page_with_what_holds_and_where_to_go(address: str, status: int, heading: str) -> None:
    answer = browser(make.administrator(make.board())).get(address)

    assert answer.status_code == status
    assert main(answer).startswith(heading)
    assert "Till första sidan" in main(answer)


def test_whoever_has_several_assignments_may_switch_where_she_is_refused() -> None:
    administrator = make.administrator(make.board())
    make.assignment(make.ward(), of=User.objects.get(pk=administrator.user_id))

    assert "Byt uppdrag" in main(browser(administrator).get("/arbetslista/"))


def test_whoever_is_not_signed_in_is_asked_to_and_sent_back_afterwards() -> None:
    answer = Client().get("/arbetslista/?visa=alla")

    assert answer["Location"] == "/logga-in/?next=%2Farbetslista%2F%3Fvisa%3Dalla"
