"""What is open in a stay and waits for somebody, as one reader has been told of it: each subject adds its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import F

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.documents import content_of
from discharge.contents.obstacles import Blocker, Disagreement, OpenCareObstacle
from discharge.contents.planning import InformationPart
from discharge.contents.referrals import ReferralAnswer
from discharge.facts import CaseFacts
from discharge.hindrances import open_blockers, open_disagreements, open_obstacles
from discharge.models import Case, Notice, NoticeVersion
from discharge.planning import answer_due_at, debts, in_it_now, owing
from discharge.referrals import unanswered
from discharge.sip_needs import answerers
from discharge.stay_facts import StayFacts
from rules.facts import LeftReason
from rules.states import LIVE
from rules.tracks import obstacle

Thing = TypeVar("Thing")


class OpenKind(StrEnum):
    """What it is; a new kind has its words in desk/saying/open_points.py."""

    QUESTION = "question"
    REFERRAL = "referral"
    DEBT = "debt"
    SIP_REQUEST = "sip_request"
    BLOCKER = "blocker"
    OBSTACLE = "obstacle"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Reader:
    """notices: those whose content her side has a right to; units: her own."""

    notices: frozenset[UUID]
    units: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that waits. ref: what an act names it by, the notice that raised it unless it has a ref of its own.

    raised_by: the unit that did. owners: the units whose it is to settle, as far as the reader may know them. about:
    which of several that one notice raised, by its code. due_at: when at the latest, if that is known. told_by: the
    notice that says what it is, if the reader has opened it; words: where there is none.
    """

    kind: OpenKind
    ref: UUID
    raised_by: UUID
    raised_at: datetime
    owners: tuple[UUID, ...]
    due_at: datetime | None
    about: str = ""
    told_by: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class OpenSeen:
    """The same with its units by name."""

    point: OpenPoint
    raised_by: Unit
    owners: Sequence[Unit]
    is_ours: bool
    words: str


Opens = Callable[[CaseFacts, StayFacts, Reader], Iterator[OpenPoint]]


def open_points(case: Case, facts: CaseFacts, actor: Actor) -> Sequence[OpenSeen]:
    """What is open to the reader's knowledge: what is due first comes first, then what has waited longest.

    When the stay is over nothing waits. Three queries, one where nothing is open. A discreet unit is
    named to whoever made it the owner, and to itself.
    """
    stay = facts.stay
    if stay is None or stay.status not in LIVE:
        return ()
    readable = Notice.objects.readable_by(actor).filter(case=case).values_list("ref", flat=True)
    reader = Reader(frozenset(readable), frozenset(unit.ref for unit in actor.units.values()))
    points = [point for opens in OPENS for point in opens(facts, stay, reader)]
    refs = {ref for point in points for ref in (point.raised_by, *point.owners)}
    units = {unit.ref: unit for unit in Unit.objects.filter(ref__in=refs)}
    words = _words({point.told_by for point in points if point.told_by})
    return [
        OpenSeen(
            point=point,
            raised_by=units[point.raised_by],
            owners=[
                units[ref]
                for ref in point.owners
                if not units[ref].discreet or not reader.units.isdisjoint((ref, point.raised_by))
            ],
            is_ours=not reader.units.isdisjoint(point.owners),
            words=words[point.told_by] if point.told_by else point.words,
        )
        for point in sorted(points, key=_order)
    ]


def _order(point: OpenPoint) -> tuple[bool, datetime, datetime]:
    return point.due_at is None, point.due_at or point.raised_at, point.raised_at


