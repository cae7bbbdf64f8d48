"""A stay as a file tells it (`evaluate`): every key of a case typed, and refused when it tells what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rules import facts_check
from rules.calendar import local_date
from rules.errors import InvalidInput, Problem
from rules.facts import (
    Acknowledgement,
    AdmissionNotice,
    AfterDischarge,
    Caller,
    CareType,
    Cause,
    Estimate,
    Interval,
    LeftReason,
    LegalForm,
    MunicipalityChange,
    Needs,
    NoticeKind,
    Obstacle,
    ReadyNotice,
    Recipient,
    Sip,
    SipCall,
    SipConsent,
    Stay,
    Transfer,
    Via,
)
from rules.files.case_keys import as_written, mapping_as_written, said
from rules.files.corpus import agreements_of, terms_of
from rules.files.shapes import (
    Fields,
    Here,
    boolean,
    county_code,
    instant,
    list_of,
    municipality_code,
    one_of,
    read,
    text,
)
from rules.files.yaml_text import Value, join
from rules.terms import Terms

FACTS: Final = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayCase:
    """One stay to evaluate. `home_terms`: the home region's agreement, where it is another and known (A-15)."""

    name: str
    terms: Terms
    home_terms: Terms | None
    on: datetime | None
    stay: Stay
    expect: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True)
class _Written:
    name: str
    agreement: Value
    on: datetime | None
    stay: Stay
    expect: Mapping[str, Value] | None


def read_stay_case(raw: Value) -> StayCase:
    """The case that a file tells.

    Raises: InvalidInput with every problem found: first in shapes, then in the agreement, then in the order of things.
    """
    written = read(raw, _case)
    terms = terms_of(written.agreement)
    problems = impossible(written.stay, FACTS)
    if written.on is not None and written.on < written.stay.admitted_at:
        problems = (Problem("on", "is before facts.admitted_at"), *problems)
    if problems:
        raise InvalidInput(*problems)
    return StayCase(
        name=written.name,
        terms=terms,
        home_terms=_home_terms(written.stay),
        on=written.on,
        stay=written.stay,
        expect=written.expect,
    )


def _case(here: Here) -> _Written:
    fields = Fields(here)
    value = _Written(
        name=fields.required("name", text),
        agreement=fields.required("agreement", as_written),
        on=fields.optional("on", instant),
        stay=fields.required(FACTS, stay),
        expect=fields.optional("expect", mapping_as_written),
    )
    fields.end()
    return value


def _home_terms(facts: Stay) -> Terms | None:
    """The home region's agreement in force when readiness was first told of; None when none or several are (A-15)."""
    if facts.home_region in (None, facts.region):
        return None
    told_at = min((notice.sent_at for notice in facts.ready_notices), default=facts.admitted_at)
    match agreements_of(facts.home_region, local_date(told_at)):
        case (only,):
            return only
    return None


def stay(here: Here) -> Stay:
    """The stay that `facts:` tells. The shapes are right when `read` returns; `impossible()` looks at the rest."""
    fields = Fields(here)
    value = Stay(
        region=fields.required("region", county_code),
        municipality=said(fields, "municipality", municipality_code),
        care_type=fields.required("care_type", one_of(CareType)),
        legal_form=fields.required("legal_form", one_of(LegalForm)),
        after_discharge=fields.default("after_discharge", one_of(AfterDischarge), AfterDischarge.NONE),
        needs=fields.required("needs", _needs),
        admitted_at=fields.required("admitted_at", instant),
        need_assessed_at=fields.optional("need_assessed_at", instant),
        admission_notices=fields.required("admission_notices", list_of(_admission_notice)),
        ready_notices=fields.required("ready_notices", list_of(_ready_notice)),
        care_contact_appointed_at=said(fields, "care_contact_appointed_at", instant),
        sip=fields.required("sip", _sip),
        coordinated_care_plan_at=fields.optional("coordinated_care_plan_at", instant),
        open_care_obstacles=fields.default("open_care_obstacles", list_of(_obstacle), ()),
        patient_declines_at=fields.optional("patient_declines_at", instant),
        preparedness_states=fields.default("preparedness_states", list_of(_interval), ()),
        discharge_information_sent_at=said(fields, "discharge_information_sent_at", instant),
        left_at=said(fields, "left_at", instant),
        left_reason=fields.optional("left_reason", one_of(LeftReason)),
        home_region=fields.optional("home_region", county_code),
        leaves=fields.default("leaves", list_of(_interval), ()),
        municipality_changes=fields.default("municipality_changes", list_of(_municipality_change), ()),
        transfers=fields.default("transfers", list_of(_transfer), ()),
        estimates=fields.default("estimates", list_of(_estimate), ()),
        acknowledgements=fields.default("acknowledgements", list_of(_acknowledgement), ()),
        underlay_sent_at=fields.optional("underlay_sent_at", instant),
        planned_discharge_at=fields.optional("planned_discharge_at", instant),
        need_level=fields.optional("need_level", text),
    )
    fields.end()
    return value


