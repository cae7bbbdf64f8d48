"""An agreement's parameters as one frozen value (4 kap. 5 §).

`None` always means that nothing known is agreed: never the statutory value, never a guess. A value that says
"deliberately nothing" ("cutoff: none") is `NOTHING`. Days and limits are exact fractions, kronor exact decimals.
Parameter numbers in comments are those of docs/agreements.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Final

from rules.facts import CareType, LegalForm


class Nothing(Enum):
    """Agreed to be nothing: no cut-off, no rounding."""

    NOTHING = "none"


NOTHING: Final = Nothing.NOTHING


class AgreementStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    INCOMPLETE = "incomplete"
    EXPIRED = "expired"


class Model(StrEnum):
    NONE = "none"
    INDIVIDUAL = "individual"
    AVERAGE = "average"
    HYBRID = "hybrid"


MEAN_MODELS: Final = (Model.AVERAGE, Model.HYBRID)


class DayUnit(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class DayZero(StrEnum):
    NOT_COUNTED = "not_counted"
    COUNTED = "counted"


class CutoffEffect(StrEnum):
    NEXT_COUNTING_DAY = "next_counting_day"
    PLUS_ONE_DAY = "plus_one_day"


class Boundary(StrEnum):
    """Whether a notice at exactly the cut-off is still early (`IN`, the statute's "after 12.00") or late (`OUT`)."""

    IN = "in"
    OUT = "out"


class Compare(StrEnum):
    GT = "gt"
    GE = "ge"


class Blocked(StrEnum):
    EXCLUDE_BOTH = "exclude_both"
    ZERO_DAYS = "zero_days"
    KEEP = "keep"


class Grouping(StrEnum):
    MUNICIPALITY = "municipality"
    CITY_DISTRICT = "city_district"


class OutsideUnit(StrEnum):
    OUT_OF_COUNTY = "out_of_county"
    NO_MUNICIPALITY = "no_municipality"


class ChargeBasis(StrEnum):
    EXCESS_VOLUME = "excess_volume"
    EXCESS_PER_EPISODE = "excess_per_episode"
    ALL_DAYS = "all_days"
    DAYS_AFTER_FREE = "days_after_free"


class BillFrom(StrEnum):
    FIRST = "1"
    AFTER_FREE = "free+1"
    AFTER_LIMIT = "over+1"


class SeparateBy(StrEnum):
    NONE = "none"
    CARE_TYPE = "care_type"


class RoundingMode(StrEnum):
    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


class TariffSource(StrEnum):
    NATIONAL = "national"
    OWN = "own"


class TariffPer(StrEnum):
    CARE_DAY = "care_day"
    STARTED_DAY = "started_day"


class TariffDate(StrEnum):
    DAY = "day"
    PERIOD_END = "period_end"


class Precondition(StrEnum):
    ADMISSION_NOTICE_SENT = "admission_notice_sent"
    ADMISSION_NOTICE_IN_TIME = "admission_notice_in_time"
    READY_NOTICE_SENT = "ready_notice_sent"
    CONTACT_APPOINTED = "contact_appointed"
    SIP_CALLED = "sip_called"
    REGION_MEASURES_AVAILABLE = "region_measures_available"
    CARE_PLAN_OPT_ORV = "care_plan_OPT_ORV"
    OTHER_REFERRALS_CANCELLED = "other_referrals_cancelled"


class ExceptionCode(StrEnum):
    PERSON_DECLINES = "person_declines"
    DECEASED = "deceased"
    PALLIATIVE = "palliative"
    HOME_HOSPITAL_CARE = "home_hospital_care"
    PREPAREDNESS_STATE = "preparedness_state"
    MOVED_BETWEEN_HOSPITALS = "moved_between_hospitals"
    NOT_READY_AGAIN = "not_ready_again"


class BillingPeriod(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


class DayBasis(StrEnum):
    """Which days a routine's clock runs on; weekdays are Mon–Fri less holidays and the three eves."""

    ALL = "all"
    WEEKDAYS = "weekdays"


class AckType(StrEnum):
    ADMISSION = "admission"
    ESTIMATE_CHANGE = "estimate_change"
    READY = "ready"
    ANY = "any"


class SipUnchanged(StrEnum):
    CALL_REQUIRED = "call_required"
    EXISTING_VALID_ENOUGH = "existing_valid_enough"


class ScopeCode(StrEnum):
    LPT = "LPT"
    LRV = "LRV"
    OPT = "OPT"
    ORV = "ORV"
    OUTPATIENT_ONLY = "outpatient_only"


class Nursing(StrEnum):
    REGION = "region"
    MUNICIPALITY = "municipality"
    JOINT_BODY = "joint_body"


class SameDay(Enum):
    """Discharge information no later than the day of leaving (3 kap. 2 §)."""

    SAME_DAY = "same_day"


SAME_DAY: Final = SameDay.SAME_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A period without liability (4); both days included, `to_on` None means until further notice."""

    from_on: date
    to_on: date | None
    reason: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff:
    """A ready notice strictly after `at`, Swedish time, starts the clock later (12). `boundary` None is not stated."""

    at: time
    effect: CutoffEffect
    boundary: Boundary | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeDaysStep:
    """Free days from a date on (9): a value, or the county's mean at a date, at most `cap`, and its outcome."""

    from_on: date
    value: Fraction | None = None
    derive_mean_at: date | None = None
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One liability rule for a care type and a legal form (6–13); None in a selector means all."""

    care_type: CareType | None
    legal_form: LegalForm | None
    model: Model | None
    free_days: Fraction | None = None
    free_days_steps: tuple[FreeDaysStep, ...] = ()
    day_unit: DayUnit | None = None
    day_zero: DayZero | None = None
    cutoff: Cutoff | Nothing | None = None
    compare: Compare | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def selects(self, care_type: CareType, legal_form: LegalForm, on: date) -> bool:
        return (
            self.care_type in (None, care_type)
            and self.legal_form in (None, legal_form)
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )

    def free_days_on(self, day: date) -> Fraction | None:
        """Free days in force on a day: the latest step that has begun, else the plain number; None when not known."""
        begun = [step for step in self.free_days_steps if step.from_on <= day]
        if not begun:
            return self.free_days
        step = max(begun, key=lambda one: one.from_on)
        if step.value is None or step.cap is None:
            return step.value
        return min(step.value, step.cap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Which episodes enter a mean, and per whom it is taken (14–18)."""

    same_day: bool | None = None
    discharge_month: bool | None = None
    blocked: Blocked | None = None
    group: Grouping | None = None
    split: Mapping[str, Grouping] = field(default_factory=dict)
    outside_units: tuple[OutsideUnit, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongStay:
    """Long stayers of the hybrid model (20)."""

    over_days: int | None
    unit: DayUnit | None
    remove_from_mean: bool | None
    bill_from_day: BillFrom | None
    separate_by: SeparateBy = SeparateBy.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Decimals, or NOTHING for no rounding (21)."""

    mean_calc_decimals: int | Nothing | None = None
    mean_display_decimals: int | Nothing | None = None
    days_decimals: int | Nothing | None = None
    amount_decimals: int | Nothing | None = None
    mode: RoundingMode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """Kronor per day and year (22). `table` is None when unknown; with `by_care_type` the other table is used."""

    source: TariffSource | None = None
    per: TariffPer | None = None
    tariff_date: TariffDate | None = None
    by_care_type: bool = False
    table: Mapping[int, Decimal] | None = None
    table_by_care_type: Mapping[CareType, Mapping[int, Decimal]] | None = None

    def rate_sek(self, year: int, care_type: CareType) -> Decimal | None:
        """The amount per day, None when none is known for the year: never last year's (5 kap. 6 §)."""
        table = (self.table_by_care_type or {}).get(care_type) if self.by_care_type else self.table
        return (table or {}).get(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    to: str | None
    by_day: int | None
    month_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """How a period is computed, reviewed and sent (25). Billing begins on `starts` where that is after `valid_from`."""

    starts: date | None = None
    period: BillingPeriod | None = None
    computed_by: str | None = None
    preview: str | None = None
    single_data_source: bool | None = None
    objection: Objection | None = None
    freeze: str | None = None
    approval: str | None = None
    invoiced_by: str | None = None
    zero_invoice: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AckRule:
    """When a notice must be acknowledged, or how often the system must be opened (28)."""

    type: AckType
    within_hours: int | None = None
    day_basis: DayBasis | None = None
    fixed_times: tuple[time, ...] = ()
    min_checks_per_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContact:
    """When a moved estimate also needs a call (29): earlier, or later by more than so many hours."""

    earlier: bool
    later_hours: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCutoff:
    """SIP calls sent after `at` are dated the next weekday (30)."""

    at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    admission_hours: int | None = None
    any_time_of_day: bool | None = None
    recipients_by_need: bool | None = None
    reject_if_not_registered: bool | None = None
    ack: tuple[AckRule, ...] = ()
    change_contact: ChangeContact | None = None
    call_cutoff: CallCutoff | None = None
    min_lead_minutes: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationTime:
    """Discharge information by a time so many days from the planned discharge (31); weekdays skip the rest."""

    at: time
    day_offset: int
    basis: DayBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDeadlines:
    contact_hours: int | None = None
    contact_basis: DayBasis | None = None
    underlay_hours: int | None = None
    sip_call_days: int | None = None
    discharge_info: InformationTime | SameDay | None = None
    medicine_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A need level or colour track (33)."""

    code: str
    colour: str | None = None
    meaning: str | None = None
    sip: str | None = None
    only_if: str | None = None
    call_by: str | None = None
    locks_underlay: bool = False
    unlock_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGate:
    field: str
    opens_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeWindow:
    days: str | None = None
    transport_latest: time | None = None
    planned_time: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    after_hours: int | None = None
    form: str | None = None
    register_afterwards: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItSystem:
    name: str
    from_month: str | None = None
    to_month: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseLiability:
    enabled: bool = False
    trigger: str | None = None
    amount_sek: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeNursing:
    """Who runs nursing at home in one municipality from a date on (40)."""

    municipality: str
    from_on: date | None = None
    ordinary: Nursing | None = None
    special_housing: Nursing | None = None
    rehab: Nursing | None = None
    aids: Nursing | None = None
    takes_delegation: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDay:
    """A regional half-day: a weekday that ends at `until` for the routines' clocks (45)."""

    on: date
    until: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Everything one version of one agreement says. `time_agreed` is false where the tracks are the statute's own."""

    id: str
    status: AgreementStatus | None
    time_agreed: bool
    region: str | None = None
    parties: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    base: str | None = None
    suspensions: tuple[Suspension, ...] = ()
    tracks: tuple[Track, ...] | None = None
    population: Population = Population()
    charge_basis: ChargeBasis | None = None
    long_stay: LongStay | None = None
    rounding: Rounding = Rounding()
    tariff: Tariff = Tariff()
    preconditions: tuple[Precondition, ...] | None = None
    exceptions: tuple[ExceptionCode, ...] = ()
    billing: Billing = Billing()
    dispute: tuple[str, ...] = ()
    messages: Messages = Messages()
    deadlines: ProcessDeadlines = ProcessDeadlines()
    discharge_window: DischargeWindow | None = None
    levels: tuple[Level, ...] = ()
    field_gates: tuple[FieldGate, ...] = ()
    fallback: Fallback | None = None
    scope_included: tuple[ScopeCode, ...] = ()
    scope_excluded: tuple[ScopeCode, ...] = ()
    it_systems: tuple[ItSystem, ...] = ()
    reverse_liability: ReverseLiability = ReverseLiability()
    sources: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    home_nursing: tuple[HomeNursing, ...] = ()
    sip_unchanged: SipUnchanged | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    half_days: tuple[HalfDay, ...] = ()
    unknown: tuple[str, ...] = ()  # parameters written as `unknown`, by their path in the file

    def track_for(self, care_type: CareType, legal_form: LegalForm, on: date) -> Track | None:
        """The first track that matches, as agreed to read the list (6); None when none does."""
        for track in self.tracks or ():
            if track.selects(care_type, legal_form, on):
                return track
        return None

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
