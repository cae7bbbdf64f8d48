"""Strict YAML: texts and nothing else come out, and whatever is not one plain document is refused with its line."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from rules.errors import InvalidInput, Problem
from rules.files import yaml_text
from rules.files.yaml_text import MAX_DEPTH, Document, PurePython, join, load


@pytest.fixture(params=[yaml.CSafeLoader, PurePython], ids=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "LOADER", request.param)


def test_libyaml_is_used_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert yaml_text.LOADER is yaml.CSafeLoader


@pytest.mark.parametrize(
    ("written", "data"),
    [
        pytest.param("a: 1", {"a": "1"}, id="a number is text"),
        pytest.param("a: 007", {"a": "007"}, id="leading zeros stay"),
        pytest.param("a: 12:30", {"a": "12:30"}, id="a time is text, not sixties"),
        pytest.param("a: 2026-03-09", {"a": "2026-03-09"}, id="a date is text"),
        pytest.param("a: true", {"a": "true"}, id="true is text"),
        pytest.param("a: no", {"a": "no"}, id="no is text"),
        pytest.param("a: .inf", {"a": ".inf"}, id="infinity is text"),
        pytest.param("a: å ä ö 日 🏥", {"a": "å ä ö 日 🏥"}, id="every letter is text"),
        pytest.param("a: null", {"a": None}, id="null is nothing"),
        pytest.param("a: Null", {"a": None}, id="Null is nothing"),
        pytest.param("a: NULL", {"a": None}, id="NULL is nothing"),
        pytest.param("a: ~", {"a": None}, id="a tilde is nothing"),
        pytest.param("a:", {"a": None}, id="an empty value is nothing"),
        pytest.param("a: 'null'", {"a": "null"}, id="null in quotes is text"),
        pytest.param('a: "~"', {"a": "~"}, id="a tilde in quotes is text"),
        pytest.param('a: ""', {"a": ""}, id="empty quotes are an empty text"),
        pytest.param("a: |\n  x\n  y\n", {"a": "x\ny\n"}, id="a block keeps its lines"),
        pytest.param('a: "x\\ty"', {"a": "x\ty"}, id="a tab by its escape"),
        pytest.param("2019: x", {"2019": "x"}, id="a number as key is text"),
        pytest.param("true: x", {"true": "x"}, id="true as key is text"),
        pytest.param("null: x", {"null": "x"}, id="null as key is text"),
        pytest.param("? a\n: x", {"a": "x"}, id="a key with a question mark"),
        pytest.param("[a, [b, {c: d}], null]", ["a", ["b", {"c": "d"}], None], id="lists and mappings nest"),
        pytest.param("- a\n- - b\n", ["a", ["b"]], id="lists in block style"),
        pytest.param("{}", {}, id="an empty mapping"),
        pytest.param("[]", [], id="an empty list"),
        pytest.param("just text", "just text", id="a text alone"),
        pytest.param("# c\n---\na: 1 # c\n...\n", {"a": "1"}, id="comments and the marks of a document"),
        pytest.param("a: 50 % more!", {"a": "50 % more!"}, id="signs of tags and directives inside a text"),
        pytest.param(
            "a: &x [1]\nb: *x\nc: *x", {"a": ["1"], "b": ["1"], "c": ["1"]}, id="an alias stands for its anchor"
        ),
        pytest.param("a: &x 1\nb: *x", {"a": "1", "b": "1"}, id="an alias of a text"),
        pytest.param("a: &x null\nb: *x", {"a": None, "b": None}, id="an alias of nothing"),
        pytest.param(
            "a: &x {k: 1, l: 2}\nb: {k: 3, <<: *x}",
            {"a": {"k": "1", "l": "2"}, "b": {"k": "3", "l": "2"}},
            id="a merge fills what is not given, wherever it stands",
        ),
        pytest.param(
            "- &x {k: 1}\n- &y {k: 2, l: 2}\n- {<<: [*x, *y]}",
            [{"k": "1"}, {"k": "2", "l": "2"}, {"k": "1", "l": "2"}],
            id="of several merged the first one wins",
        ),
        pytest.param("a: {<<: {k: 1}}", {"a": {"k": "1"}}, id="a merge of a mapping written there"),
        pytest.param("a: {<<: []}", {"a": {}}, id="a merge of no mapping"),
        pytest.param('a: {"<<": x}', {"a": {"<<": "x"}}, id="the sign of a merge in quotes is a key"),
    ],
)
def test_a_document_is_texts_nothing_lists_and_mappings(written: str, data: object) -> None:
    assert load(written.encode()).data == data


def test_a_byte_order_mark_is_no_text() -> None:
    assert load("﻿a: b".encode()).data == {"a": "b"}


def test_a_merge_leaves_what_it_merges_alone() -> None:
    data: Any = load(b"a: &x {k: 1}\nb: {<<: *x, k: 2}\nc: *x").data

    assert data["c"] == {"k": "1"}


def test_the_same_text_is_one_object() -> None:
    data: Any = load(b"- somatic\n- somatic\n- {somatic: x}").data

    assert data[0] is data[1]
    assert data[0] is next(iter(data[2]))


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def test_fifty_levels_are_read() -> None:
    assert load(nested(MAX_DEPTH)).data is not None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"", Problem("", "the file is empty"), id="nothing"),
        pytest.param(b"# only a comment\n", Problem("", "the file is empty"), id="only a comment"),
        pytest.param(b"---\n...\n", Problem("", "the file is empty"), id="a document with nothing in it"),
        pytest.param(b"null", Problem("", "the file is empty"), id="null alone"),
        pytest.param(b"a: 1\n\xff: 2", Problem("line 2", "is not UTF-8"), id="not UTF-8"),
        pytest.param(b"\xe5: 1", Problem("line 1", "is not UTF-8"), id="Latin-1"),
        pytest.param(b"\n\xff: 2", Problem("line 2", "is not UTF-8"), id="not UTF-8 after an empty line"),
        pytest.param("a: 1".encode("utf-16"), Problem("line 1", "is not UTF-8"), id="UTF-16"),
        pytest.param(
            b"a: 1\nb: \x00", Problem("line 2", "has a character that is no text: U+0000"), id="the null character"
        ),
        pytest.param(
            "a: 1\r\nb: 2\u2028c: \ufeff".encode(),
            Problem("line 3", "has a character that is no text: U+FEFF"),
            id="a byte order mark inside",
        ),
        pytest.param(
            "a: \ufffe".encode(), Problem("line 1", "has a character that is no text: U+FFFE"), id="no character at all"
        ),
        pytest.param(b"a:\n\tb: 1", Problem("line 2", "has a tab, where YAML has spaces"), id="a tab"),
        pytest.param(
            b"%YAML 1.1\n---\na: 1", Problem("line 1", "has a directive (%), which is not allowed"), id="a directive"
        ),
        pytest.param(b"%\na: 1", Problem("line 1", "has a directive (%), which is not allowed"), id="an empty one"),
        pytest.param(
            b"# x\n%TAG ! tag:x,2000:\n---\na: 1",
            Problem("line 2", "has a directive (%), which is not allowed"),
            id="a directive further down",
        ),
        pytest.param(
            b"a: 1\n---\nb: 2", Problem("line 2", "begins a second document; a file holds one"), id="two documents"
        ),
        pytest.param(
            b"a: 1\nb: !!int 2",
            Problem("line 2", "has a tag (tag:yaml.org,2002:int), which is not allowed"),
            id="a tag",
        ),
        pytest.param(
            b"a: !!python/object/apply:os.system [ls]",
            Problem("line 1", "has a tag (tag:yaml.org,2002:python/object/apply:os.system), which is not allowed"),
            id="a tag that would run something",
        ),
        pytest.param(b"a: !own {}", Problem("line 1", "has a tag (!own), which is not allowed"), id="an own tag"),
        pytest.param(b"a: ! b", Problem("line 1", "has a tag (!), which is not allowed"), id="a tag without a name"),
        pytest.param(b"!x a: 1", Problem("line 1", "has a key that is not a plain text"), id="a tag on a key"),
        pytest.param(b"&x a: 1", Problem("line 1", "has a key that is not a plain text"), id="an anchor on a key"),
        pytest.param(b"? [a]\n: 1", Problem("line 1", "has a key that is not a plain text"), id="a list as key"),
        pytest.param(b"a: &x k\n*x : 1", Problem("line 2", "has a key that is not a plain text"), id="an alias as key"),
        pytest.param(b"a: 1\nb: 2\na: 3", Problem("line 3", "gives the key 'a' a second time"), id="a key twice"),
        pytest.param(
            b"b: {a: null,\n a: 3}", Problem("line 2", "gives the key 'a' a second time"), id="a key twice, once null"
        ),
        pytest.param(
            b"b: {<<: {a: 1},\n <<: {c: 3}}", Problem("line 2", "gives the key '<<' a second time"), id="a merge twice"
        ),
        pytest.param(
            b'b: {"<<": 1,\n "<<": 3}', Problem("line 2", "gives the key '<<' a second time"), id="a quoted << twice"
        ),
        pytest.param(b"a: &x 1\nb: &x 2", Problem("line 2", "gives the anchor &x a second time"), id="an anchor twice"),
        pytest.param(
            b"a: &x [1]\nb: &x [2]", Problem("line 2", "gives the anchor &x a second time"), id="a list's anchor twice"
        ),
        pytest.param(
            b"a: 1\nb: *x", Problem("line 2", "has the alias *x with no anchor before it"), id="an alias of nothing"
        ),
        pytest.param(
            b"a: &x\n  b: *x", Problem("line 2", "has the alias *x inside what it stands for"), id="a mapping in itself"
        ),
        pytest.param(
            b"&x [1, *x]", Problem("line 1", "has the alias *x inside what it stands for"), id="a list in itself"
        ),
        pytest.param(
            b"a:\n  <<: b", Problem("line 2", "merges (<<) something that is not a mapping"), id="a text merged"
        ),
        pytest.param(
            b"a:\n  <<: [{b: 1}, c]",
            Problem("line 2", "merges (<<) something that is not a mapping"),
            id="a text among what is merged",
        ),
        pytest.param(nested(MAX_DEPTH + 1), Problem("line 1", "is nested more than 50 levels deep"), id="too deep"),
        pytest.param(
            nested(100_000), Problem("line 1", "is nested more than 50 levels deep"), id="a hundred thousand levels"
        ),
    ],
)
def test_whatever_is_not_one_plain_document_is_refused_with_its_line(content: bytes, problem: Problem) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(content)

    assert refused.value.problems == (problem,)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"a: 1\nb: [1, 2\nc: 3", 3, id="a list that does not end"),
        pytest.param(b"a: 1\n b: 2", 2, id="a wrong indentation"),
        pytest.param(b'a: "b', 1, id="quotes that do not end"),
        pytest.param(b"a: `b`", 1, id="a reserved sign"),
        pytest.param(b'x: 1\na: "\\ud800"', 2, id="an escape of half a character"),
        pytest.param(b'a: "\\U00110000"', 1, id="an escape beyond all characters"),
        pytest.param(b'a: "\\UFFFFFFFF"', 1, id="an escape beyond all numbers"),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(content)

    (problem,) = refused.value.problems
    assert problem.where == f"line {line}"
    assert problem.text.startswith("is not YAML: ")
    assert "\n" not in problem.text


LISTED = b"""# two cases
- name: first
  facts: {region: "25", needs: {region: true}}
