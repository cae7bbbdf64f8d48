"""Time in a page: the words that people say, in an element that carries the exact time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django import template
from django.template.context import Context
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from core import spoken_time
from rules.calendar import in_sweden, local_date

register = template.Library()


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> SafeString:
    """When: "i dag 14.00"."""
    return _instant(context, "moment", at, spoken_time.moment)


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime) -> SafeString:
    """How long ago: "5 min sedan"."""
    return _instant(context, "ago", at, spoken_time.ago)


@register.simple_tag(takes_context=True)
def left(context: Context, due_at: datetime) -> SafeString:
    """How much time is left: "40 min kvar"."""
    return _instant(context, "left", due_at, spoken_time.left)


@register.simple_tag(takes_context=True)
def day(context: Context, on: date) -> SafeString:
    """Which day: "i dag", "tors 26 nov"."""
    words = spoken_time.day(on, local_date(context["now"]))
    return _time("day", on.isoformat(), spoken_time.exact_day(on), words)


@register.simple_tag(takes_context=True)
def time_words(context: Context) -> SafeString:
    """The words and the server's clock, for static/js/time.js. Once in a page."""
    return json_script({"now": _attribute(context["now"]), **spoken_time.words()}, "time-words")


def _instant(context: Context, form: str, at: datetime, say: Callable[[datetime, datetime], str]) -> SafeString:
    return _time(form, _attribute(at), spoken_time.exact(at), say(at, context["now"]))


def _attribute(at: datetime) -> str:
    return in_sweden(at).isoformat(timespec="milliseconds")


def _time(form: str, attribute: str, exact: str, words: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}" data-time="{}">{}</time>', attribute, exact, form, words)
