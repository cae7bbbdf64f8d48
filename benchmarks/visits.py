"""The measured pages, each asked for by somebody who is signed in, and how long each takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from statistics import median
from typing import Any, Final
from unittest.mock import patch

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from accounts.actor import Actor
from accounts.models import User
from accounts.session import ACTIVE
from benchmarks.page_table import Taken
from benchmarks.spread import GIVEN_NAMES, SURNAMES
from benchmarks.template_stays import Templates
from core import clock, sessions

WARM_UP: Final = 3
# The name of everybody in the templates, and of hardly anybody else at the same units.
SEARCHED: Final = f"{GIVEN_NAMES[0]} {SURNAMES[0]}"
# Nobody searches as often as a benchmark does.
SEARCH_LIMITS: Final = {60: 1_000_000}
_ABOUT_TRANSACTIONS: Final = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")

Visit = Callable[[], Any]


@override_settings(ROOT_URLCONF="benchmarks.urls")
def measure(templates: Templates, requests: int) -> dict[str, Taken]:
    """Each page with what the median of so many requests took; the bare view first.

    The pages take turns, so that other work on the machine disturbs all of them alike.
    """
    visits = _visits(templates)
    taken: Mapping[str, list[float]] = {page: [] for page in visits}
    with patch("discharge.limits.LIMITS", SEARCH_LIMITS):
        queries = {page: _queries(visit) for page, visit in visits.items()}
        for _ in range(requests):
            for page, visit in visits.items():
                begun = time.perf_counter()
                visit()
                taken[page].append(time.perf_counter() - begun)
    return {page: Taken(median(taken[page]) * 1000, queries[page]) for page in visits}


def _visits(templates: Templates) -> Mapping[str, Visit]:
    parties, ready = templates.parties, templates.open_ones[1]
    ward, social = _browser(parties.ward), _browser(parties.social)
    case = reverse("case", args=[ready.ref])
    visits = {
        "bare view, one lookup": _get(ward, reverse("bare", args=[ready.pk])),
        "worklist, ward": _get(ward, reverse("worklist")),
        "worklist, social services": _get(social, reverse("worklist")),
        "worklist, everything": _get(social, f"{reverse('worklist')}?visa=alla"),
        "case, ward": _get(ward, case),
        "case, social services": _get(social, case),
        "directory": _get(ward, reverse("directory")),
        "search by name": _post(ward, reverse("patients"), SEARCHED),
    }
    with suppress(NoReverseMatch):
        visits["ward board"] = _get(ward, reverse("board"))
    return visits


def _browser(by: Actor) -> Client:
    """Signed in, in the assignment."""
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    session = client.session
    sessions.begin(session, clock.now())
    session[ACTIVE] = str(by.assignment_ref)
    session.save()
    return client


def _get(client: Client, address: str) -> Visit:
    def visit() -> None:
        _answered(client.get(address))

    return visit


def _post(client: Client, address: str, text: str) -> Visit:
    def visit() -> None:
        _answered(client.post(address, {"sok": text}))

    return visit


def _answered(response: Any) -> None:
    """Raises: RuntimeError when it is not the page, which would be quick."""
    if response.status_code != 200:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")


def _queries(visit: Visit) -> int:
    """How many a request makes when the caches are warm, without the beginnings and ends of transactions."""
    for _ in range(WARM_UP):
        visit()
    with CaptureQueriesContext(connection) as captured:
        visit()
    return sum(not query["sql"].startswith(_ABOUT_TRANSACTIONS) for query in captured)