def impossible(facts: Stay, where: str) -> tuple[Problem, ...]:
    """What the facts at `where` say that cannot be, each under its key in the file."""
    return tuple(Problem(join(where, problem.where), problem.text) for problem in facts_check.problems(facts))


def _needs(here: Here) -> Needs:
    fields = Fields(here)
    value = Needs(
        region=fields.required("region", boolean),
        social_services=fields.required("social_services", boolean),
        municipal_care=fields.default("municipal_care", boolean, False),
    )
    fields.end()
    return value


def _admission_notice(here: Here) -> AdmissionNotice:
    fields = Fields(here)
    value = AdmissionNotice(
        to=fields.required("to", one_of(Recipient)),
        sent_at=fields.required("sent_at", instant),
        complete=fields.required("complete", boolean),
        municipality=fields.optional("municipality", municipality_code),
        via=fields.default("via", one_of(Via), Via.PLATFORM),
        registered_at=fields.optional("registered_at", instant),
        address_withheld=fields.default("address_withheld", boolean, False),
        missing_items=fields.default("missing_items", list_of(text), ()),
    )
    fields.end()
    return value


def _ready_notice(here: Here) -> ReadyNotice:
    fields = Fields(here)
    value = ReadyNotice(
        to=fields.required("to", one_of(Recipient)),
        sent_at=fields.required("sent_at", instant),
        withdrawn_at=fields.optional("withdrawn_at", instant),
        municipality=fields.optional("municipality", municipality_code),
        via=fields.default("via", one_of(Via), Via.PLATFORM),
        registered_at=fields.optional("registered_at", instant),
        assessed_at=fields.optional("assessed_at", instant),
    )
    fields.end()
    return value


def _sip(here: Here) -> Sip:
    fields = Fields(here)
    value = Sip(
        consent=fields.required("consent", one_of(SipConsent)),
        existing_valid=fields.default("existing_valid", boolean, False),
        refused_at=fields.optional("refused_at", instant),
        calls=fields.required("calls", list_of(_sip_call)),
    )
    fields.end()
    return value


def _sip_call(here: Here) -> SipCall:
    fields = Fields(here)
    value = SipCall(sent_at=fields.required("sent_at", instant), by=fields.required("by", one_of(Caller)))
    fields.end()
    return value


def _obstacle(here: Here) -> Obstacle:
    fields = Fields(here)
    value = Obstacle(
        from_at=fields.required("from", instant),
        to_at=said(fields, "to", instant),
        prevents_discharge=fields.default("prevents_discharge", one_of(Cause), Cause.TRUE),
    )
    fields.end()
    return value


def _interval(here: Here) -> Interval:
    fields = Fields(here)
    value = Interval(from_at=fields.required("from", instant), to_at=said(fields, "to", instant))
    fields.end()
    return value


def _municipality_change(here: Here) -> MunicipalityChange:
    fields = Fields(here)
    value = MunicipalityChange(
        at=fields.required("at", instant), municipality=said(fields, "municipality", municipality_code)
    )
    fields.end()
    return value


def _transfer(here: Here) -> Transfer:
    fields = Fields(here)
    value = Transfer(at=fields.required("at", instant), region=fields.required("region", county_code))
    fields.end()
    return value


def _estimate(here: Here) -> Estimate:
    fields = Fields(here)
    value = Estimate(
        value=fields.required("value", instant),
        decided_at=fields.required("decided_at", instant),
        sent_at=fields.optional("sent_at", instant),
    )
    fields.end()
    return value


def _acknowledgement(here: Here) -> Acknowledgement:
    fields = Fields(here)
    value = Acknowledgement(
        notice=fields.required("notice", one_of(NoticeKind)),
        by=fields.required("by", one_of(Recipient)),
        at=fields.required("at", instant),
    )
    fields.end()
    return value
