"""Six at once in a stay on real PostgreSQL: one happens, with one event; to the others something was said meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from discharge.models import Episode, Event
from discharge.models.notices import Ground
from discharge.services.admitting import register_stay
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave
from discharge.services.moving import transfer
from discharge.services.readiness import declare_ready
from discharge.services.receipts import acknowledge
from discharge.services.receiving import say_can_receive
from discharge.verify import verify
from discharge.versions import case_version
from notifications.models import OutboxRow
from rules.facts import CareType, LeftReason
from tests import factories as make
from tests.at_once import at_once, doing
from tests.discharge.parties import parties
from tests.discharge.staying import ADMITTED, DR_LIND, NOTIFIED, READY, REGISTERED, TOLD_READY, Stay, other_hospital

SIX = 6

pytestmark = pytest.mark.usefixtures("own_database")


def ready(stay: Stay) -> dict[str, Any]:
    return {
        "recipients": [stay.ref(one) for one in stay.recipients],
        "assessed_at": READY,
        "physician": DR_LIND,
        "at": TOLD_READY,
    }


ACTS = [
    pytest.param(declare_ready, ready, "ready_sent", 3, id="ready"),
    pytest.param(
        change_estimate,
        lambda stay: {"expected_on": READY.date(), "expected_time": READY.time(), "at": TOLD_READY},
        "estimate_sent",
        3,
        id="estimate",
    ),
    pytest.param(
        leave,
        lambda stay: {"reason": LeftReason.DISCHARGED, "left_at": READY, "at": TOLD_READY},
        "left",
        3,
        id="leave",
    ),
]


@pytest.mark.parametrize(("service", "said", "kind", "rows"), ACTS)
def test_of_six_who_do_the_same_in_a_stay_one_does_it(service: Any, said: Any, kind: str, rows: int) -> None:
    stay = Stay().notified()
    ward = stay.they.ward
    asked = {**said(stay), "expected_version": case_version(stay.case, ward)}

    outcome = at_once(*[doing(ward, lambda: stay.does(ward, service, **asked))] * SIX)

    assert outcome == {"done": 1, "stale_case": SIX - 1}
    assert Event.objects.filter(kind=kind).count() == 1
    assert OutboxRow.objects.filter(kind=kind).count() == rows
    assert list(verify()) == []


def test_of_six_who_admit_the_same_patient_one_does() -> None:
    they, patient = parties(), make.patient()

    def admit() -> object:
        return register_stay(
            patient.ref,
            unit=make.unit_of(they.ward).ref,
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            by=they.ward,
            now=REGISTERED,
        )

    outcome = at_once(*[doing(they.ward, admit)] * SIX)

    assert outcome == {"done": 1, "already_admitted": SIX - 1}
    assert Episode.objects.count() == Event.objects.count() == 1


def test_of_a_transfer_and_an_admission_at_the_other_hospital_one_happens() -> None:
    stay = Stay()
    new = other_hospital(stay)
    asked = {"to": stay.ref(new), "moved_at": NOTIFIED, "ground": Ground.CONSENT}

    outcome = at_once(
        doing(stay.they.ward, lambda: stay.does(stay.they.ward, transfer, NOTIFIED, **asked)),
        doing(
            new,
            lambda: register_stay(
                stay.case.patient.ref,
                unit=stay.ref(new),
                admitted_at=NOTIFIED,
                care_type=CareType.SOMATIC,
                by=new,
                now=NOTIFIED,
            ),
        ),
    )

    assert outcome in ({"done": 1, "already_admitted": 1}, {"done": 1, "transfer_refused": 1})
    assert Episode.objects.filter(controller=make.unit_of(new).controller).count() == 1
    assert list(verify()) == []


def test_what_different_parties_do_at_once_all_happens_in_one_order() -> None:
    stay = Stay().notified()
    they, notice = stay.they, stay.case.notices.get()
    received = {"from_at": TOLD_READY, "first_visit": "", "meets": "", "ground": Ground.CONSENT}

    outcome = at_once(
        doing(they.clinic, lambda: acknowledge(notice.ref, by=they.clinic, now=TOLD_READY, expected_version=1)),
        doing(they.care, lambda: acknowledge(notice.ref, by=they.care, now=TOLD_READY, expected_version=1)),
        doing(they.social, lambda: stay.does(they.social, say_can_receive, NOTIFIED + timedelta(hours=1), **received)),
    )

    assert outcome == {"done": 3}
    assert list(verify()) == []
