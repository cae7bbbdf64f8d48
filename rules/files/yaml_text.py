"""Strict YAML to plain data: every scalar is text, `null` is nothing, and each value can be traced to its line.

Texts are typed by `rules.files.shapes`, never here. Anchors, aliases and `<<` are read; tags, directives, duplicate
keys, several documents and whatever else is not one plain document are refused with `InvalidInput` that names the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

import yaml

from rules.errors import InvalidInput, Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Event: TypeAlias = Any  # the parser's events carry more than PyYAML's type stubs know

MAX_DEPTH: Final = 50  # no file of ours is a fifth as deep
NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
MERGE: Final = "<<"
LINE_END: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
PART: Final = re.compile(r"[.\[]")
DIRECTIVE: Final = re.compile(r"(?:\A|[\r\n\x85\u2028\u2029])%")
NOT_TEXT: Final = re.compile(r"[^\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class PurePython(yaml.SafeLoader):
    """The parser used where PyYAML came without libyaml: slower. Whatever both read they read alike.

    They differ only in what they refuse in flow style: this one an unquoted "?", libyaml a ":" right before a bracket.
    """

    def get_event(self) -> Event:
        read: Callable[[], Event] = super().get_event
        try:
            event = read()
            if isinstance(event, yaml.ScalarEvent):
                event.value.encode()  # "\ud800" is an escape of half a character: libyaml refuses it too
        except (ValueError, OverflowError) as error:
            raise yaml.MarkedYAMLError(problem="found an impossible escape", problem_mark=self.get_mark()) from error
        return event


LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", PurePython)


class Open(Enum):
    """Stands for an anchored list or mapping until its end."""

    OPEN = "open"


def join(where: str, key: str) -> str:
    """The path of a key in the mapping at `where`: "facts" and "sip" give "facts.sip"."""
    return f"{where}.{key}" if where else key


@dataclass(frozen=True, slots=True)
class Document:
    """One file's data, with its text for finding lines."""

    data: Value
    text: str

    def lines_of(self, paths: Iterable[str]) -> dict[str, int]:
        """The line (from 1) of each value by its path, such as "[2].facts.ready_notices[0].sent_at".

        A value that is not written where the path says (missing, behind an alias or a merge) gets the line of what is
        nearest around it. One pass over the text for all paths: ask for all of them at once.
        """
        wanted = {path: _and_around(path) for path in paths}
        lines = _Lines(self.text, {place for places in wanted.values() for place in places}).lines
        return {path: next(lines[place] for place in places if place in lines) for path, places in wanted.items()}


def load(content: bytes) -> Document:
    """The one document in a file's bytes: UTF-8, a byte order mark allowed.

    Raises: InvalidInput with one problem; its `where` is "line N" where there is a line to name.
    """
    text = _decoded(content)
    try:
        data = _Data(text).document()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark
        raise _refusal(mark.line, f"is not YAML: {error.problem}") from error
    if data is None:
        raise InvalidInput(Problem("", "the file is empty"))
    return Document(data, text)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(content.count(b"\n", 0, error.start), "is not UTF-8") from error
    if odd := NOT_TEXT.search(text):
        what = "a tab, where YAML has spaces" if odd[0] == "\t" else f"a character that is no text: U+{ord(odd[0]):04X}"
        raise _refusal(_lines_before(text, odd.start()), f"has {what}")
    if directive := DIRECTIVE.search(text):
        raise _refusal(_lines_before(text, directive.end()), "has a directive (%), which is not allowed")
    return text


def _lines_before(text: str, index: int) -> int:
    return sum(1 for _ in LINE_END.finditer(text[:index]))


def _refusal(lines_before: int, text: str) -> InvalidInput:
    return InvalidInput(Problem(f"line {lines_before + 1}", text))


def _refused(event: Event, text: str) -> InvalidInput:
    return _refusal(event.start_mark.line, text)


