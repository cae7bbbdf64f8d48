"""An evaluation as the answer of cases.md: which keys, in which order, and how times, days and kronor are written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rules.amounts import Amount
from rules.deadlines import Deadline, Kind, Party
from rules.evaluation import Evaluation
from rules.files.answers import stay_answer
from rules.liability import Liability, State
from rules.reasons import Reason
from rules.review import Alternative
from rules.wording import Language, alternative_text, reason_text

NOON = Reason(
    "noon",
    "5:4",
    {"told_at": datetime(2026, 3, 9, 13, 10, tzinfo=UTC), "start_on": date(2026, 3, 13), "free_days": 3},
)
BEGUN = Alternative(
    reading="A-3b",
    state=State.LIABLE,
    first_liable_on=date(2026, 3, 13),
    nights=3,
    begun_days=4,
    needs_decision=False,
)
CLOCK = Deadline(
    kind=Kind.ADMISSION_NOTICE,
    party=Party.WARD,
    subject="",
    due_at=datetime(2026, 3, 3, 13, tzinfo=UTC),
    law="2:3",
    met_at=datetime(2026, 7, 3, 8, tzinfo=UTC),
    breached=True,
)
EVALUATION = Evaluation(
    on=datetime(2026, 3, 20, tzinfo=UTC),
    state=State.LIABLE,
    liability=Liability(
        state=State.LIABLE,
        municipality="2580",
        first_liable_on=date(2026, 3, 13),
        nights_on=(date(2026, 3, 13), date(2026, 3, 14)),
        begun_on=(date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 15)),
        liable_on=(date(2026, 3, 13), date(2026, 3, 14)),
    ),
    amount=Amount(Decimal("18600")),
    deadlines=(CLOCK,),
    reasons=(NOON,),
    review=(BEGUN,),
)


def test_an_answer_has_these_keys_in_this_order() -> None:
    answer = stay_answer("E02", EVALUATION, Language.EN)

    assert json.dumps(answer) == json.dumps(
        {
            "name": "E02",
            "liability": {
                "state": "LIABLE",
                "condition": None,
                "municipality": "2580",
                "first_liable_on": "2026-03-13",
                "liable_on": ["2026-03-13", "2026-03-14"],
                "nights": 2,
                "begun_days": 3,
                "amount_sek": "18600",
                "amount_missing_for": [],
                "reasons": [
                    {
                        "law": "5:4",
                        "code": "noon",
                        "text": "Sent Monday 9 March 14.10, after 12.00: liability starts four days later.",
                    }
                ],
                "review": [
                    {
                        "reading": "A-3b",
                        "state": "LIABLE",
                        "nights": 3,
                        "begun_days": 4,
                        "first_liable_on": "2026-03-13",
                        "text": alternative_text(BEGUN, Language.EN),
                    }
                ],
            },
            "deadlines": [
                {
                    "kind": "admission_notice",
                    "party": "ward",
                    "due_at": "2026-03-03T14:00:00+01:00",
                    "law": "2:3",
                    "met_at": "2026-07-03T10:00:00+02:00",
                    "breached": True,
                }
            ],
        }
    )


def test_the_state_is_the_evaluations_and_the_figures_are_the_defaults() -> None:
    liability = Liability(state=State.NOT_LIABLE, condition="C2", municipality="2580")
    review = replace(BEGUN, first_liable_on=None)

    answer = stay_answer(
        "E43",
        replace(
            EVALUATION,
            state=State.REVIEW,
            liability=liability,
            amount=Amount(Decimal(0)),
            deadlines=(replace(CLOCK, met_at=None),),
            review=(review,),
        ),
        Language.SV,
    )

    assert answer == {
        "name": "E43",
        "liability": {
            "state": "REVIEW",
            "condition": "C2",
            "municipality": "2580",
            "first_liable_on": None,
            "liable_on": [],
            "nights": 0,
            "begun_days": 0,
            "amount_sek": "0",
            "amount_missing_for": [],
            "reasons": [{"law": "5:4", "code": "noon", "text": reason_text(NOON, Language.SV)}],
            "review": [
                {
                    "reading": "A-3b",
                    "state": "LIABLE",
                    "nights": 3,
                    "begun_days": 4,
                    "first_liable_on": None,
                    "text": alternative_text(review, Language.SV),
                }
            ],
        },
        "deadlines": [
            {
                "kind": "admission_notice",
                "party": "ward",
                "due_at": "2026-03-03T14:00:00+01:00",
                "law": "2:3",
                "met_at": None,
                "breached": True,
            }
        ],
    }


@pytest.mark.parametrize(
    ("sek", "written"),
    [
        (None, None),
        (Decimal(0), "0"),
        (Decimal("36000"), "36000"),
        (Decimal("3.6E+4"), "36000"),
        (Decimal("0.00000001"), "0.00000001"),
        (Decimal("9300.50"), "9300.50"),
    ],
)
def test_kronor_are_exact_decimals_in_text(sek: Decimal | None, written: str | None) -> None:
    answer = stay_answer("x", replace(EVALUATION, amount=Amount(sek, (2026, 2027))), Language.EN)

    assert isinstance(answer["liability"], dict)
    assert (answer["liability"]["amount_sek"], answer["liability"]["amount_missing_for"]) == (written, [2026, 2027])


def test_under_a_mean_the_ready_days_are_told() -> None:
    mean = Liability(state=State.BY_AGREEMENT, ready_days=7)

    answer = stay_answer("E45", replace(EVALUATION, state=State.BY_AGREEMENT, liability=mean), Language.EN)

    assert isinstance(answer["liability"], dict)
    assert answer["liability"]["ready_days"] == 7
    assert "gaps" not in answer["liability"]


def test_an_incomplete_agreement_tells_its_gaps() -> None:
    lacking = Liability(state=State.INCOMPLETE_AGREEMENT, gaps=("tracks[0].cutoff", "tariff.table"))

    answer = stay_answer("x", replace(EVALUATION, state=State.INCOMPLETE_AGREEMENT, liability=lacking), Language.EN)

    assert isinstance(answer["liability"], dict)
    assert answer["liability"]["gaps"] == ["tracks[0].cutoff", "tariff.table"]
    assert "ready_days" not in answer["liability"]
