"""An agreement as a file tells it: the parameters of docs/agreements.md, with what is inherited, read into `Terms`.

Types, unknown keys and combinations that contradict themselves are refused. That something is missing or `unknown` is
no error: then the terms say None, and rules/gaps.py names what a calculation lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from rules.errors import InvalidInput, Problem
from rules.files import liability_terms, process_terms
from rules.files.inheritance import Bases, resolve, time_is_statutory
from rules.files.shapes import Fields, Here, county_code, day, known_entries, known_items, one_of, read, text, word
from rules.files.yaml_text import Value
from rules.terms import (
    AgreementStatus,
    Billing,
    ExceptionCode,
    Messages,
    Population,
    Precondition,
    ProcessDeadlines,
    ReverseLiability,
    Rounding,
    SipUnchanged,
    Tariff,
    Terms,
    Track,
)

INLINE: Final = "inline"  # the id of an agreement that gives none
DISPUTE: Final = word("local", "joint_officials", "steering_group", "political_group")


def read_agreement(raw: Value, bases: Bases, overrides: Value = None) -> Terms:
    """The terms that an agreement's mapping tells, with `overrides` merged over it as over a base.

    Raises: InvalidInput with every problem: shapes first, then combinations that cannot be.
    """
    resolved = resolve(raw, bases, overrides)
    time_agreed = not time_is_statutory(raw, resolved, bases)
    unknown: list[str] = []
    terms = read(resolved, lambda here: _terms(here, time_agreed), unknown=unknown)
    if problems := tuple(_impossible(terms)):
        raise InvalidInput(*problems)
    return replace(terms, unknown=tuple(unknown))


def _terms(here: Here, time_agreed: bool) -> Terms:
    fields = Fields(here)
    scope = fields.known("process_scope", process_terms.process_scope)
    terms = Terms(
        id=fields.default("id", text, INLINE),
        status=fields.known("status", one_of(AgreementStatus)),
        time_agreed=time_agreed,
        region=fields.known("region", county_code),
        parties=fields.known("parties", known_items(text)) or (),
        valid_from=fields.known("valid_from", day),
        valid_to=fields.known("valid_to", day),
        base=fields.optional("base", text),
        suspensions=fields.known("suspensions", known_items(liability_terms.suspension)) or (),
        tracks=liability_terms.tracks(fields),
        population=fields.known("population", liability_terms.population) or Population(),
        charge_basis=fields.known("charge", liability_terms.charge),
        long_stay=fields.known("long_stay", liability_terms.long_stay),
        rounding=fields.known("rounding", liability_terms.rounding) or Rounding(),
        tariff=fields.known("tariff", liability_terms.tariff) or Tariff(),
        preconditions=fields.known("preconditions", known_items(one_of(Precondition))),
        exceptions=fields.known("exceptions", known_items(one_of(ExceptionCode))) or (),
        billing=fields.known("billing", liability_terms.billing) or Billing(),
        dispute=fields.known("dispute", known_items(DISPUTE)) or (),
        messages=fields.known("messages", process_terms.messages) or Messages(),
        deadlines=fields.known("deadlines", process_terms.deadlines) or ProcessDeadlines(),
        discharge_window=fields.known("discharge_window", process_terms.discharge_window),
        levels=fields.known("levels", known_items(process_terms.level)) or (),
        field_gates=fields.known("field_gates", known_items(process_terms.field_gate)) or (),
        fallback=fields.known("fallback", process_terms.fallback),
        scope_included=scope[0] if scope else (),
        scope_excluded=scope[1] if scope else (),
        it_systems=fields.known("it_system", known_items(process_terms.it_system)) or (),
        reverse_liability=fields.known("reverse_liability", process_terms.reverse_liability) or ReverseLiability(),
        sources=fields.known("sources", known_items(text)) or (),
        open=fields.known("open", known_items(text)) or (),
        home_nursing=fields.known("home_nursing", process_terms.home_nursing) or (),
        sip_unchanged=fields.known("sip_unchanged", one_of(SipUnchanged)),
        labels=fields.known("labels", known_entries(text, text)) or {},
        readings=fields.known("readings", process_terms.readings) or {},
        half_days=fields.known("calendar", process_terms.half_days) or (),
    )
    fields.in_order("valid_to", terms.valid_from, terms.valid_to)
    fields.end()
    return terms


def _impossible(terms: Terms) -> Iterator[Problem]:
    tracks = terms.tracks or ()
    for index, track in enumerate(tracks):
        steps = [step.from_on for step in track.free_days_steps]
        for twice in _twice(steps):
            yield Problem(f"tracks[{index}].free_days_steps", f"has two steps from {twice}")
        for earlier, other in enumerate(tracks[:index]):
            if _covers(other, track):
                yield Problem(f"tracks[{index}]", f"is never reached: tracks[{earlier}] matches all that it matches")
    for twice in _twice(half_day.on for half_day in terms.half_days):
        yield Problem("calendar.half_days", f"has {twice} twice")
    for code in terms.scope_included:
        if code in terms.scope_excluded:
            yield Problem("process_scope", f"both includes and excludes {code}")


def _twice(days: Iterable[date]) -> Iterator[date]:
    seen: set[date] = set()
    for one in days:
        if one in seen:
            yield one
        seen.add(one)


def _covers(earlier: Track, later: Track) -> bool:
    """Whether whatever the later track matches is matched by the earlier one, on every day."""
    return (
        earlier.care_type in (None, later.care_type)
        and earlier.legal_form in (None, later.legal_form)
        and (earlier.valid_from or date.min) <= (later.valid_from or date.min)
        and (later.valid_to or date.max) <= (earlier.valid_to or date.max)
    )
