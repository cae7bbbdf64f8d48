"""What is typed of the joint individual plan before it is called to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GroundedForm, StayForm, lines
from desk.forms import Text
from desk.saying.sip import EXISTING
from discharge.contents.texts import LINE_LENGTH


class SipRequestForm(GroundedForm):
    """Why a plan is asked for."""

    field_order = ("reason", "ground")

    reason = lines(_("Skäl"))


class NoSipForm(GroundedForm):
    """Why no plan is needed, and which there is."""

    field_order = ("existing", "reason", "ground")

    existing = forms.ChoiceField(label=_("Tidigare plan"), choices=list(EXISTING.items()))
    reason = lines(_("Skäl"))


class SipNeedForm(NoSipForm):
    """Which plan there is already, and perhaps why another is needed."""

    reason = lines(_("Skäl"), required=False)


class SipOfferForm(StayForm):
    """Who was asked."""

    offered_to = Text(label=_("Vem som tillfrågades"), max_length=LINE_LENGTH)


class SipConsentWithdrawnForm(StayForm):
    """Who said it."""

    said_by = Text(label=_("Vem som sade det"), max_length=LINE_LENGTH)
