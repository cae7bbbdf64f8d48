"""Whether somebody may: the two questions that every service, page and list asks."""

from __future__ import annotations

from typing import Any, Protocol, Self, TypeVar

from accounts.actor import Actor
from accounts.models.guarded import Guarded
from accounts.roles import Permission
from core.errors import NotVisible
from rules.errors import NotPermitted


class Visible(Protocol):
    """A queryset that knows what each actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """The rows that the actor may know of."""


Rows = TypeVar("Rows", bound=Visible)


def can(actor: Actor, permission: Permission, obj: Guarded | None = None) -> bool:
    """Whether the actor may do this; with a row, whether it may do it to that row, which it must also see.

    A system may: what it does is written in its service.
    """
    if actor.is_system:
        return True
    if obj is None:
        return permission in actor.permissions
    return permission in obj.permissions_of(actor) and _sees(actor, obj)


def visible(actor: Actor, queryset: Rows) -> Rows:
    """The rows that the actor may know of; the queryset itself says which they are."""
    return queryset.visible_to(actor)


def require(actor: Actor, permission: Permission, obj: Guarded | None = None) -> None:
    """Refuse unless the actor may.

    Raises: NotVisible when the actor may not even know of the row; NotPermitted when it is not the actor's to do.
    """
    if can(actor, permission, obj):
        return
    if obj is not None and not _sees(actor, obj):
        raise NotVisible(f"{type(obj).__name__} is not visible to {actor.role}")
    raise NotPermitted(f"{actor.role} may not {permission}", permission=str(permission))


def _sees(actor: Actor, obj: Guarded) -> bool:
    rows: Any = type(obj)._default_manager.filter(pk=obj.pk)
    return bool(visible(actor, rows).exists())
