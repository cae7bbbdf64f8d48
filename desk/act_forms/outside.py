"""How something was sent to recipients that nobody reaches in the system: typed where there are such ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.kinds import OutsideBy
from accounts.models import Unit
from desk.act_forms.base import Moment
from desk.forms import MessageForm
from discharge.outside import Outside

FIELDS: Final = ("outside_how", "outside_at")


class OutsideFields(forms.Form):
    """How and when; neither where everybody is reached here. The service gets both as `outside`."""

    outside_how = forms.ChoiceField(
        label=_("Skickat till dem som inte nås här med"),
        choices=[("", _("Välj …")), *((one.value, one.label.capitalize()) for one in OutsideBy)],
        required=False,
    )
    outside_at = Moment(
        label=_("Skickat till dem, dag och klockslag"),
        required=False,
        help_text=_("När det verkligen skickades. Ett blad att faxa eller posta finns på meddelandets sida."),
    )

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        typed = super().clean() or self.cleaned_data
        how, at = typed.pop("outside_how", ""), typed.pop("outside_at", None)
        if bool(how) != bool(at) and not self.errors.keys() & set(FIELDS):
            self.add_error("outside_at" if how else "outside_how", _("Ange både hur och när det skickades."))
        return {**typed, "outside": Outside(OutsideBy(how), at) if how and at else None}


class SendMessageForm(OutsideFields, MessageForm):
    """A message to be sent."""


def without_outside(form: forms.Form, recipients: Iterable[Unit], typed: QueryDict | None) -> None:
    """Take the fields from the page where all who can be chosen are reached here, and nothing was typed in them."""
    is_typed = typed is not None and any(typed.get(name) for name in FIELDS)
    if not is_typed and not any(unit.outside for unit in recipients):
        for name in FIELDS:
            form.fields.pop(name, None)
