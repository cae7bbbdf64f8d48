"""Social services' own course, which only their side is offered and sees; and the medical responsibility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import PlainForm, ReasonedForm
from desk.act_forms.tracks import (
    ApplicationForm,
    AskTakeOverForm,
    DecisionForm,
    OrderForm,
    SaidForm,
    TakeOverForm,
)
from desk.acts.act import Act
from desk.acts.choosing import Choosing, open_care
from discharge.models.notices import Ground
from discharge.services.responsibility import ask_to_take_over, decline_to_take_over, hand_back, take_over
from discharge.services.social_services import (
    confirm_order,
    contact_person,
    decide_services,
    note_declined_order,
    note_no_application,
    order_services,
    providers_of,
    take_application,
)
from discharge.tracks import TrackAction
from rules.tracks import social_services


def _providers(choosing: Choosing) -> Sequence[tuple[str, str]]:
    return [(str(one.ref), one.name) for one in providers_of(choosing.unit.id, choosing.on)]


ONLY_US: Final = _("Bara den egna socialtjänsten ser detta.")
ACTS: Final = (
    Act(
        "kontaktad",
        TrackAction.CONTACT,
        _("Patienten är kontaktad"),
        PlainForm,
        contact_person,
        _("Kontakten är antecknad."),
        help=ONLY_US,
    ),
    Act(
        "ansokan",
        TrackAction.TAKE_APPLICATION,
        _("Ansökan har kommit"),
        ApplicationForm,
        take_application,
        _("Ansökan är antecknad."),
        help=ONLY_US,
    ),
    Act(
        "ingen-ansokan",
        TrackAction.NOTE_NO_APPLICATION,
        _("Ingen ansökan görs"),
        ReasonedForm,
        note_no_application,
        _("Det är antecknat."),
        help=ONLY_US,
    ),
    Act(
        "beslut",
        TrackAction.DECIDE,
        _("Beslut är fattat"),
        DecisionForm,
        decide_services,
        _("Beslutet är antecknat."),
        words={"decision": social_services.Action},
        help=ONLY_US,
    ),
    Act(
        "bestallning",
        TrackAction.ORDER,
        _("Insatserna är beställda"),
        OrderForm,
        order_services,
        _("Beställningen är antecknad."),
        help=ONLY_US,
        choices={"provider": _providers},
    ),
    Act(
        "bestallning-bekraftad",
        TrackAction.CONFIRM_ORDER,
        _("Utföraren har bekräftat"),
        PlainForm,
        confirm_order,
        _("Bekräftelsen är antecknad."),
        help=_("Sjukhuset får inte veta det förrän ni meddelar att ni kan ta emot."),
    ),
    Act(
        "bestallning-avbojd",
        TrackAction.DECLINE_ORDER,
        _("Utföraren har tackat nej"),
        ReasonedForm,
        note_declined_order,
        _("Det är antecknat. Insatserna behöver beställas av någon annan."),
        help=ONLY_US,
    ),
    Act(
        "fraga-om-ansvar",
        TrackAction.ASK_TAKE_OVER,
        _("Be öppenvården ta över det medicinska ansvaret"),
        AskTakeOverForm,
        ask_to_take_over,
        _("Förfrågan är skickad."),
        words={"ground": Ground},
        help=_("Bara den enhet som tillfrågas får veta det."),
        choices={"open_care": open_care},
    ),
    Act(
        "ta-over-ansvar",
        TrackAction.TAKE_OVER,
        _("Ta över det medicinska ansvaret"),
        TakeOverForm,
        take_over,
        _("Det är meddelat att ni tar över."),
        words={"ground": Ground},
        help=_("Alla i planeringen får veta det."),
    ),
    Act(
        "tar-inte-over-ansvar",
        TrackAction.DECLINE_TAKE_OVER,
        _("Tacka nej till det medicinska ansvaret"),
        SaidForm,
        decline_to_take_over,
        _("Avdelningen har fått veta det."),
        words={"ground": Ground},
    ),
    Act(
        "lamna-tillbaka-ansvar",
        TrackAction.HAND_BACK,
        _("Lämna tillbaka det medicinska ansvaret"),
        SaidForm,
        hand_back,
        _("Det är meddelat att sjukhuset har ansvaret igen."),
        words={"ground": Ground},
    ),
)
