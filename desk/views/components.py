"""Every component on one page, for whoever builds pages. Only in a local run; nobody needs to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core import clock


class Specimen(forms.Form):
    """One field of each kind."""

    subject = forms.CharField(label=_("Ämne"), help_text=_("Inga uppgifter om hälsa: ämnet syns i listor."))
    body = forms.CharField(label=_("Meddelande"), widget=forms.Textarea)
    ground = forms.ChoiceField(
        label=_("Grund"), choices=[("consent", _("samtycke")), ("duty", _("uppgiftsskyldighet"))]
    )
    recipients = forms.MultipleChoiceField(
        label=_("Mottagare"),
        choices=[("a", _("Biståndsenheten Norr")), ("b", _("Hemsjukvården Norr"))],
        widget=forms.CheckboxSelectMultiple,
    )
    phone = forms.CharField(label=_("Telefon"), required=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the eight steps as a page shows it. tone: done, now, late, later or na; word: the same, said."""

    name: Promise
    tone: str
    word: Promise
    detail: Promise


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the timeline."""

    at: datetime
    what: Promise
    about: Promise | str
    by: Promise


_STEPS = (
    Step(_("Inskrivnings\u00admeddelande"), "done", _("klart"), _("lör 14 nov, kvitterat")),
    Step(_("Fast vårdkontakt"), "done", _("klart"), _("L. Moberg, VC Åsen")),
    Step(_("Planering inför utskrivning"), "done", _("klart"), _("underlag mottaget")),
    Step(_("Kallelse till SIP"), "late", _("försenat"), _("skulle ha skickats i går")),
    Step(_("Utskrivningsklar"), "done", _("klart"), _("i går 15.40")),
    Step(_("Information vid utskrivning"), "now", _("nu"), _("från avdelningen, väntas i dag")),
    Step(_("SIP upprättas"), "later", _("senare"), _("bestäms i kallelsen")),
    Step(_("SIP följs upp"), "na", _("gäller inte"), _("behövs inte")),
)


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """The specimens."""
    now = clock.now()
    wrong = Specimen({"fel-subject": "", "fel-body": "Kan ni ta emot på torsdag?"}, prefix="fel")
    context = {
        "now": now,
        "form": Specimen(),
        "wrong": wrong,
        "steps": _STEPS,
        "events": [
            Happened(
                now - timedelta(minutes=5),
                _("Kvitterades av Biståndsenheten Norr"),
                _("Planering inför hemgång"),
                _("Maria Ek, biståndshandläggare"),
            ),
            Happened(now - timedelta(hours=20), _("Skickades av Geriatrik 31"), "", _("Eva Lind, sjuksköterska")),
            Happened(now - timedelta(days=5), _("Ärendet öppnades"), "", _("Geriatrik 31")),
        ],
        "times": [
            now - timedelta(seconds=20),
            now - timedelta(minutes=12, seconds=5),
            now - timedelta(days=1),
            now + timedelta(days=1),
            now + timedelta(days=4),
            now - timedelta(days=400),
        ],
        # Half a measure more, so that the words are the same a moment later.
        "dues": [
            now + timedelta(minutes=40, seconds=30),
            now + timedelta(hours=5, minutes=30),
            now + timedelta(days=3),
            now - timedelta(hours=4, minutes=30),
        ],
        "page": Paginator(range(120), 50).get_page(2),
    }
    return render(request, "desk/components.html", context)
