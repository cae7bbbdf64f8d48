"""What open care answers to a referral."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from desk.act_forms.referrals import ReferralAnswerForm
from desk.acts.act import Act
from desk.acts.choosing import Choosing
from discharge.models.notices import Ground
from discharge.selectors.open_care import other_open_care
from discharge.selectors.open_points import OpenKind, OpenPoint
from discharge.services.referrals import answer_referral
from discharge.tracks import TrackAction
from rules.tracks.referral import Action


def _is_referred(point: OpenPoint, unit: UUID) -> bool:
    return point.kind is OpenKind.REFERRAL and unit in point.owners


def _units(choosing: Choosing) -> Sequence[tuple[str, Any]]:
    others = other_open_care(choosing.row, choosing.on)
    return [("", _("Ingen")), *((str(one.ref), one.name) for one in others)]


ACTS: Final = (
    Act(
        "svar-pa-remiss",
        TrackAction.ANSWER_REFERRAL,
        _("Svara på remiss"),
        ReferralAnswerForm,
        answer_referral,
        _("Svaret är skickat till avdelningen."),
        words={"answer": Action, "ground": Ground},
        help=_("Avdelningen får svaret. Skickas remissen vidare får den nya enheten remissen, och svarar i sin tur."),
        about=_is_referred,
        choices={"to": _units},
    ),
)
