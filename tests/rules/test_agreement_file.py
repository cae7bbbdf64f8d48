"""An agreement's file: each of the 44 parameters, what is inherited, what is unknown, and what is refused."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

import pytest

from rules.errors import InvalidInput, Problem
from rules.facts import CareType, LegalForm
from rules.files.agreement_file import read_agreement
from rules.files.inheritance import merge, resolve
from rules.files.yaml_text import load
from rules.terms import (
    NOTHING,
    SAME_DAY,
    AckRule,
    AckType,
    AgreementStatus,
    BillFrom,
    Billing,
    BillingPeriod,
    Blocked,
    Boundary,
    CallCutoff,
    ChangeContact,
    ChargeBasis,
    Compare,
    Cutoff,
    CutoffEffect,
    DayBasis,
    DayUnit,
    DayZero,
    DischargeWindow,
    ExceptionCode,
    Fallback,
    FieldGate,
    FreeDaysStep,
    Grouping,
    HalfDay,
    HomeNursing,
    InformationTime,
    ItSystem,
    Level,
    LongStay,
    Messages,
    Model,
    Nursing,
    Objection,
    OutsideUnit,
    Population,
    Precondition,
    ProcessDeadlines,
    ReverseLiability,
    Rounding,
    RoundingMode,
    ScopeCode,
    SeparateBy,
    SipUnchanged,
    Suspension,
    Tariff,
    TariffDate,
    TariffPer,
    TariffSource,
    Terms,
    Track,
)

STATUTE = """
id: statute-2018
status: active
valid_from: 2018-01-01
tracks:
  - {care_type: psychiatric, model: individual, free_days: 30, cutoff: none, valid_to: 2018-12-31}
  - {care_type: all, model: individual, free_days: 3}
track_defaults: {day_unit: calendar, day_zero: not_counted, cutoff: {time: "12:00", effect: plus_one_day}, compare: gt}
charge: {basis: days_after_free}
tariff: {source: national, per: care_day, tariff_date: day, by_care_type: false, table: {2019: 7800, 2020: 8200}}
messages: {admission: {hours: 24}}
"""


def raw(written: str) -> Any:
    return load(written.encode()).data


BLOCKS = {"statute-2018": raw(STATUTE)}


def terms(written: str, overrides: str | None = None) -> Terms:
    return read_agreement(raw(written), BLOCKS.get, None if overrides is None else raw(overrides))


def problems(written: str) -> tuple[str, ...]:
    with pytest.raises(InvalidInput) as refused:
        terms(written)
    return tuple(str(problem) for problem in refused.value.problems)


def track(written: str) -> Track:
    (only,) = terms(f"tracks: [{{care_type: all, {written}}}]").tracks or ()
    return only


ROUND_TRIPS = [
    (
        1,
        'id: a-2020\nregion: "01"\nparties: ["01", "0180"]',
        {"id": "a-2020", "region": "01", "parties": ("01", "0180")},
    ),
    (1, "status: draft", {"id": "inline", "region": None, "parties": ()}),
    (
        2,
        "valid_from: 2020-01-01\nvalid_to: 2020-12-31",
        {"valid_from": date(2020, 1, 1), "valid_to": date(2020, 12, 31)},
    ),
    (2, "valid_to: null", {"valid_from": None, "valid_to": None}),
    *((3, f"status: {status.value}", {"status": status}) for status in AgreementStatus),
    (
        4,
        """
suspensions:
- {from: 2020-04-01, to: null, reason: pandemic, decision: oral}
- {from: 2021-01-01, to: 2021-01-01}
""",
        {
            "suspensions": (
                Suspension(from_on=date(2020, 4, 1), to_on=None, reason="pandemic", decision="oral"),
                Suspension(from_on=date(2021, 1, 1), to_on=date(2021, 1, 1), reason="", decision=""),
            )
        },
    ),
    (5, "base: statute-2018", {"base": "statute-2018", "charge_basis": ChargeBasis.DAYS_AFTER_FREE}),
    (
        6,
        """
tracks:
- {care_type: somatic, legal_form: voluntary, model: individual, valid_from: 2019-01-01, valid_to: 2019-12-31}
- {care_type: geriatric, legal_form: LPT}
- {care_type: psychiatric, legal_form: LRV, compare: ge}
- {care_type: forensic, legal_form: any}
- {care_type: all}
track_defaults: {model: none, compare: gt}
""",
        {
            "tracks": (
                Track(
                    care_type=CareType.SOMATIC,
                    legal_form=LegalForm.VOLUNTARY,
                    model=Model.INDIVIDUAL,
                    compare=Compare.GT,
                    valid_from=date(2019, 1, 1),
                    valid_to=date(2019, 12, 31),
                ),
                Track(care_type=CareType.GERIATRIC, legal_form=LegalForm.LPT, model=Model.NONE, compare=Compare.GT),
                Track(care_type=CareType.PSYCHIATRIC, legal_form=LegalForm.LRV, model=Model.NONE, compare=Compare.GE),
                Track(care_type=CareType.FORENSIC, legal_form=None, model=Model.NONE, compare=Compare.GT),
                Track(care_type=None, legal_form=None, model=Model.NONE, compare=Compare.GT),
            )
        },
    ),
    (6, "status: draft", {"tracks": None}),
    *((7, f"tracks: [{{care_type: all, model: {model.value}}}]", {"tracks[0].model": model}) for model in Model),
    (8, "tracks: [{care_type: all, free_days: 2.5}]", {"tracks[0].free_days": Fraction(5, 2)}),
    (8, "tracks: [{care_type: all, free_days: 0}]", {"tracks[0].free_days": Fraction(0)}),
    (
        9,
        """
tracks:
- care_type: all
  free_days_steps:
  - {from: 2020-01-01, value: 2.0}
  - {from: 2020-11-01, derive: county_mean_at(2020-10-31), cap: 2.0}
  - {from: 2021-05-01, derive: county_mean_at(2021-04-30), cap: 2.0, value: 1.75}
