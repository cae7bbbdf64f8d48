"""Fields and forms that things of several subjects have in common."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.forms import ActionForm, Text
from discharge.contents.texts import PASSAGE_LENGTH
from discharge.models.notices import Ground

NO_GROUND: Final = ("", _("Inget skäl lämnas"))
NOBODY_TOLD: Final = ("", _("Ingen utanför sjukhuset får veta det"))
GROUNDS: Final = [(one.value, one.label.capitalize()) for one in Ground if one is not Ground.DUTY]


class Moment(forms.DateTimeField):
    """An instant in Swedish time, to the minute."""

    default_error_messages = {"required": _("Ange dag och klockslag."), "invalid": _("Ange dag och klockslag.")}
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class Day(forms.DateField):
    """A day."""

    default_error_messages = {"required": _("Ange en dag."), "invalid": _("Ange en dag.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d"]


class Hour(forms.TimeField):
    """An hour of the day, if one is known."""

    default_error_messages = {"invalid": _("Ange ett klockslag.")}
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class OneOf(forms.UUIDField):
    """One of those that the page knows. missing: what is said when none is chosen."""

    widget = forms.Select

    def __init__(self, *, label: Any, missing: Any = "", **options: Any) -> None:
        super().__init__(label=label, error_messages={"required": missing}, **options)


def lines(label: Any, rows: int = 2, *, longest: int = PASSAGE_LENGTH, **options: Any) -> Text:
    """Some sentences, in a field of so many rows."""
    return Text(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)


class StayForm(ActionForm):
    """What every action in a stay carries: as which unit."""

    unit = forms.UUIDField(widget=forms.HiddenInput)


class AboutForm(StayForm):
    """One of the things that are open; the page knows which there are."""

    about = OneOf(label=_("Gäller"), missing=_("Välj vad."))


class GroundedForm(StayForm):
    """Why what is sent may be told."""

    ground = forms.ChoiceField(label=_("Varför uppgifterna får lämnas"), choices=GROUNDS)


class ReasonedForm(StayForm):
    """Why, in one's own words."""

    reason = lines(_("Skäl"), longest=300)


class PlainForm(StayForm):
    """Nothing to type."""


class PartForm(StayForm):
    """A reason that may be told, and the ground on which it is."""

    reason = lines(_("Skäl"), required=False)
    reason_ground = forms.ChoiceField(
        label=_("Varför skälet får lämnas"), choices=[NO_GROUND, *GROUNDS], required=False
    )


def asked(form: forms.Form) -> dict[str, Any]:
    """What the service is called with: what was typed, without what the door itself needs."""
    return {name: value for name, value in form.cleaned_data.items() if name != "key"}
