"""What open care answers to referrals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from discharge.event_shapes.referrals import ReferralAnswered
from discharge.folds.fold import Fold
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.stay_facts import Referral, StayFacts
from rules.tables import next_state
from rules.tracks.referral import TRANSITIONS, Action


def _answered(stay: StayFacts, event: Event, data: ReferralAnswered) -> None:
    assert data.answers is not None
    known = stay.planning.referrals
    one = known[data.answers]
    one.answered[event.unit_ref] = next_state(TRANSITIONS, one.state_of(event.unit_ref), data.action)
    if data.action is Action.SEND_ON:
        ref = event.notice_ref
        known[ref] = Referral(ref, event.unit_ref, event.at, dict(zip(data.recipients, data.to, strict=True)))


FOLDS: Final[Mapping[str, Fold]] = {EventKind.REFERRAL_ANSWERED: _answered}
