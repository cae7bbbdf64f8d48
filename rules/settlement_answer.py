"""A settlement as the answer of docs/cases.md: plain values that JSON can carry, exact numbers as text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from rules.figures import Line, MeanPart, Part, Row
from rules.rounding import rounded
from rules.settlement import Settlement
from rules.terms import Terms
from rules.wording import LINES, Language

Answer = dict[str, object]


def as_dict(settlement: Settlement, language: Language = Language.EN) -> Answer:
    """The answer, less the name of the case: period, agreement, a row per group and the total."""
    terms = settlement.terms
    total = _row(settlement.total, terms, language)
    del total["lines"]
    return {
        "period": settlement.period.name,
        "agreement": terms.id,
        "groups": [_row(row, terms, language) for row in settlement.rows],
        "total": total,
    }


def exact(value: Fraction) -> str:
    """A decimal without trailing zeros where it ends ("4.3"), otherwise a fraction ("16/9")."""
    twos, fives = _times(2, value.denominator), _times(5, value.denominator)
    if value.denominator != 2**twos * 5**fives:
        return str(value)
    decimals = max(twos, fives)
    return f"{Decimal(f'{value.numerator * 10**decimals // value.denominator}e-{decimals}'):f}"


def _times(prime: int, number: int) -> int:
    """How many times a prime divides a number."""
    times = 0
    while number % prime == 0:
        number, times = number // prime, times + 1
    return times


def _row(row: Row, terms: Terms, language: Language) -> Answer:
    answer: Answer = {
        "group": row.group.label,
        "episodes": row.episodes,
        "sum_days": row.sum_days,
        **_mean(row.mean, terms),
        "free_days": None if row.free_days is None else exact(row.free_days),
        "excess_days": exact(row.excess_days),
        "individual": _part(row.individual),
        "long_stay": _part(row.long_stay),
        "by_care_type": {care_type.value: _part(part) for care_type, part in row.by_care_type.items()},
        "days_billed": exact(row.days_billed),
        "amount_sek": exact(row.amount_sek),
        "zero_invoice": row.zero_invoice,
        "rounding_days": exact(row.rounding_days),
        "rounding_sek": exact(row.rounding_sek),
        "lines": [_line(line, language) for line in row.lines],
    }
    if len(row.means) > 1:
        answer["tracks"] = [_mean_part(part, terms) for part in row.means.values()]
    return answer


def _mean(mean: Fraction | None, terms: Terms) -> Answer:
    """The exact mean, and as the agreement shows it (parameter 21)."""
    if mean is None:
        return {"mean": None, "mean_rounded": None}
    shown = rounded(mean, terms.rounding.mean_display_decimals, terms.rounding.mode)
    return {"mean": str(mean), "mean_rounded": exact(shown)}


def _mean_part(part: MeanPart, terms: Terms) -> Answer:
    return {
        "care_type": part.care_type or "all",
        "legal_form": part.legal_form or "any",
        "episodes": part.episodes,
        "sum_days": part.sum_days,
        **_mean(part.mean, terms),
        "free_days": exact(part.free_days),
        "excess_days": exact(part.excess_days),
        "days_billed": exact(part.days_billed),
        "amount_sek": exact(part.amount_sek),
    }


def _part(part: Part) -> Answer:
    return {"episodes": part.episodes, "days": exact(part.days), "amount_sek": exact(part.amount_sek)}


def _line(line: Line, language: Language) -> Answer:
    return {
        "id": line.id,
        "d": line.ready_days,
        "in_population": line.in_population,
        "why": str(line.why),
        "text": LINES[language][line.why].format(blocked=line.blocked),
        "days_billed": exact(line.days_billed),
        "amount_sek": exact(line.amount_sek),
        "review": line.review,
    }
