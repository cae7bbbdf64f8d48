"""What a reader may know of. Only this file reads participation, copies, receipts and grants to decide it.

A side is a controller together with a side of the wall between social services and health care. A unit sees a case
while it takes part in it, and in the case the notices that its own side has sent or received. The units of the actor
are literals in the query, resolved once when the actor was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from accounts.kinds import Side
from discharge.models.grants import READ_EXTRA, READ_PROTECTED
from discharge.models.protection import Protection
from rules.tracks.receipt import State

if TYPE_CHECKING:
    from accounts.actor import Actor

NOTHING = Q(pk__in=[])


class OwnSide(NamedTuple):
    """One side that the actor acts on, with those of its units that the actor acts for."""

    controller_id: int
    side: Side
    unit_ids: tuple[int, ...]

    @property
    def key(self) -> dict[str, Any]:
        """The columns that name a side."""
        return {"controller_id": self.controller_id, "side": self.side}


def sides_of(actor: Actor) -> tuple[OwnSide, ...]:
    """The sides that the actor acts on; a mixed team's member acts on two, and each shows only its own."""
    units: Mapping[tuple[int, Side], list[int]] = defaultdict(list)
    for unit in actor.units.values():
        units[unit.controller_id, unit.side].append(unit.id)
    return tuple(OwnSide(controller_id, side, tuple(ids)) for (controller_id, side), ids in units.items())


def on_any_side(actor: Actor, seen: Callable[[OwnSide], Q]) -> Q:
    """What is seen on one of the actor's sides. The sides are never mixed: each has its own participation."""
    return reduce(or_, (seen(own) for own in sides_of(actor)), NOTHING)


def admitted(actor: Actor, own: OwnSide, case: str) -> Q:
    """The actor may open the case (`case`: the path to it from the row) on this side.

    A unit of hers takes part or somebody has granted it to her; and if the person's identity is protected she is one of
    those named for it (S-62).
    """
    taking_part = rows_of("Participation").filter(unit_id__in=own.unit_ids, to_at__isnull=True).values("case")
    granted = _granted(actor, own, READ_EXTRA)
    return Q(**{f"{case}__in": taking_part.union(granted, all=True)}) & named_if_protected(actor, own, case)


def named_if_protected(actor: Actor, own: OwnSide, case: str) -> Q:
    """The person's identity is not protected, or the actor has been named for the case."""
    patient = "patient" if case == "pk" else f"{case}__patient"
    protected = rows_of("RegisterData").filter(patient=OuterRef(patient)).exclude(protection=Protection.NONE)
    return ~Exists(protected) | Q(**{f"{case}__in": _granted(actor, own, READ_PROTECTED)})


def has_copy(own: OwnSide, notice: str) -> Q:
    """The side has sent or received the notice (`notice`: the path to it), and may still read it."""
    return Q(Exists(rows_of("NoticeCopy").filter(notice=OuterRef(notice), closed_at__isnull=True, **own.key)))


def not_sent_in_error(own: OwnSide, notice: str, case: str) -> Q:
    """At least one of the actor's units in the case is not one that got the notice by mistake."""
    mistaken = rows_of("Receipt").filter(notice=OuterRef(OuterRef(notice)), state=State.WRONG_RECIPIENT)
    units = rows_of("Participation").filter(case=OuterRef(case), unit_id__in=own.unit_ids, to_at__isnull=True)
    got_it_by_mistake = Exists(mistaken.filter(unit=OuterRef("unit")))
    return Exists(units.exclude(got_it_by_mistake)) | ~Exists(units)


def has_received(own: OwnSide, notice: str) -> Q:
    """One of the actor's units has a receipt for the notice, in whatever state, or has sent it on."""
    receipts = rows_of("Receipt").filter(notice=OuterRef(notice), unit_id__in=own.unit_ids, outside="")
    sent_on = rows_of("Event").filter(notice=OuterRef(notice), kind="notice_forwarded", party_id__in=own.unit_ids)
    return Q(Exists(receipts)) | Q(Exists(sent_on))


def _granted(actor: Actor, own: OwnSide, codename: str) -> Any:
    """The cases that somebody has granted the actor on this side, and whose last day has not passed."""
    grants = rows_of("CaseGrant").filter(user_id=actor.user_id, ends_on__gte=actor.on, **own.key)
    return grants.filter(permission__codename=codename).values("content_object")


def takes_part(actor: Actor, patient_id: int) -> bool:
    """Whether a unit of the actor takes part in a case of the patient."""
    own = rows_of("Participation").filter(unit_id__in=actor.unit_ids, to_at__isnull=True)
    return bool(own.filter(case__patient=patient_id).exists())


def rows_of(model: str) -> Any:
    """The rows of a table of this app. By name, because the tables' querysets use this file."""
    return apps.get_model("discharge", model)._default_manager.all()
