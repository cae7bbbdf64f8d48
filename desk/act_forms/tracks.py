"""What is typed of social services' own course, and of the medical responsibility."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GroundedForm, Moment, OneOf, StayForm, lines
from desk.forms import Text
from discharge.contents.texts import LINE_LENGTH
from rules.tracks.social_services import Action

DECISIONS: Final = (
    (Action.GRANT, _("Bifall")),
    (Action.GRANT_PARTLY, _("Delvis bifall")),
    (Action.GRANT_TEMPORARILY, _("Tillfälligt bifall, i väntan på slutligt beslut")),
    (Action.REFUSE, _("Avslag")),
)


class ApplicationForm(StayForm):
    """Who applied, and how."""

    applied_by = Text(label=_("Vem som ansökte, och hur"), max_length=LINE_LENGTH)


class DecisionForm(StayForm):
    """What is decided."""

    decision = forms.ChoiceField(label=_("Beslut"), choices=DECISIONS)
    services = Text(label=_("Insatser"), max_length=LINE_LENGTH, required=False)


class OrderForm(StayForm):
    """From whom. The page knows the providers."""

    provider = OneOf(label=_("Utförare"), missing=_("Välj en utförare."))


class AskTakeOverForm(GroundedForm):
    """Whom, and what is asked. The page knows the units."""

    field_order = ("open_care", "said", "ground")

    open_care = OneOf(label=_("Enhet i öppenvården"), missing=_("Välj en enhet."))
    said = lines(_("Vad ansvaret gäller"), 3, required=False)


class TakeOverForm(GroundedForm):
    """Who, and from when."""

    field_order = ("physician", "from_at", "ground")

    physician = Text(label=_("Läkare"), max_length=LINE_LENGTH)
    from_at = Moment(label=_("Från"))


class SaidForm(GroundedForm):
    """Why."""

    field_order = ("said", "ground")

    said = lines(_("Skäl"), 3, required=False)
