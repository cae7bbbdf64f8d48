"""A stay cut at its transfers, for the reading that each clinic stay is new (A-17b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rules.facts import LeftReason, Stay
from rules.provisions import decides


@decides("A-17", without=lambda stay: (stay,))
def clinic_stays(stay: Stay) -> tuple[Stay, ...]:
    """The stay as one stay per clinic, in order; each has the notices that were sent during it."""
    starts = [stay.admitted_at, *sorted(transfer.at for transfer in stay.transfers)]
    ends: list[datetime | None] = [*starts[1:], stay.left_at]
    return tuple(_part(stay, start, end) for start, end in zip(starts, ends, strict=True))


def _part(stay: Stay, start: datetime, end: datetime | None) -> Stay:
    def inside(at: datetime | None) -> bool:
        return at is not None and start <= at and (end is None or at < end)

    return replace(
        stay,
        admitted_at=start,
        need_assessed_at=stay.need_assessed_at if inside(stay.need_assessed_at) else None,
        admission_notices=tuple(notice for notice in stay.admission_notices if inside(notice.sent_at)),
        ready_notices=tuple(
            replace(notice, withdrawn_at=notice.withdrawn_at if inside(notice.withdrawn_at) else None)
            for notice in stay.ready_notices
            if inside(notice.sent_at)
        ),
        transfers=(),
        left_at=end,
        left_reason=stay.left_reason if end == stay.left_at else LeftReason.OTHER_CARE,
    )
