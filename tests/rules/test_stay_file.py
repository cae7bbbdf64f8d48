"""The facts of a stay from a file: each key's type and default, and the words in which anything else is refused."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

import pytest

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
from rules.files.corpus import agreement
from rules.files.shapes import read
from rules.files.stay_file import StayCase, impossible, read_stay_case, stay
from rules.terms import Terms
from tests.rules.good_files import CASE, DROP, FACTS, MORE_FACTS, changed


def raw(*changes: tuple[str, Any]) -> Any:
    return changed(FACTS, *changes)


def problems_of(facts: Any) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refusal:
        read(facts, stay, where="facts")
    return refusal.value.problems


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{written}:00+01:00")


def test_the_required_keys_make_a_stay_and_the_rest_takes_its_default() -> None:
    assert read(raw(), stay) == Stay(
        region="25",
        municipality="2580",
        care_type=CareType.SOMATIC,
        legal_form=LegalForm.VOLUNTARY,
        after_discharge=AfterDischarge.NONE,
        needs=Needs(region=True, social_services=True, municipal_care=False),
        admitted_at=at("02T14:00"),
        need_assessed_at=None,
        admission_notices=(
            AdmissionNotice(
                to=Recipient.MUNICIPALITY,
                sent_at=at("03T09:00"),
                complete=True,
                municipality=None,
                via=Via.PLATFORM,
                registered_at=None,
                address_withheld=False,
                missing_items=(),
            ),
        ),
        ready_notices=(
            ReadyNotice(
                to=Recipient.MUNICIPALITY,
                sent_at=at("09T14:10"),
                withdrawn_at=None,
                municipality=None,
                via=Via.PLATFORM,
                registered_at=None,
                assessed_at=None,
            ),
        ),
        care_contact_appointed_at=at("04T10:00"),
        sip=Sip(
            consent=SipConsent.GIVEN,
            existing_valid=False,
            refused_at=None,
            calls=(SipCall(sent_at=at("10T10:00"), by=Caller.CARE_CONTACT),),
        ),
        coordinated_care_plan_at=None,
        open_care_obstacles=(),
        patient_declines_at=None,
        preparedness_states=(),
        discharge_information_sent_at=at("16T10:00"),
        left_at=at("16T11:00"),
        left_reason=LeftReason.DISCHARGED,
        home_region=None,
        leaves=(),
        municipality_changes=(),
        transfers=(),
        estimates=(),
        acknowledgements=(),
        underlay_sent_at=None,
        planned_discharge_at=None,
        need_level=None,
    )


def test_every_optional_key_is_read() -> None:
    value = read(changed(FACTS + MORE_FACTS), stay)

    assert value == Stay(
        **{field.name: getattr(read(raw(), stay), field.name) for field in fields(Stay)}
        | {
            "after_discharge": AfterDischarge.OPT,
            "need_assessed_at": at("02T15:00"),
            "coordinated_care_plan_at": at("05T15:00"),
            "open_care_obstacles": (
                Obstacle(from_at=at("10T08:00"), to_at=None, prevents_discharge=Cause.TRUE),
                Obstacle(from_at=at("10T08:00"), to_at=at("11T08:00"), prevents_discharge=Cause.UNKNOWN),
            ),
            "patient_declines_at": at("06T08:00"),
            "preparedness_states": (Interval(from_at=at("07T08:00"), to_at=at("08T08:00")),),
            "home_region": "14",
            "leaves": (Interval(from_at=at("08T08:00"), to_at=None),),
            "municipality_changes": (MunicipalityChange(at=at("12T00:00"), municipality=None),),
            "transfers": (Transfer(at=at("04T12:00"), region="25"),),
            "estimates": (Estimate(value=at("14T12:00"), decided_at=at("02T14:00"), sent_at=None),),
            "acknowledgements": (
                Acknowledgement(notice=NoticeKind.ADMISSION, by=Recipient.MUNICIPAL_CARE, at=at("03T10:00")),
            ),
            "underlay_sent_at": at("05T09:00"),
            "planned_discharge_at": at("16T12:00"),
            "need_level": "green",
        }
    )


def test_every_key_of_the_rows_is_read() -> None:
    outside = {"via": "outside", "registered_at": "2026-03-11T08:00:00+01:00", "municipality": "1480"}
    ready = {"withdrawn_at": "2026-03-12T08:00:00+01:00", "assessed_at": "2026-03-09T14:00:00+01:00"}
    facts = raw(
        ("needs.municipal_care", "true"),
        ("admission_notices.0.complete", "false"),
        ("admission_notices.0.address_withheld", "true"),
        ("admission_notices.0.missing_items", ["registered_address", "name"]),
        ("sip", {"consent": "refused", "existing_valid": "true", "refused_at": "2026-03-10T08:00:00Z", "calls": []}),
    )
    facts["admission_notices"][0] |= outside
    facts["ready_notices"][0] |= outside | ready

    value = read(facts, stay)

    assert value.needs.municipal_care
    assert value.admission_notices[0] == AdmissionNotice(
        to=Recipient.MUNICIPALITY,
        sent_at=at("03T09:00"),
        complete=False,
        municipality="1480",
        via=Via.OUTSIDE,
        registered_at=at("11T08:00"),
        address_withheld=True,
        missing_items=("registered_address", "name"),
    )
    assert value.ready_notices[0] == ReadyNotice(
        to=Recipient.MUNICIPALITY,
        sent_at=at("09T14:10"),
        withdrawn_at=at("12T08:00"),
        municipality="1480",
        via=Via.OUTSIDE,
        registered_at=at("11T08:00"),
        assessed_at=at("09T14:00"),
    )
    assert value.sip == Sip(consent=SipConsent.REFUSED, existing_valid=True, refused_at=at("10T09:00"), calls=())


@pytest.mark.parametrize(
    "key",
    [
        "region",
        "care_type",
        "legal_form",
        "needs",
        "needs.region",
        "needs.social_services",
        "admitted_at",
        "admission_notices",
        "admission_notices.0.to",
        "admission_notices.0.sent_at",
        "admission_notices.0.complete",
        "ready_notices",
        "ready_notices.0.to",
        "ready_notices.0.sent_at",
        "sip",
        "sip.consent",
        "sip.calls",
        "sip.calls.0.sent_at",
        "sip.calls.0.by",
    ],
)
def test_a_required_key_is_neither_left_out_nor_null(key: str) -> None:
    where = f"facts.{key}".replace(".0", "[0]")

    assert problems_of(raw((key, DROP))) == (Problem(where, "is missing"),)
    assert problems_of(raw((key, None))) == (Problem(where, "is missing"),)


@pytest.mark.parametrize(
    "key", ["municipality", "care_contact_appointed_at", "discharge_information_sent_at", "left_at"]
)
def test_what_may_be_null_must_still_be_written(key: str) -> None:
    assert getattr(read(raw((key, None)), stay), key) is None
    assert problems_of(raw((key, DROP))) == (Problem(f"facts.{key}", "is missing (write null when there is none)"),)


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("open_care_obstacles", {"from": "2026-03-10T08:00:00+01:00"}),
        ("preparedness_states", {"from": "2026-03-10T08:00:00+01:00"}),
        ("leaves", {"from": "2026-03-10T08:00:00+01:00"}),
    ],
)
def test_an_interval_says_when_it_ended_or_that_it_has_not(key: str, row: dict[str, str]) -> None:
    assert getattr(read(raw((key, [row | {"to": None}])), stay), key)[0].to_at is None
    assert problems_of(raw((key, [row]))) == (
        Problem(f"facts.{key}[0].to", "is missing (write null when there is none)"),
    )


def test_a_reason_is_not_needed_while_the_patient_is_there() -> None:
    value = read(raw(("left_at", None), ("left_reason", DROP)), stay)

    assert (value.left_at, value.left_reason, impossible(value, "facts")) == (None, None, ())


INSTANT = "must be a time such as 2026-03-09T14:10:00+01:00, not "
NAIVE = "has no offset from UTC (write 2026-03-09T14:10:00+01:00): '2026-03-02T14:00:00'"
SOME = "2026-03-09T14:10:00+01:00"
RECIPIENTS = "must be one of municipality, social_services, municipal_care, open_care, not "


@pytest.mark.parametrize(
    ("key", "value", "where", "text"),
    [
        ("region", "2", "region", "must be a county code of two digits, not '2'"),
        ("region", "AB", "region", "must be a county code of two digits, not 'AB'"),
        ("region", ["25"], "region", "must be a county code of two digits, not a list"),
        ("municipality", "258", "municipality", "must be a municipality code of four digits, not '258'"),
        ("municipality", "25800", "municipality", "must be a municipality code of four digits, not '25800'"),
        ("home_region", "250", "home_region", "must be a county code of two digits, not '250'"),
        (
            "care_type",
            "dental",
            "care_type",
            "must be one of somatic, geriatric, psychiatric, forensic, not 'dental'",
        ),
        ("legal_form", "OPT", "legal_form", "must be one of voluntary, LPT, LRV, not 'OPT'"),
        ("after_discharge", "LPT", "after_discharge", "must be one of none, OPT, ORV, not 'LPT'"),
        ("needs", ["region"], "needs", "must be a mapping of keys to values, not a list"),
        ("needs.region", "yes", "needs.region", "must be true or false, not 'yes'"),
        ("needs.social_services", "1", "needs.social_services", "must be true or false, not '1'"),
        ("needs.municipal_care", "", "needs.municipal_care", "must be true or false, not ''"),
        ("needs.dental", "true", "needs.dental", "is not a known key"),
        ("admitted_at", "2026-03-02T14:00:00", "admitted_at", NAIVE),
        ("admitted_at", "2 March", "admitted_at", f"{INSTANT}'2 March'"),
        ("admitted_at", {"at": "x"}, "admitted_at", f"{INSTANT}a mapping"),
        ("need_assessed_at", "soon", "need_assessed_at", f"{INSTANT}'soon'"),
        ("coordinated_care_plan_at", "soon", "coordinated_care_plan_at", f"{INSTANT}'soon'"),
        ("patient_declines_at", "soon", "patient_declines_at", f"{INSTANT}'soon'"),
        ("discharge_information_sent_at", "soon", "discharge_information_sent_at", f"{INSTANT}'soon'"),
        ("care_contact_appointed_at", "soon", "care_contact_appointed_at", f"{INSTANT}'soon'"),
        ("underlay_sent_at", "soon", "underlay_sent_at", f"{INSTANT}'soon'"),
        ("planned_discharge_at", "soon", "planned_discharge_at", f"{INSTANT}'soon'"),
        ("left_at", "soon", "left_at", f"{INSTANT}'soon'"),
        (
            "left_reason",
            "home",
            "left_reason",
            "must be one of discharged, own_request, absconded, deceased, other_region, other_care, not 'home'",
        ),
        ("need_level", " ", "need_level", "must be a text, not ' '"),
        ("admission_notices", {}, "admission_notices", "must be a list, not a mapping"),
        ("admission_notices", ["x"], "admission_notices[0]", "must be a mapping of keys to values, not 'x'"),
        ("admission_notices.0.to", "ward", "admission_notices[0].to", f"{RECIPIENTS}'ward'"),
        ("admission_notices.0.sent_at", "x", "admission_notices[0].sent_at", f"{INSTANT}'x'"),
        ("admission_notices.0.complete", "x", "admission_notices[0].complete", "must be true or false, not 'x'"),
        (
            "admission_notices.0.municipality",
            "25",
            "admission_notices[0].municipality",
            "must be a municipality code of four digits, not '25'",
        ),
        ("admission_notices.0.via", "fax", "admission_notices[0].via", "must be one of platform, outside, not 'fax'"),
        ("admission_notices.0.registered_at", "x", "admission_notices[0].registered_at", f"{INSTANT}'x'"),
        (
            "admission_notices.0.address_withheld",
            "x",
            "admission_notices[0].address_withheld",
            "must be true or false, not 'x'",
        ),
        (
            "admission_notices.0.missing_items",
            "name",
            "admission_notices[0].missing_items",
            "must be a list, not 'name'",
        ),
        (
            "admission_notices.0.missing_items",
            [["name"]],
            "admission_notices[0].missing_items[0]",
            "must be a text, not a list",
        ),
        ("admission_notices.0.withdrawn_at", SOME, "admission_notices[0].withdrawn_at", "is not a known key"),
        ("ready_notices", "x", "ready_notices", "must be a list, not 'x'"),
        ("ready_notices.0.to", "x", "ready_notices[0].to", f"{RECIPIENTS}'x'"),
        ("ready_notices.0.sent_at", "x", "ready_notices[0].sent_at", f"{INSTANT}'x'"),
        ("ready_notices.0.withdrawn_at", "x", "ready_notices[0].withdrawn_at", f"{INSTANT}'x'"),
        (
            "ready_notices.0.municipality",
            "x",
            "ready_notices[0].municipality",
            "must be a municipality code of four digits, not 'x'",
        ),
        ("ready_notices.0.via", "x", "ready_notices[0].via", "must be one of platform, outside, not 'x'"),
        ("ready_notices.0.registered_at", "x", "ready_notices[0].registered_at", f"{INSTANT}'x'"),
        ("ready_notices.0.assessed_at", "x", "ready_notices[0].assessed_at", f"{INSTANT}'x'"),
        ("ready_notices.0.complete", "true", "ready_notices[0].complete", "is not a known key"),
        ("sip", "none", "sip", "must be a mapping of keys to values, not 'none'"),
        ("sip.consent", "yes", "sip.consent", "must be one of given, refused, unknown, cannot_consent, not 'yes'"),
        ("sip.existing_valid", "x", "sip.existing_valid", "must be true or false, not 'x'"),
        ("sip.refused_at", "x", "sip.refused_at", f"{INSTANT}'x'"),
        ("sip.calls", "x", "sip.calls", "must be a list, not 'x'"),
        ("sip.calls.0.sent_at", "x", "sip.calls[0].sent_at", f"{INSTANT}'x'"),
        (
            "sip.calls.0.by",
            "physician",
            "sip.calls[0].by",
            "must be one of care_contact, deputy, ward, municipality, not 'physician'",
        ),
        ("sip.calls.0.to", "x", "sip.calls[0].to", "is not a known key"),
        ("sip.called_at", SOME, "sip.called_at", "is not a known key"),
        ("open_care_obstacles", ["x"], "open_care_obstacles[0]", "must be a mapping of keys to values, not 'x'"),
        ("open_care_obstacles", [{"from": "x", "to": None}], "open_care_obstacles[0].from", f"{INSTANT}'x'"),
        ("open_care_obstacles", [{"from": SOME, "to": "x"}], "open_care_obstacles[0].to", f"{INSTANT}'x'"),
        (
            "open_care_obstacles",
            [{"from": SOME, "to": None, "prevents_discharge": "maybe"}],
            "open_care_obstacles[0].prevents_discharge",
            "must be one of true, false, unknown, not 'maybe'",
        ),
        (
            "open_care_obstacles",
            [{"from": SOME, "to": None, "why": "x"}],
            "open_care_obstacles[0].why",
            "is not a known key",
        ),
        ("preparedness_states", "x", "preparedness_states", "must be a list, not 'x'"),
        ("preparedness_states", [{"from": None, "to": None}], "preparedness_states[0].from", "is missing"),
        ("leaves", "x", "leaves", "must be a list, not 'x'"),
        ("leaves", [{"from": SOME, "to": "x"}], "leaves[0].to", f"{INSTANT}'x'"),
        (
            "leaves",
            [{"from": SOME, "to": None, "prevents_discharge": "true"}],
            "leaves[0].prevents_discharge",
            "is not a known key",
        ),
        ("municipality_changes", "x", "municipality_changes", "must be a list, not 'x'"),
        ("municipality_changes", [{"municipality": None}], "municipality_changes[0].at", "is missing"),
        (
            "municipality_changes",
            [{"at": SOME}],
            "municipality_changes[0].municipality",
            "is missing (write null when there is none)",
        ),
        (
            "municipality_changes",
            [{"at": SOME, "municipality": "1480", "x": "y"}],
            "municipality_changes[0].x",
            "is not a known key",
        ),
        ("transfers", "x", "transfers", "must be a list, not 'x'"),
        ("transfers", [{"region": "25"}], "transfers[0].at", "is missing"),
        ("transfers", [{"at": SOME}], "transfers[0].region", "is missing"),
        ("transfers", [{"at": SOME, "region": "25", "x": "y"}], "transfers[0].x", "is not a known key"),
        ("estimates", "x", "estimates", "must be a list, not 'x'"),
        ("estimates", [{"decided_at": SOME}], "estimates[0].value", "is missing"),
        ("estimates", [{"value": SOME}], "estimates[0].decided_at", "is missing"),
        ("estimates", [{"value": SOME, "decided_at": SOME, "sent_at": "x"}], "estimates[0].sent_at", f"{INSTANT}'x'"),
        ("estimates", [{"value": SOME, "decided_at": SOME, "x": "y"}], "estimates[0].x", "is not a known key"),
        ("acknowledgements", "x", "acknowledgements", "must be a list, not 'x'"),
        (
            "acknowledgements",
            [{"notice": "sip", "by": "open_care", "at": SOME}],
            "acknowledgements[0].notice",
            "must be one of admission, estimate_change, ready, not 'sip'",
        ),
        (
            "acknowledgements",
            [{"notice": "ready", "by": "ward", "at": SOME}],
            "acknowledgements[0].by",
            f"{RECIPIENTS}'ward'",
        ),
        ("acknowledgements", [{"notice": "ready", "by": "open_care"}], "acknowledgements[0].at", "is missing"),
        (
            "acknowledgements",
            [{"notice": "ready", "by": "open_care", "at": SOME, "x": "y"}],
            "acknowledgements[0].x",
            "is not a known key",
        ),
        ("ready_at", SOME, "ready_at", "is not a known key"),
    ],
)
def test_what_is_not_of_its_kind_is_refused_under_its_key(key: str, value: Any, where: str, text: str) -> None:
    assert problems_of(raw((key, value))) == (Problem(f"facts.{where}", text),)


def test_what_cannot_be_is_refused_under_its_key_in_the_file() -> None:
    value = read(raw(("ready_notices.0.withdrawn_at", "2026-03-09T14:00:00+01:00")), stay)

    assert impossible(value, "episodes[0].facts") == (
        Problem("episodes[0].facts.ready_notices[0].withdrawn_at", "is before sent_at"),
    )


def case(*changes: tuple[str, Any]) -> StayCase:
    return read_stay_case(changed(CASE, *changes))


def case_problems(*changes: tuple[str, Any]) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as refusal:
        case(*changes)
    return refusal.value.problems


def test_a_case_names_its_agreement_and_the_instant_asked() -> None:
    assert case() == StayCase(
        name="E02 notice after noon",
        terms=agreement("statute-2018"),
        home_terms=None,
        on=at("20T08:00"),
        stay=read(raw(), stay),
        expect=None,
    )


def test_a_case_may_say_what_it_expects_and_leave_the_instant_open() -> None:
    value = case(("on", DROP), ("expect", {"liability": {"nights": "3"}}))

    assert (value.on, value.expect) == (None, {"liability": {"nights": "3"}})


def test_a_case_may_tell_its_agreement_itself() -> None:
    value = case(("agreement", {"id": "own", "base": "statute-2018", "readings": {"A-3": "b"}}))

    assert (value.terms.id, value.terms.readings) == ("own", {"A-3": "b"})


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ([("name", DROP)], [("name", "is missing")]),
        ([("name", ["E02"])], [("name", "must be a text, not a list")]),
        ([("agreement", DROP)], [("agreement", "is missing")]),
        ([("agreement", "statute")], [("agreement", "there is no agreement 'statute'")]),
        ([("agreement", [])], [("agreement", "must be a mapping of keys to values, not a list")]),
        ([("agreement", {"base": "x"})], [("agreement.base", "there is no agreement 'x'")]),
        ([("on", "2026-03-20")], [("on", f"{INSTANT}'2026-03-20'")]),
        ([("on", "2026-03-02T13:59:59+01:00")], [("on", "is before facts.admitted_at")]),
        ([("facts", DROP)], [("facts", "is missing")]),
        ([("facts", [])], [("facts", "must be a mapping of keys to values, not a list")]),
        ([("facts.left_reason", DROP)], [("facts.left_reason", "is missing beside left_at")]),
        ([("expect", [])], [("expect", "must be a mapping of keys to values, not a list")]),
        ([("period", "2026-03")], [("period", "is not a known key")]),
        (
            [("on", "2026-03-01T00:00:00Z"), ("facts.underlay_sent_at", "2026-03-02T12:59:59Z")],
            [("on", "is before facts.admitted_at"), ("facts.underlay_sent_at", "is before admitted_at")],
        ),
        (
            [("name", None), ("on", "x"), ("facts.region", None)],
            [("name", "is missing"), ("on", f"{INSTANT}'x'"), ("facts.region", "is missing")],
        ),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_under_its_key(
    changes: list[tuple[str, Any]], problems: list[tuple[str, str]]
) -> None:
    assert case_problems(*changes) == tuple(Problem(where, text) for where, text in problems)


def test_the_very_instant_of_admission_may_be_asked_about() -> None:
    assert case(("on", "2026-03-02T14:00:00+01:00")).on == at("02T14:00")


def test_the_home_regions_agreement_in_force_at_the_ready_notice_is_known() -> None:
    stockholm = [("agreement", "norrbotten-2018"), ("facts.home_region", "01")]

    assert case(*stockholm).home_terms == agreement("stockholm-2020a")
    assert case(*stockholm, ("facts.ready_notices", [])).home_terms == agreement("stockholm-2020a")


def test_the_first_ready_notice_tells_which_version_of_the_home_regions_agreement() -> None:
    def told(*days: str) -> Terms | None:
        rows = [{"to": "municipality", "sent_at": f"{day}T10:00:00+01:00"} for day in days]
        return case(
            ("on", DROP),
            ("facts.home_region", "14"),
            ("facts.admitted_at", "2018-01-02T10:00:00+01:00"),
            ("facts.ready_notices", rows),
        ).home_terms

    assert told("2018-09-25", "2018-09-24") == agreement("vastra-gotaland-interim-2018")
    assert told("2018-09-25") == agreement("vastra-gotaland-2018")


@pytest.mark.parametrize(
    ("region", "home_region"),
    [
        pytest.param("25", None, id="none told"),
        pytest.param("01", "01", id="the same"),
        pytest.param("25", "99", id="none"),
    ],
)
def test_without_one_agreement_of_another_region_there_are_no_home_terms(region: str, home_region: str | None) -> None:
    assert case(("facts.region", region), ("facts.home_region", home_region)).home_terms is None


def test_of_several_agreements_of_the_home_region_none_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    two = (agreement("stockholm-2020a"), agreement("stockholm-2019-individual"))
    monkeypatch.setattr("rules.files.stay_file.agreements_of", lambda region, on: two)

    assert case(("facts.home_region", "01")).home_terms is None
