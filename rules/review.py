"""Where another reading of the act would change the answer for one stay, and to what (docs/law.md, A-1…A-26)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.errors import InvalidInput
from rules.facts import CareType, SipConsent, Stay, Via
from rules.liability import Liability, State, assess
from rules.provisions import decides
from rules.readings import QUESTIONS, Question, Readings
from rules.terms import ExceptionCode, Terms

VERSION = "parameter 2"  # docs/agreements.md: a stay that crosses two versions of an agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What one other reading makes of the stay. `needs_decision`: a person must choose before anything is billed."""

    reading: str
    state: State
    first_liable_on: date | None
    nights: int
    begun_days: int
    needs_decision: bool


def settled_by_the_parties(question: Question, terms: Terms) -> bool:
    """Whether the agreement itself answers a disputed question, so that no other reading stands."""
    if question.id == "A-22":
        return ExceptionCode.PERSON_DECLINES in terms.exceptions or question.id in terms.readings
    if question.id == "A-25":
        return terms.sip_unchanged is not None or question.id in terms.readings
    return question.id in terms.readings


def alternatives(
    stay: Stay, terms: Terms, on: datetime, readings: Readings, chosen: Liability, home_terms: Terms | None
) -> tuple[Alternative, ...]:
    """The other readings that would change the state, the first liable date or the nights, in the register's order."""
    found: list[Alternative] = []
    for question in QUESTIONS:
        if settled_by_the_parties(question, terms) or not arises(question, stay):
            continue
        for letter in question.tried:
            found.extend(_tried(question, letter, stay, terms, on, readings, chosen, home_terms))
    return (*found, *_other_version(stay, terms, chosen))


ARISES: Mapping[str, Callable[[Stay], bool]] = {
    "A-9": lambda stay: stay.sip.consent is SipConsent.REFUSED,
    "A-11": lambda stay: any(notice.withdrawn_at is not None for notice in stay.ready_notices),
    "A-12": lambda stay: bool(stay.open_care_obstacles),
    "A-14": lambda stay: bool(stay.municipality_changes),
    "A-17": lambda stay: bool(stay.transfers),
    "A-18": lambda stay: stay.care_type is CareType.PSYCHIATRIC,
    "A-19": lambda stay: bool(stay.leaves),
    "A-20": lambda stay: (
        Via.OUTSIDE in {notice.via for notice in stay.admission_notices} | {ready.via for ready in stay.ready_notices}
    ),
    "A-21": lambda stay: any(notice.address_withheld for notice in stay.admission_notices),
    "A-22": lambda stay: stay.patient_declines_at is not None,
    "A-25": lambda stay: stay.sip.existing_valid,
    "A-26": lambda stay: stay.sip.consent is SipConsent.CANNOT_CONSENT,
}


def arises(question: Question, stay: Stay) -> bool:
    """Whether the facts of a stay raise a question at all; what they do not raise no reading can change."""
    raised = ARISES.get(question.id)
    return raised is None or raised(stay)


@decides("A-15", without=False)
def cared_for_elsewhere(stay: Stay) -> bool:
    """Whether the patient is in hospital in another region than the home region (4 kap. 5 §, A-15)."""
    return stay.home_region not in (None, stay.region)


@decides("A-17", without=True)
def needs_a_persons_decision(question: Question, letter: str, stay: Stay) -> bool:
    """Whether a changed outcome must be decided by a person; a transfer only when it crosses regions."""
    if question.id == "A-17":
        return any(transfer.region != stay.region for transfer in stay.transfers)
    return letter in question.review


def _tried(
    question: Question,
    letter: str,
    stay: Stay,
    terms: Terms,
    on: datetime,
    readings: Readings,
    chosen: Liability,
    home_terms: Terms | None,
) -> tuple[Alternative, ...]:
    other = {**readings, question.id: letter}
    if question.id == "A-15":
        if not cared_for_elsewhere(stay) or chosen.state is State.NOT_APPLICABLE or chosen.condition == "C11":
            return ()
        result = _under_home_terms(stay, home_terms, on, other)
    elif question.id == "A-14":
        result = _share_of(chosen.municipality, assess(stay, terms, on, other))
    else:
        result = assess(stay, terms, on, other)
    return _if_changed(f"{question.id}{letter}", result, chosen, needs_a_persons_decision(question, letter, stay))


def _under_home_terms(stay: Stay, home_terms: Terms | None, on: datetime, readings: Readings) -> Liability:
    """The stay under the home region's agreement; what is not known of that agreement is not guessed."""
    if home_terms is None:
        return Liability(state=State.INCOMPLETE_AGREEMENT)
    try:
        return assess(stay, home_terms, on, readings)
    except InvalidInput:  # not in force at the time: as little known as no agreement
        return Liability(state=State.INCOMPLETE_AGREEMENT)


def _share_of(municipality: str | None, result: Liability) -> Liability:
    """What is left for the municipality that is liable by the default, where each pays for its own days (A-14a)."""
    if not result.by_municipality:
        return result
    share = next((one for one in result.by_municipality if one.municipality == municipality), None)
    if share is None:
        return replace(result, state=State.NOT_LIABLE, first_liable_on=None, nights_on=(), begun_on=())
    return replace(result, first_liable_on=share.begun_on[0], nights_on=share.nights_on, begun_on=share.begun_on)


def _other_version(stay: Stay, terms: Terms, chosen: Liability) -> tuple[Alternative, ...]:
    """Nights after the last day of this version of the agreement: another version decides those (parameter 2)."""
    if terms.valid_to is None:
        return ()
    inside = tuple(night for night in chosen.nights_on if night <= terms.valid_to)
    begun = tuple(day for day in chosen.begun_on if day <= terms.valid_to)
    return _if_changed(VERSION, replace(chosen, nights_on=inside, begun_on=begun), chosen, True)


def _outcome(liability: Liability) -> tuple[object, ...]:
    """What a person would have to decide between: state and nights, for a mean whether and how the episode counts."""
    if liability.state is State.BY_AGREEMENT:
        return liability.state, liability.condition, liability.ready_days
    return liability.state, len(liability.nights_on)


def _if_changed(name: str, result: Liability, chosen: Liability, reviewed: bool) -> tuple[Alternative, ...]:
    outcome, decided = _outcome(result), _outcome(chosen)
    if outcome == decided and result.first_liable_on == chosen.first_liable_on:
        return ()
    return (
        Alternative(
            reading=name,
            state=result.state,
            first_liable_on=result.first_liable_on,
            nights=len(result.nights_on),
            begun_days=len(result.begun_on),
            needs_decision=reviewed and outcome != decided,
        ),
    )
