"""What is typed when open care answers a referral."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import AboutForm, GroundedForm
from desk.forms import Text
from discharge.contents.stay import REASON_LENGTH
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
    to = forms.UUIDField(label=_("Skickas vidare till"), widget=forms.Select, required=False)
    said = Text(
        label=_("Kommentar, eller skälet när remissen avvisas"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
