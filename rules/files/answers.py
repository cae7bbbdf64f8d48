"""What the rules found about a stay, as docs/cases.md writes it: plain values for JSON, keys in a fixed order."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from rules.calendar import in_sweden
from rules.deadlines import Deadline
from rules.evaluation import Evaluation
from rules.liability import State
from rules.reasons import Reason
from rules.review import Alternative
from rules.wording import Language, alternative_text, reason_text

Answer = dict[str, object]


def stay_answer(name: str, evaluation: Evaluation, language: Language) -> Answer:
    """The answer to one case: instants with Sweden's offset, dates in Sweden, kronor as exact decimals in text."""
    return {
        "name": name,
        "liability": _liability(evaluation, language),
        "deadlines": [_deadline(deadline) for deadline in evaluation.deadlines],
    }


def _liability(evaluation: Evaluation, language: Language) -> Answer:
    found = evaluation.liability
    answer: Answer = {
        "state": evaluation.state.value,
        "condition": found.condition,
        "municipality": found.municipality,
        "first_liable_on": None if found.first_liable_on is None else found.first_liable_on.isoformat(),
        "liable_on": [day.isoformat() for day in found.liable_on],
        "nights": len(found.nights_on),
        "begun_days": len(found.begun_on),
        "amount_sek": _sek(evaluation.amount.sek),
        "amount_missing_for": list(evaluation.amount.missing_for),
        "reasons": [_reason(reason, language) for reason in evaluation.reasons],
        "review": [_alternative(alternative, language) for alternative in evaluation.review],
    }
    if found.by_municipality:
        answer["by_municipality"] = {
            share.municipality: {"nights": len(share.nights_on), "begun_days": len(share.begun_on)}
            for share in found.by_municipality
        }
    if found.state is State.BY_AGREEMENT:
        answer["ready_days"] = found.ready_days
    if found.state is State.INCOMPLETE_AGREEMENT:
        answer["gaps"] = list(found.gaps)
    return answer


def _reason(reason: Reason, language: Language) -> Answer:
    return {"law": reason.law, "code": reason.code, "text": reason_text(reason, language)}


def _alternative(alternative: Alternative, language: Language) -> Answer:
    first_on = alternative.first_liable_on
    return {
        "reading": alternative.reading,
        "state": alternative.state.value,
        "nights": alternative.nights,
        "begun_days": alternative.begun_days,
        "first_liable_on": None if first_on is None else first_on.isoformat(),
        "text": alternative_text(alternative, language),
    }


def _deadline(deadline: Deadline) -> Answer:
    return {
        "kind": deadline.kind.value,
        "party": deadline.party.value,
        "due_at": _instant(deadline.due_at),
        "law": deadline.law,
        "met_at": None if deadline.met_at is None else _instant(deadline.met_at),
        "breached": deadline.breached,
    }


def _instant(at: datetime) -> str:
    return in_sweden(at).isoformat()


def _sek(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")