""",
        {
            "tracks[0].free_days_steps": (
                FreeDaysStep(from_on=date(2020, 1, 1), value=Fraction(2)),
                FreeDaysStep(from_on=date(2020, 11, 1), derive_mean_at=date(2020, 10, 31), cap=Fraction(2)),
                FreeDaysStep(
                    from_on=date(2021, 5, 1), value=Fraction(7, 4), derive_mean_at=date(2021, 4, 30), cap=Fraction(2)
                ),
            )
        },
    ),
    *((10, f"tracks: [{{care_type: all, day_unit: {unit.value}}}]", {"tracks[0].day_unit": unit}) for unit in DayUnit),
    *((11, f"tracks: [{{care_type: all, day_zero: {zero.value}}}]", {"tracks[0].day_zero": zero}) for zero in DayZero),
    (12, "tracks: [{care_type: all, cutoff: none}]", {"tracks[0].cutoff": NOTHING}),
    (
        12,
        'tracks: [{care_type: all, cutoff: {time: "12:00", effect: next_counting_day, boundary: out}}]',
        {"tracks[0].cutoff": Cutoff(at=time(12), effect=CutoffEffect.NEXT_COUNTING_DAY, boundary=Boundary.OUT)},
    ),
    (
        12,
        'tracks: [{care_type: all, cutoff: {time: "13:30", effect: plus_one_day, boundary: in}}]',
        {"tracks[0].cutoff": Cutoff(at=time(13, 30), effect=CutoffEffect.PLUS_ONE_DAY, boundary=Boundary.IN)},
    ),
    (
        12,
        'tracks: [{care_type: all, cutoff: {time: "12:00", effect: plus_one_day}}]',
        {"tracks[0].cutoff": Cutoff(at=time(12), effect=CutoffEffect.PLUS_ONE_DAY, boundary=None)},
    ),
    *((13, f"tracks: [{{care_type: all, compare: {how.value}}}]", {"tracks[0].compare": how}) for how in Compare),
    (14, "population: {same_day: true}", {"population": Population(same_day=True)}),
    (14, "population: {same_day: false}", {"population": Population(same_day=False)}),
    (15, "population: {period: discharge_month}", {"population": Population(discharge_month=True)}),
    *((16, f"population: {{blocked: {how.value}}}", {"population": Population(blocked=how)}) for how in Blocked),
    *((17, f"population: {{group: {per.value}}}", {"population": Population(group=per)}) for per in Grouping),
    (
        17,
        'population: {split: {"0180": city_district}}',
        {"population": Population(split={"0180": Grouping.CITY_DISTRICT})},
    ),
    (
        18,
        "population: {outside_units: [out_of_county, no_municipality]}",
        {"population": Population(outside_units=(OutsideUnit.OUT_OF_COUNTY, OutsideUnit.NO_MUNICIPALITY))},
    ),
    (18, "population: {outside_units: []}", {"population": Population(outside_units=())}),
    (18, "population: {}", {"population": Population(outside_units=None)}),
    *((19, f"charge: {{basis: {basis.value}}}", {"charge_basis": basis}) for basis in ChargeBasis),
    (19, "charge: {}", {"charge_basis": None}),
    (
        20,
        "long_stay: {over_days: 7, unit: calendar, remove_from_mean: true, bill_from_day: over+1,"
        " separate_by: care_type}",
        {
            "long_stay": LongStay(
                over_days=7,
                unit=DayUnit.CALENDAR,
                remove_from_mean=True,
                bill_from_day=BillFrom.AFTER_LIMIT,
                separate_by=SeparateBy.CARE_TYPE,
            )
        },
    ),
    (
        20,
        "long_stay: {over_days: 0, unit: working, remove_from_mean: false, bill_from_day: 1}",
        {
            "long_stay": LongStay(
                over_days=0,
                unit=DayUnit.WORKING,
                remove_from_mean=False,
                bill_from_day=BillFrom.FIRST,
                separate_by=SeparateBy.NONE,
            )
        },
    ),
    (20, "long_stay: {bill_from_day: free+1}", {"long_stay.bill_from_day": BillFrom.AFTER_FREE}),
    (20, "status: draft", {"long_stay": None}),
    (
        21,
        "rounding: {mean_calc_decimals: none, mean_display_decimals: 1, days_decimals: 2, amount_decimals: 0,"
        " mode: half_up}",
        {
            "rounding": Rounding(
                mean_calc_decimals=NOTHING,
                mean_display_decimals=1,
                days_decimals=2,
                amount_decimals=0,
                mode=RoundingMode.HALF_UP,
            )
        },
    ),
    *((21, f"rounding: {{mode: {mode.value}}}", {"rounding": Rounding(mode=mode)}) for mode in RoundingMode),
    (
        22,
        "tariff: {source: own, per: started_day, tariff_date: period_end, table: {2019: 7800, 2020: 8200.50}}",
        {
            "tariff": Tariff(
                source=TariffSource.OWN,
                per=TariffPer.STARTED_DAY,
                tariff_date=TariffDate.PERIOD_END,
                table={2019: Decimal(7800), 2020: Decimal("8200.50")},
            )
        },
    ),
    (
        22,
        "tariff: {source: national, per: care_day, tariff_date: day, by_care_type: true,"
        " table: {somatic: {2016: 4816}, psychiatric: {2016: 4085}}}",
        {
            "tariff": Tariff(
                source=TariffSource.NATIONAL,
                per=TariffPer.CARE_DAY,
                tariff_date=TariffDate.DAY,
                by_care_type=True,
                table_by_care_type={
                    CareType.SOMATIC: {2016: Decimal(4816)},
                    CareType.PSYCHIATRIC: {2016: Decimal(4085)},
                },
            )
        },
    ),
    (23, f"preconditions: [{', '.join(Precondition)}]", {"preconditions": tuple(Precondition)}),
    (23, "preconditions: []", {"preconditions": ()}),
    (23, "status: draft", {"preconditions": None}),
    (24, f"exceptions: [{', '.join(ExceptionCode)}]", {"exceptions": tuple(ExceptionCode)}),
    (
        25,
        "billing: {starts: 2018-03-01, period: month, computed_by: SAMSA, preview: daily, single_data_source: true,"
        " objection: {to: hospital, by_day: 12, month_offset: 1}, freeze: after_objection_day, approval: report,"
        " invoiced_by: Regionservice, zero_invoice: true}",
        {
            "billing": Billing(
                starts=date(2018, 3, 1),
                period=BillingPeriod.MONTH,
                computed_by="SAMSA",
                preview="daily",
                single_data_source=True,
                objection=Objection(to="hospital", by_day=12, month_offset=1),
                freeze="after_objection_day",
                approval="report",
                invoiced_by="Regionservice",
                zero_invoice=True,
            )
        },
    ),
    (
        25,
        "billing: {period: quarter, preview: monthly_publication, zero_invoice: false, objection: {}}",
        {
            "billing": Billing(
                period=BillingPeriod.QUARTER,
                preview="monthly_publication",
                zero_invoice=False,
                objection=Objection(to=None, by_day=None, month_offset=None),
            )
        },
    ),
    (25, "billing: {preview: none}", {"billing.preview": "none"}),
    (
        26,
        "dispute: [local, joint_officials, steering_group, political_group]",
        {"dispute": ("local", "joint_officials", "steering_group", "political_group")},
    ),
    (
        27,
        "messages: {admission: {hours: 24, any_time_of_day: true, recipients_by_need: true,"
        " reject_if_not_registered: false}}",
        {
            "messages": Messages(
                admission_hours=24, any_time_of_day=True, recipients_by_need=True, reject_if_not_registered=False
            )
        },
    ),
    (
        28,
        """
messages:
  ack:
  - {type: admission, within_hours: 24, day_basis: weekdays}
  - {type: estimate_change, within_hours: 1, day_basis: all}
  - {type: ready, fixed_times: ["09:00", "14:00"]}
  - {type: any, min_checks_per_day: 2}
