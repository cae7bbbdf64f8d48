"""What is typed and pressed on the pages: shape only. Whether it is allowed, and what follows, services decide."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.kinds import Side
from discharge.contents.message import SUBJECT_LENGTH
from discharge.contents.texts import BODY_LENGTH, is_storable
from discharge.models.notices import Ground
from discharge.services.receipts import REASON_LENGTH

KEY_LENGTH: Final = 64
MOST_RECIPIENTS: Final = 50


class Text(forms.CharField):
    """A text that the database can hold."""

    default_error_messages = {
        "required": _("Skriv något här."),
        "unstorable": _("Texten innehåller ett tecken som inte går att spara. Skriv om det."),
    }

    def validate(self, value: str) -> None:
        super().validate(value)
        if not is_storable(value):
            raise forms.ValidationError(self.error_messages["unstorable"], code="unstorable")


class Refs(forms.Field):
    """Several refs of one name."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("Välj minst en mottagare."),
        "several": _("Välj högst %(most)s mottagare."),
        "unknown": _("Mottagaren finns inte. Välj en annan."),
    }

    def to_python(self, value: Any) -> list[Any]:
        one = forms.UUIDField()
        try:
            return list(dict.fromkeys(one.to_python(ref) for ref in value or []))
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown") from error

    def validate(self, value: list[Any]) -> None:
        super().validate(value)
        if len(value) > MOST_RECIPIENTS:
            params = {"most": MOST_RECIPIENTS}
            raise forms.ValidationError(self.error_messages["several"], code="several", params=params)


class ActionForm(forms.Form):
    """What every action carries beside what is typed: the version on the page, its own key, and which unit acts."""

    expected_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=forms.HiddenInput)
    unit = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ReasonForm(ActionForm):
    """Why, in one's own words."""

    reason = Text(
        label=_("Skäl"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ForwardForm(ReasonForm):
    """To which unit."""

    to = forms.UUIDField(error_messages={"required": _("Välj en enhet.")})


class RecallRecipientForm(ReasonForm):
    """Which recipient should not have had it."""

    recipient = forms.UUIDField(error_messages={"required": _("Välj en mottagare.")})


class OpenCaseForm(forms.Form):
    """About whom, by her number and its domain, and at which unit. The name only of somebody no register knows."""

    oid = forms.CharField(max_length=64, widget=forms.HiddenInput)
    value = forms.CharField(max_length=40, widget=forms.HiddenInput)
    unit = forms.UUIDField(error_messages={"required": _("Välj en enhet.")})
    given_names = Text(label=_("Förnamn"), max_length=120, required=False)
    surname = Text(label=_("Efternamn"), max_length=120, required=False)
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=forms.HiddenInput)


class ContentForm(ActionForm):
    """The content of a message."""

    subject = Text(label=_("Ämne"), max_length=SUBJECT_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    body = Text(label=_("Meddelande"), max_length=BODY_LENGTH, strip=False, widget=forms.Textarea(attrs={"rows": 8}))


class MessageForm(ContentForm):
    """A message to be sent."""

    unit = forms.UUIDField(widget=forms.HiddenInput)
    recipients = Refs(label=_("Mottagare"))
    answers = forms.UUIDField(required=False, widget=forms.HiddenInput)
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)
    draft_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"] = forms.ChoiceField(
            label=_("Varför uppgifterna får lämnas"),
            choices=[("", _("Välj …")), *_grounds(side)],
            error_messages={"required": _("Välj en grund."), "invalid_choice": _("Välj en grund.")},
        )


def _grounds(side: Side) -> list[tuple[str, str]]:
    """Those that exist for the sender's side: social services have no counterpart to 25 kap. 13 § OSL (S-22)."""
    missing = {Ground.UNABLE_TO_CONSENT} if side == Side.SOCIAL else set()
    return [(ground.value, ground.label.capitalize()) for ground in Ground if ground not in missing]
