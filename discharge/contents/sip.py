"""What is said of the joint individual plan before it is called to: whether it is needed, and who asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from discharge.contents.texts import PASSAGE_LENGTH, optional, required
from discharge.event_shapes.sip import ExistingPlan
from rules.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class SipNeed:
    """Whether a plan is needed (4 kap. 1 §), which there is already, and why; that it is not needed has a reason."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset({"needed", "existing"})
    OPENED_FIRST: ClassVar[bool] = False

    needed: bool
    existing: ExistingPlan
    reason: str

    def __post_init__(self) -> None:
        """Refuse a no without a reason, and one that cannot be stored as text."""
        if problems := (optional if self.needed else required)("reason", self.reason, PASSAGE_LENGTH):
            raise InvalidInput(*problems)


@dataclass(frozen=True, slots=True)
class SipRequest:
    """Somebody asks for a plan, and why (HSL 16 kap. 4 §); it is answered by a judgement of the need."""

    SCHEMA_VERSION: ClassVar[int] = 1
    MARKED: ClassVar[frozenset[str]] = frozenset()
    OPENED_FIRST: ClassVar[bool] = False

    reason: str

    def __post_init__(self) -> None:
        """Refuse a request without a reason."""
        if problems := required("reason", self.reason, PASSAGE_LENGTH):
            raise InvalidInput(*problems)
