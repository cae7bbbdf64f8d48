"""What is typed to sign in, and which assignment is pressed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean_username(self) -> str:
        """The name as it is stored, so that the lockout counts every spelling of it together."""
        return User.normalize_username(self.cleaned_data["username"])

    def clean(self) -> None:
        """Ask whether the password is right; the answer does not tell whether the name exists."""
        if not self.errors:
            self.user = authenticate(self.request, **self.cleaned_data)
            if self.user is None:
                raise forms.ValidationError(_("Användarnamnet eller lösenordet stämmer inte."))


class ChoiceForm(forms.Form):
    """One of one's assignments."""

    ref = forms.UUIDField()
