"""What an agreement's file says about the process and all else: parameters 27–38, 40, 41, 44 and the half-days."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rules.files.shapes import (
    Fields,
    Here,
    Refused,
    boolean,
    day,
    decimal,
    integer,
    known_entries,
    known_items,
    municipality_code,
    one_of,
    shown,
    text,
    time_of_day,
    word,
)
from rules.files.yaml_text import join
from rules.readings import QUESTION
from rules.terms import (
    SAME_DAY,
    AckRule,
    AckType,
    CallCutoff,
    ChangeContact,
    DayBasis,
    DischargeWindow,
    Fallback,
    FieldGate,
    HalfDay,
    HomeNursing,
    InformationTime,
    ItSystem,
    Level,
    Messages,
    Nursing,
    ProcessDeadlines,
    ReverseLiability,
    SameDay,
    ScopeCode,
)

HOURS: Final = integer(0, 8760)
DAYS: Final = integer(0, 365)
YEAR_OR_MONTH: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


def messages(here: Here) -> Messages:
    """Duties about notices and their acknowledgement (27–30, 41)."""
    fields = Fields(here)
    admission = fields.known("admission", _admission_messages) or Messages()
    lead = fields.known("min_lead", integer(0, 1440))
    messages = replace(
        admission,
        ack=fields.known("ack", known_items(_ack_rule)) or (),
        change_contact=fields.known("change_contact", _change_contact),
        call_cutoff=fields.known("call_cutoff", _call_cutoff),
        min_lead_minutes=admission.min_lead_minutes if lead is None else lead,
    )
    fields.end()
    return messages


def _admission_messages(here: Here) -> Messages:
    fields = Fields(here)
    messages = Messages(
        admission_hours=fields.known("hours", HOURS),
        any_time_of_day=fields.known("any_time_of_day", boolean),
        recipients_by_need=fields.known("recipients_by_need", boolean),
        reject_if_not_registered=fields.known("reject_if_not_registered", boolean),
    )
    fields.end()
    return messages


def _ack_rule(here: Here) -> AckRule:
    fields = Fields(here)
    rule = AckRule(
        type=fields.needed("type", one_of(AckType)),
        within_hours=fields.known("within_hours", HOURS),
        day_basis=fields.known("day_basis", one_of(DayBasis)),
        fixed_times=fields.known("fixed_times", known_items(time_of_day)) or (),
        min_checks_per_day=fields.known("min_checks_per_day", integer(1, 24)),
    )
    fields.end()
    return rule


def _change_contact(here: Here) -> ChangeContact:
    fields = Fields(here)
    contact = ChangeContact(earlier=fields.needed("earlier", boolean), later_hours=fields.known("later_hours", HOURS))
    fields.end()
    return contact


def _call_cutoff(here: Here) -> CallCutoff:
    fields = Fields(here)
    cutoff = CallCutoff(at=fields.needed("time", time_of_day))
    fields.needed("effect", word("next_weekday"))
    fields.end()
    return cutoff


def deadlines(here: Here) -> ProcessDeadlines:
    """The deadlines of the process (31)."""
    fields = Fields(here)
    deadlines = ProcessDeadlines(
        contact_hours=fields.known("contact_hours", HOURS),
        contact_basis=fields.known("contact_basis", one_of(DayBasis)),
        underlay_hours=fields.known("underlay_hours", HOURS),
        sip_call_days=fields.known("sip_call_days", DAYS),
        discharge_info=fields.known("discharge_info", _discharge_info),
        medicine_days=fields.known("medicine_days", DAYS),
    )
    fields.end()
    return deadlines


def _discharge_info(here: Here) -> InformationTime | SameDay:
    if here.raw == SAME_DAY.value:
        return SAME_DAY
    fields = Fields(here)
    information = InformationTime(
        at=fields.needed("time", time_of_day),
        day_offset=fields.needed("day_offset", integer(-31, 0)),
        basis=fields.needed("basis", one_of(DayBasis)),
    )
    fields.end()
    return information


def discharge_window(here: Here) -> DischargeWindow:
    """Planned discharge days and the transport's cut-off (32)."""
    fields = Fields(here)
    window = DischargeWindow(
        days=fields.known("days", text),
        transport_latest=fields.known("transport_latest", time_of_day),
        planned_time=fields.known("planned_time", time_of_day),
    )
    fields.end()
    return window


