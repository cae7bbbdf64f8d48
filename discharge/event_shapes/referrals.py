"""What events tell of referrals."""

from __future__ import annotations

from dataclasses import dataclass

from discharge.event_shapes.common import SentInStay
from rules.tracks.referral import Action


@dataclass(frozen=True, slots=True)
class ReferralAnswered(SentInStay):
    """What was done with the one of the notice that it answers; sent on, open care among the recipients has it now."""

    action: Action
