"""Files with something wrong in them, a thousand and more: each is refused with one line per bad case, nothing else.

Every kind of damage is one that no file survives, so that whatever is not refused is a fault. The damage is drawn with
fixed seeds: a failure comes again.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from rules.__main__ import main
from rules.files.yaml_text import load
from tests.rules.good_files import AGREEMENT, CASE, FACTS, MONTH, MORE_FACTS, changed

ROOT = Path(__file__).parents[2]
FILES_OF_EACH_KIND: Final = 80
Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Malformed:
    """A file that must be refused, by which command, and how many bad cases it holds."""

    command: str
    content: bytes
    bad_cases: int = 1


FULL_CASE = CASE + b"".join(b"  " + line for line in MORE_FACTS.splitlines(keepends=True))
MONTH_OF_FACTS = {
    "name": "told by facts",
    "agreement": "norrbotten-2018",
    "period": "2026-03",
    "overrides": {"tariff": {"source": "own", "per": "care_day", "table": {"2026": "10000"}}},
    "episodes": [
        {"id": "F1", "district": "Örnäset", "facts": load(FACTS).data},
        {"id": "F2", "facts": load(FACTS + MORE_FACTS).data},
    ],
}
TEXTS: Final[tuple[tuple[str, bytes], ...]] = (
    ("evaluate", CASE),
    ("evaluate", FULL_CASE),
    ("settle", MONTH),
    ("check", AGREEMENT),
)
GOOD: Final[tuple[tuple[str, Any], ...]] = (
    *((command, load(text).data) for command, text in TEXTS),
    ("settle", MONTH_OF_FACTS),
    ("evaluate", changed(CASE, ("agreement", load(AGREEMENT).data))),
)

INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]\d\d:\d\d")
FREE_TEXT: Final = ("name", "id", "district", "need_level", "reason", "decision", "agreement", "parties")
NEVER: Final = (
    "",
    " ",
    "xyzzy",
    "∞",
    "-1",
    "1e999",
    "9" * 4000,
    "0x10",
    "１２",
    "1_000",
    "NaN",
    "yes",
    "TRUE",
    "None",
    "2026-02-30T10:00:00+01:00",
    "2026-03-09T24:00:00+01:00",
    "2026-03-09T14:10:60+01:00",
    "2026-03-09T14:10:00 Europe/Stockholm",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+00:00",
    "2026-13-01",
    "25:00",
    "=2+3",
    "C5; C6",
)
REQUIRED_BY: Final[dict[str, tuple[str, ...]]] = {
    "case": ("name", "agreement", "facts"),
    "facts": (
        "region",
        "municipality",
        "care_type",
        "legal_form",
        "needs",
        "admitted_at",
        "admission_notices",
        "ready_notices",
        "care_contact_appointed_at",
        "sip",
        "discharge_information_sent_at",
        "left_at",
        "left_reason",
        "needs.region",
        "needs.social_services",
        "admission_notices.0.to",
        "admission_notices.0.sent_at",
        "admission_notices.0.complete",
        "ready_notices.0.to",
        "ready_notices.0.sent_at",
        "sip.consent",
        "sip.calls",
        "sip.calls.0.sent_at",
        "sip.calls.0.by",
    ),
    "month": ("name", "agreement", "period", "episodes"),
    "episode": ("id", "municipality", "care_type", "ready_at", "left_at"),
}


def places(data: Any, path: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Everything in the data with the way to it, the data itself first."""
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def at(data: Any, path: Way) -> Any:
    for step in path:
        data = data[step]
    return data


def written(data: Any) -> bytes:
    """The data as a file: JSON, which is YAML too, every scalar a quoted text."""
    return json.dumps(data, ensure_ascii=False).encode()


def drawn(random: Random, wanted: Callable[[Way, Any], bool]) -> tuple[str, Any, Way]:
    """A good file's command and data, the data to be damaged, and one place in it of the kind wanted."""
    command, data = random.choice([one for one in GOOD if any(wanted(*place) for place in places(one[1]))])
    data = deepcopy(data)
    return command, data, random.choice([path for path, value in places(data) if wanted(path, value)])


