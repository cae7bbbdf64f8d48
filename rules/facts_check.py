"""Orders and combinations of facts that cannot be, whoever hands them in: nothing here is law."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, pairwise
from typing import TypeAlias, TypeVar

from rules.errors import Problem
from rules.facts import (
    MANDATORY_ITEMS,
    REGISTERED_ADDRESS,
    AdmissionNotice,
    Interval,
    NoticeKind,
    Obstacle,
    ReadyNotice,
    Recipient,
    SipConsent,
    Stay,
    Via,
)

Dated: TypeAlias = tuple[str, datetime | None]
Row = TypeVar("Row")


def problems(stay: Stay) -> tuple[Problem, ...]:
    """Everything impossible in a stay, each under its key as a case writes it ("ready_notices[0].withdrawn_at").

    The same instant is never a wrong order, but an interval that ends when it begins is empty and refused. Obstacles,
    refusal, declining, preparedness states and the appointment of a care contact may be dated freely.
    """
    return tuple(
        chain(
            _before_admission(stay),
            _after_leaving(stay),
            _leaving_half_told(stay),
            _wrong_order_in_a_row(stay),
            _empty_intervals(stay),
            _overlapping_leaves(stay.leaves),
            _contradictions(stay),
            _incomplete_told_as_complete(stay),
            _registered_though_sent_here(stay),
            _refused_without_refusal(stay),
            _acknowledged_too_early(stay),
        )
    )


def _notices(stay: Stay) -> Iterator[tuple[str, AdmissionNotice | ReadyNotice]]:
    for index, notice in enumerate(stay.admission_notices):
        yield f"admission_notices[{index}]", notice
    for index, ready in enumerate(stay.ready_notices):
        yield f"ready_notices[{index}]", ready


def _while_an_inpatient(stay: Stay) -> Iterator[Dated]:
    """What only happens while the patient is in inpatient care."""
    yield "need_assessed_at", stay.need_assessed_at
    for where, notice in _notices(stay):
        yield f"{where}.sent_at", notice.sent_at
    for index, ready in enumerate(stay.ready_notices):
        yield f"ready_notices[{index}].withdrawn_at", ready.withdrawn_at
    for index, leave in enumerate(stay.leaves):
        yield f"leaves[{index}].from", leave.from_at
        yield f"leaves[{index}].to", leave.to_at
    for index, transfer in enumerate(stay.transfers):
        yield f"transfers[{index}].at", transfer.at
    for index, estimate in enumerate(stay.estimates):
        yield f"estimates[{index}].decided_at", estimate.decided_at
        yield f"estimates[{index}].sent_at", estimate.sent_at


def _since_admission(stay: Stay) -> Iterator[Dated]:
    """What is never before the admission, but may come after the patient has left."""
    yield "coordinated_care_plan_at", stay.coordinated_care_plan_at
    yield "discharge_information_sent_at", stay.discharge_information_sent_at
    yield "underlay_sent_at", stay.underlay_sent_at
    yield "planned_discharge_at", stay.planned_discharge_at
    yield "left_at", stay.left_at
    for index, ready in enumerate(stay.ready_notices):
        yield f"ready_notices[{index}].assessed_at", ready.assessed_at
    for index, call in enumerate(stay.sip.calls):
        yield f"sip.calls[{index}].sent_at", call.sent_at
    for index, change in enumerate(stay.municipality_changes):
        yield f"municipality_changes[{index}].at", change.at
    for index, estimate in enumerate(stay.estimates):
        yield f"estimates[{index}].value", estimate.value


def _before_admission(stay: Stay) -> Iterator[Problem]:
    for where, at in chain(_while_an_inpatient(stay), _since_admission(stay)):
        if at is not None and at < stay.admitted_at:
            yield Problem(where, "is before admitted_at")


def _after_leaving(stay: Stay) -> Iterator[Problem]:
    if stay.left_at is None:
        return
    for where, at in _while_an_inpatient(stay):
        if at is not None and at > stay.left_at:
            yield Problem(where, "is after left_at")


def _leaving_half_told(stay: Stay) -> Iterator[Problem]:
    if stay.left_at is not None and stay.left_reason is None:
        yield Problem("left_reason", "is missing beside left_at")
    if stay.left_at is None and stay.left_reason is not None:
        yield Problem("left_reason", "is given without left_at")


def _wrong_order_in_a_row(stay: Stay) -> Iterator[Problem]:
    for where, notice in _notices(stay):
        if notice.registered_at is not None and notice.registered_at < notice.sent_at:
            yield Problem(f"{where}.registered_at", "is before sent_at")
    for index, ready in enumerate(stay.ready_notices):
        if ready.withdrawn_at is not None and ready.withdrawn_at < ready.sent_at:
            yield Problem(f"ready_notices[{index}].withdrawn_at", "is before sent_at")
        if ready.assessed_at is not None and ready.assessed_at > ready.sent_at:
            yield Problem(f"ready_notices[{index}].assessed_at", "is after sent_at")
    for index, estimate in enumerate(stay.estimates):
        if estimate.sent_at is not None and estimate.sent_at < estimate.decided_at:
            yield Problem(f"estimates[{index}].sent_at", "is before decided_at")


def _empty_intervals(stay: Stay) -> Iterator[Problem]:
    intervals: tuple[tuple[str, Sequence[Interval | Obstacle]], ...] = (
        ("open_care_obstacles", stay.open_care_obstacles),
        ("preparedness_states", stay.preparedness_states),
        ("leaves", stay.leaves),
    )
    for key, rows in intervals:
        for index, interval in enumerate(rows):
            if interval.to_at is not None and interval.to_at <= interval.from_at:
                yield Problem(f"{key}[{index}].to", "is not after from")


def _overlapping_leaves(leaves: Sequence[Interval]) -> Iterator[Problem]:
    in_order = sorted(enumerate(leaves), key=lambda row: row[1].from_at)
    for (earlier, leave), (later, following) in pairwise(in_order):
        if leave.to_at is None or following.from_at < leave.to_at:
            yield Problem(f"leaves[{later}].from", f"is inside leaves[{earlier}]")


def _contradictions(stay: Stay) -> Iterator[Problem]:
    """Two rows about one and the same thing that say different things of it."""

    def notice(row: AdmissionNotice | ReadyNotice) -> Hashable:
        return row.to, row.municipality or stay.municipality, row.sent_at

    yield from _told_twice("admission_notices", stay.admission_notices, notice)
    yield from _told_twice("ready_notices", stay.ready_notices, notice)
    yield from _told_twice("municipality_changes", stay.municipality_changes, lambda change: change.at)
    yield from _told_twice("transfers", stay.transfers, lambda transfer: transfer.at)


def _told_twice(key: str, rows: Iterable[Row], identity: Callable[[Row], Hashable]) -> Iterator[Problem]:
    first: dict[Hashable, tuple[int, Row]] = {}
    for index, row in enumerate(rows):
        earlier, same = first.setdefault(identity(row), (index, row))
        if row != same:
            yield Problem(f"{key}[{index}]", f"contradicts {key}[{earlier}], of the same instant")


def _incomplete_told_as_complete(stay: Stay) -> Iterator[Problem]:
    """A complete notice lacks no item of 2 kap. 2 §; only a withheld address may be named beside it (A-21)."""
    for index, notice in enumerate(stay.admission_notices):
        where = f"admission_notices[{index}].missing_items"
        for item in notice.missing_items:
            if item not in MANDATORY_ITEMS:
                yield Problem(where, f"{item!r} is none of {', '.join(MANDATORY_ITEMS)}")
        withheld = {REGISTERED_ADDRESS} if notice.address_withheld else set()
        if notice.complete and set(notice.missing_items) - withheld:
            yield Problem(where, "is not empty though complete is true")


def _registered_though_sent_here(stay: Stay) -> Iterator[Problem]:
    for where, notice in _notices(stay):
        if notice.registered_at is not None and notice.via is Via.PLATFORM:
            yield Problem(f"{where}.registered_at", "is only for a notice sent outside (via: outside)")


def _refused_without_refusal(stay: Stay) -> Iterator[Problem]:
    if stay.sip.refused_at is not None and stay.sip.consent is not SipConsent.REFUSED:
        yield Problem("sip.refused_at", "is given though consent is not refused")


def _acknowledged_too_early(stay: Stay) -> Iterator[Problem]:
    for index, acknowledgement in enumerate(stay.acknowledgements):
        sent = _sent_to(stay, acknowledgement.notice, acknowledgement.by)
        if not any(at <= acknowledgement.at for at in sent):
            yield Problem(f"acknowledgements[{index}].at", "is before any such notice was sent to that recipient")


def _sent_to(stay: Stay, kind: NoticeKind, by: Recipient) -> list[datetime]:
    if kind is NoticeKind.ESTIMATE_CHANGE:
        return [estimate.sent_at for estimate in stay.estimates if estimate.sent_at is not None]
    rows = stay.admission_notices if kind is NoticeKind.ADMISSION else stay.ready_notices
    return [notice.sent_at for notice in rows if _reaches(notice.to, by)]


def _reaches(to: Recipient, by: Recipient) -> bool:
    """Whether what was sent `to` is what `by` acknowledges; "municipality" stands for each of its units."""
    return to is by or (Recipient.MUNICIPALITY in (to, by) and Recipient.OPEN_CARE not in (to, by))