def level(here: Here) -> Level:
    """A need level or colour track (33)."""
    fields = Fields(here)
    level = Level(
        code=fields.needed("code", text),
        colour=fields.known("colour", text),
        meaning=fields.known("meaning", text),
        sip=fields.known("sip", word("before", "after", "hospital", "none")),
        only_if=fields.known("only_if", text),
        call_by=fields.known("call_by", text),
        locks_underlay=fields.known("locks_underlay", boolean) or False,
        unlock_for=fields.known("unlock_for", known_items(text)) or (),
    )
    fields.end()
    return level


def field_gate(here: Here) -> FieldGate:
    """A field locked until a step is done (34)."""
    fields = Fields(here)
    gate = FieldGate(field=fields.needed("field", text), opens_when=fields.needed("opens_when", text))
    fields.end()
    return gate


def fallback(here: Here) -> Fallback:
    """The outage routine (35)."""
    fields = Fields(here)
    fallback = Fallback(
        after_hours=fields.known("after_hours", HOURS),
        form=fields.known("form", text),
        register_afterwards=fields.known("register_afterwards", boolean),
    )
    fields.end()
    return fallback


def process_scope(here: Here) -> tuple[tuple[ScopeCode, ...], tuple[ScopeCode, ...]]:
    """Who is included in the process and who is excluded (36)."""
    fields = Fields(here)
    codes = known_items(one_of(ScopeCode))
    scope = (fields.known("include", codes) or (), fields.known("exclude", codes) or ())
    fields.end()
    return scope


def half_days(here: Here) -> tuple[HalfDay, ...]:
    """The region's half-days (docs/agreements.md, weekdays of the routines)."""
    fields = Fields(here)
    half_days = fields.known("half_days", known_items(_half_day)) or ()
    fields.end()
    return half_days


def _half_day(here: Here) -> HalfDay:
    fields = Fields(here)
    half_day = HalfDay(on=fields.needed("on", day), until=fields.needed("until", time_of_day))
    fields.end()
    return half_day


def it_system(here: Here) -> ItSystem:
    """A system in use for some time (37)."""
    fields = Fields(here)
    system = ItSystem(
        name=fields.needed("name", text),
        from_month=fields.known("from", _year_or_month),
        to_month=fields.known("to", _year_or_month),
    )
    fields.end()
    return system


def _year_or_month(here: Here) -> str:
    if not YEAR_OR_MONTH.fullmatch(text(here)):
        raise Refused(f"must be a year or a month such as 2018 or 2018-02, not {shown(here.raw)}")
    return text(here)


def reverse_liability(here: Here) -> ReverseLiability:
    """What the region pays for a late postponement (38)."""
    fields = Fields(here)
    reverse = ReverseLiability(
        enabled=fields.known("enabled", boolean) or False,
        trigger=fields.known("trigger", text),
        amount_sek=fields.known("amount", decimal),
    )
    fields.end()
    return reverse


def home_nursing(here: Here) -> tuple[HomeNursing, ...]:
    """Per municipality one mapping, or a list of them from different days."""
    by_municipality = known_entries(municipality_code, _dated_nursing)(here)
    return tuple(replace(one, municipality=code) for code, entries in by_municipality.items() for one in entries)


def _dated_nursing(here: Here) -> tuple[HomeNursing, ...]:
    return known_items(_nursing)(here) if isinstance(here.raw, list) else (_nursing(here),)


def _nursing(here: Here) -> HomeNursing:
    fields = Fields(here)
    nursing = HomeNursing(
        municipality="",
        from_on=fields.known("from", day),
        ordinary=fields.known("ordinary", one_of(Nursing)),
        special_housing=fields.known("special_housing", one_of(Nursing)),
        rehab=fields.known("rehab", one_of(Nursing)),
        aids=fields.known("aids", one_of(Nursing)),
        takes_delegation=fields.known("takes_delegation", boolean),
    )
    fields.end()
    return nursing


def readings(here: Here) -> dict[str, str]:
    """A letter for each settled question of the register (rules/readings.py)."""
    settled = known_entries(word(*QUESTION), text)(here)
    for question, letter in settled.items():
        letters = [one for one in QUESTION[question].letters if len(one) == 1]
        if letter not in letters:
            words = ", ".join(letters)
            Here(letter, join(here.where, question), here.found).refuse(f"must be one of {words}, not {shown(letter)}")
    return settled
