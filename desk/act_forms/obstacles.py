"""What is typed of what hinders her from leaving."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import GROUNDS, AboutForm, GroundedForm, Moment, StayForm
from desk.forms import Text
from discharge.contents.obstacles import TEXT_LENGTH

NOBODY_TOLD: Final = ("", _("Ingen utanför sjukhuset får veta det"))
JUDGEMENTS: Final = (
    ("yes", _("Ja, patienten är kvar på grund av hindret")),
    ("no", _("Nej, patienten är kvar av andra skäl")),
)


def _words(label: Any, *, required: bool = True) -> Text:
    return Text(label=label, max_length=TEXT_LENGTH, required=required, widget=forms.Textarea(attrs={"rows": 3}))


class ToldPerhapsForm(StayForm):
    """Why it may be told, if anybody is."""

    ground = forms.ChoiceField(
        label=_("Varför uppgifterna får lämnas"), choices=[NOBODY_TOLD, *GROUNDS], required=False
    )


class OwnedForm(ToldPerhapsForm):
    """Whose it is to solve, and by when. The page knows the units."""

    owner = forms.UUIDField(label=_("Löses av"), widget=forms.Select, error_messages={"required": _("Välj en enhet.")})
    due_at = Moment(label=_("Senast, om det är känt"), required=False)


class BlockerForm(OwnedForm):
    """What she waits for."""

    field_order = ("what", "owner", "due_at", "ground")

    what = _words(_("Vad patienten väntar på"))


class ChangedBlockerForm(AboutForm, OwnedForm):
    """Which one, and what is new."""

    field_order = ("about", "owner", "due_at", "ground")


class SolvedBlockerForm(AboutForm, ToldPerhapsForm):
    """Which one, and what was done."""

    field_order = ("about", "how", "ground")

    how = _words(_("Vad som är gjort"), required=False)


class ObstacleForm(GroundedForm):
    """What is missing or unclear."""

    field_order = ("what", "ground")

    what = _words(_("Vad som saknas eller är oklart"))


class JudgedObstacleForm(AboutForm, GroundedForm):
    """Which one, and whether it is why she cannot leave."""

    field_order = ("about", "prevents", "why", "ground")

    prevents = forms.ChoiceField(
        label=_("Är hindret skälet till att patienten inte kan lämna sjukhuset?"), choices=JUDGEMENTS
    )
    why = _words(_("Hur det är bedömt"), required=False)


class SolvedObstacleForm(AboutForm, GroundedForm):
    """Which one, and what was done."""

    field_order = ("about", "how", "ground")

    how = _words(_("Vad som är gjort"), required=False)


class DisagreementForm(GroundedForm):
    """Why she is not found to be ready."""

    field_order = ("reason", "ground")

    reason = _words(_("Varför patienten inte är utskrivningsklar"))


class DisagreementAnswerForm(AboutForm, GroundedForm):
    """To which one, what, and in whose name."""

    field_order = ("about", "answer", "physician", "ground")

    answer = _words(_("Svar"))
    physician = Text(label=_("Läkare"), max_length=120)
