"""Fields that the forms of several apps have."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _


class Day(forms.DateField):
    """A day, in the browser's own calendar where it has one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"required": _("Välj en dag."), "invalid": _("Skriv dagen som 2026-03-09.")}

    def __init__(self, **more: Any) -> None:
        between = _("Skriv ett år mellan 1900 och 2199.")
        bounds = [MinValueValidator(date(1900, 1, 1), between), MaxValueValidator(date(2199, 12, 31), between)]
        super().__init__(input_formats=["%Y-%m-%d"], validators=bounds, **more)
