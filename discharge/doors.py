"""What a door does around a service, for pages and API alike: the transaction, the key, and the access log.

The service's transaction ends first, then the access log is written and committed, then the door answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.access_log import Seen, What, record_read, record_reads
from accounts.actor import Actor
from accounts.permissions import visible
from core.db import acting_as
from core.errors import NotVisible
from discharge.models import Case, Episode, Notice, NoticeVersion, Turn
from discharge.selectors.cases import CaseSeen, Person, cases_seen
from discharge.selectors.notices import NoticeSeen, notices_seen
from discharge.selectors.stays import StaySeen, stay_seen
from discharge.services.keys import answer_once
from discharge.services.reading import read_notice
from discharge.versions import case_version


@dataclass(frozen=True, slots=True)
class OpenedNotice:
    """A notice that has been opened: its present content, and what is seen beside it."""

    version: NoticeVersion
    seen: NoticeSeen
    case: CaseSeen


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with its person, its version for this reader, and what it asks of her units."""

    case: Case
    person: Person
    version: int
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True)
class OpenedStay:
    """A stay as the reader has been told of it, with her version of the case. episode: for the hospital alone.

    Of a protected person the municipality is left out, and of one who was transferred the needs that the hospital that
    had her judged.
    """

    version: int
    seen: StaySeen
    episode: Episode | None


def perform(
    act: Callable[[], UUID], *, by: Actor, now: datetime, key: str = "", request: Mapping[str, Any] | None = None
) -> UUID:
    """Run a service in the actor's transaction, once per key; gives the ref that it, or the first of its kind, gave."""
    with acting_as(by):
        return answer_once(key, request or {}, act, by=by, now=now)


def open_notice(ref: UUID, *, by: Actor, now: datetime) -> OpenedNotice:
    """The content of a notice, marked as read and logged. Raises what read_notice raises."""
    with acting_as(by):
        version = read_notice(ref, by=by, now=now)
        (seen,) = notices_seen([_notice(ref)], by)
        (case,) = cases_seen([seen.notice.case], by)
    record_read(case.for_log(ref), by=by, at=now)
    return OpenedNotice(version, seen, case)


def look_at_notice(ref: UUID, *, by: Actor, now: datetime) -> tuple[NoticeSeen, CaseSeen | None]:
    """What may be seen of a notice without opening it, logged. Raises: NotVisible.

    Of one that the unit no longer has, not even whom it is about: there is no case.
    """
    with acting_as(by):
        if not visible(by, Notice.objects.filter(ref=ref)).exists():
            raise NotVisible("no such notice")
        (seen,) = notices_seen([_notice(ref)], by)
        (case,) = cases_seen([seen.notice.case], by)
    if seen.is_closed:
        record_read(Seen(patient_ref=case.person.ref, subject_ref=ref), by=by, at=now, what=What.LISTED)
        return seen, None
    record_read(case.for_log(ref), by=by, at=now, what=What.LISTED)
    return seen, case


def open_case_page(ref: UUID, *, by: Actor, now: datetime) -> OpenedCase:
    """A case, logged. Raises: NotVisible."""
    with acting_as(by):
        case = visible(by, Case.objects.select_related("patient")).filter(ref=ref).first()
        if case is None:
            raise NotVisible("no such case")
        (seen,) = cases_seen([case], by)
        turns = visible(by, Turn.objects.filter(case=case)).select_related("unit").order_by("unit__sort_key", "pk")
        opened = OpenedCase(seen.case, seen.person, case_version(case, by), list(turns))
    record_read(seen.for_log(), by=by, at=now)
    return opened


def open_stay(ref: UUID, *, by: Actor, now: datetime) -> OpenedStay:
    """The stay of a case, logged. Raises: NotVisible, also when the reader has been told of none."""
    with acting_as(by):
        case = visible(by, Case.objects.select_related("patient")).filter(ref=ref).first()
        if case is None:
            raise NotVisible("no such case")
        stay = stay_seen(case, by, visible(by, case.turns.all()), visible(by, case.events.all()), now=now)
        if stay is None:
            raise NotVisible("no stay that the reader knows of")
        (seen,) = cases_seen([case], by)
        episode = visible(by, Episode.objects.filter(case=case)).select_related("ward").first()
        if episode is not None and seen.person.is_protected:
            episode.municipality = ""
        if episode is not None and not stay.is_need_ours:
            episode.needs_region = episode.needs_social_services = episode.needs_municipal_care = None
            episode.need_judged_at = None
        opened = OpenedStay(case_version(case, by), stay, episode)
    record_read(seen.for_log(), by=by, at=now)
    return opened


def log_list(seen: Iterable[CaseSeen], *, by: Actor, now: datetime) -> None:
    """A list of cases leaves: each person once."""
    record_reads([one.for_log() for one in seen], by=by, at=now, what=What.LISTED)


def _notice(ref: UUID) -> Notice:
    return Notice.objects.select_related("case__patient", "sender_unit").get(ref=ref)
