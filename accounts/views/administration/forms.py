"""What is typed on the administration pages: shape only. Whether it is allowed, and what follows, services decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import HSA_ID
from accounts.kinds import OutsideBy, Speciality, UnitKind
from accounts.models import Unit
from accounts.models.assignments import Scope
from accounts.models.organisations import DirectoryQuerySet
from accounts.roles import Role
from core.fields import Day
from rules.calendar import end_of_day

# Generic for the type checker only.
if TYPE_CHECKING:
    OneUnit = forms.ModelChoiceField[Unit]
else:
    OneUnit = forms.ModelChoiceField

CHOOSE = _("Välj …")


class OtherUnit(OneUnit):
    """Another unit of the organisation, or none."""

    default_error_messages = {"invalid_choice": _("Enheten går inte att välja. Välj en annan.")}

    def __init__(self, units: DirectoryQuerySet[Unit], **more: Any) -> None:
        super().__init__(units, to_field_name="ref", empty_label=_("Ingen"), required=False, **more)


class Change(forms.Form):
    """What changes something carries the version on the page."""

    expected_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class Making(forms.Form):
    """What makes something carries the ref that it will have: sent twice, it makes one."""

    ref = forms.UUIDField(widget=forms.HiddenInput)


class UnitForm(forms.Form):
    """What others need to know of a unit."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    speciality = forms.ChoiceField(
        label=_("Inriktning"),
        choices=[("", CHOOSE), *((one.value, one.label.capitalize()) for one in Speciality)],
        error_messages={"required": _("Välj en inriktning."), "invalid_choice": _("Välj en inriktning.")},
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    hours = forms.CharField(
        label=_("Öppettider"), max_length=200, required=False, help_text=_("Till exempel: Vardagar 8.00–16.30.")
    )
    after_hours = forms.CharField(
        label=_("Utanför öppettiderna"), max_length=200, required=False, help_text=_("Vem som svarar då, och hur.")
    )
    send_here = forms.CharField(label=_("Vad som ska skickas hit"), max_length=300, required=False)
    district = forms.CharField(label=_("Stadsdel"), max_length=80, required=False)
    hsa_id = forms.CharField(
        label=_("HSA-id"),
        max_length=31,
        required=False,
        validators=[HSA_ID],
        help_text=_("Till exempel: SE2321000131-E000000000001."),
    )
    discreet = forms.BooleanField(
        label=_("Visa inte enheten för andra mottagare"),
        required=False,
        help_text=_("För enheter vars namn säger något om personen, till exempel inom psykiatrin."),
    )

    outside = forms.ChoiceField(
        label=_("Nås i systemet"),
        choices=[("", _("Ja")), *((one.value, _("Nej, utan med %s") % one.label) for one in OutsideBy)],
        required=False,
        help_text=_("Det som skickas till en enhet som inte nås här lämnas med brev, fax eller telefon."),
    )

    def __init__(self, *args: Any, beside: DirectoryQuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parent"] = OtherUnit(
            beside, label=_("Hör till"), help_text=_("Enheten som den här är en del av.")
        )
        self.fields["stand_in"] = OtherUnit(
            beside, label=_("Ersättare"), help_text=_("Enheten som tar emot när den här har stängt.")
        )


class ChangeUnitForm(Change, UnitForm):
    """A unit as it should be."""


class NewUnitForm(Making, UnitForm):
    """A unit that opens."""

    valid_from = Day(label=_("Öppnar"))

    def __init__(self, *args: Any, kinds: Sequence[UnitKind], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Slag av enhet"),
            choices=[("", CHOOSE), *((kind.value, kind.label.capitalize()) for kind in kinds)],
            help_text=_("Avgör vad som kan skickas dit och vem som får arbeta där. Kan inte ändras efteråt."),
            error_messages={"required": _("Välj ett slag."), "invalid_choice": _("Välj ett slag.")},
        )
        self.order_fields(["name", "kind", "speciality", "valid_from"])


class LastDayForm(forms.Form):
    """When something ends."""

    last_day = Day(label=_("Sista dag"))


class GroupForm(forms.Form):
    """A name and the units that have it together."""

    name = forms.CharField(label=_("Gruppens namn"), max_length=120)

    def __init__(self, *args: Any, units: DirectoryQuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        unknown = dict.fromkeys(("invalid_choice", "invalid_pk_value"), _("Enheten går inte att välja. Välj en annan."))
        self.fields["units"] = forms.ModelMultipleChoiceField(
            units,
            label=_("Enheter"),
            to_field_name="ref",
            error_messages={"required": _("En grupp har minst en enhet. Välj en."), **unknown},
        )


class ChangeGroupForm(Change, GroupForm):
    """A group as it should be."""


class NewGroupForm(Making, GroupForm):
    """A group that there was not."""


class Password(forms.CharField):
    """A password in plain sight: whoever sets it hands it over."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "class": "secret"}
    )

    def __init__(self, **more: Any) -> None:
        help_text = _("Ett förslag som är svårt att gissa. Det visas en gång till när du har sparat.")
        super().__init__(label=_("Lösenord"), max_length=1000, strip=False, help_text=help_text, **more)


class NewPersonForm(Making):
    """Who gets an account."""

    full_name = forms.CharField(
        label=_("För- och efternamn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    title = forms.CharField(
        label=_("Titel"), max_length=120, required=False, help_text=_("Till exempel: Sjuksköterska.")
    )
    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=120,
        help_text=_("Det som skrivs när man loggar in. Stora och små bokstäver spelar ingen roll."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    hsa_id = forms.CharField(label=_("HSA-id"), max_length=31, required=False, validators=[HSA_ID])
    password = Password()


class PasswordForm(Change):
    """A password."""

    password = Password()


class AssignmentForm(Making):
    """A role somewhere, from one day to another."""

    role = forms.ChoiceField(choices=Role.choices, widget=forms.HiddenInput)
    valid_from = Day(label=_("Från och med"))
    valid_to = Day(label=_("Till och med"), required=False, help_text=_("Tomt betyder tills vidare."))

    def __init__(self, *args: Any, scopes: Iterable[tuple[Any, Sequence[Scope]]], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(label, [(str(one.ref), one.name) for one in ones]) for label, ones in scopes if ones]
        self.fields["scope"] = forms.ChoiceField(
            label=_("Var"),
            choices=[("", CHOOSE), *offered],
            error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj var uppdraget gäller.")),
        )
        self.order_fields(["scope", "valid_from", "valid_to"])


class TokenForm(Making):
    """What the token is for, and how long."""

    name = forms.CharField(
        label=_("Vad nyckeln används till"), max_length=120, help_text=_("Till exempel: journalsystemet, inskrivningar")
    )
    expires_at = Day(label=_("Gäller till och med"), help_text=_("Högst ett år."))

    def clean_expires_at(self) -> datetime:
        """The last instant of the day."""
        return end_of_day(self.cleaned_data["expires_at"])
