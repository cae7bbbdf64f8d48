"""What is typed of what happens to her during the stay."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GROUNDS, NOBODY_TOLD, Day, GroundedForm, Moment, OneOf, ReasonedForm, StayForm
from desk.act_forms.outside import OutsideFields
from desk.act_forms.stay import CARE_TYPES
from desk.forms import Refs, Text
from discharge.contents.moves import APPROVED_LENGTH
from rules.facts import LegalForm

LEGAL_FORMS: Final = (
    (LegalForm.VOLUNTARY, _("Frivillig vård")),
    (LegalForm.LPT, _("Psykiatrisk tvångsvård (LPT)")),
    (LegalForm.LRV, _("Rättspsykiatrisk vård (LRV)")),
)


class WardForm(StayForm):
    """Where to and when; the page knows which wards there are."""

    to = OneOf(label=_("Ny avdelning"), missing=_("Välj en avdelning."))
    moved_at = Moment(label=_("Flyttad"))


class TransferForm(GroundedForm, WardForm):
    """And why the other hospital may be told."""

    field_order = ("to", "moved_at", "ground")


class OfLeaveForm(StayForm):
    """On what ground the others are told, if they are."""

    ground = forms.ChoiceField(
        label=_("Varför de andra får veta det"), choices=[NOBODY_TOLD, *GROUNDS], required=False
    )


class LeaveBegunForm(OfLeaveForm):
    """When she went, and when she is expected back."""

    field_order = ("gone_at", "expected_back_at", "ground")

    gone_at = Moment(label=_("Permission från"))
    expected_back_at = Moment(label=_("Väntas åter"), required=False)


class LeaveEndedForm(OfLeaveForm):
    """When she came back."""

    field_order = ("back_at", "ground")

    back_at = Moment(label=_("Åter"))


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
