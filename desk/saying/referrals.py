"""What open care answers to a referral, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.saying.said import Said, Says, says
from discharge.contents.referrals import ReferralAnswer
from rules.tracks.referral import Action

HEADINGS: Final[Mapping[Action, Promise]] = {
    Action.ACCEPT: gettext_lazy("Remissen är mottagen och accepterad"),
    Action.SEND_ON: gettext_lazy("Remissen är skickad vidare"),
    Action.DECLINE: gettext_lazy("Remissen är avvisad"),
}


def _answer(one: ReferralAnswer) -> Said:
    return says(
        str(HEADINGS[one.answer]),
        (_("Till"), one.unit),
        (_("Fråga"), one.question),
        (_("Åtgärd"), one.wanted),
        (_("Inom"), one.time_frame),
        text=one.said,
    )


SAYS: Final[Mapping[type[Any], Says]] = {ReferralAnswer: _answer}
