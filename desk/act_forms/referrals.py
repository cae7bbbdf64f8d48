"""What is typed when open care answers a referral."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import AboutForm, GroundedForm, OneOf, lines
from rules.tracks.referral import Action

ANSWERS: Final = (
    (Action.ACCEPT, _("Vi tar emot remissen")),
    (Action.SEND_ON, _("Vi skickar den vidare till en annan enhet")),
    (Action.DECLINE, _("Vi avvisar remissen")),
)


class ReferralAnswerForm(AboutForm, GroundedForm):
    """To which referral, what, and why. The page knows the units."""

    field_order = ("about", "answer", "to", "said", "ground")

    answer = forms.ChoiceField(label=_("Svar"), choices=ANSWERS)
    to = OneOf(label=_("Skickas vidare till"), required=False)
    said = lines(_("Kommentar, eller skälet när remissen avvisas"), 3, required=False)
