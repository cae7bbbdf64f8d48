"""What every page shows beside who acts: the pages that her role has, and what waits there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.kinds import UnitKind
from accounts.permissions import visible
from accounts.roles import Permission
from core.db import acting_as
from discharge.models import Turn
from notifications.models import InAppNotice


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits: cases where it is the units' turn, and what they have been told and nobody has put away."""

    turns: int
    notifications: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the menu. count_id: the element that holds its number, empty when it has none."""

    name: Promise
    address: str
    is_current: bool
    count_id: str = ""
    count: int = 0
    what: Promise | str = ""


def pages(request: HttpRequest) -> dict[str, Any]:
    """The menu, asked for where it is shown. Nothing for whoever is nobody yet."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": ()}
    return {"navigation": SimpleLazyObject(lambda: navigation(actor, _view_name(request)))}


def navigation(actor: Actor, view_name: str) -> Sequence[Page]:
    """The pages that the actor's role has; the one where she is is marked."""
    counts = counts_of(actor) if actor.may(Permission.READ_CASE) else Counts(0, 0)
    return [
        Page(
            name=name,
            address=reverse(entrance),
            is_current=view_name.startswith(entrance),
            count_id=count_id,
            count=getattr(counts, count_id.removeprefix("count-")) if count_id else 0,
            what=what,
        )
        for name, entrance, permissions, at, count_id, what in _PAGES
        if any(actor.may(permission) for permission in permissions)
        and (at is None or any(unit.kind == at for unit in actor.units.values()))
    ]


def counts_of(actor: Actor) -> Counts:
    """What waits for the actor's units now. Two queries."""
    with acting_as(actor):
        return Counts(
            turns=visible(actor, Turn.objects.filter(whose=Turn.Whose.OURS)).count(),
            notifications=visible(actor, InAppNotice.objects.standing()).count(),
        )


# Name, its address and those of the pages that belong to it, who has it (any of these), at which kind of unit where not
# at all, and what is counted beside the name.
_PAGES = (
    (_("Arbetslista"), "worklist", {Permission.READ_CASE}, None, "count-turns", _("väntar på er")),
    (_("Avdelningen"), "board", {Permission.READ_CASE}, UnitKind.WARD, "", ""),
    (_("Sök patient"), "patients", {Permission.FIND_PATIENT}, None, "", ""),
    (_("Aviseringar"), "notifications", {Permission.READ_CASE}, None, "count-notifications", _("nya")),
    (_("Enheter"), "directory", {Permission.SEE_DIRECTORY}, None, "", ""),
    (_("Åtkomst"), "access", {Permission.GRANT_ACCESS}, None, "", ""),
    (_("Administration"), "administration", {Permission.MANAGE_UNITS, Permission.MANAGE_USERS}, None, "", ""),
)


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
