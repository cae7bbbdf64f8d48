"""Sees which functions of the package are called, and by which of them; keeps tests from starting programs."""

from __future__ import annotations

import sys
from types import CodeType, FrameType

import pytest

Place = tuple[str, str]  # a file and the outermost function in it


class Watch:
    """Watches from `begin` to `end`. `files`: absolute name of each source file -> the name it is known by."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.called: set[Place] = set()
        self.calls: set[tuple[Place, Place]] = set()
        self._places: dict[int, Place | None] = {}
        self._kept: list[CodeType] = []  # so that no two pieces of code ever have the same id

    def begin(self) -> None:
        sys.setprofile(self._watch)

    def end(self) -> None:
        sys.setprofile(None)

    def forget(self) -> None:
        """What is called from now on, apart from what was called before."""
        self.called = set()

    def place_of(self, code: CodeType) -> Place | None:
        place = None
        if code.co_filename in self.files:
            place = (self.files[code.co_filename], code.co_qualname.split(".<locals>")[0])
        self._places[id(code)] = place
        self._kept.append(code)
        return place

    def needed_by(self, place: Place) -> set[Place]:
        """The function itself, what it has called, what that has called, and so on."""
        found, new = set[Place](), {place}
        while new:
            found |= new
            new = {called for caller, called in self.calls if caller in new} - found
        return found

    def _watch(self, frame: FrameType, event: str, _: object) -> None:
        if event != "call":
            return
        place = self._place(frame.f_code)
        if place is None:
            return
        self.called.add(place)
        back = frame.f_back
        while back is not None:
            caller = self._place(back.f_code)
            if caller is not None:
                self.calls.add((caller, place))
                return
            back = back.f_back

    def _place(self, code: CodeType) -> Place | None:
        if id(code) in self._places:
            return self._places[id(code)]
        return self.place_of(code)


def leave_out_what_starts_a_program() -> None:
    """From now on a test ends as left out when it starts a program: no mutant would be in that."""
    sys.addaudithook(_on_event)


def _on_event(event: str, _: tuple[object, ...]) -> None:
    if event == "subprocess.Popen":
        raise pytest.skip.Exception("starts a program")
