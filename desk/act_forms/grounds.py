"""What is typed of consents, harm tests and those who speak for the person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import Day, Moment, OneOf, StayForm, lines
from desk.forms import Refs, Text
from desk.saying.grounds import ANSWERS, HOW, KINDS, REPRESENTATIVES, SPOKEN_BY
from discharge.contents.texts import LINE_LENGTH, PHONE_LENGTH


class ConsentForm(StayForm):
    """One kind of consent: what was answered, by whom and how."""

    kind = forms.ChoiceField(label=_("Samtycke till"), choices=list(KINDS.items()))
    answer = forms.ChoiceField(label=_("Svar"), choices=list(ANSWERS.items()))
    covers = lines(
        _("Vilka uppgifter det gäller"), required=False, help_text=_("Tomt: allt som behövs för planeringen.")
    )
    recipients = Refs(label=_("Vilka enheter det gäller (ingen vald: alla som berörs)"), required=False)
    answered_by = forms.ChoiceField(label=_("Vem som svarade"), choices=list(SPOKEN_BY.items()))
    name = Text(
        label=_("Namn"), max_length=LINE_LENGTH, required=False, help_text=_("När det inte var patienten själv.")
    )
    how = forms.ChoiceField(label=_("Hur"), choices=list(HOW.items()))
    given_at = Moment(label=_("När"))
    valid_until = Day(label=_("Gäller till och med"), required=False)
    reason = lines(_("Varför patienten inte kan ta ställning"), required=False)


class ConsentWithdrawnForm(StayForm):
    """Which of them holds no longer."""

    kind = forms.ChoiceField(label=_("Samtycke till"), choices=list(KINDS.items()))


class HarmTestForm(StayForm):
    """One assessment for one disclosure."""

    item = lines(_("Vilken uppgift som lämnas"))
    recipients = Refs(label=_("Mottagare"))
    why = lines(_("Varför det står klart att ingen lider men"))
    decided_by = Text(label=_("Vem som beslutade"), max_length=LINE_LENGTH)
    decided_at = Moment(label=_("När"))


class RepresentativeForm(StayForm):
    """Who speaks for her, and how she is reached."""

    kind = forms.ChoiceField(label=_("Företräder som"), choices=list(REPRESENTATIVES.items()))
    name = Text(label=_("Namn"), max_length=LINE_LENGTH)
    phone = Text(label=_("Telefon"), max_length=PHONE_LENGTH, required=False)
    scope = Text(
        label=_("Vad uppdraget omfattar"),
        max_length=LINE_LENGTH,
        required=False,
        help_text=_("Till exempel sörja för person, bevaka rätt, förvalta egendom. Behövs inte för vårdnadshavare."),
    )
    proof = Text(
        label=_("Hur det är styrkt"),
        max_length=LINE_LENGTH,
        required=False,
        help_text=_("Till exempel registerutdrag från överförmyndaren. Behövs inte för vårdnadshavare."),
    )
    is_hidden_from = forms.BooleanField(
        label=_("Uppgifter får inte lämnas till vårdnadshavaren: barnet kan lida betydande men"), required=False
    )


class RepresentativeEndedForm(StayForm):
    """Who of them it is."""

    about = OneOf(label=_("Vem"), missing=_("Välj vem."))
