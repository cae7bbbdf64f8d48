"""A stay, told in few words: who does what when, each with what she has seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.actor import Actor
from agreements.services import load_documents
from discharge.models import Case, Episode
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import close_stay, judge_need, judge_no_need, register_stay
from discharge.services.care_contacts import name_care_contact
from discharge.services.leaving import leave
from discharge.services.readiness import declare_ready
from discharge.versions import case_version
from embedded.places import PROJECT
from rules.calendar import local
from rules.facts import CareType, LeftReason
from tests import factories as make
from tests.discharge.parties import Parties, parties

# A Sunday to a Monday a week later, in winter time.
ADMITTED = local(2026, 3, 8, 14, 0)
REGISTERED = local(2026, 3, 8, 15, 0)
JUDGED = local(2026, 3, 8, 15, 30)
NOTIFIED = local(2026, 3, 8, 16, 0)
READY = local(2026, 3, 12, 9, 0)
TOLD_READY = local(2026, 3, 12, 9, 30)
DR_LIND = "Anna Lind"
STATUTE = (PROJECT / "rules/corpus/statute.yaml").read_text(encoding="utf-8")


@dataclass
class Stay:
    """One stay and its parties. `does` calls a service of stays as somebody who has just opened the case."""

    they: Parties = field(default_factory=parties)
    case: Case = field(init=False)

    def __post_init__(self) -> None:
        load_documents([STATUTE], by=make.SETUP, now=REGISTERED)
        self.case = register_stay(
            make.patient("Ek", municipality_code="0980").ref,
            unit=self.ref(self.they.ward),
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            expected_on=local(2026, 3, 12).date(),
            by=self.they.ward,
            now=REGISTERED,
        )

    def ref(self, actor: Actor) -> Any:
        return make.unit_of(actor).ref

    def does(self, actor: Actor, service: Callable[..., Any], at: datetime, **told: Any) -> Any:
        version = told.pop("expected_version", None) or case_version(self.case, actor)
        return service(self.case.ref, unit=self.ref(actor), by=actor, now=at, expected_version=version, **told)

    @property
    def episode(self) -> Episode:
        return Episode.objects.get(case=self.case)

    def judged(self, **needs: bool) -> Stay:
        """The physician has judged that she needs everything, unless told otherwise."""
        asked = {"region": True, "social_services": True, "municipal_care": True, **needs}
        self.does(self.they.ward, judge_need, JUDGED, physician=DR_LIND, judged_at=JUDGED, **asked)
        return self

    def notified(self) -> Stay:
        """Social services, municipal care and the primary care centre have the admission notice."""
        self.judged()
        self.does(
            self.they.ward,
            send_admission_notice,
            NOTIFIED,
            recipients=[self.ref(one) for one in self.recipients],
            expected_on=self.episode.expected_on,
        )
        return self

    @property
    def recipients(self) -> tuple[Actor, ...]:
        return self.they.social, self.they.care, self.they.clinic

    def ready(self) -> Stay:
        """And have been told that she is ready."""
        self.notified()
        self.does(
            self.they.ward,
            declare_ready,
            TOLD_READY,
            recipients=[self.ref(one) for one in self.recipients],
            assessed_at=READY,
            physician=DR_LIND,
        )
        return self

    def with_contact(self) -> Stay:
        """And open care has named its contact, who calls to the plan."""
        self.ready()
        contact = {"name": "Ulla Berg", "title": "", "phone": "0980-319 213"}
        self.does(self.they.clinic, name_care_contact, TOLD_READY, **contact)
        return self

    def left(self, reason: LeftReason = LeftReason.DISCHARGED) -> Stay:
        """And she has left."""
        self.with_contact()
        self.does(self.they.ward, leave, TOLD_READY, reason=reason, left_at=TOLD_READY)
        return self


def judged() -> Stay:
    """A stay whose needs are judged."""
    return Stay().judged()


def needless() -> Stay:
    """One after which nothing is needed."""
    stay = Stay()
    stay.does(stay.they.ward, judge_no_need, JUDGED, reason="Klarar sig själv")
    return stay


def notified() -> Stay:
    """One of which others have been told."""
    return Stay().notified()


def ready() -> Stay:
    """One of somebody who is ready."""
    return Stay().ready()


def with_contact() -> Stay:
    """The same when open care has named its contact."""
    return Stay().with_contact()


def left() -> Stay:
    """One of somebody who has left."""
    return Stay().left()


def dead() -> Stay:
    """One of somebody who has died."""
    return Stay().left(LeftReason.DECEASED)


def closed() -> Stay:
    """One in which nothing more is done."""
    stay = Stay().left()
    stay.does(stay.they.ward, close_stay, TOLD_READY)
    return stay
