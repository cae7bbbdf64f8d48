"""How a story is told: who does what when, and what each party then has."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.core.management import call_command

from accounts.actor import Actor
from accounts.kinds import UnitKind
from core import clock
from desk.selectors.case_page import case_page
from discharge.deadlines import terms_of
from discharge.facts import facts_of
from discharge.models import Case, Deadline, Episode, Event, Notice, Receipt
from discharge.models.notices import NoticeKind
from discharge.selectors.stays import Stage, StaySeen, stay_seen
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import judge_need, register_stay
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge
from discharge.stays import stay_of
from discharge.turns import Step
from discharge.verify import verify_case
from discharge.versions import case_version
from rules import facts as law
from rules.__main__ import main
from rules.evaluation import Evaluation, evaluate
from rules.facts import CareType
from rules.tracks.receipt import State
from tests import factories as make
from tests.desk.browsing import browser
from tests.stories.region import Region

DOCTOR = "Anders Sandberg"


@dataclass
class Story:
    """One patient's way home. `now` moves with what is told."""

    region: Region
    monkeypatch: pytest.MonkeyPatch
    case: Case = field(init=False)
    now: datetime = field(init=False)

    def at(self, now: datetime) -> None:
        """The clock stands there."""
        self.now = now
        self.monkeypatch.setattr(clock, "now", lambda: now)

    def admitted(self, at: datetime, *, patient: Any = None, by: Actor | None = None, **told: Any) -> None:
        """The ward registers her."""
        self.at(at)
        by = by or self.region.ward
        self.case = register_stay(
            (patient or self.region.patient()).ref,
            unit=make.unit_of(by).ref,
            by=by,
            now=at,
            **{"admitted_at": at, "care_type": CareType.SOMATIC, **told},
        )

    def notified(self, at: datetime, *recipients: Actor, **told: Any) -> None:
        """The need is judged by whom is told, and they get the admission notice."""
        kinds = {make.unit_of(one).kind for one in recipients}
        ward = self.has_her
        self.does(
            ward,
            judge_need,
            at,
            region=UnitKind.OPEN_CARE in kinds,
            social_services=UnitKind.SOCIAL_SERVICES in kinds,
            municipal_care=UnitKind.MUNICIPAL_CARE in kinds,
            physician=DOCTOR,
            judged_at=at,
        )
        self.does(ward, send_admission_notice, at, recipients=refs(*recipients), **told)

    @property
    def has_her(self) -> Actor:
        """The ward where she lies."""
        ward = Episode.objects.get(case=self.case).ward_id
        return next(one for one in self.region.everybody().values() if ward in one.unit_ids)

    def does(self, by: Actor, service: Callable[..., Any], at: datetime, **told: Any) -> Any:
        """A service of the stay, by somebody who has just opened the case."""
        self.at(at)
        version = case_version(self.case, by)
        return service(
            self.case.ref, unit=make.unit_of(by).ref, by=by, now=at, **{"expected_version": version, **told}
        )

    def takes_in(self, by: Actor, at: datetime) -> None:
        """All that waits in the unit's list is opened and acknowledged."""
        self.at(at)
        waiting = Receipt.objects.filter(notice__case=self.case, unit_id__in=by.unit_ids, state=State.IN_LIST)
        for receipt in waiting.select_related("notice").order_by("pk"):
            notice = receipt.notice
            read_notice(notice.ref, by=by, now=at)
            acknowledge(notice.ref, by=by, now=at, expected_version=notice.version)

    def notice(self, kind: NoticeKind) -> Notice:
        """The latest of a kind."""
        return Notice.objects.filter(case=self.case, kind=kind).latest("sent_at", "pk")

    # What holds

    def step(self, by: Actor, step: Step) -> Stage:
        """How far one of the eight has come, to somebody."""
        seen = self.stay(by)
        assert seen is not None
        return next(one.stage for one in seen.told.steps if one.step is step)

    def steps(self, by: Actor) -> dict[Step, Stage]:
        """All eight."""
        seen = self.stay(by)
        assert seen is not None
        return {one.step: one.stage for one in seen.told.steps}

    def stay(self, by: Actor) -> StaySeen | None:
        """The stay as somebody sees it."""
        turns = self.case.turns.visible_to(by)
        return stay_seen(self.case, by, turns, self.case.events.visible_to(by), now=self.now)

    def due(self, kind: str, by: Actor) -> Deadline:
        """Somebody's clock of a kind that holds; of several the one of what was sent last."""
        theirs = Deadline.objects.filter(case=self.case, kind=kind, party_unit_id__in=by.unit_ids)
        return theirs.filter(superseded_at__isnull=True).latest("due_at")

    def answer(self, on: datetime | None = None) -> Evaluation:
        """What the rules say of the facts."""
        facts = facts_of(self.case)
        assert facts.stay is not None
        return evaluate(stay_of(facts), terms_of(facts.stay).terms, on)

    def answer_stay(self) -> law.Stay:
        """The facts as the rules get them."""
        return stay_of(facts_of(self.case))

    def has(self, by: Actor, *kinds: NoticeKind) -> None:
        """The party has sent or received exactly these notices, and page, timeline and API show them and no others."""
        theirs = {one.ref: one.kind for one in Notice.objects.filter(case=self.case) if self._is_theirs(one, by)}
        assert Counter(theirs.values()) == Counter(kinds)
        if not self._takes_part(by):
            assert browser(by).get(f"/arenden/{self.case.ref}/").status_code == 404
            assert browser(by).get(f"/api/v1/cases/{self.case.ref}/").status_code == 404
            return
        page = case_page(self.case.ref, by, now=self.now)
        assert {one.notice.ref for one in page.letters if not one.seen.is_closed} == set(theirs)
        shown = browser(by).get(f"/arenden/{self.case.ref}/")
        assert shown.status_code == 200
        told = browser(by).get(f"/api/v1/cases/{self.case.ref}/notices/").json()
        assert {one["ref"] for one in told["results"] if not one["is_closed"]} == {str(ref) for ref in theirs}
        events = Event.objects.visible_to(by).filter(case=self.case)
        assert {one.notice.ref for one in events.select_related("notice") if one.notice} <= {
            *theirs,
            *(one.notice.ref for one in page.letters),
        }
        sides = {(unit.controller_id, unit.side) for unit in by.units.values()}
        assert all(one.notice or (one.controller_id, one.side) in sides for one in events)

    def _is_theirs(self, notice: Notice, by: Actor) -> bool:
        """Whether a unit of the party's side sent it, or has it and should; and hers takes part in the case."""
        sides = {(unit.controller_id, unit.side) for unit in by.units.values()}
        standing = notice.receipts.exclude(state=State.WRONG_RECIPIENT)
        return self._takes_part(by) and (
            (notice.sender_controller_id, notice.sender_side) in sides
            or any((one.controller_id, one.side) in sides for one in standing)
        )

    def _takes_part(self, by: Actor) -> bool:
        """Whether one of the party's units registered her, has sent something, or has what it was sent."""
        received = Receipt.objects.filter(notice__case=self.case, unit_id__in=by.unit_ids)
        acted = Event.objects.filter(case=self.case, unit_id__in=by.unit_ids, party__isnull=True)
        return acted.exists() or received.exclude(state=State.WRONG_RECIPIENT).exists()

    def ends(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The tables say what the events say, and the rules' own command what the product says."""
        different = list(verify_case(Case.objects.get(pk=self.case.pk)))
        assert different == [], different
        out = io.StringIO()
        call_command("episode_case", self.case.number, "--on", self.now.isoformat(), stdout=out)
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(out.getvalue().encode())))
        assert main(["evaluate", "-"]) == 0
        told = json.loads(capsys.readouterr().out)
        product = self.answer(self.now)
        assert told["liability"]["state"] == product.state
        assert told["liability"]["nights"] == len(product.liability.nights_on)
        kept = Deadline.objects.filter(case=self.case, superseded_at__isnull=True).exclude(kind="debt")
        clocks = {(one.kind, one.due_at) for one in kept}
        assert {(one["kind"], datetime.fromisoformat(one["due_at"])) for one in told["deadlines"]} <= clocks


def refs(*actors: Actor) -> list[Any]:
    """Their units."""
    return [make.unit_of(one).ref for one in actors]