def _questions(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To whoever asked, until all have answered; to whoever was asked, until she has."""
    for question in stay.planning.questions.values():
        by = in_it_now(stay, question.by)
        owners = tuple(unit for unit in owing(facts, stay, question) if by in reader.units or unit in reader.units)
        if owners and question.notice in reader.notices:
            due_at = answer_due_at(stay, question)
            yield OpenPoint(OpenKind.QUESTION, question.notice, by, question.at, owners, due_at)


def _referrals(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To the ward, while a unit that has it has not answered; to such a unit, its own; of the dead to nobody."""
    for one in stay.planning.referrals.values():
        waiting = unanswered(facts, one) if stay.left_reason is not LeftReason.DECEASED else ()
        owners = tuple(unit for unit in waiting if stay.ward in reader.units or unit in reader.units)
        if owners and one.notice in reader.notices:
            yield OpenPoint(
                kind=OpenKind.REFERRAL,
                ref=one.notice,
                raised_by=in_it_now(stay, one.by),
                raised_at=one.at,
                owners=owners,
                due_at=None,
                told_by=one.notice if _has_opened(facts, one.notice, reader) else None,
            )


def _sip_requests(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To those who know that a plan is asked for, until the need is judged."""
    owners = answerers(facts, stay)
    if stay.sip.request and owners and stay.sip.request[0] in reader.notices:
        ref, at = stay.sip.request
        by = in_it_now(stay, facts.notices[ref].sender)
        yield OpenPoint(OpenKind.SIP_REQUEST, ref, by, at, tuple(owners), None)


def _debts(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To those who were told that something is missing, until they are told what it was."""
    promises = [promise for promise in stay.planning.promises if promise.notice in reader.notices]
    for about, debt in debts(stay, promises).items():
        if debt.told_at is None:
            yield OpenPoint(OpenKind.DEBT, debt.notice, stay.ward, debt.since, (stay.ward,), debt.due_at, about)


def _blockers(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To those who know of it, while she is an inpatient, until it is solved."""
    for ref, one in _known(open_blockers, facts, stay, reader).items():
        told_by = one.notices[-1] if one.notices else None
        by = in_it_now(stay, facts.notices[told_by].sender if told_by else one.raised_by)
        yield OpenPoint(
            kind=OpenKind.BLOCKER,
            ref=ref,
            raised_by=by,
            raised_at=one.since,
            owners=(in_it_now(stay, one.owner),),
            due_at=one.due_at,
            told_by=told_by if told_by and _has_opened(facts, told_by, reader) else None,
            words=one.inside,
        )


def _obstacles(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To those who know of it, until it is solved: whether it is the cause is the ward's to say, or open care's."""
    for ref, one in _known(open_obstacles, facts, stay, reader).items():
        unclear = one.state == obstacle.State.CAUSE_UNKNOWN
        yield OpenPoint(
            kind=OpenKind.OBSTACLE,
            ref=ref,
            raised_by=in_it_now(stay, facts.notices[ref].sender),
            raised_at=one.states[0][0],
            owners=(stay.ward,) if unclear else (),
            due_at=None,
            about=one.state,
            told_by=ref if _has_opened(facts, ref, reader) else None,
        )


def _disagreements(facts: CaseFacts, stay: StayFacts, reader: Reader) -> Iterator[OpenPoint]:
    """To the unit that objected and to the ward, until it is answered or withdrawn, or the readiness taken back."""
    for ref, one in _known(open_disagreements, facts, stay, reader).items():
        yield OpenPoint(
            kind=OpenKind.DISAGREEMENT,
            ref=ref,
            raised_by=one.raised_by,
            raised_at=one.since,
            owners=(stay.ward,),
            due_at=None,
            told_by=ref if _has_opened(facts, ref, reader) else None,
        )


def _known(
    opens: Callable[[UUID, CaseFacts, StayFacts], Mapping[UUID, Thing]],
    facts: CaseFacts,
    stay: StayFacts,
    reader: Reader,
) -> Mapping[UUID, Thing]:
    """What is open to any of the reader's units."""
    return {ref: one for unit in reader.units for ref, one in opens(unit, facts, stay).items()}


def _has_opened(facts: CaseFacts, ref: UUID, reader: Reader) -> bool:
    """Whether the notice may be shown: none of the reader's units that have it has it unread."""
    notice = facts.notices[ref]
    unread = {unit for unit, one in notice.receipts.items() if one.seen_version < notice.version}
    return ref in reader.notices and reader.units.isdisjoint(unread)


def _words(refs: Collection[UUID]) -> Mapping[UUID, str]:
    """What each of the notices says in its own words."""
    versions = NoticeVersion.objects.filter(notice__ref__in=refs, number=F("notice__version")).select_related("notice")
    found = {version.notice.ref: content_of(version) for version in versions}
    return {ref: getattr(one, SAYING[type(one)]) for ref, one in found.items()}


# The field of each kind of content that says what is open.
SAYING: Final[Mapping[type[Any], str]] = {
    Blocker: "what",
    OpenCareObstacle: "what",
    Disagreement: "reason",
    InformationPart: "body",
    ReferralAnswer: "question",
}
OPENS: Final[tuple[Opens, ...]] = (_questions, _referrals, _sip_requests, _debts, _blockers, _obstacles, _disagreements)
