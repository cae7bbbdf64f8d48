"""What is said of the medical responsibility after the stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.saying.said import Said, Says, instant, says
from discharge.contents.responsibility import Responsibility
from rules.tracks.medical_responsibility import Action

HEADINGS: Final[Mapping[Action, Promise]] = {
    Action.ASK: gettext_lazy("Förfrågan om att ta över det medicinska ansvaret"),
    Action.TAKE_OVER: gettext_lazy("Det medicinska ansvaret är övertaget"),
    Action.DECLINE: gettext_lazy("Tar inte över det medicinska ansvaret"),
    Action.HAND_BACK: gettext_lazy("Sjukhuset har åter det medicinska ansvaret"),
}


def _responsibility(one: Responsibility) -> Said:
    return says(
        str(HEADINGS[one.action]),
        (_("Enhet"), one.unit),
        (_("Läkare"), one.physician),
        (_("Från"), instant(one.from_at) if one.from_at else ""),
        text=one.said,
    )


SAYS: Final[Mapping[type[Any], Says]] = {Responsibility: _responsibility}
