"""Consents, harm tests and those who speak for the person: what the unit's own side records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from desk.act_forms.grounds import (
    ConsentForm,
    ConsentWithdrawnForm,
    HarmTestForm,
    RepresentativeEndedForm,
    RepresentativeForm,
)
from desk.acts.act import Act
from desk.acts.choosing import Choosing
from desk.saying.grounds import REPRESENTATIVES
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.services.consents import record_consent, withdraw_consent
from discharge.services.harm_tests import record_harm_test
from discharge.services.representatives import end_representative, record_representative
from rules.states import Action


def _representatives(choosing: Choosing) -> Sequence[tuple[str, str]]:
    """Those whom the unit's side has recorded."""
    unit = choosing.unit
    recorded = choosing.stay.grounds_of(unit.controller_id, unit.side).representatives.values()
    return [(str(one.ref), f"{one.name}, {str(REPRESENTATIVES[one.kind]).lower()}") for one in recorded]


ACTS: Final = (
    Act(
        "samtycke",
        Action.RECORD_CONSENT,
        _("Anteckna samtycke"),
        ConsentForm,
        record_consent,
        _("Samtycket är antecknat. Ingen annan har fått veta det."),
        words={"kind": ConsentKind, "answer": ConsentAnswer, "answered_by": SpokenBy, "how": How},
        help=_("Varje slags samtycke antecknas för sig. Ett nytt ja ersätter det förra."),
    ),
    Act(
        "aterta-samtycke",
        Action.WITHDRAW_CONSENT,
        _("Återta samtycke"),
        ConsentWithdrawnForm,
        withdraw_consent,
        _("Samtycket är återtaget."),
        words={"kind": ConsentKind},
        help=_("Inget mer lämnas på samtycket. De som har fått något på det får veta det och har kvar det de fått."),
    ),
    Act(
        "menprovning",
        Action.RECORD_HARM_TEST,
        _("Anteckna menprövning"),
        HarmTestForm,
        record_harm_test,
        _("Menprövningen är antecknad. Ingen annan har fått veta det."),
        help=_("En prövning för varje gång något lämnas, inte en för alla."),
    ),
    Act(
        "foretradare",
        Action.RECORD_REPRESENTATIVE,
        _("Anteckna företrädare"),
        RepresentativeForm,
        record_representative,
        _("Företrädaren är antecknad. Ingen annan har fått veta det."),
        words={"kind": RepresentativeKind},
    ),
    Act(
        "ta-bort-foretradare",
        Action.END_REPRESENTATIVE,
        _("Ta bort företrädare"),
        RepresentativeEndedForm,
        end_representative,
        _("Företrädaren är borttagen."),
        choices={"about": _representatives},
    ),
)
