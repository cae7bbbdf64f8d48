"""What is typed to name somebody for a protected person's case: shape only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import Day
from desk.forms import KEY_LENGTH, Text
from discharge.services.reasons import REASON_LENGTH

Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class NumberForm(forms.Form):
    """A case by the number that people say."""

    number = Text(
        label=_("Ärendenummer"),
        max_length=12,
        help_text=_("Till exempel: 26-1163."),
        error_messages={"required": _("Skriv ärendets nummer.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NameForm(forms.Form):
    """Who, on behalf of which unit, until when, and why."""

    ends_on = Day(label=_("Till och med"), help_text=_("Högst ett år. Välj inte längre än vad som behövs."))
    reason = Text(label=_("Skäl"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["named"] = forms.ChoiceField(
            label=_("Vem"),
            choices=[("", _("Välj …")), *staff],
            error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj någon som arbetar på enheten i dag.")),
        )
        self.order_fields(["named", "ends_on", "reason"])


class EndForm(forms.Form):
    """Whose access ends, on behalf of which unit, and why if there is more to say."""

    named = forms.CharField(max_length=80)
    reason = Text(label=_("Skäl"), max_length=REASON_LENGTH, required=False)
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=forms.HiddenInput)
