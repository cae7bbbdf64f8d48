"""What is typed of what hinders her from leaving."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GROUNDS, NOBODY_TOLD, AboutForm, GroundedForm, Moment, OneOf, StayForm, lines
from desk.forms import Text

JUDGEMENTS: Final = (
    ("yes", _("Ja, patienten är kvar på grund av hindret")),
    ("no", _("Nej, patienten är kvar av andra skäl")),
)


class ToldPerhapsForm(StayForm):
    """Why it may be told, if anybody is."""

    ground = forms.ChoiceField(
        label=_("Varför uppgifterna får lämnas"), choices=[NOBODY_TOLD, *GROUNDS], required=False
    )


class OwnedForm(ToldPerhapsForm):
    """Whose it is to solve, and by when. The page knows the units."""

    owner = OneOf(label=_("Löses av"), missing=_("Välj en enhet."))
    due_at = Moment(label=_("Senast, om det är känt"), required=False)


class BlockerForm(OwnedForm):
    """What she waits for."""

    field_order = ("what", "owner", "due_at", "ground")

    what = lines(_("Vad patienten väntar på"), 3)


class ChangedBlockerForm(AboutForm, OwnedForm):
    """Which one, and what is new."""

    field_order = ("about", "owner", "due_at", "ground")


class SolvedBlockerForm(AboutForm, ToldPerhapsForm):
    """Which one, and what was done."""

    field_order = ("about", "how", "ground")

    how = lines(_("Vad som är gjort"), 3, required=False)


class ObstacleForm(GroundedForm):
    """What is missing or unclear."""

    field_order = ("what", "ground")

    what = lines(_("Vad som saknas eller är oklart"), 3)


class JudgedObstacleForm(AboutForm, GroundedForm):
    """Which one, and whether it is why she cannot leave."""

    field_order = ("about", "prevents", "why", "ground")

    prevents = forms.ChoiceField(
        label=_("Är hindret skälet till att patienten inte kan lämna sjukhuset?"), choices=JUDGEMENTS
    )
    why = lines(_("Hur det är bedömt"), 3, required=False)


class SolvedObstacleForm(AboutForm, GroundedForm):
    """Which one, and what was done."""

    field_order = ("about", "how", "ground")

    how = lines(_("Vad som är gjort"), 3, required=False)


class DisagreementForm(GroundedForm):
    """Why she is not found to be ready."""

    field_order = ("reason", "ground")

    reason = lines(_("Varför patienten inte är utskrivningsklar"), 3)


class DisagreementAnswerForm(AboutForm, GroundedForm):
    """To which one, what, and in whose name."""

    field_order = ("about", "answer", "physician", "ground")

    answer = lines(_("Svar"), 3)
    physician = Text(label=_("Läkare"), max_length=120)
