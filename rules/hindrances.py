"""What keeps the municipality out because the agreement says so, beyond the conditions of the act (4 kap. 5 §)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from rules.facts import LeftReason, Stay
from rules.provisions import decides
from rules.readings import Readings
from rules.sip_call import open_compulsory_care_follows
from rules.terms import ExceptionCode, Precondition, Terms


class Hindrance(StrEnum):
    """An agreed precondition that is missing, or an agreed exception that applies."""

    CARE_PLAN_MISSING = "care_plan_missing"
    CONTACT_NOT_APPOINTED = "contact_not_appointed"
    PERSON_DECLINES = "person_declines"
    DECEASED = "deceased"
    PREPAREDNESS_STATE = "preparedness_state"
    MOVED_BETWEEN_HOSPITALS = "moved_between_hospitals"
    NOT_READY_AGAIN = "not_ready_again"

    @property
    def condition(self) -> str:
        """The condition it stands under: C13 for the care plan of open compulsory care, else C12."""
        return "C13" if self is Hindrance.CARE_PLAN_MISSING else "C12"


@decides("A-22", without=False)
def declining_counts(terms: Terms, readings: Readings) -> bool:
    """Whether a patient who declines the municipal services frees the municipality: by agreement, or read as A-22b."""
    return ExceptionCode.PERSON_DECLINES in terms.exceptions or readings["A-22"] == "b"


@decides("C13", without=False)
def care_plan_is_missing(stay: Stay, terms: Terms) -> bool:
    """An agreed precondition for ÖPT and ÖRV: the coordinated care plan is drawn up."""
    demanded = terms.preconditions is not None and Precondition.CARE_PLAN_OPT_ORV in terms.preconditions
    return demanded and open_compulsory_care_follows(stay) and stay.coordinated_care_plan_at is None


@decides("R-4.5", "C12", without=None)
def agreed_hindrance(
    stay: Stay, terms: Terms, readings: Readings, *, told_at: datetime, ends_at: datetime, ready_at_the_end: bool
) -> Hindrance | None:
    """The first agreed hindrance that holds; told_at to ends_at is the time from the ready notice to leaving or now."""
    demanded = terms.preconditions or ()
    holds = {
        Hindrance.CARE_PLAN_MISSING: care_plan_is_missing(stay, terms),
        Hindrance.CONTACT_NOT_APPOINTED: Precondition.CONTACT_APPOINTED in demanded
        and stay.care_contact_appointed_at is None,
        Hindrance.PERSON_DECLINES: stay.patient_declines_at is not None and declining_counts(terms, readings),
        Hindrance.DECEASED: ExceptionCode.DECEASED in terms.exceptions and stay.left_reason is LeftReason.DECEASED,
        Hindrance.PREPAREDNESS_STATE: ExceptionCode.PREPAREDNESS_STATE in terms.exceptions
        and any(
            state.from_at < ends_at and (state.to_at is None or state.to_at > told_at)
            for state in stay.preparedness_states
        ),
        Hindrance.MOVED_BETWEEN_HOSPITALS: ExceptionCode.MOVED_BETWEEN_HOSPITALS in terms.exceptions
        and bool(stay.transfers),
        Hindrance.NOT_READY_AGAIN: ExceptionCode.NOT_READY_AGAIN in terms.exceptions and not ready_at_the_end,
    }
    return next((hindrance for hindrance, applies_here in holds.items() if applies_here), None)


def outside_process(stay: Stay, terms: Terms) -> bool:
    """Whether the agreement leaves this patient out of the process altogether (parameter 36).

    By legal form or by the compulsory care that follows; who needs open care alone is left out by 2 kap. 1 § already.
    """
    return any(code.value in (stay.legal_form.value, stay.after_discharge.value) for code in terms.scope_excluded)
