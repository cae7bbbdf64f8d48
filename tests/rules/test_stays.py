"""A stay cut at its transfers: each clinic has what was sent while the patient was there."""

from __future__ import annotations

from rules.calendar import local_date
from rules.facts import LeftReason, Stay, Transfer
from rules.stays import clinic_stays
from tests.rules.stays import march, ready, stay, still_there, told

MOVED = (Transfer(at=march(11, 8), region="25"),)


def _sent_on(part: Stay) -> tuple[list[int], list[int]]:
    """The days of March on which the admission and ready notices of a part were sent."""
    return (
        [local_date(notice.sent_at).day for notice in part.admission_notices],
        [local_date(notice.sent_at).day for notice in part.ready_notices],
    )


def test_a_stay_without_transfers_is_one_part_with_all_it_has() -> None:
    assert clinic_stays(stay()) == (stay(),)
    assert clinic_stays(still_there()) == (still_there(),)


def test_transfers_cut_the_stay_in_the_order_in_which_they_happened() -> None:
    parts = clinic_stays(stay(transfers=(Transfer(at=march(11, 8), region="25"), Transfer(at=march(5), region="25"))))

    assert [(part.admitted_at, part.left_at) for part in parts] == [
        (march(2, 14), march(5)),
        (march(5), march(11, 8)),
        (march(11, 8), march(16, 11)),
    ]
    assert [part.transfers for part in parts] == [(), (), ()]


def test_each_part_has_the_notices_that_were_sent_during_it() -> None:
    notices = {
        "admission_notices": (*told(march(3, 9))[:1], *told(march(12))[:1]),
        "ready_notices": (*ready(march(9, 9))[:1], *ready(march(13))[:1]),
    }

    assert [_sent_on(part) for part in clinic_stays(stay(transfers=MOVED, **notices))] == [([3], [9]), ([12], [13])]
    assert [_sent_on(part) for part in clinic_stays(still_there(transfers=MOVED, **notices))] == [
        ([3], [9]),
        ([12], [13]),
    ]


def test_what_is_sent_in_the_instant_of_a_transfer_belongs_to_the_new_clinic() -> None:
    facts = stay(
        transfers=MOVED,
        admission_notices=(*told(march(2, 14))[:1], *told(march(11, 8))[:1]),
        ready_notices=ready(march(11, 8))[:1],
    )

    assert [_sent_on(part) for part in clinic_stays(facts)] == [([2], []), ([11], [11])]


def test_a_readiness_withdrawn_at_the_next_clinic_just_ended_with_the_transfer() -> None:
    at_the_first = stay(transfers=MOVED, ready_notices=ready(march(9, 9), withdrawn_at=march(10)))
    at_the_second = stay(transfers=MOVED, ready_notices=ready(march(9, 9), withdrawn_at=march(12)))

    assert {notice.withdrawn_at for notice in clinic_stays(at_the_first)[0].ready_notices} == {march(10)}
    assert {notice.withdrawn_at for notice in clinic_stays(at_the_second)[0].ready_notices} == {None}


def test_a_later_judgement_of_need_moves_the_clock_of_its_own_clinic_only() -> None:
    at_the_first = clinic_stays(stay(transfers=MOVED, need_assessed_at=march(3)))
    at_the_second = clinic_stays(stay(transfers=MOVED, need_assessed_at=march(12)))

    assert [part.need_assessed_at for part in at_the_first] == [march(3), None]
    assert [part.need_assessed_at for part in at_the_second] == [None, march(12)]


def test_a_transfer_is_leaving_for_other_care_and_the_last_clinic_keeps_the_true_reason() -> None:
    died = stay(transfers=MOVED, left_reason=LeftReason.DECEASED)

    assert [part.left_reason for part in clinic_stays(died)] == [LeftReason.OTHER_CARE, LeftReason.DECEASED]
    assert [part.left_reason for part in clinic_stays(still_there(transfers=MOVED))] == [LeftReason.OTHER_CARE, None]