""",
        {
            "messages": Messages(
                ack=(
                    AckRule(type=AckType.ADMISSION, within_hours=24, day_basis=DayBasis.WEEKDAYS),
                    AckRule(type=AckType.ESTIMATE_CHANGE, within_hours=1, day_basis=DayBasis.ALL),
                    AckRule(type=AckType.READY, fixed_times=(time(9), time(14))),
                    AckRule(type=AckType.ANY, min_checks_per_day=2),
                )
            )
        },
    ),
    (
        29,
        "messages: {change_contact: {earlier: true, later_hours: 24}}",
        {"messages": Messages(change_contact=ChangeContact(earlier=True, later_hours=24))},
    ),
    (
        30,
        'messages: {call_cutoff: {time: "14:00", effect: next_weekday}}',
        {"messages": Messages(call_cutoff=CallCutoff(at=time(14)))},
    ),
    (
        31,
        "deadlines: {contact_hours: 24, contact_basis: weekdays, underlay_hours: 48, sip_call_days: 3,"
        ' medicine_days: 5, discharge_info: {time: "12:00", day_offset: -1, basis: weekdays}}',
        {
            "deadlines": ProcessDeadlines(
                contact_hours=24,
                contact_basis=DayBasis.WEEKDAYS,
                underlay_hours=48,
                sip_call_days=3,
                discharge_info=InformationTime(at=time(12), day_offset=-1, basis=DayBasis.WEEKDAYS),
                medicine_days=5,
            )
        },
    ),
    (31, "deadlines: {discharge_info: same_day}", {"deadlines": ProcessDeadlines(discharge_info=SAME_DAY)}),
    (
        32,
        'discharge_window: {days: all, transport_latest: "17:00", planned_time: "10:30"}',
        {"discharge_window": DischargeWindow(days="all", transport_latest=time(17), planned_time=time(10, 30))},
    ),
    (
        33,
        """
levels:
- {code: red, colour: red, meaning: promptly, sip: hospital, only_if: outdated, call_by: permanent_contact,
   locks_underlay: true, unlock_for: [special_housing]}
- {code: plain}
""",
        {
            "levels": (
                Level(
                    code="red",
                    colour="red",
                    meaning="promptly",
                    sip="hospital",
                    only_if="outdated",
                    call_by="permanent_contact",
                    locks_underlay=True,
                    unlock_for=("special_housing",),
                ),
                Level(code="plain"),
            )
        },
    ),
    *(
        (33, f"levels: [{{code: a, sip: {sip}}}]", {"levels": (Level(code="a", sip=sip),)})
        for sip in ("before", "after")
    ),
    (33, "levels: [{code: a, sip: none}]", {"levels": (Level(code="a", sip="none"),)}),
    (
        34,
        "field_gates: [{field: discharge_planning, opens_when: adl_registered}]",
        {"field_gates": (FieldGate(field="discharge_planning", opens_when="adl_registered"),)},
    ),
    (
        35,
        "fallback: {after_hours: 2, form: fax, register_afterwards: true}",
        {"fallback": Fallback(after_hours=2, form="fax", register_afterwards=True)},
    ),
    (
        36,
        "process_scope: {include: [LPT, outpatient_only], exclude: [LRV, OPT, ORV]}",
        {
            "scope_included": (ScopeCode.LPT, ScopeCode.OUTPATIENT_ONLY),
            "scope_excluded": (ScopeCode.LRV, ScopeCode.OPT, ScopeCode.ORV),
        },
    ),
    (36, "status: draft", {"scope_included": (), "scope_excluded": ()}),
    (
        37,
        "it_system: [{name: WebCare, to: 2021}, {name: Lifecare SP, from: 2021-02}]",
        {
            "it_systems": (
                ItSystem(name="WebCare", to_month="2021"),
                ItSystem(name="Lifecare SP", from_month="2021-02"),
            )
        },
    ),
    (
        38,
        "reverse_liability: {enabled: true, trigger: postponed, amount: 500.50}",
        {"reverse_liability": ReverseLiability(enabled=True, trigger="postponed", amount_sek=Decimal("500.50"))},
    ),
    (38, "status: draft", {"reverse_liability": ReverseLiability(enabled=False)}),
    (39, "sources: [a, b]\nopen: [tariff]", {"sources": ("a", "b"), "open": ("tariff",)}),
    (
        40,
        """
home_nursing:
  "0180": {ordinary: region, special_housing: municipality, rehab: joint_body, aids: region, takes_delegation: true}
  "0181": [{from: 2018-01-01, ordinary: region}, {from: 2020-01-01, ordinary: municipality, takes_delegation: false}]
