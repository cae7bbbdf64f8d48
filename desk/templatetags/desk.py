"""Words and hidden fields of the desk's templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.roles import Role
from desk import labels, persons
from discharge.labels import TURN_ACTIONS
from discharge.models import Receipt, Turn
from discharge.selectors.cases import Person
from discharge.selectors.recipients import Why
from rules.calendar import local_date

register = template.Library()


@register.inclusion_tag("components/state.html")
def turn_state(turn: Turn) -> dict[str, Any]:
    """What the case asks of the unit, as a state word."""
    tone, word = labels.TURN_STATES[turn.action]
    return {"tone": tone, "word": word}


@register.simple_tag
def turn_action(turn: Turn) -> str:
    """What the unit should do."""
    return str(TURN_ACTIONS[turn.action])


@register.inclusion_tag("components/state.html")
def receipt_state(receipt: Receipt) -> dict[str, Any]:
    """How far a notice has come at a recipient, as a state word."""
    tone, word = labels.receipt_state(receipt)
    return {"tone": tone, "word": word}


@register.simple_tag
def number_of(person: Person) -> str:
    """The person's number as people write it."""
    return persons.spoken_number(person)


@register.simple_tag(takes_context=True)
def age_of(context: Context, born: date | None) -> str:
    """ ", 87 år" after a name; nothing when the number does not tell."""
    years = persons.age(born, local_date(context["now"]))
    return "" if years is None else _(", %(years)s år") % {"years": years}


@register.filter
def role_name(role: str) -> str:
    """A stored role in words; of a system, nothing."""
    return str(Role(role).label) if role else ""


@register.filter
def why_proposed(why: Why) -> str:
    """Why a unit is proposed."""
    return str(labels.WHY_PROPOSED[why])


@register.filter
def postal_code(code: str) -> str:
    """Five digits as they stand on an envelope: 123 45."""
    return f"{code[:3]} {code[3:]}".strip()


@register.filter
def unit_names(units: Iterable[Unit]) -> str:
    """Several units in one line."""
    return ", ".join(unit.name for unit in units)


@register.simple_tag
def new_key() -> SafeString:
    """The form's own key: sent twice, it is done once."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4())
