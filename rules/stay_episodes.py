"""A stay's whole facts as an episode of a settlement: evaluated first, blocked by what the agreement names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rules.episodes import Episode
from rules.errors import Incomplete, InvalidInput, Problem
from rules.evaluation import evaluate
from rules.facts import Stay
from rules.gaps import undecidable_for_a_stay
from rules.liability import Liability, State
from rules.notices import applies, readinesses
from rules.terms import Precondition, Terms

NO_MUNICIPALITY = "C11"
NAMED_AS = {
    "C1": Precondition.ADMISSION_NOTICE_SENT,
    "C2": Precondition.ADMISSION_NOTICE_IN_TIME,
    "C3": Precondition.ADMISSION_NOTICE_IN_TIME,
    "C4": Precondition.READY_NOTICE_SENT,
    "C5": Precondition.SIP_CALLED,
    "C6": Precondition.SIP_CALLED,
    "C7": Precondition.SIP_CALLED,
    "C8": Precondition.REGION_MEASURES_AVAILABLE,
}


def episode_of(stay: Stay, terms: Terms, *, id: str, district: str | None = None) -> Episode:
    """The episode as the settlement counts it.

    Whether this version of the agreement has the stay at all is the settlement's question (parameter 2), so that the
    evaluation is not asked about its dates.
    Raises: Incomplete when the agreement blocks by what no facts can decide; InvalidInput when several municipalities
    are liable, each for its own days (A-14a).
    """
    undecidable = undecidable_for_a_stay(terms)
    if undecidable:
        raise Incomplete(f"{terms.id} blocks by what no facts decide: {', '.join(undecidable)}", undecidable)
    evaluation = evaluate(stay, replace(terms, valid_from=None, valid_to=None))
    found = evaluation.liability
    if len(found.by_municipality) > 1:
        payers = " and ".join(share.municipality for share in found.by_municipality)
        raise InvalidInput(Problem(id, f"{payers} are each liable for days of their own: give one episode for each"))
    ready_at, withdrawn = _last_readiness(found, stay)
    return Episode(
        id=id,
        municipality=None if found.condition == NO_MUNICIPALITY else found.municipality or stay.municipality,
        district=district,
        care_type=stay.care_type,
        legal_form=stay.legal_form,
        ready_at=ready_at,
        withdrawn=withdrawn,
        left_at=stay.left_at,
        blocked=found.condition,
        block_applies=_named(found, terms),
        liable_on=found.liable_on,
        needs_review=any(other.needs_decision for other in evaluation.review),
        concerned=found.state is not State.NOT_APPLICABLE,
    )


def _last_readiness(found: Liability, stay: Stay) -> tuple[datetime | None, bool]:
    """When the patient was last notified as ready, and whether that was withdrawn.

    The notice to the municipality counts; somebody registered nowhere has none, and is reported by what was sent.
    """
    if found.told:
        return found.told[-1].told_at, found.told[-1].withdrawn
    spells = readinesses(stay) if found.condition == NO_MUNICIPALITY else ()
    if not spells:
        return None, False
    return spells[-1].notices[0].sent_at, spells[-1].withdrawn_at is not None


def _named(found: Liability, terms: Terms) -> bool:
    """Whether a precondition or an exception of the agreement names the condition that was found."""
    if found.condition in NAMED_AS:
        return applies(terms, NAMED_AS[found.condition])
    return found.hindrance is not None