""",
        {
            "home_nursing": (
                HomeNursing(
                    municipality="0180",
                    ordinary=Nursing.REGION,
                    special_housing=Nursing.MUNICIPALITY,
                    rehab=Nursing.JOINT_BODY,
                    aids=Nursing.REGION,
                    takes_delegation=True,
                ),
                HomeNursing(municipality="0181", from_on=date(2018, 1, 1), ordinary=Nursing.REGION),
                HomeNursing(
                    municipality="0181",
                    from_on=date(2020, 1, 1),
                    ordinary=Nursing.MUNICIPALITY,
                    takes_delegation=False,
                ),
            )
        },
    ),
    (41, "messages: {min_lead: 0}", {"messages.min_lead_minutes": 0}),
    (41, "messages: {min_lead: 90}", {"messages.min_lead_minutes": 90}),
    (41, "messages: {}", {"messages.min_lead_minutes": 60}),
    *((42, f"sip_unchanged: {what.value}", {"sip_unchanged": what}) for what in SipUnchanged),
    (
        43,
        "labels: {ready: hemgångsklar, 7: klar att ta emot}",
        {"labels": {"ready": "hemgångsklar", "7": "klar att ta emot"}},
    ),
    (44, "readings: {A-3: b, A-6: c, A-9: a}", {"readings": {"A-3": "b", "A-6": "c", "A-9": "a"}}),
]


@pytest.mark.parametrize(
    ("written", "expected"),
    [pytest.param(written, expected, id=f"parameter {number}") for number, written, expected in ROUND_TRIPS],
)
def test_every_parameter_comes_from_the_file_into_the_terms(written: str, expected: dict[str, object]) -> None:
    agreed = terms(written)

    for path, value in expected.items():
        if path.startswith("tracks[0]."):
            assert agreed.tracks is not None
            assert attrgetter(path.removeprefix("tracks[0]."))(agreed.tracks[0]) == value
        else:
            assert attrgetter(path)(agreed) == value
    assert agreed.unknown == ()


def test_all_44_parameters_are_tested() -> None:
    assert sorted({number for number, _, _ in ROUND_TRIPS}) == list(range(1, 45))


def test_a_region_can_have_half_days() -> None:
    assert terms('calendar: {half_days: [{on: 2026-04-30, until: "12:00"}]}').half_days == (
        HalfDay(on=date(2026, 4, 30), until=time(12)),
    )
    assert terms("calendar: {}").half_days == ()


def test_an_agreement_that_says_nothing_has_nothing_for_granted() -> None:
    assert terms("{}") == Terms(id="inline", status=None, time_agreed=True)


# What is inherited


def test_top_level_mappings_merge_one_level_deep_and_all_else_is_replaced_whole() -> None:
    base = {"a": "1", "b": {"x": "1", "y": {"p": "1", "q": "1"}, "l": ["1", "2"]}, "l": ["1"], "m": {"k": "1"}}
    own = {"a": "2", "b": {"y": {"p": "2"}, "l": ["3"], "z": None}, "l": [], "m": "unknown", "n": {"k": "2"}}

    assert merge(base, own) == {
        "a": "2",
        "b": {"x": "1", "y": {"p": "2"}, "l": ["3"], "z": None},
        "l": [],
        "m": "unknown",
        "n": {"k": "2"},
    }
    assert base["b"] == {"x": "1", "y": {"p": "1", "q": "1"}, "l": ["1", "2"]}


def test_a_text_or_nothing_in_the_base_is_replaced_by_a_mapping() -> None:
    assert merge({"a": "unknown", "b": None}, {"a": {"k": "1"}, "b": {"k": "1"}}) == {"a": {"k": "1"}, "b": {"k": "1"}}


def test_an_agreement_inherits_every_key_but_its_id_through_all_its_bases() -> None:
    blocks = {
        "grandparent": raw("{id: grandparent, status: active, region: '01', labels: {a: x, b: x}}"),
        "parent": raw("{id: parent, base: grandparent, labels: {b: y, c: y}}"),
    }

    assert resolve(raw("{base: parent, labels: {c: z}}"), blocks.get) == {
        "base": "parent",
        "status": "active",
        "region": "01",
        "labels": {"a": "x", "b": "y", "c": "z"},
    }
    assert read_agreement(raw("{base: parent}"), blocks.get).id == "inline"


def test_a_table_of_amounts_is_replaced_whole_while_the_rest_of_the_tariff_is_inherited() -> None:
    assert terms("{base: statute-2018, tariff: {source: own, table: {2026: 9000}}}").tariff == Tariff(
        source=TariffSource.OWN, per=TariffPer.CARE_DAY, tariff_date=TariffDate.DAY, table={2026: Decimal(9000)}
    )


def test_unknown_replaces_what_would_be_inherited() -> None:
    agreed = terms("{base: statute-2018, tariff: {source: unknown}, charge: unknown, messages: {admission: unknown}}")

    assert agreed.tariff.source is None
    assert agreed.tariff.table == {2019: Decimal(7800), 2020: Decimal(8200)}
    assert agreed.charge_basis is None
    assert agreed.messages == Messages()
    assert agreed.unknown == ("charge", "tariff.source", "messages.admission")


def test_null_replaces_what_would_be_inherited() -> None:
    agreed = terms("{base: statute-2018, valid_from: null, tariff: {table: null}}")

    assert agreed.valid_from is None
    assert agreed.tariff.table is None
    assert agreed.unknown == ()


def test_overrides_merge_over_an_agreement_as_it_does_over_its_base() -> None:
    agreed = terms("{base: statute-2018, tariff: {per: started_day}}", "{tariff: {table: {2022: 9300}}, status: draft}")

    assert agreed.status is AgreementStatus.DRAFT
    assert agreed.tariff == Tariff(
        source=TariffSource.NATIONAL, per=TariffPer.STARTED_DAY, tariff_date=TariffDate.DAY, table={2022: Decimal(9300)}
    )


def test_overrides_with_nothing_change_nothing() -> None:
    assert terms("{base: statute-2018}", "{}") == terms("{base: statute-2018}")


def test_track_defaults_fill_what_a_track_leaves_out_and_never_what_it_says() -> None:
    agreed = terms(
        """
base: statute-2018
tracks:
- {care_type: somatic, model: individual, cutoff: unknown, day_unit: working}
- {care_type: all, model: individual, cutoff: {time: "14:00", effect: next_counting_day}, day_zero: null}
track_defaults: {compare: ge}
"""
    )

    somatic, other = agreed.tracks or ()
    assert (somatic.cutoff, somatic.day_unit, somatic.day_zero) == (None, DayUnit.WORKING, DayZero.NOT_COUNTED)
    assert (other.cutoff, other.day_unit, other.day_zero) == (
        Cutoff(at=time(14), effect=CutoffEffect.NEXT_COUNTING_DAY),
        DayUnit.CALENDAR,
        None,
    )
    assert {track.compare for track in (somatic, other)} == {Compare.GE}
    assert agreed.unknown == ("tracks[0].cutoff",)


def test_track_defaults_can_give_the_selectors() -> None:
    (only,) = terms("{track_defaults: {care_type: psychiatric, legal_form: LPT}, tracks: [{model: none}]}").tracks or ()

    assert (only.care_type, only.legal_form) == (CareType.PSYCHIATRIC, LegalForm.LPT)


@pytest.mark.parametrize(
    ("written", "agreed"),
    [
        pytest.param(STATUTE, False, id="the statute itself"),
        pytest.param("base: statute-2018", False, id="nothing about time"),
        pytest.param("{base: statute-2018, tariff: {table: {2026: 9000}}}", False, id="only the amount"),
        pytest.param("{base: statute-2018, tracks: [{care_type: all, free_days: 5}]}", True, id="other tracks"),
        pytest.param("{base: statute-2018, track_defaults: {compare: ge}}", True, id="other defaults"),
        pytest.param("{base: statute-2018, track_defaults: {compare: gt}}", False, id="the same default again"),
        pytest.param("{base: statute-2018, tracks: unknown}", True, id="not known"),
        pytest.param("status: draft", True, id="no base"),
        pytest.param(STATUTE.replace("id: statute-2018", "id: own"), True, id="agreed word for word as the statute"),
        pytest.param("{tracks: [{care_type: all, model: individual, free_days: 3}]}", True, id="agreed as the statute"),
        pytest.param(
            "{id: statute-2018, tracks: [{care_type: all, free_days: 5}]}", True, id="only the statute's name"
        ),
    ],
)
def test_the_time_is_agreed_unless_tracks_and_defaults_are_the_statutes_own(written: str, agreed: bool) -> None:
    assert terms(written).time_agreed is agreed


def test_overrides_can_agree_another_time() -> None:
    assert terms("base: statute-2018", "{track_defaults: {cutoff: none}}").time_agreed is True
    assert terms("base: statute-2018", "{status: active}").time_agreed is False


def test_without_the_statute_every_time_is_agreed() -> None:
    assert read_agreement(raw("status: draft"), {}.get).time_agreed is True


@pytest.mark.parametrize(
    ("written", "line"),
    [
        pytest.param("base: nowhere", "base: there is no agreement 'nowhere'", id="no such base"),
        pytest.param("base: [a]", "base: there is no agreement a list", id="a list as base"),
        pytest.param("[a]", "must be a mapping of keys to values, not a list", id="a list for an agreement"),
        pytest.param("a", "must be a mapping of keys to values, not 'a'", id="a text for an agreement"),
    ],
)
def test_a_base_that_is_not_there_is_refused(written: str, line: str) -> None:
    assert problems(written) == (line,)


def test_a_base_that_leads_back_to_itself_is_refused() -> None:
    blocks = {"a": raw("{id: a, base: b}"), "b": raw("{id: b, base: a}")}

    with pytest.raises(InvalidInput) as refused:
        read_agreement(blocks["a"], blocks.get)

    assert refused.value.problems == (Problem("base", "'b' leads back to itself"),)


def test_overrides_that_are_no_mapping_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        terms("base: statute-2018", "[a]")

    assert refused.value.problems == (Problem("", "must be a mapping of keys to values, not a list"),)


# What is unknown

KNOWN = """
region: unknown
parties: [unknown, "0180"]
valid_from: unknown
valid_to: unknown
status: unknown
suspensions: [{from: unknown}, {from: 2020-01-01, to: unknown, reason: unknown, decision: unknown}]
tracks:
- {care_type: all, model: unknown, free_days: unknown, day_unit: unknown, day_zero: unknown, compare: unknown,
   cutoff: {time: unknown, effect: unknown, boundary: unknown},
   free_days_steps: [{from: unknown, value: unknown}, {from: 2020-01-01, derive: unknown, cap: unknown}]}
