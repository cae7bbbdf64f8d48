"""What is typed of the joint individual plan before it is called to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GroundedForm, StayForm
from desk.forms import Text
from desk.saying.sip import EXISTING
from discharge.contents.stay import REASON_LENGTH
from discharge.contents.texts import LINE_LENGTH


class SipRequestForm(GroundedForm):
    """Why a plan is asked for."""

    field_order = ("reason", "ground")

    reason = Text(label=_("Skäl"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))


class NoSipForm(GroundedForm):
    """Why no plan is needed, and which there is."""

    field_order = ("existing", "reason", "ground")

    existing = forms.ChoiceField(label=_("Tidigare plan"), choices=list(EXISTING.items()))
    reason = Text(label=_("Skäl"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))


class SipNeedForm(NoSipForm):
    """Which plan there is already, and perhaps why another is needed."""

    reason = Text(label=_("Skäl"), max_length=REASON_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SipOfferForm(StayForm):
    """Who was asked."""

    offered_to = Text(label=_("Vem som tillfrågades"), max_length=LINE_LENGTH)


class SipConsentWithdrawnForm(StayForm):
    """Who said it."""

    said_by = Text(label=_("Vem som sade det"), max_length=LINE_LENGTH)
