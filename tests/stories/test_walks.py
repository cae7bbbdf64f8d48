"""Whatever the parties try in whatever order: the tables decide, a refusal writes nothing, and nobody sees more."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from accounts.actor import Actor
from core import clock
from desk.act_forms.base import asked
from desk.selectors.case_page import case_page
from desk.stay_acts import BY_ACTION, BY_SLUG
from discharge.errors import CaseClosed, NotNowInStay
from discharge.facts import facts_of
from discharge.models import Case, Event, Notice
from discharge.selectors.stays import offered
from discharge.services.admitting import cancel_stay
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge
from discharge.stay_facts import StayFacts
from discharge.verify import verify_case
from discharge.versions import case_version
from notifications.models import OutboxRow
from rules.errors import DomainError
from rules.states import Action, Status, available
from rules.tables import Fact
from tests.desk.acting import ACTS, ASKED_AT
from tests.discharge import staying
from tests.discharge.staying import Stay

pytestmark = pytest.mark.django_db

WALKS, STEPS = 20, 100
MISSING = (LookupError, ObjectDoesNotExist, StopIteration, AssertionError, ValueError, AttributeError)


def cancelled() -> Stay:
    """A stay that was registered in error."""
    stay = Stay()
    stay.does(stay.they.ward, cancel_stay, ASKED_AT, reason="Fel person")
    return stay


STAYS: dict[Status, Callable[[], Stay]] = {
    Status.ADMITTED: Stay,
    Status.NO_NEED: staying.needless,
    Status.PLANNING: staying.notified,
    Status.READY: staying.ready,
    Status.LEFT: staying.left,
    Status.CLOSED: staying.closed,
    Status.CANCELLED: cancelled,
}


def written(stay: Stay) -> tuple[Any, ...]:
    """What there is of the case."""
    rows = OutboxRow.objects.count()
    events = Event.objects.filter(case=stay.case).count()
    return Case.objects.get(pk=stay.case.pk).last_seq, events, Notice.objects.filter(case=stay.case).count(), rows


def tries(stay: Stay, slug: str, by: Actor, now: datetime) -> DomainError | None:
    """One act by its form, as somebody who has just opened the case; the refusal, which has written nothing."""
    act = BY_SLUG[slug]
    fields = {**ACTS[slug].fields(stay), "unit": str(stay.ref(by)), "expected_version": case_version(stay.case, by)}
    form = act.form(fields)
    assert form.is_valid(), (slug, form.errors)
    before = written(stay)
    try:
        with transaction.atomic():
            act.service(stay.case.ref, by=by, now=now, **act.arguments(asked(form)))
    except DomainError as refusal:
        assert written(stay) == before
        return refusal
    assert written(stay)[:2] > before[:2]
    return None


def stay_of(stay: Stay) -> StayFacts:
    facts = facts_of(stay.case).stay
    assert facts is not None
    return facts


@pytest.mark.parametrize("status", Status)
def test_every_act_in_every_status_is_as_the_table_says(status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: ASKED_AT)
    stay = STAYS[status]()
    facts = stay_of(stay)
    possible = available(status, facts={*facts.holding, Fact.NEVER_LEFT_BUILDING})
    tried: dict[str, bool] = {}
    for slug, act in ACTS.items():
        refusal, action = undone(stay, slug, act.who), BY_SLUG[slug].action
        if refusal is not NOTHING_TO_TRY and isinstance(action, Action):
            tried[slug] = refusal is None
            is_late = isinstance(refusal, NotNowInStay | CaseClosed)
            assert is_late <= (action not in possible), (slug, refusal)
            assert action in possible or refusal is not None, slug

    assert facts.status == status
    assert len(tried) > len(ACTS) // 2


NOTHING_TO_TRY = DomainError("what it would be about is not there")


def undone(stay: Stay, slug: str, who: str) -> DomainError | None:
    """Whether it is refused; nothing of it stays."""
    with transaction.atomic():
        try:
            return tries(stay, slug, getattr(stay.they, who), ASKED_AT)
        except MISSING:
            return NOTHING_TO_TRY
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("walk", range(WALKS))
def test_a_walk_keeps_what_must_hold(walk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(walk)
    stay, now, done = Stay(), ASKED_AT, 0
    for number in range(STEPS):
        now = ASKED_AT + timedelta(minutes=number)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        by = chance.choice(stay.they.everybody())
        done += one_step(stay, by, chance, now)
        if stay_of(stay).status in (Status.CLOSED, Status.CANCELLED):
            break

    assert list(verify_case(Case.objects.get(pk=stay.case.pk))) == []
    assert done > 0
    for one in stay.they.everybody():
        nobody_sees_more(stay, one, now)


def one_step(stay: Stay, by: Actor, chance: random.Random, now: datetime) -> bool:
    """Mostly something that the page offers her, or what waits to be read; else anything. Whether it happened."""
    case = Case.objects.get(pk=stay.case.pk)
    unread = Notice.objects.received_by(by).filter(case=case, receipts__unit_id__in=by.unit_ids).order_by("pk")
    if unread and chance.random() < 0.2:
        notice = chance.choice(list(unread))
        return is_done(lambda: takes_in(notice, by, now))
    offers = [BY_ACTION[one.action].slug for one in offered(case, facts_of(case), by, ()) if one.action in BY_ACTION]
    known = [slug for slug in offers if slug in ACTS and slug not in ENDING]
    slug = chance.choice(known if known and chance.random() < 0.8 else sorted(ACTS))
    if slug in ENDING and chance.random() < 0.9:
        return False
    try:
        return tries(stay, slug, by, now) is None
    except MISSING:
        return False


# After these nothing more happens, so they come seldom.
ENDING = {"stryk", "avsluta"}


def takes_in(notice: Notice, by: Actor, now: datetime) -> None:
    read_notice(notice.ref, by=by, now=now)
    acknowledge(notice.ref, by=by, now=now, expected_version=notice.version)


def is_done(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DomainError:
        return False
    return True


def nobody_sees_more(stay: Stay, by: Actor, now: datetime) -> None:
    """On her page stand only notices that her own side has sent or received, each once."""
    sides = {(unit.controller_id, unit.side) for unit in by.units.values()}
    known = list(Notice.objects.visible_to(by).filter(case=stay.case))
    for notice in known:
        received = {(one.controller_id, one.side) for one in notice.receipts.all()}
        assert {(notice.sender_controller_id, notice.sender_side), *received} & sides
    if known:
        page = case_page(stay.case.ref, by, now=now)
        assert [one.notice.pk for one in page.letters] == [one.pk for one in sorted(known, key=_latest_first)]


def _latest_first(notice: Notice) -> tuple[float, int]:
    return -notice.sent_at.timestamp(), -notice.pk
