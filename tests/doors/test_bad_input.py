"""What is wrong, forged, stale, too large or sent twice: no fault, no effect, and an answer that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import uuid4

import pytest
from django.forms import Form
from django.http import QueryDict

from accounts.roles import Role
from desk.stay_acts import BY_SLUG
from tests.accounts.pages import text_of
from tests.doors.asking import address_of, each, one_per_view, send
from tests.doors.bodies import Body, body_of
from tests.doors.effects import changed, rows
from tests.doors.matrix import LINES, Line
from tests.doors.nonsense import STALE, TOO_LONG, wrong_requests
from tests.doors.world import About, Scope, Who, World, undone

# One of them may do whatever may be done.
WRITERS: Final = (Role.WARD_NURSE, Role.OPEN_CARE_COORDINATOR, Role.NEEDS_ASSESSOR, Role.LOCAL_ADMINISTRATOR)

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"

# The demo is not open, and the others take nothing.
WRITING: Final = [line for line in LINES if line.method != "GET" and line.route != "demo"]
WITHOUT_BODY: Final = {
    *("sign-out", "stay", "notice-read", "draft-throw-away", "notification-put-away"),
    *("api-notice-read", "api-notification-put-away"),
    *("administration-assignment-revoke", "administration-token-revoke"),
}
WITH_BODY: Final = [line for line in WRITING if line.route not in WITHOUT_BODY and line.method != "DELETE"]

# What has an effect without its field, or with one that would be wrong elsewhere.
EMPTY: Final = frozenset({"left out", "empty", "null"})
TICKED: Final = EMPTY | {"too long", "null character", "huge"}
ACCEPTED: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("unit", "answers", "case", "reason", "place", "valid_to", "area.district"), EMPTY),
    **dict.fromkeys(("details.given_names", "details.street", "details.postal_code"), EMPTY),
    # What somebody is writing is saved as it stands.
    "content": EMPTY | {"an object"},
    "content.subject": EMPTY | {"a list", "an object", "true"},
    # Messages go to other organisations, and many digits are a text.
    "recipients": frozenset({"another's unit"}),
    "body": frozenset({"huge"}),
    # She may be transferred to a ward of another organisation; of a leave others are told only on a ground.
    "to": frozenset({"another's unit"}),
    **dict.fromkeys(("ground", "expected_back_at"), EMPTY),
    # A case may be opened about anybody; whom it is about has been found by number.
    "patient": frozenset({"another's patient"}),
    # What is known of a unit or an account may be less.
    **dict.fromkeys(("phone", "parent", "title"), EMPTY),
    # So may what is told of a stay, and what the API takes for granted.
    **dict.fromkeys(("expected_time", "first_visit", "meets", "others", "where_to"), EMPTY),
    **dict.fromkeys(("covers", "valid_until"), EMPTY),
    **dict.fromkeys(("contact", "risks", "profession", "action", "time_frame", "missing_by"), EMPTY),
    **dict.fromkeys(("adl", "adl_before", "home", "home_before"), EMPTY),
    **dict.fromkeys(("medicines", "aids", "night", "due_at", "how", "why", "services", "said"), EMPTY),
    **dict.fromkeys(("legal_form", "consent"), frozenset({"left out"})),
    # A box is ticked or not, whatever it says.
    **dict.fromkeys(("region", "municipal_care", "told", "existing", "calls_sip", "address_withheld"), TICKED),
    "is_hidden_from": TICKED,
}
# These make something with the ref that their form has chosen, which may be any that is not used.
MAKING: Final = {
    *("administration-unit-new", "administration-group-new", "administration-person-new"),
    *("administration-assignment-new", "administration-tokens"),
}
# Nothing that is being written is refused for what it says, or for where it is said to be from.
SAVED_AS_IT_STANDS: Final = {"POST draft"}

# These act by themselves only once, so they take no key.
WITHOUT_KEY: Final = {
    *("sign-in", "assignments", "patients", "recipients", "draft", "case-unmask", "access"),
    *(line.route for line in WITH_BODY if line.route.startswith("administration")),
    *("api-patients-search", "api-patients-lookup", "api-patient-unmask", "api-patient-recipients"),
}
WITH_KEY: Final = [line for line in WITH_BODY if line.route not in WITHOUT_KEY]

# What Django says where nobody has said it in Swedish.
ENGLISH: Final = re.compile(r"\b(this|enter|field|required|ensure|valid|may not|must)\b", re.IGNORECASE)


class Door:
    """A door with somebody before it who may do what it does, and with the request that does it."""

    def __init__(self, line: Line, world: World, who: Who | None = None) -> None:
        self.line, self.who = line, who or _who(line, world)
        thing = world.thing(line.about, Scope.OWN, self.who)
        self.address = address_of(world, line, self.who, thing)
        self.body = body_of(line.method, line.door, world, self.who, thing)

    def send(self, body: Body, key: str = "") -> Any:
        """The answer; a key stands in a header of the API and in a field of a form."""
        if self.line.is_api:
            return send(self.line, self.who, self.address, body, **({"Idempotency-Key": key} if key else {}))
        return send(self.line, self.who, self.address, {**body, "key": key} if key else body)

    def wrong_requests(self, world: World) -> Iterator[tuple[str, str, Body]]:
        """The field, what is wrong with it, and the body. What the form of a stay's page refuses is sent once a field:
        its sentences are asked of the form itself, and the page shows all of them alike.
        """
        refused: set[str] = set()
        for field, kind, body in wrong_requests(self.body, world, is_form=not self.line.is_api):
            said = form_errors(BY_SLUG[self.line.slug].form, body) if self.line.slug else []
            assert not ENGLISH.search(" ".join(said)), (field, kind, said)
            if not said or field not in refused:
                yield field, kind, body
            if said:
                refused.add(field)

    def send_raw(self, body: bytes, content_type: str) -> Any:
        return self.who.client().generic(self.line.method, self.address, body, content_type=content_type)


def form_errors(form: type[Form], body: Body) -> list[str]:
    """What a form says of what was typed."""
    typed = QueryDict(mutable=True)
    for name, value in body.items():
        typed.setlist(name, value if isinstance(value, list) else [str(value)])
    return [sentence for sentences in form(typed).errors.values() for sentence in sentences]


def _who(line: Line, world: World) -> Who:
    able = (role for role in WRITERS if line.answers(role)[Scope.OWN] < 400)
    return world.roles[next(able)]


def wrongs_of(answer: Any, before: Any, line: Line, *, accepted: bool = False) -> Iterator[str]:
    """What is wrong with the answer to a request that is."""
    effects = changed(before)
    if answer.status_code < 400:
        if effects and not accepted:
            yield f"accepted with {answer.status_code}, changed {effects}"
        return
    if answer.status_code >= 500 or effects:
        yield f"refused with {answer.status_code}, changed {effects}"
    if line.is_api:
        if set(answer.json()) != {"code", "detail", "facts"}:
            yield f"says {answer.content!r}"
    elif not says_why(answer):
        yield f"{answer.status_code} says nothing: {text_of(answer)}"


def is_ref(text: Any) -> bool:
    return isinstance(text, str) and bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text))


def says_why(page: Any) -> bool:
    """Whether a page has a sentence in Swedish that says what is wrong."""
    said = re.findall(
        r'(?:role="alert"|class="field__wrong")[^>]*>(.*?)</(?:p|div|section)>', page.content.decode(), re.DOTALL
    )
    words = " ".join(re.sub(r"<[^>]*>", " ", one) for one in said)
    return bool(words.strip()) and not ENGLISH.search(words)


@each(WITH_BODY)
def test_a_wrong_field_is_refused(world: World, line: Line) -> None:
    door, before, wrong = Door(line, world), rows(), {}
    for field, kind, body in door.wrong_requests(world):
        accepted = kind in ACCEPTED.get(field, ()) or str(line) in SAVED_AS_IT_STANDS
        accepted = accepted or (field == "ref" and line.route in MAKING and is_ref(body.get(field)))
        with undone():
            answer = door.send(body)
            wrong[field, kind] = list(wrongs_of(answer, before, line, accepted=accepted))
        if kind == STALE and answer.status_code != 409:
            wrong[field, kind].append(f"answered {answer.status_code}")

    assert {case: found for case, found in wrong.items() if found} == {}


@each([line for line in WITH_BODY if line.is_api])
def test_a_body_that_is_no_json_object_is_refused(world: World, line: Line) -> None:
    door, before = Door(line, world), rows()
    right = json.dumps(door.body).encode()
    bodies = {
        "nothing": (b"", JSON),
        "half of it": (right[:-1], JSON),
        "null": (b"null", JSON),
        "a list": (b"[]", JSON),
        "a text": (b'"abc"', JSON),
        "a number": (b"7", JSON),
        "not a number": (b'{"expected_version": NaN}', JSON),
        "no UTF-8": (right.replace(b"{", b'{"\xff": 1, ', 1), JSON),
        "too deep": (b"[" * 100_000, JSON),
        "too large": (b'{"a": "' + b"x" * 3_000_000 + b'", ' + right[1:], JSON),
        "another encoding": (json.dumps(door.body).encode("utf-16"), f"{JSON}; charset=utf-16"),
        "a form": (b"unit=1", FORM),
        "text": (right, "text/plain"),
        "parts without a border": (right, "multipart/form-data"),
    }
    wrong = {}
    for name, (body, content_type) in bodies.items():
        with undone():
            answer = door.send_raw(body, content_type)
            wrong[name] = list(wrongs_of(answer, before, line))

    assert {name: found for name, found in wrong.items() if found} == {}


@each(one_per_view(line for line in WITH_BODY if not line.is_api))
def test_a_form_that_cannot_be_read_is_refused(world: World, line: Line) -> None:
    door, before = Door(line, world), rows()
    bodies = {
        "nothing": (b"", FORM),
        "JSON": (json.dumps(door.body).encode(), JSON),
        "no UTF-8": ("&".join(f"{name}=%ff%fe" for name in door.body).encode(), FORM),
        "too large": (b"a=" + b"x" * 3_000_000, FORM),
        "too many fields": ("&".join(f"a{number}=" for number in range(1001)).encode(), FORM),
        "parts without a border": (b"abc", "multipart/form-data"),
        "parts that do not end": (b"--b\r\nContent-Disposition: form-data", "multipart/form-data; boundary=b"),
    }
    wrong = {}
    for name, (body, content_type) in bodies.items():
        with undone():
            answer = door.send_raw(body, content_type)
            wrong[name] = list(wrongs_of(answer, before, line, accepted=str(line) in SAVED_AS_IT_STANDS))

    assert {name: found for name, found in wrong.items() if found} == {}


@each(WITH_KEY)
def test_the_same_request_twice_has_one_effect_and_one_answer(world: World, line: Line) -> None:
    door, key = Door(line, world), str(uuid4())

    with undone():
        first = door.send(door.body, key)
        before = rows()
        second = door.send(door.body, key)
        effects = changed(before)

    assert (first.status_code, effects) == (line.answers(Role(door.who.name))[Scope.OWN], [])
    assert (second.status_code, second.headers.get("Location")) == (first.status_code, first.headers.get("Location"))
    assert not line.is_api or second.content == first.content


@each([line for line in WRITING if line not in WITH_KEY])
def test_without_a_key_the_second_time_has_no_effect(world: World, line: Line) -> None:
    door = Door(line, world)

    with undone():
        first = door.send(door.body)
        before = rows()
        second = door.send(door.body)
        effects = changed(before)

    assert first.status_code < 400
    assert second.status_code < 500
    assert str(line) in SAVED_AS_IT_STANDS or effects == []


def is_other(one: Line, line: Line) -> bool:
    """Whether it is another line, of the API, that the same person may do."""
    alike = all(one.answers(role)[Scope.OWN] < 400 for role in WRITERS if line.answers(role)[Scope.OWN] < 400)
    return one.is_api and one.about is About.NOTHING and one.route != line.route and alike


@each(one_per_view(WITH_KEY))
def test_a_key_is_not_used_for_another_request(world: World, line: Line) -> None:
    door, key = Door(line, world), str(uuid4())

    with undone():
        other = Door(next(one for one in WITH_KEY if is_other(one, line)), world, door.who)
        first = other.send(other.body, key)
        before = rows()
        answer = door.send(door.body, key)
        wrong = list(wrongs_of(answer, before, line))

    assert first.status_code == 201
    assert (answer.status_code, wrong) == (409, [])
    assert not line.is_api or answer.json()["code"] == "key_reused"


@each(one_per_view(WITH_KEY))
def test_a_key_that_is_too_long_is_refused(world: World, line: Line) -> None:
    door, before = Door(line, world), rows()

    with undone():
        answer = door.send(door.body, TOO_LONG[:65])
        wrong = list(wrongs_of(answer, before, line))

    assert (answer.status_code in (400, 422), wrong) == (True, [])


def test_each_door_that_takes_nothing_is_known() -> None:
    assert {line.route for line in WRITING} >= WITHOUT_BODY
    assert {line.route for line in WITH_BODY} >= WITHOUT_KEY
    assert {line.route for line in WITH_BODY} >= MAKING


@pytest.mark.parametrize("body", [b"\0", b"%00", b"sok=%00", b"sok=\0"])
def test_a_null_character_anywhere_in_a_form_is_no_fault(world: World, body: bytes) -> None:
    with undone():
        answer = Door(_line("POST", "patients"), world).send_raw(body, FORM)

    assert answer.status_code == 200


def _line(method: str, route: str) -> Line:
    return next(line for line in LINES if (line.method, line.route) == (method, route))