def replaced(random: Random, wanted: Callable[[Way, Any], bool], by: Callable[[Any], Any]) -> Malformed:
    command, data, path = drawn(random, lambda path, value: path != () and wanted(path, value))
    holder = at(data, path[:-1])
    holder[path[-1]] = by(holder[path[-1]])
    return Malformed(command, written(data))


def of_the_wrong_kind(random: Random) -> Malformed:
    def other(value: Any) -> Any:
        others: list[Any] = [{"colour": "red"}] if not isinstance(value, dict) else []
        others += [["red"]] if not isinstance(value, list) else []
        return random.choice([*others, "red"] if isinstance(value, dict | list) else others)

    return replaced(random, lambda path, value: value is not None, other)


def a_word_that_is_none(random: Random) -> Malformed:
    def typed(path: Way, value: Any) -> bool:
        return isinstance(value, str) and not any(key in FREE_TEXT for key in path[-2:])

    return replaced(random, typed, lambda value: random.choice(NEVER))


def a_naive_time(random: Random) -> Malformed:
    return replaced(
        random,
        lambda path, value: isinstance(value, str) and INSTANT.fullmatch(value) is not None,
        lambda value: random.choice([value[:-6], value[:-6].replace("T", " "), value[:10], value[:16]]),
    )


def an_unknown_key(random: Random) -> Malformed:
    command, data, path = drawn(random, lambda path, value: isinstance(value, dict))
    key = random.choice(["colour", "Name", "facts ", "sent", "*", "é", "x" * 300, "sent_at.by", "null", "0"])
    at(data, path)[key] = random.choice(["red", ["red"], {"red": "blue"}])
    return Malformed(command, written(data))


def a_renamed_key(random: Random) -> Malformed:
    command, data, path = drawn(random, lambda path, value: path != () and isinstance(path[-1], str))
    holder, key = at(data, path[:-1]), str(path[-1])
    holder[random.choice([f"{key}_", f" {key}", key.upper() + "s", key[:-1] + "ÿ"])] = holder.pop(key)
    return Malformed(command, written(data))


def a_required_key_left_out(random: Random) -> Malformed:
    command, data, path = drawn(random, lambda path, value: isinstance(value, dict) and required_in(path, value) != ())
    *way, last = random.choice(required_in(path, at(data, path))).split(".")
    holder = at(at(data, path), tuple(int(step) if step.isdigit() else step for step in way))
    del holder[last]
    return Malformed(command, written(data))


def required_in(path: Way, value: dict[str, Any]) -> tuple[str, ...]:
    """The keys that a mapping cannot do without, by what kind of mapping it is."""
    if path[-1:] == ("facts",):
        return REQUIRED_BY["facts"]
    if path[:1] == ("episodes",) and len(path) == 2:
        return ("id",) if "facts" in value else REQUIRED_BY["episode"]
    if path == () and "facts" in value:
        return REQUIRED_BY["case"]
    return REQUIRED_BY["month"] if path == () and "episodes" in value else ()


