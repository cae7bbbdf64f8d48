"""Every route, for everybody, about everything: it answers what the matrix says (tests/doors/matrix.py)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.roles import Role
from desk.stay_acts import BY_SLUG
from tests.doors.asking import METHODS, ask, each, one_per_view, routes
from tests.doors.matrix import CLINICAL, EVERYWHERE, LINES, OFFICE, PROVIDER, Line
from tests.doors.world import SEEN, Scope, Who, World, scopes, undone

ONE_OF_EACH_KIND: Final = (*EVERYWHERE, Role.MUNICIPAL_NURSE, Role.OPEN_CARE_COORDINATOR)
_PAGES: Final = [line for line in LINES if line.slug]
_FIRST: Final = {(line.method, line.kinds): line for line in reversed(_PAGES)}
PAGES_AGAIN: Final = [line for line in _PAGES if line != _FIRST[line.method, line.kinds]]


def nurse(world: World) -> Who:
    return world.roles[Role.WARD_NURSE]


def status(world: World, line: Line, who: Who, scope: Scope) -> int:
    with undone():
        answer = ask(world, line, who, scope)
    return int(answer.status_code)


def differences(answers: dict[Role, dict[Scope, int]], line: Line) -> dict[str, str]:
    return {
        f"{role}, {scope}": f"answered {given}, not {line.answers(role)[scope]}"
        for role, by_scope in answers.items()
        for scope, given in by_scope.items()
        if given != line.answers(role)[scope]
    }


def asked_by(role: Role, line: Line) -> Iterable[Scope]:
    """Where the role asks. Of the pages of a stay, which share a route and a view, the first of each party is asked
    by every role everywhere, and the others by one role of each kind of unit about what is its own.
    """
    if line not in PAGES_AGAIN:
        return scopes(line.about) if role in EVERYWHERE else SEEN[line.about]
    return (Scope.OWN,) if role in ONE_OF_EACH_KIND else ()


def without_marks(text: str) -> str:
    """Without refs, and without the mark that differs in every form."""
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", text)
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"', "", text)


def admin_lists() -> list[str]:
    return [f"admin:{model._meta.label_lower.replace('.', '_')}_changelist" for model in admin.site._registry]


def test_every_route_has_lines_in_the_matrix_and_every_line_a_route() -> None:
    assert {line.route for line in LINES} == set(routes()) - {"admin"}
    assert [line for line, times in Counter(str(line) for line in LINES).items() if times > 1] == []


def test_everything_that_is_done_in_a_stay_has_lines_by_its_slug() -> None:
    lines = {(line.method, line.slug) for line in LINES if line.route == "stay-act"}

    assert lines == {(method, slug) for method in ("GET", "POST") for slug in BY_SLUG}


def test_every_role_is_in_one_group_of_the_matrix() -> None:
    assert Counter([*CLINICAL, *PROVIDER, *OFFICE]) == Counter(Role)


@each(LINES)
def test_every_role_gets_the_answer_that_the_matrix_says(world: World, line: Line) -> None:
    answers: dict[Role, dict[Scope, int]] = {}
    for role, who in world.roles.items():
        answers[role] = {scope: status(world, line, who, scope) for scope in asked_by(role, line)}

    assert differences(answers, line) == {}


@each([line for line in LINES if line.is_api])
def test_a_token_gets_the_same_answer_as_a_session(world: World, line: Line) -> None:
    answers: dict[Role, dict[Scope, int]] = {}
    for role in EVERYWHERE:
        asked = scopes(line.about) if role is Role.WARD_NURSE else (Scope.OWN,)
        answers[role] = {scope: status(world, line, world.tokens[role], scope) for scope in asked}

    assert differences(answers, line) == {}


@each(one_per_view(LINES))
def test_whoever_acts_as_nothing_gets_the_answer_that_the_matrix_says(world: World, line: Line) -> None:
    answers = {}
    for name in line.refusals():
        answers[name] = status(world, line, world.others[name], Scope.OWN)

    assert answers == line.refusals()


@pytest.mark.parametrize("role", Role)
def test_a_token_of_every_role_acts_in_it(world: World, role: Role) -> None:
    with undone():
        answer = world.tokens[role].client().get(reverse("api-assignment"))

    assert (answer.status_code, answer.json()["role"]) == (200, role)


@each([line for line in LINES if line.is_api])
def test_a_token_of_an_assignment_that_has_ended_opens_nothing(world: World, line: Line) -> None:
    with undone():
        answer = ask(world, line, world.others["ended token"], Scope.OWN)

    assert (answer.status_code, answer.json()["code"]) == (401, "token_assignment_ended")


@pytest.mark.parametrize("route", sorted({line.route for line in LINES}))
def test_other_methods_than_those_of_the_matrix_are_refused(world: World, route: str) -> None:
    lines = [line for line in LINES if line.route == route]
    answers = {}
    for method in set(METHODS) - {line.method for line in lines}:
        answers[method] = status(world, replace(lines[0], method=method), nurse(world), Scope.OWN)

    assert answers == dict.fromkeys(answers, 405)


@each(one_per_view(line for line in LINES if line.method != "GET"))
def test_a_request_that_another_site_has_made_up_is_refused(world: World, line: Line) -> None:
    browser = replace(nurse(world), checks_csrf=True)

    assert status(world, line, browser, Scope.OWN) == 403


@each(one_per_view(line for line in LINES if Scope.HIDDEN in scopes(line.about)))
def test_what_is_hidden_is_as_if_it_were_not_there(world: World, line: Line) -> None:
    answers = []
    for scope in (Scope.HIDDEN, Scope.NOWHERE):
        with undone():
            answer = ask(world, line, nurse(world), scope)
            answers.append((answer.status_code, without_marks(answer.content.decode())))

    assert answers[0] == answers[1]


def test_the_admin_is_for_operators_only(world: World) -> None:
    addresses = [reverse("admin:index"), *(reverse(name) for name in admin_lists())]
    answers: dict[str, Counter[int]] = {}
    for who in (*world.roles.values(), *world.others.values()):
        with undone():
            answers[who.name] = Counter(who.client().get(address).status_code for address in addresses)

    assert len(addresses) > 10
    assert answers.pop("operator") == Counter({200: len(addresses)})
    assert answers == {name: Counter({302: len(addresses)}) for name in answers}


def test_whoever_is_sent_from_the_admin_to_sign_in_and_is_no_operator_is_refused(world: World) -> None:
    with undone():
        answer = nurse(world).client().get(reverse("admin:index"), follow=True)

    assert answer.status_code == 403