population: {same_day: unknown, period: unknown, blocked: unknown, group: unknown, split: {"0180": unknown},
  outside_units: [unknown]}
charge: {basis: unknown}
long_stay: {over_days: unknown, unit: unknown, remove_from_mean: unknown, bill_from_day: unknown, separate_by: unknown}
rounding: {mean_calc_decimals: unknown, mean_display_decimals: unknown, days_decimals: unknown,
  amount_decimals: unknown, mode: unknown}
tariff: {source: unknown, per: unknown, tariff_date: unknown, by_care_type: unknown, table: {2019: unknown, 2020: 1}}
preconditions: [unknown]
exceptions: [unknown]
billing: {starts: unknown, period: unknown, computed_by: unknown, preview: unknown, single_data_source: unknown,
  objection: {to: unknown, by_day: unknown, month_offset: unknown}, freeze: unknown, approval: unknown,
  invoiced_by: unknown, zero_invoice: unknown}
dispute: [unknown]
messages:
  admission: {hours: unknown, any_time_of_day: unknown, recipients_by_need: unknown, reject_if_not_registered: unknown}
  ack:
  - {type: unknown}
  - {type: any, within_hours: unknown, day_basis: unknown, fixed_times: [unknown], min_checks_per_day: unknown}
  change_contact: {earlier: unknown, later_hours: unknown}
  call_cutoff: {time: unknown, effect: unknown}
  min_lead: unknown
deadlines: {contact_hours: unknown, contact_basis: unknown, underlay_hours: unknown, sip_call_days: unknown,
  discharge_info: {time: unknown, day_offset: unknown, basis: unknown}, medicine_days: unknown}
discharge_window: {days: unknown, transport_latest: unknown, planned_time: unknown}
levels:
- {code: unknown}
- {code: a, colour: unknown, meaning: unknown, sip: unknown, only_if: unknown, call_by: unknown,
   locks_underlay: unknown, unlock_for: [unknown]}
field_gates: [{field: unknown, opens_when: unknown}]
fallback: {after_hours: unknown, form: unknown, register_afterwards: unknown}
process_scope: {include: [unknown], exclude: unknown}
it_system: [{name: unknown}, {name: a, from: unknown, to: unknown}]
reverse_liability: {enabled: unknown, trigger: unknown, amount: unknown}
sources: [unknown]
open: [unknown]
home_nursing: {"0180": unknown, "0181": [unknown, {from: unknown, ordinary: unknown, special_housing: unknown,
  rehab: unknown, aids: unknown, takes_delegation: unknown}]}