def an_impossible_order(random: Random) -> Malformed:
    command, data, path = drawn(random, lambda path, value: path[-1:] == ("facts",))
    facts = at(data, path)
    before, after = "2026-03-01T00:00:00+01:00", "2026-04-01T00:00:00+02:00"
    key, value = random.choice(
        [
            ("admitted_at", after),
            ("left_at", before),
            ("left_at", None),
            ("left_reason", None),
            ("need_assessed_at", before),
            ("need_assessed_at", after),
            ("coordinated_care_plan_at", before),
            ("discharge_information_sent_at", before),
            ("underlay_sent_at", before),
            ("planned_discharge_at", before),
            ("admission_notices", [{"to": "open_care", "sent_at": before, "complete": "true"}]),
            ("admission_notices", [{"to": "open_care", "sent_at": after, "complete": "false"}]),
            (
                "admission_notices",
                [{"to": "open_care", "sent_at": facts["admitted_at"], "complete": "true", "missing_items": ["name"]}],
            ),
            ("ready_notices", [{"to": "municipality", "sent_at": before}]),
            ("ready_notices", [{"to": "municipality", "sent_at": facts["left_at"], "withdrawn_at": after}]),
            (
                "ready_notices",
                [{"to": "municipality", "sent_at": facts["left_at"], "withdrawn_at": facts["admitted_at"]}],
            ),
            ("ready_notices", [{"to": "municipality", "sent_at": facts["left_at"], "assessed_at": before}]),
            (
                "ready_notices",
                [{"to": "municipality", "sent_at": facts["left_at"], "registered_at": after, "via": "platform"}],
            ),
            (
                "ready_notices",
                [{"to": "municipality", "sent_at": facts["left_at"], "registered_at": before, "via": "outside"}],
            ),
            ("sip", {"consent": "given", "calls": [{"sent_at": before, "by": "ward"}]}),
            ("sip", {"consent": "given", "refused_at": facts["left_at"], "calls": []}),
            ("leaves", [{"from": before, "to": None}]),
            ("leaves", [{"from": facts["left_at"], "to": facts["admitted_at"]}]),
            ("leaves", [{"from": facts["admitted_at"], "to": None}, {"from": facts["left_at"], "to": None}]),
            ("open_care_obstacles", [{"from": after, "to": before}]),
            ("preparedness_states", [{"from": after, "to": after}]),
            ("transfers", [{"at": before, "region": "25"}]),
            ("transfers", [{"at": after, "region": "25"}]),
            ("municipality_changes", [{"at": before, "municipality": "2580"}]),
            ("estimates", [{"value": before, "decided_at": facts["admitted_at"]}]),
            ("estimates", [{"value": after, "decided_at": before}]),
            ("estimates", [{"value": after, "decided_at": facts["left_at"], "sent_at": facts["admitted_at"]}]),
            ("acknowledgements", [{"notice": "ready", "by": "municipality", "at": facts["admitted_at"]}]),
        ]
    )
    facts[key] = value
    return Malformed(command, written(data))


def an_unknown_agreement(random: Random) -> Malformed:
    command, data, path = drawn(random, lambda path, value: path[-1:] in (("agreement",), ("base",)))
    name = "".join(random.choices("abcdefåäö-_. /0123456789", k=random.randint(1, 30)))
    at(data, path[:-1])[path[-1]] = random.choice([name, "statute", "../statute", "Statute-2018", "statute-2018 "])
    return Malformed(command, written(data))


def a_month_that_cannot_be_billed(random: Random) -> Malformed:
    month = changed(MONTH)
    first = month["episodes"][0]
    change: dict[str, Any] = random.choice(
        [
            {"overrides": None},
            {"overrides": {"status": "draft"}},
            {"agreement": "dalarna-inferred", "overrides": None},
            {"agreement": "vastra-gotaland-2018", "overrides": {"status": "active"}},
            {"overrides": {"status": "active", "suspensions": [], "tariff": {"table": {"2021": "1"}, "source": "own"}}},
            {"period": random.choice(["2022", "2022-00", "2022-Q5", "March", "2022-3", "1999-12", "2100-01"])},
            {"groups": {"north": ["E1", random.choice(["E3", "e1", ""])]}},
            {"groups": {"north": ["E1"], "south": ["E1"]}},
            {"episodes": [first, first]},
            {"episodes": [first | {"left_at": "2022-03-02T00:00:00+01:00"}]},
            {"episodes": [first | {"district": None}]},
            {"episodes": [first | {"blocked": random.choice(["C0", "C14", "A-1", "c5", "true"])}]},
        ]
    )
    return Malformed("settle", written(month | change))


