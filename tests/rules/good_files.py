"""A stay, a month and an agreement that are in order, as files write them, and how to change one thing in them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from rules.files.yaml_text import load

DROP: Final = object()

FACTS: Final = b"""\
region: "25"
municipality: "2580"
care_type: somatic
legal_form: voluntary
needs: {region: true, social_services: true}
admitted_at: 2026-03-02T14:00:00+01:00
admission_notices:
  - {to: municipality, sent_at: 2026-03-03T09:00:00+01:00, complete: true}
ready_notices:
  - {to: municipality, sent_at: 2026-03-09T14:10:00+01:00}
care_contact_appointed_at: 2026-03-04T10:00:00+01:00
sip:
  consent: given
  calls: [{sent_at: 2026-03-10T10:00:00+01:00, by: care_contact}]
discharge_information_sent_at: 2026-03-16T10:00:00+01:00
left_at: 2026-03-16T11:00:00+01:00
left_reason: discharged
"""

MORE_FACTS: Final = b"""\
after_discharge: OPT
need_assessed_at: 2026-03-02T15:00:00+01:00
coordinated_care_plan_at: 2026-03-05T15:00:00+01:00
open_care_obstacles:
  - {from: 2026-03-10T08:00:00+01:00, to: null}
  - {from: 2026-03-10T08:00:00+01:00, to: 2026-03-11T08:00:00+01:00, prevents_discharge: unknown}
patient_declines_at: 2026-03-06T08:00:00+01:00
preparedness_states: [{from: 2026-03-07T08:00:00+01:00, to: 2026-03-08T08:00:00+01:00}]
home_region: "14"
leaves: [{from: 2026-03-08T08:00:00+01:00, to: null}]
municipality_changes: [{at: 2026-03-12T00:00:00+01:00, municipality: null}]
transfers: [{at: 2026-03-04T12:00:00+01:00, region: "25"}]
estimates: [{value: 2026-03-14T12:00:00+01:00, decided_at: 2026-03-02T14:00:00+01:00, sent_at: null}]
acknowledgements: [{notice: admission, by: municipal_care, at: 2026-03-03T10:00:00+01:00}]
underlay_sent_at: 2026-03-05T09:00:00+01:00
planned_discharge_at: 2026-03-16T12:00:00+01:00
need_level: green
"""

CASE: Final = b"""\
name: E02 notice after noon
agreement: statute-2018
on: 2026-03-20T08:00:00+01:00
facts:
""" + b"".join(b"  " + line for line in FACTS.splitlines(keepends=True))

MONTH: Final = b"""\
name: one district in March
agreement: stockholm-2020a
period: 2022-03
overrides: {tariff: {source: own, per: care_day, table: {2022: 9300}}, status: active, suspensions: []}
episodes:
  - {id: E1, municipality: "0180", district: Enskede, care_type: somatic,
     ready_at: 2022-03-03T09:30:00+01:00, left_at: 2022-03-07T15:00:00+01:00, blocked: null}
  - {id: E2, municipality: "0180", district: Enskede, care_type: geriatric, legal_form: LPT,
     ready_at: 2022-03-03T09:30:00+01:00, left_at: 2022-03-08T15:00:00+01:00, blocked: C5}
"""

AGREEMENT: Final = b"""\
id: anywhere-2026
base: statute-2018
region: "25"
parties: ["25", "2580"]
valid_from: 2026-01-01
valid_to: 2026-12-31
status: active
suspensions: [{from: 2026-07-01, to: 2026-07-31, reason: summer, decision: "2026/1"}]
tracks:
  - {care_type: psychiatric, legal_form: LPT, model: individual, free_days: 5, day_unit: working, day_zero: not_counted,
     cutoff: none, compare: gt}
  - care_type: all
    model: hybrid
    free_days_steps: [{from: 2026-01-01, value: 2.5}, {from: 2026-06-01, derive: county_mean_at(2026-05-31), cap: 2.0}]
    day_unit: calendar
    day_zero: not_counted
    cutoff: {time: "12:00", effect: next_counting_day, boundary: out}
    compare: gt
population: {same_day: true, period: discharge_month, blocked: exclude_both, group: municipality,
             split: {"2580": city_district}, outside_units: [out_of_county]}
charge: {basis: excess_volume}
long_stay: {over_days: 7, unit: calendar, remove_from_mean: true, bill_from_day: over+1}
rounding: {mean_calc_decimals: none, mean_display_decimals: 2, days_decimals: none, amount_decimals: 0, mode: half_up}
tariff: {source: own, per: care_day, tariff_date: day, table: {2026: 9300.50}}
preconditions: [admission_notice_sent, sip_called]
exceptions: [person_declines]
billing: {period: month, starts: 2026-02-01, zero_invoice: true}
messages:
  ack: [{type: admission, within_hours: 24, day_basis: weekdays}]
deadlines: {contact_hours: 24, contact_basis: weekdays,
            discharge_info: {time: "12:00", day_offset: -1, basis: weekdays}}
readings: {A-3: b}
"""


def changed(text: bytes, *changes: tuple[str, Any]) -> Any:
    """The data of a file with changes: a dotted path ("sip.calls.0.by") and its raw value; DROP takes the key away."""
    data = deepcopy(load(text).data)
    for path, value in changes:
        *way, last = path.split(".")
        at: Any = data
        for step in way:
            at = at[int(step)] if step.isdigit() else at[step]
        if value is DROP:
            del at[last]
        else:
            at[last] = value
    return data
