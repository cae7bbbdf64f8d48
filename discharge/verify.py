"""Whether the tables say what the events say. Run by the command verify_cases and after every test of discharge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from accounts.models import Unit
from discharge.contents.documents import content_of, sha256
from discharge.deadlines import wanted
from discharge.facts import CaseFacts, NoticeFacts, ReceiptFacts, fold
from discharge.models import Case, CaseGrant, Deadline, Episode, Event, Notice, NoticeCopy, Participation, Receipt, Turn
from discharge.services.deriving import columns_of, due_by_unit
from discharge.stay_turns import asked_of
from discharge.turns import standing
from rules.tracks.receipt import State


def verify() -> Iterator[str]:
    """One line for each difference, over all cases."""
    for case in Case.objects.order_by("pk").iterator():
        for difference in verify_case(case):
            yield f"{case}: {difference}"


def verify_case(case: Case) -> Iterator[str]:
    """One line for each difference in a case."""
    events = list(Event.objects.filter(case=case).select_related("unit", "notice", "party").order_by("seq"))
    yield from _compare("seq", [event.seq for event in events], list(range(1, case.last_seq + 1)))
    facts = fold(events)
    notices = list(Notice.objects.filter(case=case).select_related("sender_unit", "answers"))
    receipts = list(Receipt.objects.filter(notice__case=case).select_related("unit", "notice"))
    yield from _compare("notices", {one.ref: _plain(one, receipts) for one in notices}, facts.notices)
    taking_part = Participation.objects.filter(case=case, to_at__isnull=True).values_list("unit__ref", flat=True)
    yield from _compare("participation", set(taking_part), facts.participants())
    yield from _compare("grants", _grants(case), facts.grants)
    yield from _copies(notices, receipts)
    yield from _versions(notices)
    yield from _turns(case, notices, receipts, facts)
    yield from _episode(case, facts)
    yield from verify_clocks(case, facts)


def verify_clocks(case: Case, facts: CaseFacts) -> Iterator[str]:
    """One line for each deadline that is not as the rules would give it now."""
    kept = {
        (one.kind, one.party_unit_id, one.subject): (one.due_at, one.met_at, one.law)
        for one in Deadline.objects.filter(case=case, superseded_at__isnull=True)
    }
    yield from _compare("deadlines", kept, {due.key: (due.due_at, due.met_at, due.law) for due in wanted(facts)})


def _compare(what: str, in_tables: Any, told: Any) -> Iterator[str]:
    if in_tables != told:
        yield f"{what}: the tables say {in_tables}, the events {told}"


def _plain(notice: Notice, receipts: list[Receipt]) -> NoticeFacts:
    """A notice and its receipts as the tables have them."""
    return NoticeFacts(
        sender=notice.sender_unit.ref,
        sent_at=notice.sent_at,
        answers=notice.answers.ref if notice.answers else None,
        version=notice.version,
        recalled_at=notice.recalled_at,
        receipts={
            one.unit.ref: ReceiptFacts(
                **{name: getattr(one, name) for name in ReceiptFacts.__dataclass_fields__ if name != "state"},
                state=State(one.state),
            )
            for one in receipts
            if one.notice_id == notice.pk
        },
    )


def _grants(case: Case) -> dict[tuple[Any, ...], date]:
    columns = ("user_id", "permission__codename", "controller_id", "side", "ends_on")
    return {
        tuple(key): ends_on for *key, ends_on in CaseGrant.objects.filter(content_object=case).values_list(*columns)
    }


def _copies(notices: list[Notice], receipts: list[Receipt]) -> Iterator[str]:
    """A side has an open copy of what it sent and of what one of its units has and should have."""
    held = {(one.pk, one.sender_controller_id, one.sender_side) for one in notices}
    meant_for = [one for one in receipts if one.state != State.WRONG_RECIPIENT and not one.outside]
    held |= {(one.notice_id, one.controller_id, one.side) for one in meant_for}
    copies = NoticeCopy.objects.filter(notice__in=notices, closed_at__isnull=True)
    yield from _compare("copies", set(copies.values_list("notice_id", "controller_id", "side")), held)


def _versions(notices: list[Notice]) -> Iterator[str]:
    """Every version is there, and is what its fingerprint says."""
    for notice in notices:
        versions = list(notice.versions.order_by("number"))
        yield from _compare(
            f"versions of {notice}", [one.number for one in versions], list(range(1, notice.version + 1))
        )
        for version in versions:
            version.notice = notice
            yield from _compare(f"sha256 of {version}", version.sha256, sha256(content_of(version)))


def _episode(case: Case, facts: CaseFacts) -> Iterator[str]:
    """The stay's row, and that there is one exactly where there is a stay."""
    episode = Episode.objects.filter(case=case).first()
    told = columns_of(facts.stay, Unit.objects.get(ref=facts.stay.ward)) if facts.stay else {}
    yield from _compare("episode", {name: getattr(episode, name, None) for name in told}, told)
    yield from _compare("a stay", episode is not None, facts.stay is not None)


def _turns(case: Case, notices: list[Notice], receipts: list[Receipt], facts: CaseFacts) -> Iterator[str]:
    units = dict(Participation.objects.filter(case=case).values_list("unit_id", "unit__ref"))
    kept = {one.unit_id: (one.action, one.whose, one.changed_at, one.due_at) for one in Turn.objects.filter(case=case)}
    derived, due_at = {}, due_by_unit(case)
    for unit_id, ref in units.items():
        found = standing(unit_id, case, notices, receipts, asked_of(ref, facts))
        derived[unit_id] = (found.action.value, found.whose.value, found.since, due_at.get(unit_id))
    yield from _compare("turns", kept, derived)