def a_list_with_bad_cases(random: Random) -> Malformed:
    command, good = random.choice([one for one in GOOD if one[0] == "evaluate"])
    kinds = [of_the_wrong_kind, a_word_that_is_none, a_naive_time, an_unknown_key, a_required_key_left_out]
    bad: list[Any] = []
    while len(bad) < random.randint(1, 6):
        one = random.choice(kinds)(random)
        if one.command == command:
            bad.append(load(one.content).data)
    bad += random.sample(["E02", "", [], {}, None, [[]], {"name": "E02"}], k=random.randint(0, 3))
    cases = [*bad, *[good] * random.randint(0, 4)]
    random.shuffle(cases)
    return Malformed(command, written(cases), bad_cases=len(bad))


def text_of(random: Random) -> tuple[str, bytes]:
    return random.choice(TEXTS)


def put_in(random: Random, content: bytes, place: int, what: bytes) -> bytes:
    return content[:place] + what + content[place:]


def cut_short(random: Random) -> Malformed:
    """Cut inside braces or brackets, or anywhere in a case, whose last key is required."""
    command, content = text_of(random)
    if content is CASE and random.random() < 0.5:
        return Malformed(command, content[: random.randrange(len(content) - 1)])
    flow = random.choice(list(re.finditer(rb"\{[^{}]+\}", content)))
    return Malformed(command, content[: random.randrange(flow.start() + 1, flow.end())])


def a_line_twice(random: Random) -> Malformed:
    command, content = text_of(random)
    lines = content.splitlines(keepends=True)
    number = random.choice([n for n, line in enumerate(lines) if re.match(rb" *\w+:", line)])
    return Malformed(command, b"".join([*lines[: number + 1], *lines[number:]]))


def a_byte_that_is_no_text(random: Random) -> Malformed:
    command, content = text_of(random)
    controls = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F]
    not_utf_8 = [*range(0x80, 0xC2), *range(0xF5, 0x100)]
    byte = random.choice([0, random.choice(controls), random.choice(not_utf_8)])
    return Malformed(command, put_in(random, content, random.randrange(len(content)), bytes([byte])))


def noise(random: Random) -> Malformed:
    command, content = text_of(random)
    wide = random.choice(["utf-16", "utf-32", "utf-16-le"])
    whole = [random.randbytes(random.randint(40, 4000)), content.decode().encode(wide), b"\x1f\x8b\x08" + content]
    return Malformed(command, random.choice([*whole, b"PK\x03\x04" + random.randbytes(400), b"\x00" * 64]))


def broken_signs(random: Random) -> Malformed:
    """A bracket or quote that nothing closes, a tag, an alias to nothing, in front of some value."""
    command, content = text_of(random)
    value = random.choice([found.end() for found in re.finditer(rb"^ *\w+: (?=[\w\"])", content, re.MULTILINE)])
    sign = random.choice(
        [b"[", b"{", b'"', b"]", b"}", b"*nobody ", b"!!python/object/apply:os.system ", b"!x ", b"@", b"%"]
    )
    closed = b'"' if content[value : value + 1] == b'"' else b""
    return Malformed(command, put_in(random, content, value, closed + sign if sign == b'"' else sign))


def another_document(random: Random) -> Malformed:
    command, content = text_of(random)
    other = random.choice([b"---\n", b"...\n---\n", b"--- x\n"])
    return Malformed(
        command, random.choice([content + other + content, b"%YAML 1.1\n---\n" + content, content + b"%x\n"])
    )


def too_deep(random: Random) -> Malformed:
    command, content = text_of(random)
    depth = random.choice([60, 500, 5000, 50_000])
    opening, closing = random.choice([(b"[", b"]"), (b"{a: ", b"}"), (b"[{a: ", b"}]")])
    deep = opening * depth + b"x" + closing * depth
    return Malformed(command, random.choice([deep, content + b"deep: " + deep + b"\n", b"- " * depth + b"x"]))


def multiplied(random: Random) -> Malformed:
    """Aliases of aliases: few lines that stand for more than any memory holds."""
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [
        b"a%d: &a%d [%b]" % (number, number, b", ".join([b"*a%d" % (number - 1)] * 9))
        for number in range(1, random.randint(8, 30))
    ]
    command, content = text_of(random)
    return Malformed(command, content + b"\n".join(lines) + b"\n")


