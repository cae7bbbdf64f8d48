"""Which units a reader knows take part in a stay: from what her side has sent and received, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.actor import ActingUnit, Actor
from accounts.models import Unit
from accounts.permissions import visible
from discharge.facts import CaseFacts
from discharge.models import Case, Notice
from discharge.selectors.notices import notices_seen
from discharge.stays import told_here


def parties_known(case: Case, facts: CaseFacts, unit: ActingUnit, actor: Actor) -> Sequence[Unit]:
    """The ward and those told of the stay, as far as the reader knows of them; the acting unit is one of them."""
    assert facts.stay is not None
    seen = notices_seen(visible(actor, Notice.objects.filter(case=case)).select_related("sender_unit"), actor)
    known = {one.ref for letter in seen for one in (letter.notice.sender_unit, *letter.recipients)}
    parties = {facts.stay.ward, *told_here(facts)}
    return list(Unit.objects.filter(ref__in=parties & known | {unit.ref}).order_by("sort_key", "pk"))