class _Data:
    """Builds the data straight from the parser's events, so that a list of 100 000 stays needs no tree beside it."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Event] = LOADER(text).get_event
        self.anchors: dict[str, Value | Open] = {}
        self.same: dict[str, str] = {}  # one object for each text, however often it is written

    def document(self) -> Value:
        self.next()  # the start of the stream
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        data = self.value(self.next(), 0)
        self.next()  # the end of the document
        if not isinstance(extra := self.next(), yaml.StreamEndEvent):
            raise _refused(extra, "begins a second document; a file holds one")
        return data

    def value(self, event: Event, depth: int) -> Value:
        if isinstance(event, yaml.AliasEvent):
            return self.aliased(event)
        if event.tag is not None:
            raise _refused(event, f"has a tag ({event.tag}), which is not allowed")
        if isinstance(event, yaml.ScalarEvent):
            text = self.text(event)
            value: Value = None if event.implicit[0] and text in NULLS else text
            self.anchor(event, value)
            return value
        if depth == MAX_DEPTH:
            raise _refused(event, f"is nested more than {MAX_DEPTH} levels deep")
        self.anchor(event, Open.OPEN)
        value = (self.items if isinstance(event, yaml.SequenceStartEvent) else self.mapping)(depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def text(self, event: Event) -> str:
        """A scalar's text; an escape ("\\e") can write what the file itself may not hold; a tab is fine."""
        text: str = event.value
        if text not in self.same:
            if odd := NOT_TEXT.search(text.replace("\t", " ")):
                raise _refused(event, f"writes a character that is no text: U+{ord(odd[0]):04X}")
            self.same[text] = text
        return self.same[text]

    def anchor(self, event: Event, value: Value | Open) -> None:
        if event.anchor is not None:
            if event.anchor in self.anchors:
                raise _refused(event, f"gives the anchor &{event.anchor} a second time")
            self.anchors[event.anchor] = value

    def aliased(self, event: Event) -> Value:
        if event.anchor not in self.anchors:
            raise _refused(event, f"has the alias *{event.anchor} with no anchor before it")
        value = self.anchors[event.anchor]
        if isinstance(value, Open):
            raise _refused(event, f"has the alias *{event.anchor} inside what it stands for")
        return value

    def items(self, depth: int) -> Value:
        items: list[Value] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.value(event, depth))
        return items

    def mapping(self, depth: int) -> Value:
        own: dict[str, Value] = {}
        merged: dict[str, Value] | None = None
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
                raise _refused(event, "has a key that is not a plain text")
            key = self.text(event)
            is_merge = key == MERGE and event.implicit[0]
            if key in own or (is_merge and merged is not None):
                raise _refused(event, f"gives the key {key!r} a second time")
            value = self.value(self.next(), depth)
            if is_merge:
                merged = _merged(event, value)
            else:
                own[key] = value
        return own if merged is None else merged | own


def _merged(event: Event, value: Value) -> dict[str, Value]:
    """What `<<` brings: of several mappings the first that has a key gives its value."""
    merged: dict[str, Value] = {}
    for mapping in reversed(value if isinstance(value, list) else [value]):
        if not isinstance(mapping, dict):
            raise _refused(event, "merges (<<) something that is not a mapping")
        merged |= mapping
    return merged


class _Lines:
    """Finds the lines of the wanted paths in a text that has been read before; every path around one is wanted too."""

    def __init__(self, text: str, wanted: set[str]) -> None:
        self.next: Callable[[], Event] = LOADER(text).get_event
        self.wanted = wanted
        self.lines: dict[str, int] = {}
        self.next()
        self.next()
        event = self.next()
        self.note(event, event, "")

    def note(self, named: Event, event: Event, path: str) -> None:
        """Notes the line where `path` is named and goes through its value."""
        if path not in self.wanted:
            self.skip(event)
            return
        self.lines[path] = named.start_mark.line + 1
        if isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while not isinstance(item := self.next(), yaml.SequenceEndEvent):
                self.note(item, item, f"{path}[{index}]")
                index += 1
        elif isinstance(event, yaml.MappingStartEvent):
            while not isinstance(key := self.next(), yaml.MappingEndEvent):
                self.note(key, self.next(), join(path, key.value))

    def skip(self, event: Event) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = self.next()


def _and_around(path: str) -> list[str]:
    """A path and those around it, nearest first: "a.b[0]", "a.b", "a", ""."""
    ends = [part.start() for part in PART.finditer(path)]
    return [path, *(path[:end] for end in reversed(ends)), ""]