- name: second
  facts:
    region: "25"
    notices:
      - {to: ward,
         sent_at: x}
      -
        to: ward
    more: &more
      a: 1
    again: *more
    merged:
      <<: *more
      b: 2
    dotted.key: 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param("", 2, id="the whole document"),
        pytest.param("[0]", 2, id="an item"),
        pytest.param("[0].facts.needs.region", 3, id="in flow style"),
        pytest.param("[1].name", 4, id="a key of the second item"),
        pytest.param("[1].facts", 5, id="a mapping is where its key is"),
        pytest.param("[1].facts.notices[0].to", 8, id="the first key of an item"),
        pytest.param("[1].facts.notices[0].sent_at", 9, id="its second key on the next line"),
        pytest.param("[1].facts.notices[1].to", 11, id="an item that begins on the next line"),
        pytest.param("[1].facts.more.a", 13, id="behind an anchor"),
        pytest.param("[1].facts.again.a", 14, id="behind an alias: where the alias is"),
        pytest.param("[1].facts.merged.a", 15, id="merged: where the mapping is"),
        pytest.param("[1].facts.merged.b", 17, id="beside a merge"),
        pytest.param("[1].facts.dotted.key", 18, id="a key with a dot in it"),
        pytest.param("[1].facts.needs.region", 5, id="missing: where what is around it is"),
        pytest.param("[7].facts", 2, id="no such item: the list"),
    ],
)
def test_every_value_is_traced_to_its_line(path: str, line: int) -> None:
    document = load(LISTED)

    assert document.lines_of([path]) == {path: line}


def test_a_missing_key_at_the_top_is_traced_to_where_the_document_begins() -> None:
    assert load(b"# a case\nname: x\non: y").lines_of(["facts", "on"]) == {"facts": 2, "on": 3}


def test_many_values_are_traced_in_one_pass() -> None:
    document = load(LISTED)

    assert document.lines_of(["[1].facts.merged.b", "[0].name", "[1].facts.notices[0].to"]) == {
        "[1].facts.merged.b": 17,
        "[0].name": 2,
        "[1].facts.notices[0].to": 8,
    }


def test_a_document_keeps_its_text_without_the_byte_order_mark() -> None:
    assert load("﻿a: b".encode()) == Document({"a": "b"}, "a: b")


def test_a_path_is_joined_with_a_dot_except_at_the_top() -> None:
    assert join("facts", "sip") == "facts.sip"
    assert join("", "facts") == "facts"


@pytest.mark.parametrize("content", [b'a: "\\0"', b'"\\e[2J": a', b'- "\\u2028\\uffff"'])
def test_an_escape_writes_no_character_that_the_file_may_not_hold(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="writes a character that is no text"):
        load(content)
