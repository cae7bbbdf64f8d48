"""What is typed of what happens to her during the stay."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GROUNDS, Day, GroundedForm, Moment, ReasonedForm, StayForm
from desk.act_forms.outside import OutsideFields
from desk.act_forms.stay import CARE_TYPES
from desk.forms import Refs, Text
from discharge.contents.moves import APPROVED_LENGTH
from rules.facts import LegalForm

NOBODY_IS_TOLD: Final = ("", _("Ingen utanför sjukhuset får veta det"))
LEGAL_FORMS: Final = (
    (LegalForm.VOLUNTARY, _("Frivillig vård")),
    (LegalForm.LPT, _("Psykiatrisk tvångsvård (LPT)")),
    (LegalForm.LRV, _("Rättspsykiatrisk vård (LRV)")),
)


class WardForm(StayForm):
    """Where to and when; the page knows which wards there are."""

    to = forms.UUIDField(
        label=_("Ny avdelning"), widget=forms.Select, error_messages={"required": _("Välj en avdelning.")}
    )
    moved_at = Moment(label=_("Flyttad"))


class TransferForm(GroundedForm, WardForm):
    """And why the other hospital may be told."""

    field_order = ("to", "moved_at", "ground")


class LeaveBegunForm(StayForm):
    """When she went, when she is expected back, and on what ground the others are told, if they are."""

    gone_at = Moment(label=_("Permission från"))
    expected_back_at = Moment(label=_("Väntas åter"), required=False)
    ground = forms.ChoiceField(
        label=_("Varför de andra får veta det"), choices=[NOBODY_IS_TOLD, *GROUNDS], required=False
    )


class LeaveEndedForm(StayForm):
    """When she came back, and the ground as when she went."""

    back_at = Moment(label=_("Åter"))
    ground = forms.ChoiceField(
        label=_("Varför de andra får veta det"), choices=[NOBODY_IS_TOLD, *GROUNDS], required=False
    )


class MunicipalityForm(StayForm):
    """Where she is registered, and since when; the page knows which municipalities there are."""

    municipality = Text(label=_("Folkbokförd i"), max_length=4, required=False, widget=forms.Select)
    changed_on = Day(label=_("Från och med"))


class FactsForm(ReasonedForm):
    """What holds instead of what was registered, and why."""

    field_order = ("admitted_at", "care_type", "legal_form", "reason")

    admitted_at = Moment(label=_("Inskriven"))
    care_type = forms.ChoiceField(label=_("Vårdform"), choices=CARE_TYPES)
    legal_form = forms.ChoiceField(label=_("Enligt"), choices=LEGAL_FORMS)


class OptDecisionForm(OutsideFields, StayForm):
    """When it was decided, by which chief psychiatrist; to whom it is told."""

    recipients = Refs(label=_("Mottagare"))
    decided_at = Moment(label=_("Beslutat"))
    psychiatrist = Text(label=_("Chefsöverläkare"), max_length=120)


class CarePlanForm(GroundedForm):
    """When it was drawn up, by whom, and which units have approved it."""

    field_order = ("drawn_up_at", "psychiatrist", "approved_by", "ground")

    drawn_up_at = Moment(label=_("Upprättad"))
    psychiatrist = Text(label=_("Chefsöverläkare"), max_length=120)
    approved_by = Text(label=_("Enheter som har justerat planen"), max_length=APPROVED_LENGTH)
