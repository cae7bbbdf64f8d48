"""What is typed from registration to closing."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import Day, GroundedForm, Hour, Moment, PartForm, StayForm, lines
from desk.act_forms.outside import OutsideFields
from desk.forms import KEY_LENGTH, Refs, Text
from desk.saying.words import ANSWERS, CONSENTS, LEFT
from discharge.contents.texts import BODY_LENGTH
from rules.facts import CareType

CARE_TYPES: Final = (
    (CareType.SOMATIC, _("Somatisk vård")),
    (CareType.GERIATRIC, _("Geriatrisk vård")),
    (CareType.PSYCHIATRIC, _("Psykiatrisk vård")),
    (CareType.FORENSIC, _("Rättspsykiatrisk vård")),
)


class RegisterForm(forms.Form):
    """A patient is admitted. oid, value: the number that found her; the name only of somebody no register knows.

    returned_from: the case of the stay that she has come back from, a box that the page ticks.
    """

    oid = forms.CharField(max_length=64, widget=forms.HiddenInput)
    value = forms.CharField(max_length=40, widget=forms.HiddenInput)
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=forms.HiddenInput)
    given_names = Text(max_length=120, required=False, widget=forms.HiddenInput)
    surname = Text(max_length=120, required=False, widget=forms.HiddenInput)
    unit = forms.UUIDField(widget=forms.HiddenInput)
    returned_from = forms.UUIDField(required=False, widget=forms.HiddenInput)
    admitted_at = Moment(label=_("Inskriven"))
    care_type = forms.ChoiceField(label=_("Vårdform"), choices=CARE_TYPES)
    expected_on = Day(label=_("Beräknad utskrivning"), required=False)
    expected_time = Hour(label=_("Klockslag, om det är känt"), required=False)


class NeedForm(StayForm):
    """Whose services she may need afterwards, by whose judgement."""

    region = forms.BooleanField(label=_("Regionens öppna vård"), required=False)
    social_services = forms.BooleanField(label=_("Socialtjänsten"), required=False)
    municipal_care = forms.BooleanField(label=_("Kommunens hälso- och sjukvård"), required=False)
    physician = Text(label=_("Behandlande läkare"), max_length=120)
    judged_at = Moment(label=_("Bedömt"))


class AdmissionForm(OutsideFields, StayForm):
    """To whom, and when she is expected to leave."""

    recipients = Refs(label=_("Mottagare"))
    expected_on = Day(label=_("Beräknad utskrivning"))
    expected_time = Hour(label=_("Klockslag, om det är känt"), required=False)
    consent = forms.ChoiceField(label=_("Samtycke till att lämna mer än detta"), choices=list(CONSENTS.items()))
    address_withheld = forms.BooleanField(label=_("Lämna inte adressen"), required=False)


class EstimateForm(PartForm):
    """The new time, whether she knows, and perhaps why."""

    field_order = ("expected_on", "expected_time", "told", "reason", "reason_ground")

    expected_on = Day(label=_("Ny dag"))
    expected_time = Hour(label=_("Klockslag, om det är känt"), required=False)
    told = forms.BooleanField(label=_("Patienten vet om ändringen"), required=False)


class ReadyForm(OutsideFields, StayForm):
    """When it was assessed, by whom; to whom it is told."""

    recipients = Refs(label=_("Mottagare"))
    assessed_at = Moment(label=_("Bedömt"))
    physician = Text(label=_("Läkare"), max_length=120)


class CareContactForm(StayForm):
    """Who she is and how she is reached."""

    name = Text(label=_("Namn"), max_length=120)
    title = Text(label=_("Titel"), max_length=120, required=False)
    phone = Text(label=_("Direktnummer"), max_length=40)
    existing = forms.BooleanField(label=_("Patienten har redan denna vårdkontakt"), required=False)
    calls_sip = forms.BooleanField(label=_("Kallar till SIP"), required=False, initial=True)


class CanReceiveForm(GroundedForm):
    """From when, who comes and who meets."""

    field_order = ("from_at", "first_visit", "meets", "ground")

    from_at = Moment(label=_("Vi kan ta emot från"))
    first_visit = Text(label=_("Första besöket"), max_length=120, required=False)
    meets = Text(label=_("Vem som möter"), max_length=120, required=False)


class SipAnswerForm(StayForm):
    """What she said."""

    consent = forms.ChoiceField(label=_("Svar"), choices=list(ANSWERS.items()))
    said_by = Text(label=_("Vem som svarade"), max_length=120)


class SipCallForm(StayForm):
    """When and where, and who else is asked."""

    meeting_at = Moment(label=_("Mötet"))
    place = Text(label=_("Plats, telefon eller videolänk"), max_length=400)
    others = Text(label=_("Andra som kallas"), max_length=400, required=False)


class InformationForm(OutsideFields, StayForm):
    """What the recipients need."""

    body = lines(_("Vad som är gjort och ska göras"), 6, longest=BODY_LENGTH)
    medicines = lines(_("Läkemedel"), required=False)
    aids = lines(_("Hjälpmedel"), required=False)
    night = lines(_("Natt och helg"), required=False)


class LeaveForm(StayForm):
    """How, when and where to."""

    reason = forms.ChoiceField(label=_("Hur"), choices=list(LEFT.items()))
    left_at = Moment(label=_("När"))
    where_to = Text(label=_("Vart"), max_length=120, required=False)
