"""What is typed when the parties tell each other what the planning needs."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import AboutForm, GroundedForm, Moment, StayForm, lines
from desk.forms import Refs, Text
from desk.saying.planning import AREAS, BEFORE, PARTS
from discharge.contents.planning import MOST_DAYS, Area, Before, Need
from discharge.contents.texts import BODY_LENGTH, LINE_LENGTH, PHONE_LENGTH

ONGOING: Final = (("yes", _("Det finns pågående insatser")), ("no", _("Inget pågår hos oss")))
SUMMARY: Final = (("given", _("Patienten har fått sammanfattningen")), ("declined", _("Patienten avstod")))
LATER: Final = _("Det som saknas kommer senast")


class ServicesForm(GroundedForm):
    """What is ongoing, and with whom it is talked about."""

    field_order = ("ongoing", "services", "contact", "phone", "aids", "risks", "ground")

    ongoing = forms.ChoiceField(label=_("Pågår något hos er?"), choices=ONGOING)
    services = lines(_("Pågående insatser"), required=False)
    contact = Text(label=_("Kontaktperson"), max_length=LINE_LENGTH, required=False)
    phone = Text(label=_("Telefon"), max_length=PHONE_LENGTH, required=False)
    aids = lines(_("Hjälpmedel"), required=False)
    risks = lines(_("Risker"), required=False)


class UnderlayForm(GroundedForm):
    """Each area in words, and against before; given to the service as the needs that are told.

    paired: an area's two fields stand beside each other.
    """

    paired = True

    recipients = Refs(label=_("Mottagare"))
    profession = Text(label=_("Bedömt av (yrke)"), max_length=LINE_LENGTH, required=False)
    missing_by = Moment(
        label=LATER,
        required=False,
        help_text=_("Om något inte är känt än. Annars gäller klockan 12 vardagen före beräknad utskrivning."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area, name in AREAS.items():
            self.fields[area] = lines(name, required=False)
            self.fields[f"{area}_before"] = forms.ChoiceField(
                label=_("%(area)s, jämfört med tidigare") % {"area": name},
                choices=[("", _("Anges inte")), *BEFORE.items()],
                required=False,
            )
        self.order_fields(
            ["recipients", "profession", *(one for area in AREAS for one in (area, f"{area}_before")), "missing_by"]
        )

    def clean(self) -> dict[str, Any]:
        """The areas as one list of needs, without those that are left out."""
        typed = super().clean() or {}
        needs = []
        for area in Area:
            text, before = typed.pop(area, ""), typed.pop(f"{area}_before", "")
            if text or before:
                needs.append(Need(area, text, Before(before) if before else None))
        return {**typed, "needs": needs}


class QuestionForm(GroundedForm):
    """To whom, what, and until when."""

    field_order = ("recipients", "body", "answer_by", "ground")

    recipients = Refs(label=_("Till"))
    body = lines(_("Fråga"), 4, longest=BODY_LENGTH)
    answer_by = Moment(label=_("Svar behövs senast"), required=False)


class AnswerForm(AboutForm, GroundedForm):
    """To which question, and what."""

    field_order = ("about", "body", "ground")

    body = lines(_("Svar"), 4, longest=BODY_LENGTH)


class InformationPartForm(GroundedForm):
    """Which part, to whom, and what the one who gets it needs."""

    field_order = ("part", "recipients", "body", "days", "action", "time_frame", "missing", "missing_by", "ground")

    part = forms.ChoiceField(label=_("Vad"), choices=list(PARTS.items()))
    recipients = Refs(label=_("Mottagare"))
    body = lines(_("Innehåll, eller remissens fråga"), 4, longest=BODY_LENGTH, required=False)
    days = forms.IntegerField(
        label=_("Läkemedlen räcker i antal dagar"), min_value=0, max_value=MOST_DAYS, required=False
    )
    action = Text(label=_("Önskad åtgärd (remiss)"), max_length=LINE_LENGTH, required=False)
    time_frame = Text(label=_("Inom vilken tid (remiss)"), max_length=LINE_LENGTH, required=False)
    missing = forms.BooleanField(label=_("Delen saknas än och skickas senare"), required=False)
    missing_by = Moment(label=LATER, required=False)


class DeclinedForm(GroundedForm):
    """Which services, when, and who took it down."""

    field_order = ("services", "declined_at", "noted_by", "ground")

    services = lines(_("Insatser som patienten tackar nej till"))
    declined_at = Moment(label=_("När"))
    noted_by = Text(label=_("Antecknat av"), max_length=LINE_LENGTH)


class SummaryForm(StayForm):
    """Whether she has it."""

    given = forms.ChoiceField(label=_("Sammanfattning"), choices=SUMMARY)
