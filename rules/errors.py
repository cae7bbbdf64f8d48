"""What the rules refuse, each with a code and the facts that explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class DomainError(Exception):
    """A refusal. `code` is stable and for programs; `facts` are what a message needs to be understood."""

    code = "domain_error"

    def __init__(self, detail: str, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was handed in: `where` is the key ("facts.admitted_at"), `text` says what is wrong."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


class InvalidInput(DomainError):
    """What was handed in cannot be read as facts or as an agreement; nothing is guessed."""

    code = "invalid_input"

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


class Incomplete(DomainError):
    """The agreement lacks something that the answer needs; `gaps` names each missing parameter."""

    code = "incomplete_agreement"

    def __init__(self, detail: str, gaps: tuple[str, ...]) -> None:
        super().__init__(detail, gaps=gaps)
        self.gaps = gaps


class IllegalTransition(DomainError):
    """The action is not possible in this status."""

    code = "illegal_transition"


class NotPermitted(DomainError):
    """What the action is about may be seen by whoever asks, but it is not theirs to do."""

    code = "not_permitted"


class Conflict(DomainError):
    """Somebody was first: what the action was based on no longer holds."""

    code = "conflict"
