"""Notices as one reader sees them: computed per reader from what her side has sent or received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.kinds import Side
from accounts.models import Unit
from accounts.permissions import visible
from discharge.models import Notice, Receipt
from discharge.models.notices import is_followed
from discharge.models.visibility import sides_of
from rules.tracks.receipt import State


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """A notice without its content. `is_closed`: it came to the wrong recipient or was sent on, and this is all to see.

    recipients: the units that the reader may know have it, by name. receipts: those that the reader may follow, her own
    side's and, of what her side sent, everybody's. answers: the notice that it answers, if the reader knows of that.
    """

    notice: Notice
    is_closed: bool
    answers: UUID | None
    recipients: Sequence[Unit]
    receipts: Sequence[Receipt]


def notices_seen(notices: Iterable[Notice], actor: Actor) -> Sequence[NoticeSeen]:
    """The notices, which the actor may know of, as she sees them; in the same order.

    Four queries, however many they are; the notices have their sender's unit with them. A discreet recipient is shown
    to its own side, and to a sender who chose it or is the ward.
    """
    notices = list(notices)
    readable = set(
        Notice.objects.readable_by(actor).filter(pk__in=[one.pk for one in notices]).values_list("pk", flat=True)
    )
    answered = visible(actor, Notice.objects.filter(pk__in={one.answers_id for one in notices if one.answers_id}))
    answers: Mapping[int | None, UUID] = dict(answered.values_list("pk", "ref"))
    all_receipts: dict[int, list[Receipt]] = defaultdict(list)
    receipts = Receipt.objects.filter(notice__in=notices).select_related("unit").order_by("unit__sort_key", "pk")
    for receipt in receipts:
        all_receipts[receipt.notice_id].append(receipt)
    followed = set(visible(actor, Receipt.objects.filter(notice__in=notices)).values_list("pk", flat=True))
    own = {(side.controller_id, side.side) for side in sides_of(actor)}
    return [
        NoticeSeen(
            notice=notice,
            is_closed=notice.pk not in readable,
            answers=answers.get(notice.answers_id),
            recipients=_recipients(notice, all_receipts[notice.pk], own) if notice.pk in readable else (),
            receipts=[one for one in all_receipts[notice.pk] if one.pk in followed],
        )
        for notice in notices
    ]


def _recipients(notice: Notice, receipts: Sequence[Receipt], own: set[tuple[int, Side]]) -> list[Unit]:
    sent_it = (notice.sender_controller_id, Side(notice.sender_side)) in own
    return [
        one.unit
        for one in receipts
        if one.state != State.WRONG_RECIPIENT
        and (
            not one.unit.discreet
            or (one.controller_id, Side(one.side)) in own
            or (sent_it and is_followed(notice, one.unit))
        )
    ]
