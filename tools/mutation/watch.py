"""Sees which functions of the package a test calls; keeps tests from starting programs."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

from _pytest.outcomes import Skipped

Place = tuple[str, str]  # a file and the outermost function in it


class Watch:
    """Watches from `begin` to `end`. `files`: absolute name of each source file -> the name it is known by."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self._codes: dict[int, CodeType] = {}
        self._place_of = cache(self.place_of)

    def begin(self) -> None:
        sys.settrace(self._tracer())

    def end(self) -> None:
        sys.settrace(None)

    def called(self) -> frozenset[Place]:
        """The functions called since this was asked last."""
        codes = list(self._codes.values())  # by itself: what follows here is watched too
        self._codes.clear()
        places = {self._place_of(code) for code in codes}
        return frozenset(place for place in places if place is not None)

    def place_of(self, code: CodeType) -> Place | None:
        """Where a piece of code belongs, None when that is not in the package."""
        name = self.files.get(code.co_filename)
        return None if name is None else (name, code.co_qualname.split(".<locals>")[0])

    def _tracer(self) -> Callable[[FrameType, str, object], None]:
        codes = self._codes

        def on_call(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            codes[id(code)] = code

        return on_call


def module_name(path: str) -> str:
    """The name that the file at `path` is imported by: rules/files/__init__.py is rules.files."""
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


def files_needed_by(file: str, files: Iterable[str]) -> set[str]:
    """A file of the package and all that it imports, directly or not, among `files`."""
    named = {module_name(one): one for one in files}
    found, new = set[str](), {file}
    while new:
        found |= new
        imported = {name for one in new for name in _imports(Path(one).read_bytes())}
        new = {named[name] for name in imported if name in named} - found
    return found


def _imports(source: bytes) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def leave_out_what_starts_a_program() -> None:
    """From now on a test ends as left out when it starts a program: no mutant would be in that."""
    sys.addaudithook(_on_event)


def _on_event(event: str, _: tuple[object, ...]) -> None:
    if event == "subprocess.Popen":
        raise Skipped("starts a program")
