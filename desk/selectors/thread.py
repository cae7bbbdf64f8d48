"""The notices of a case as one reader sees them: the content that she has opened, and what she may do with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.actor import Actor
from accounts.models import Unit
from accounts.permissions import visible
from accounts.roles import Permission
from desk.said import said
from desk.saying.said import Said
from discharge.contents.documents import Content, content_of
from discharge.models import Case, Notice, NoticeVersion, Receipt
from discharge.models.notices import NoticeKind
from discharge.selectors.notices import NoticeSeen, notices_seen
from rules.tables import available
from rules.tracks.receipt import TRANSITIONS, Action, State


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a notice: who wrote it, and what."""

    row: NoticeVersion
    content: Content

    @property
    def said(self) -> Said:
        """The content in words."""
        return said(self.content)


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice in the thread. versions: the present one first; none while it is unread or closed.

    own: the receipts of the reader's own units.
    """

    seen: NoticeSeen
    versions: Sequence[Version]
    own: Sequence[Receipt]

    @property
    def notice(self) -> Notice:
        return self.seen.notice

    @property
    def present(self) -> Version | None:
        """What holds now, when it may be shown."""
        return self.versions[0] if self.versions else None

    @property
    def is_sent_on(self) -> bool:
        """Whether the reader's unit has sent it on, and so has it no longer: there is nothing else to see of it."""
        return self.seen.is_closed and not self.own

    @property
    def to_acknowledge(self) -> Sequence[Receipt]:
        """The receipts of the reader's own units that wait for their acknowledgement."""
        return _in(self.own, State.READ, State.RECALLED)

    @property
    def follows_others(self) -> bool:
        """Whether the reader may follow it at other units than her own."""
        return len(self.seen.receipts) > len(self.own)

    @property
    def earlier(self) -> Sequence[Version]:
        """What was sent before it was corrected."""
        return self.versions[1:]

    @property
    def is_unread(self) -> bool:
        """Whether it must be opened before it is shown: one of the reader's units has not seen its present version."""
        return not self.seen.is_closed and any(_is_unseen(one, self.notice) for one in self.own)


@dataclass(frozen=True, slots=True)
class Doable:
    """What the reader may do with a notice now: by each of her own receipts, and as its sender."""

    acknowledge: Sequence[Receipt] = ()
    acknowledge_recall: Sequence[Receipt] = ()
    send_back: Sequence[Receipt] = ()
    forward: Sequence[Receipt] = ()
    correct: bool = False
    recall: bool = False
    recall_from: Sequence[Receipt] = ()
    answer: bool = False
    forward_to: Sequence[Unit] = field(default=())


def thread(case: Case, actor: Actor) -> Sequence[Letter]:
    """The notices of a case that the reader may know of, the latest first. Seven queries."""
    notices = visible(actor, Notice.objects.filter(case=case)).select_related("case__patient", "sender_unit")
    return letters(notices.order_by("-sent_at", "-pk"), actor)


def letters(notices: Iterable[Notice], actor: Actor) -> Sequence[Letter]:
    """The notices, which the reader may know of, in the same order."""
    found = [Letter(seen, (), _own(seen, actor)) for seen in notices_seen(notices, actor)]
    shown = [one.notice.pk for one in found if not one.seen.is_closed and not one.is_unread]
    versions = _versions(shown)
    return [Letter(one.seen, versions.get(one.notice.pk, ()), one.own) for one in found]


def doable(letter: Letter, actor: Actor, on: date) -> Doable:
    """What the reader may do with one notice: asks what the service will ask."""
    notice = letter.notice
    may = notice.permissions_of(actor)  # the reader sees it, which is the other half of what a service asks
    forward = _possible(letter.own, Action.FORWARD) if Permission.FORWARD in may else ()
    standing = notice.recalled_at is None
    return Doable(
        acknowledge=_in(letter.own, State.IN_LIST, State.READ) if Permission.ACKNOWLEDGE in may else (),
        acknowledge_recall=_in(letter.own, State.RECALLED) if Permission.ACKNOWLEDGE in may else (),
        send_back=_possible(letter.own, Action.RETURN_WRONG_RECIPIENT)
        if Permission.REPORT_WRONG_RECIPIENT in may
        else (),
        forward=forward,
        forward_to=forward_targets(letter, forward, actor, on) if forward else (),
        correct=standing and notice.kind == NoticeKind.MESSAGE and Permission.CORRECT in may,
        recall=standing and notice.kind == NoticeKind.MESSAGE and Permission.RECALL in may,
        recall_from=_possible(letter.seen.receipts, Action.RECALL_WRONG_RECIPIENT) if Permission.RECALL in may else (),
        answer=bool(letter.versions) and may_write(notice.case, actor),
    )


def may_write(case: Case, actor: Actor) -> bool:
    """Whether a reader of the case may send something in it now."""
    return case.closed_at is None and Permission.SEND_MESSAGE in case.permissions_of(actor)


def forward_targets(letter: Letter, receipts: Collection[Receipt], actor: Actor, on: date) -> Sequence[Unit]:
    """The open units of the same organisation and side that have not got the notice."""
    sides = {(one.controller_id, one.side) for one in receipts}
    having = {one.unit_id for one in letter.seen.receipts}
    units = visible(actor, Unit.objects.valid_on(on)).filter(
        controller__in={controller for controller, _ in sides}, outside=""
    )
    return [
        unit
        for unit in units.order_by("sort_key", "pk")
        if (unit.controller_id, unit.side) in sides and unit.pk not in having
    ]


def _own(seen: NoticeSeen, actor: Actor) -> Sequence[Receipt]:
    return [one for one in seen.receipts if one.unit_id in actor.units]


def _is_unseen(receipt: Receipt, notice: Notice) -> bool:
    return receipt.state != State.WRONG_RECIPIENT and receipt.seen_version < notice.version


def _in(receipts: Iterable[Receipt], *states: State) -> Sequence[Receipt]:
    return [one for one in receipts if one.state in states]


def _possible(receipts: Iterable[Receipt], action: Action) -> Sequence[Receipt]:
    return [one for one in receipts if action in available(TRANSITIONS, State(one.state))]


def _versions(notices: Collection[int]) -> dict[int, list[Version]]:
    found: dict[int, list[Version]] = defaultdict(list)
    rows = NoticeVersion.objects.filter(notice__in=notices).select_related("notice", "unit").order_by("-number")
    for row in rows:
        found[row.notice_id].append(Version(row, content_of(row)))
    return found
