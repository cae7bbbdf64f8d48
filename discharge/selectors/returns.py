"""What was said in the stay that she came back from, to be said again: a care contact, an answer about the plan."""

from __future__ import annotations

from accounts.actor import ActingUnit, Actor
from accounts.permissions import visible
from discharge.contents.documents import Content, content_of
from discharge.models import Notice
from discharge.models.notices import NoticeKind
from discharge.stay_facts import StayFacts


def sent_before(stay: StayFacts, kind: NoticeKind, unit: ActingUnit, actor: Actor) -> Content | None:
    """The latest of the kind that the same unit sent in the stay before; None when there is none."""
    if stay.registered.returned_from is None:
        return None
    sent = Notice.objects.filter(case__ref=stay.registered.returned_from, kind=kind, sender_unit=unit.id)
    notice = visible(actor, sent).order_by("pk").last()
    return content_of(notice.versions.select_related("notice").get(number=notice.version)) if notice else None
