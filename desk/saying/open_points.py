"""What is open in a stay, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.saying.planning import AREAS, PARTS
from discharge.selectors.open_points import OpenKind, OpenSeen
from rules.tracks import obstacle

Words = tuple[str, str]


def _names(point: OpenSeen) -> str:
    return ", ".join(unit.name for unit in point.owners)


def _question(point: OpenSeen) -> Words:
    waits = _("svara på den") if point.is_ours else _("svar väntas från %(units)s") % {"units": _names(point)}
    return _("Fråga från %(unit)s") % {"unit": point.raised_by.name}, waits


def _referral(point: OpenSeen) -> Words:
    waits = _("svara på den") if point.is_ours else _("svar väntas från %(units)s") % {"units": _names(point)}
    what = _("Remiss från %(unit)s") % {"unit": point.raised_by.name}
    return f"{what}: {_short(point.words)}" if point.words else what, waits


def _sip_request(point: OpenSeen) -> Words:
    waits = _("bedöm om en SIP behövs") if point.is_ours else _("svar väntas från %(units)s") % {"units": _names(point)}
    return _("Begäran om SIP från %(unit)s") % {"unit": point.raised_by.name}, waits


def _debt(point: OpenSeen) -> Words:
    what = str({**AREAS, **PARTS}[point.point.about])
    lacks = _("Saknas än: %(what)s") % {"what": what[:1].lower() + what[1:]}
    return lacks, _("skicka det när det är känt") if point.is_ours else _("kommer från %(units)s") % {
        "units": _names(point)
    }


def _blocker(point: OpenSeen) -> Words:
    what = _("Väntar på: %(what)s") % {"what": _short(point.words)} if point.words else _("Patienten väntar på något")
    if point.is_ours:
        return what, _("det är ni som löser det")
    names = _names(point) or _("någon annan")
    return what, _("löses av %(units)s") % {"units": names}


def _obstacle(point: OpenSeen) -> Words:
    what = _("Hinder i öppenvården")
    return f"{what}: {_short(point.words)}" if point.words else what, str(CAUSES[point.point.about])


def _disagreement(point: OpenSeen) -> Words:
    what = _("Invändning mot utskrivningsklar från %(unit)s") % {"unit": point.raised_by.name}
    waits = _("svara i läkarens namn") if point.is_ours else _("väntar på läkarens svar")
    return f"{what}: {_short(point.words)}" if point.words else what, waits


def _short(text: str) -> str:
    return Truncator(text).chars(120)


# Whether an obstacle is why she cannot leave.
CAUSES: Final[Mapping[str, Promise]] = {
    obstacle.State.CAUSE_UNKNOWN: gettext_lazy("inte bedömt om det är skälet till att patienten är kvar"),
    obstacle.State.PREVENTS: gettext_lazy("skälet till att patienten är kvar"),
    obstacle.State.DOES_NOT_PREVENT: gettext_lazy("inte skälet till att patienten är kvar"),
}
# What it is, and what it waits for.
WORDS: Final[Mapping[OpenKind, Callable[[OpenSeen], Words]]] = {
    OpenKind.QUESTION: _question,
    OpenKind.REFERRAL: _referral,
    OpenKind.DEBT: _debt,
    OpenKind.SIP_REQUEST: _sip_request,
    OpenKind.BLOCKER: _blocker,
    OpenKind.OBSTACLE: _obstacle,
    OpenKind.DISAGREEMENT: _disagreement,
}


def words_of(point: OpenSeen) -> Words:
    """What is open, and what it waits for."""
    return WORDS[point.point.kind](point)