sip_unchanged: unknown
labels: {a: unknown}
readings: {A-3: unknown}
calendar: {half_days: [{on: unknown, until: unknown}]}
"""


def paths_of_unknown(value: Any, path: str = "") -> set[str]:
    if value == "unknown":
        return {path}
    if isinstance(value, list):
        return {found for i, one in enumerate(value) for found in paths_of_unknown(one, f"{path}[{i}]")}
    if isinstance(value, dict):
        return {
            found for key, one in value.items() for found in paths_of_unknown(one, f"{path}.{key}" if path else key)
        }
    return set()


def test_unknown_can_stand_for_any_value_and_every_place_is_remembered() -> None:
    agreed = terms(KNOWN)

    assert sorted(agreed.unknown) == sorted(paths_of_unknown(raw(KNOWN)))


def test_what_is_unknown_is_none_or_left_out_and_never_a_guess() -> None:
    agreed = terms(KNOWN)

    assert agreed == Terms(
        id="inline",
        status=None,
        time_agreed=True,
        parties=("0180",),
        suspensions=(Suspension(from_on=date(2020, 1, 1), to_on=None, reason="", decision=""),),
        tracks=(
            Track(
                care_type=None,
                legal_form=None,
                model=None,
                free_days_steps=(FreeDaysStep(from_on=date(2020, 1, 1)),),
            ),
        ),
        population=Population(outside_units=()),
        long_stay=LongStay(over_days=None, unit=None, remove_from_mean=None, bill_from_day=None),
        tariff=Tariff(table={2020: Decimal(1)}),
        preconditions=(),
        billing=Billing(objection=Objection(to=None, by_day=None, month_offset=None)),
        messages=Messages(ack=(AckRule(type=AckType.ANY),)),
        discharge_window=DischargeWindow(),
        levels=(Level(code="a"),),
        fallback=Fallback(),
        it_systems=(ItSystem(name="a"),),
        home_nursing=(HomeNursing(municipality="0181"),),
        unknown=agreed.unknown,
    )


@pytest.mark.parametrize(
    "key",
    [
        "region", "parties", "valid_from", "valid_to", "status", "suspensions", "tracks", "track_defaults",
        "population", "charge", "long_stay", "rounding", "tariff", "preconditions", "exceptions", "billing",
        "dispute", "messages", "deadlines", "discharge_window", "levels", "field_gates", "fallback",
        "process_scope", "it_system", "reverse_liability", "sources", "open", "home_nursing", "sip_unchanged",
        "labels", "readings", "calendar",
    ],
)  # fmt: skip
def test_a_whole_parameter_can_be_unknown(key: str) -> None:
    agreed = terms(f"{key}: unknown")

    assert agreed == Terms(id="inline", status=None, time_agreed=True, unknown=(key,))


def test_what_is_unknown_in_the_defaults_is_remembered_there_and_filled_in_nowhere() -> None:
    agreed = terms("{track_defaults: {cutoff: {time: unknown, effect: plus_one_day}}, tracks: [{care_type: all}]}")

    assert agreed.tracks == (Track(care_type=None, legal_form=None, model=None),)
    assert agreed.unknown == ("track_defaults.cutoff.time",)


# What is refused

WORDS = "must be one of "
MAPPING = "must be a mapping of keys to values, not "


@pytest.mark.parametrize(
    ("written", "line"),
    [
        pytest.param("regon: '01'", "regon: is not a known key", id="a misspelt key"),
        pytest.param("id: []", "id: must be a text, not a list", id="1"),
        pytest.param("region: 1", "region: must be a county code of two digits, not '1'", id="1 region"),
        pytest.param("valid_from: 2020", "valid_from: must be a date such as 2026-03-09, not '2020'", id="2"),
        pytest.param(
            "{valid_from: 2020-01-02, valid_to: 2020-01-01}",
            "valid_to: 2020-01-01 is before 2020-01-02, the day it begins",
            id="2 backwards",
        ),
        pytest.param(
            "status: on", "status: must be one of draft, active, suspended, incomplete, expired, not 'on'", id="3"
        ),
        pytest.param("suspensions: [{to: 2020-01-01}]", "suspensions[0].from: is missing", id="4"),
        pytest.param(
            "suspensions: [{from: 2020-01-02, to: 2020-01-01}]",
            "suspensions[0].to: 2020-01-01 is before 2020-01-02, the day it begins",
            id="4 backwards",
        ),
        pytest.param("suspensions: [{from: 2020-01-01, why: x}]", "suspensions[0].why: is not a known key", id="4 key"),
        pytest.param("tracks: []", "tracks: must hold at least one track", id="6 no track"),
        pytest.param("tracks: {}", "tracks: must be a list, not a mapping", id="6 a mapping"),
        pytest.param("tracks: [unknown]", "tracks[0]: " + MAPPING + "'unknown'", id="6 an unknown track"),
        pytest.param("tracks: [{model: none}]", "tracks[0].care_type: is missing", id="6 no care type"),
        pytest.param(
            "tracks: [{care_type: unknown}]",
            "tracks[0].care_type: must be one of somatic, geriatric, psychiatric, forensic, all, not 'unknown'",
            id="6 a care type must be known",
        ),
        pytest.param(
            "tracks: [{care_type: all, legal_form: all}]",
            "tracks[0].legal_form: must be one of voluntary, LPT, LRV, any, not 'all'",
            id="6 legal form",
        ),
        pytest.param("tracks: [{care_type: all, freedays: 3}]", "tracks[0].freedays: is not a known key", id="6 key"),
        pytest.param("track_defaults: {freedays: 3}", "track_defaults.freedays: is not a known key", id="6 defaults"),
        pytest.param(
            "{track_defaults: {free_days: x}, tracks: [{care_type: somatic}, {care_type: all}]}",
            "track_defaults.free_days: must be a number of zero or more such as 3 or 1.3, not 'x'",
            id="6 a bad default is told once",
        ),
        pytest.param("track_defaults: []", "track_defaults: " + MAPPING + "a list", id="6 defaults in a list"),
        pytest.param(
            "tracks: [{care_type: all, valid_from: 2020-01-02, valid_to: 2020-01-01}]",
            "tracks[0].valid_to: 2020-01-01 is before 2020-01-02, the day it begins",
            id="6 backwards",
        ),
        pytest.param(
            "{track_defaults: {valid_to: 2020-01-01}, tracks: [{care_type: all, valid_from: 2020-01-02}]}",
            "tracks[0].valid_to: 2020-01-01 is before 2020-01-02, the day it begins",
            id="6 backwards by a default",
        ),
        pytest.param(
            "tracks: [{care_type: all}, {care_type: somatic}]",
            "tracks[1]: is never reached: tracks[0] matches all that it matches",
            id="6 behind a track for all",
        ),
        pytest.param(
            "tracks: [{care_type: somatic}, {care_type: somatic}]",
            "tracks[1]: is never reached: tracks[0] matches all that it matches",
            id="6 the same care type",
        ),
        pytest.param(
            "tracks: [{care_type: all}, {care_type: all, legal_form: LPT}]",
            "tracks[1]: is never reached: tracks[0] matches all that it matches",
            id="6 behind a track for any legal form",
        ),
        pytest.param(
            "tracks: [{care_type: all, valid_from: 2019-01-01}, {care_type: all, valid_from: 2019-01-01}]",
            "tracks[1]: is never reached: tracks[0] matches all that it matches",
            id="6 from the same day",
        ),
        pytest.param(
            "tracks: [{care_type: all, legal_form: LPT}, {care_type: somatic}, {care_type: forensic, legal_form: LPT}]",
            "tracks[2]: is never reached: tracks[0] matches all that it matches",
            id="6 behind a track for all of a legal form",
        ),
        pytest.param(
            "tracks: [{care_type: all, valid_to: 2020-12-31}, {care_type: all, valid_from: 2020-01-01,"
            " valid_to: 2020-12-31}]",
            "tracks[1]: is never reached: tracks[0] matches all that it matches",
            id="6 behind a track that covers its time",
        ),
        pytest.param(
            "tracks: [{care_type: all, model: mean}]",
            "tracks[0].model: must be one of none, individual, average, hybrid, not 'mean'",
            id="7",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days: -1}]",
            "tracks[0].free_days: must be a number of zero or more such as 3 or 1.3, not '-1'",
            id="8 negative",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{value: 2}]}]",
            "tracks[0].free_days_steps[0].from: is missing",
            id="9 from",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{from: 2020-01-01}]}]",
            "tracks[0].free_days_steps[0].value: is missing: a step has a value or a derive",
            id="9 no value",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{from: 2020-01-01, value: 2, cap: 3}]}]",
            "tracks[0].free_days_steps[0].cap: limits nothing without a derive",
            id="9 a cap on nothing",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{from: 2020-01-01, derive: mean(2020-01-01)}]}]",
            "tracks[0].free_days_steps[0].derive: must be county_mean_at(YYYY-MM-DD), not 'mean(2020-01-01)'",
            id="9 derive",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{from: 2020-01-01, derive: county_mean_at(2020-02-30)}]}]",
            "tracks[0].free_days_steps[0].derive: is no date that exists: '2020-02-30'",
            id="9 derive at no date",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{from: 2020-01-01, value: 1}, {from: 2020-01-01, value: 2}]}]",
            "tracks[0].free_days_steps: has two steps from 2020-01-01",
            id="9 twice from a day",
        ),
        pytest.param(
            "tracks: [{care_type: all, free_days_steps: [{from: 2020-01-01, value: 1, to: x}]}]",
            "tracks[0].free_days_steps[0].to: is not a known key",
            id="9 key",
        ),
        pytest.param(
            "tracks: [{care_type: all, day_unit: weekday}]",
            "tracks[0].day_unit: must be one of calendar, working, not 'weekday'",
            id="10",
        ),
        pytest.param(
            "tracks: [{care_type: all, day_zero: 1}]",
            "tracks[0].day_zero: must be one of not_counted, counted, not '1'",
            id="11",
        ),
        pytest.param(
            'tracks: [{care_type: all, cutoff: "12:00"}]', "tracks[0].cutoff: " + MAPPING + "'12:00'", id="12"
        ),
        pytest.param(
            'tracks: [{care_type: all, cutoff: {time: "12:00"}}]', "tracks[0].cutoff.effect: is missing", id="12 effect"
        ),
        pytest.param(
            'tracks: [{care_type: all, cutoff: {time: "12:00", effect: plus_one_day, boundary: on}}]',
            "tracks[0].cutoff.boundary: must be one of in, out, not 'on'",
            id="12 boundary",
        ),
        pytest.param(
            'tracks: [{care_type: all, cutoff: {time: "12:00", effect: plus_one_day, at: x}}]',
            "tracks[0].cutoff.at: is not a known key",
            id="12 key",
        ),
        pytest.param(
            "tracks: [{care_type: all, compare: over}]", "tracks[0].compare: must be one of gt, ge, not 'over'", id="13"
        ),
        pytest.param("population: {same_day: yes}", "population.same_day: must be true or false, not 'yes'", id="14"),
        pytest.param(
            "population: {period: month}", "population.period: must be one of discharge_month, not 'month'", id="15"
        ),
        pytest.param(
            "population: {blocked: out}",
            "population.blocked: must be one of exclude_both, zero_days, keep, not 'out'",
            id="16",
        ),
        pytest.param(
            "population: {split: {180: city_district}}",
            "population.split.180: must be a municipality code of four digits, not '180'",
            id="17",
        ),
        pytest.param(
            'population: {split: {"0180": municipality}}',
            "population.split.0180: must be one of city_district, not 'municipality'",
            id="17 split",
        ),
        pytest.param(
            "population: {outside_units: [others]}",
            "population.outside_units[0]: must be one of out_of_county, no_municipality, not 'others'",
            id="18",
        ),
        pytest.param("population: {days: 1}", "population.days: is not a known key", id="14-18 key"),
        pytest.param(
            "charge: {basis: all}",
            "charge.basis: must be one of excess_volume, excess_per_episode, all_days, days_after_free, not 'all'",
            id="19",
        ),
        pytest.param("charge: {base: all_days}", "charge.base: is not a known key", id="19 key"),
        pytest.param("long_stay: {over_days: -1}", "long_stay.over_days: must be from 0 to 365, not -1", id="20"),
        pytest.param("long_stay: {over: 1}", "long_stay.over: is not a known key", id="20 key"),
        pytest.param("rounding: {days_decimals: 10}", "rounding.days_decimals: must be from 0 to 9, not 10", id="21"),
        pytest.param("rounding: {decimals: 1}", "rounding.decimals: is not a known key", id="21 key"),
        pytest.param("tariff: {table: {19: 1}}", "tariff.table.19: must be from 2010 to 2099, not 19", id="22 year"),
        pytest.param(
            "tariff: {table: {2019: -1}}",
            "tariff.table.2019: must be a number of zero or more such as 9300 or 9300.50, not '-1'",
            id="22 amount",
        ),
        pytest.param(
            "tariff: {by_care_type: true, table: {2019: 1}}",
            "tariff.table.2019: must be one of somatic, geriatric, psychiatric, forensic, not '2019'",
            id="22 by care type",
        ),
        pytest.param("tariff: {amount: 1}", "tariff.amount: is not a known key", id="22 key"),
        pytest.param(
            "preconditions: [sip]",
            f"preconditions[0]: {WORDS}{', '.join(Precondition)}, not 'sip'",
            id="23",
        ),
        pytest.param("exceptions: [moved]", f"exceptions[0]: {WORDS}{', '.join(ExceptionCode)}, not 'moved'", id="24"),
        pytest.param("billing: {period: year}", "billing.period: must be one of month, quarter, not 'year'", id="25"),
        pytest.param(
            "billing: {preview: weekly}",
            "billing.preview: must be one of daily, monthly_publication, none, not 'weekly'",
            id="25 preview",
        ),
        pytest.param(
            "billing: {objection: {by_day: 32}}", "billing.objection.by_day: must be from 1 to 31, not 32", id="25 day"
        ),
        pytest.param(
            "billing: {objection: {month_offset: 13}}",
            "billing.objection.month_offset: must be from 0 to 12, not 13",
            id="25 months",
        ),
        pytest.param(
            "billing: {objection: {by: 1}}", "billing.objection.by: is not a known key", id="25 objection key"
        ),
        pytest.param("billing: {fee: 1}", "billing.fee: is not a known key", id="25 key"),
        pytest.param(
            "dispute: [court]",
            "dispute[0]: must be one of local, joint_officials, steering_group, political_group, not 'court'",
            id="26",
        ),
        pytest.param(
            "messages: {admission: {hours: 9000}}",
            "messages.admission.hours: must be from 0 to 8760, not 9000",
            id="27",
        ),
        pytest.param(
            "messages: {admission: {minutes: 9}}", "messages.admission.minutes: is not a known key", id="27 key"
        ),
        pytest.param("messages: {ack: [{within_hours: 24}]}", "messages.ack[0].type: is missing", id="28"),
        pytest.param(
            "messages: {ack: [{type: any, min_checks_per_day: 0}]}",
            "messages.ack[0].min_checks_per_day: must be from 1 to 24, not 0",
            id="28 checks",
        ),
        pytest.param("messages: {ack: [{type: any, x: 1}]}", "messages.ack[0].x: is not a known key", id="28 key"),
        pytest.param(
            "messages: {change_contact: {later_hours: 24}}", "messages.change_contact.earlier: is missing", id="29"
        ),
        pytest.param(
            "messages: {change_contact: {earlier: true, later: 1}}",
            "messages.change_contact.later: is not a known key",
            id="29 key",
        ),
        pytest.param(
            'messages: {call_cutoff: {time: "14:00", effect: tomorrow}}',
            "messages.call_cutoff.effect: must be one of next_weekday, not 'tomorrow'",
            id="30",
        ),
        pytest.param(
            'messages: {call_cutoff: {time: "14:00", effect: next_weekday, x: 1}}',
            "messages.call_cutoff.x: is not a known key",
            id="30 key",
        ),
        pytest.param("messages: {sms: true}", "messages.sms: is not a known key", id="27-30 key"),
        pytest.param(
            "deadlines: {discharge_info: noon}", "deadlines.discharge_info: " + MAPPING + "'noon'", id="31 information"
        ),
        pytest.param(
            'deadlines: {discharge_info: {time: "12:00", day_offset: -32, basis: all}}',
            "deadlines.discharge_info.day_offset: must be from -31 to 0, not -32",
            id="31 offset",
        ),
        pytest.param(
            'deadlines: {discharge_info: {time: "12:00", day_offset: 0, basis: all, x: 1}}',
            "deadlines.discharge_info.x: is not a known key",
            id="31 information key",
        ),
        pytest.param(
            "deadlines: {medicine_days: 366}", "deadlines.medicine_days: must be from 0 to 365, not 366", id="31"
        ),
        pytest.param("deadlines: {sip: 3}", "deadlines.sip: is not a known key", id="31 key"),
        pytest.param("discharge_window: {time: x}", "discharge_window.time: is not a known key", id="32"),
        pytest.param("levels: [{colour: red}]", "levels[0].code: is missing", id="33"),
        pytest.param(
            "levels: [{code: a, sip: later}]",
            "levels[0].sip: must be one of before, after, hospital, none, not 'later'",
            id="33 sip",
        ),
        pytest.param("levels: [{code: a, x: 1}]", "levels[0].x: is not a known key", id="33 key"),
        pytest.param("field_gates: [{field: a}]", "field_gates[0].opens_when: is missing", id="34"),
        pytest.param("field_gates: [{opens_when: a}]", "field_gates[0].field: is missing", id="34 field"),
        pytest.param(
            "field_gates: [{field: a, opens_when: b, x: 1}]", "field_gates[0].x: is not a known key", id="34 key"
        ),
        pytest.param("fallback: {after: 1}", "fallback.after: is not a known key", id="35"),
        pytest.param(
            "process_scope: {exclude: [all]}",
            "process_scope.exclude[0]: must be one of LPT, LRV, OPT, ORV, outpatient_only, not 'all'",
            id="36",
        ),
        pytest.param(
            "process_scope: {include: [LPT], exclude: [LRV, LPT]}",
            "process_scope: both includes and excludes LPT",
            id="36 both",
        ),
        pytest.param("process_scope: {only: []}", "process_scope.only: is not a known key", id="36 key"),
        pytest.param("it_system: [{from: 2018}]", "it_system[0].name: is missing", id="37"),
        pytest.param(
            "it_system: [{name: a, from: 2018-13}]",
            "it_system[0].from: must be a year or a month such as 2018 or 2018-02, not '2018-13'",
            id="37 month",
        ),
        pytest.param("it_system: [{name: a, to: []}]", "it_system[0].to: must be a text, not a list", id="37 list"),
        pytest.param("it_system: [{name: a, x: 1}]", "it_system[0].x: is not a known key", id="37 key"),
        pytest.param("reverse_liability: {on: true}", "reverse_liability.on: is not a known key", id="38"),
        pytest.param("open: tariff", "open: must be a list, not 'tariff'", id="39"),
        pytest.param(
            "home_nursing: {Solna: {ordinary: region}}",
            "home_nursing.Solna: must be a municipality code of four digits, not 'Solna'",
            id="40",
        ),
        pytest.param(
            'home_nursing: {"0180": {ordinary: state}}',
            "home_nursing.0180.ordinary: must be one of region, municipality, joint_body, not 'state'",
            id="40 who",
        ),
        pytest.param('home_nursing: {"0180": region}', "home_nursing.0180: " + MAPPING + "'region'", id="40 mapping"),
        pytest.param('home_nursing: {"0180": [{x: 1}]}', "home_nursing.0180[0].x: is not a known key", id="40 key"),
        pytest.param("messages: {min_lead: 1441}", "messages.min_lead: must be from 0 to 1440, not 1441", id="41"),
        pytest.param(
            "sip_unchanged: maybe",
            "sip_unchanged: must be one of call_required, existing_valid_enough, not 'maybe'",
            id="42",
        ),
        pytest.param("labels: {ready: ''}", "labels.ready: must be a text, not ''", id="43"),
        pytest.param("readings: {A-3: d}", "readings.A-3: must be one of a, b, c, not 'd'", id="44"),
        pytest.param("readings: {A-23: b}", "readings.A-23: must be one of a, not 'b'", id="44 one letter"),
        pytest.param(
            "readings: {A-9: 'a, recorded in time'}",
            "readings.A-9: must be one of a, b, not 'a, recorded in time'",
            id="44 the default has no letter",
        ),
        pytest.param(
            "readings: {A-27: a}",
            f"readings.A-27: must be one of {', '.join(f'A-{n}' for n in range(1, 27))}, not 'A-27'",
            id="44 no such reading",
        ),
        pytest.param(
            'calendar: {half_days: [{on: 2026-04-30, until: "12:00"}, {on: 2026-04-30, until: "13:00"}]}',
            "calendar.half_days: has 2026-04-30 twice",
            id="a half-day twice",
        ),
        pytest.param("calendar: {half_days: [{on: 2026-04-30}]}", "calendar.half_days[0].until: is missing", id="half"),
        pytest.param(
            'calendar: {half_days: [{on: 2026-04-30, until: "12:00", x: 1}]}',
            "calendar.half_days[0].x: is not a known key",
            id="half-day key",
        ),
        pytest.param("calendar: {days: []}", "calendar.days: is not a known key", id="calendar key"),
    ],
)
def test_what_cannot_be_is_refused_in_one_clear_line(written: str, line: str) -> None:
    assert problems(written) == (line,)


def test_every_problem_is_told_at_once() -> None:
    assert problems("{region: 1, tracks: [{care_type: all, free_days: x}], tariff: {per: day}, more: 1}") == (
        "region: must be a county code of two digits, not '1'",
        "tracks[0].free_days: must be a number of zero or more such as 3 or 1.3, not 'x'",
        "tariff.per: must be one of care_day, started_day, not 'day'",
        "more: is not a known key",
    )


@pytest.mark.parametrize(
    "tracks",
    [
        pytest.param("{care_type: somatic}, {care_type: all}", id="the wider one last"),
        pytest.param("{care_type: all, legal_form: LPT}, {care_type: all}", id="the wider legal form last"),
        pytest.param("{care_type: all, legal_form: LPT}, {care_type: all, legal_form: LRV}", id="another legal form"),
        pytest.param("{care_type: all, valid_to: 2018-12-31}, {care_type: all}", id="the one without an end last"),
        pytest.param(
            "{care_type: all, valid_from: 2019-01-01}, {care_type: all}", id="the one from the beginning last"
        ),
        pytest.param(
            "{care_type: all, valid_to: 2018-12-31}, {care_type: all, valid_from: 2018-12-31, valid_to: 2019-01-01}",
            id="one day longer",
        ),
        pytest.param(
            "{care_type: all, valid_from: 2018-01-02}, {care_type: all, valid_from: 2018-01-01}", id="one day earlier"
        ),
    ],
)
def test_a_track_that_can_be_reached_is_accepted(tracks: str) -> None:
    assert len(terms(f"tracks: [{tracks}]").tracks or ()) == 2


def test_a_window_of_one_day_is_a_window() -> None:
    assert terms("{valid_from: 2020-01-01, valid_to: 2020-01-01}").in_force(date(2020, 1, 1))


def test_a_derived_step_with_its_outcome_takes_no_more_than_the_cap() -> None:
    capped = track("free_days_steps: [{from: 2020-11-01, derive: county_mean_at(2020-10-31), cap: 2.0, value: 2.35}]")

    assert capped.free_days_on(date(2020, 11, 1)) == 2