def no_case_at_all(random: Random) -> Malformed:
    command = random.choice(["evaluate", "settle"])
    nothing = [
        b"",
        b"\n\n",
        b"# only a comment\n",
        b"null\n",
        b"~\n",
        b"---\n",
        b"42\n",
        b"'text'\n",
        b"{}\n",
        b"x\n",
        b"- x\n",
    ]
    return Malformed(command, random.choice(nothing) + b" " * random.randint(0, 5))


KINDS: Final = (
    of_the_wrong_kind,
    a_word_that_is_none,
    a_naive_time,
    an_unknown_key,
    a_renamed_key,
    a_required_key_left_out,
    an_impossible_order,
    an_unknown_agreement,
    a_month_that_cannot_be_billed,
    a_list_with_bad_cases,
    cut_short,
    a_line_twice,
    a_byte_that_is_no_text,
    noise,
    broken_signs,
    another_document,
    too_deep,
    multiplied,
    no_case_at_all,
)
Kind = Callable[[Random], Malformed]


def malformed(kind: Kind) -> list[Malformed]:
    return [kind(Random(f"{kind.__name__} {number}")) for number in range(FILES_OF_EACH_KIND)]


def test_the_files_are_good_before_they_are_damaged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.yaml"
    for command, data in GOOD:
        path.write_bytes(written(data))
        assert main([command, str(path)]) == 0, capsys.readouterr().err


def test_at_least_a_thousand_different_files_are_made() -> None:
    assert len({(one.command, one.content) for kind in KINDS for one in malformed(kind)}) >= 1000


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_malformed_file_is_refused_with_a_line_for_each_bad_case(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "malformed.yaml"

    for one in malformed(kind):
        path.write_bytes(one.content)
        status = main([one.command, str(path)])
        told = capsys.readouterr()
        lines = told.err.splitlines()

        about = f"{one.command} {one.content[:2000]!r}\n{told.err}"
        assert (status, told.out) == (2, ""), about
        assert len(lines) == one.bad_cases, about
        assert all(line.startswith(f"{path}:") and len(line) < 4000 for line in lines), about
        assert told.err == "".join(f"{line}\n" for line in lines), about


def exchanged(random: Random) -> Malformed:
    """A good file in which a few values stand in each other's places, so that it may still tell what can be."""
    command, data = random.choice(GOOD)
    data = deepcopy(data)
    for _ in range(random.randint(1, 3)):
        scalars = [(path, value) for path, value in places(data) if isinstance(value, str)]
        path, value = random.choice(scalars)
        alike = [other for _, other in scalars if (len(other), other[-6:]) == (len(value), value[-6:])]
        at(data, path[:-1])[path[-1]] = random.choice(alike)
    return Malformed(command, written(data))


def test_a_file_with_values_exchanged_is_answered_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "exchanged.yaml"
    found = []

    for one in malformed(exchanged):
        path.write_bytes(one.content)
        found.append(main([one.command, str(path)]))
        told = capsys.readouterr()

        about = f"{one.command} {one.content!r}\n{told.err}"
        assert found[-1] in (0, 2), about
        assert (told.out == "", told.err.count("\n")) == ((True, 1) if found[-1] == 2 else (False, 0)), about

    assert {0, 2} == set(found)


@pytest.mark.parametrize("kind", [a_list_with_bad_cases, noise, too_deep, a_byte_that_is_no_text, an_impossible_order])
def test_a_process_refuses_a_malformed_file_with_exit_status_2(kind: Kind, tmp_path: Path) -> None:
    one = malformed(kind)[0]
    path = tmp_path / "malformed.yaml"
    path.write_bytes(one.content)

    done = subprocess.run(
        [sys.executable, "-m", "rules", one.command, str(path)], capture_output=True, cwd=ROOT, check=False
    )

    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == one.bad_cases
    assert b"Traceback" not in done.stderr
