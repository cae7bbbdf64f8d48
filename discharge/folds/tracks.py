"""How far social services have come on their own side, and who has the medical responsibility."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from discharge.event_shapes.tracks import ResponsibilityMoved, SocialMoved
from discharge.folds.fold import Fold
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import Responsibility, SocialCourse, StayFacts
from rules.tables import next_state
from rules.tracks import medical_responsibility
from rules.tracks.social_services import TRANSITIONS


def _moved(stay: StayFacts, event: Event, data: SocialMoved) -> None:
    assert event.controller_id is not None
    before = stay.social_of(event.controller_id)
    stay.social[event.controller_id] = SocialCourse(
        state=next_state(TRANSITIONS, before.state, data.action),
        done=(*before.done, (event.at, data.action)),
        provider=data.provider or before.provider,
    )


def _responsibility(stay: StayFacts, event: Event, data: ResponsibilityMoved) -> None:
    before = stay.responsibility.get(data.unit)
    state = next_state(medical_responsibility.TRANSITIONS, before.state if before else None, data.action)
    notice = event.notice.ref if event.notice else None
    stay.responsibility[data.unit] = Responsibility(state, notice, event.at, data.from_at)


FOLDS: Final[Mapping[str, Fold]] = {
    EventKind.SOCIAL_CONTACTED: _moved,
    EventKind.SOCIAL_APPLIED: _moved,
    EventKind.SOCIAL_NOT_APPLIED: _moved,
    EventKind.SOCIAL_DECIDED: _moved,
    EventKind.SOCIAL_ORDERED: _moved,
    EventKind.PROVIDER_CONFIRMED: _moved,
    EventKind.PROVIDER_DECLINED: _moved,
    EventKind.RESPONSIBILITY_CHANGED: _responsibility,
}
