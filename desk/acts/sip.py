"""The joint individual plan before it is called to."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import PlainForm
from desk.act_forms.sip import NoSipForm, SipConsentWithdrawnForm, SipNeedForm, SipOfferForm, SipRequestForm
from desk.acts.act import Act
from discharge.event_shapes.sip import ExistingPlan
from discharge.models.notices import Ground
from discharge.services.sip_needs import (
    judge_sip_need,
    name_sip_caller,
    offer_sip,
    request_sip,
    withdraw_sip_consent,
)
from rules.states import Action

ACTS: Final = (
    Act(
        "sip-behovs",
        Action.JUDGE_SIP_NEED,
        _("Bedöm att SIP behövs"),
        SipNeedForm,
        partial(judge_sip_need, needed=True),
        _("Bedömningen är meddelad."),
        words={"existing": ExistingPlan, "ground": Ground},
    ),
    Act(
        "ingen-sip",
        Action.JUDGE_NO_SIP,
        _("Ingen SIP, ange skäl"),
        NoSipForm,
        partial(judge_sip_need, needed=False),
        _("Bedömningen är meddelad."),
        words={"existing": ExistingPlan, "ground": Ground},
        help=_("Om patienten har tackat nej, välj i stället Svar om SIP."),
    ),
    Act(
        "begar-sip",
        Action.REQUEST_SIP,
        _("Begär SIP"),
        SipRequestForm,
        request_sip,
        _("Begäran är skickad. Den vårdenhet som kallar till SIP ska svara."),
        words={"ground": Ground},
    ),
    Act(
        "erbjud-sip",
        Action.OFFER_SIP,
        _("Erbjud SIP"),
        SipOfferForm,
        offer_sip,
        _("De andra vet nu att patienten är tillfrågad."),
        help=_("Anteckna att patienten är tillfrågad och inte har svarat än. Svaret anger ni med Svar om SIP."),
    ),
    Act(
        "aterta-samtycke-till-sip",
        Action.WITHDRAW_SIP_CONSENT,
        _("Återta samtycke till SIP"),
        SipConsentWithdrawnForm,
        withdraw_sip_consent,
        _("De andra vet nu att patienten inte längre vill ha en SIP."),
    ),
    Act(
        "vi-kallar-till-sip",
        Action.NAME_SIP_CALLER,
        _("Ta över kallelsen till SIP"),
        PlainForm,
        name_sip_caller,
        _("Er vårdkontakt är nu den som kallar till SIP."),
        help=_("Er fasta vårdkontakt kallar till SIP i stället för den som gör det nu. De andra får veta det."),
    ),
)
