"""Telling a story in cases: who did what when, by the product's own services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from accounts.actor import Actor, actor_for
from accounts.models import Assignment
from desk.demo.organisations import Organisations
from discharge.identifiers import Identity
from discharge.models import Case, Notice, Receipt
from discharge.models.drafts import DraftKind
from discharge.models.grants import READ_PROTECTED
from discharge.models.notices import Ground
from discharge.services.cases import open_case
from discharge.services.corrections import correct_message, recall, recall_wrong_recipient
from discharge.services.drafts import begin_draft
from discharge.services.grants import end_access, grant_access
from discharge.services.messages import send_message
from discharge.services.patients import register_patient
from discharge.services.reading import read_notice
from discharge.services.receipts import acknowledge, forward, report_wrong_recipient
from discharge.versions import case_version
from rules.calendar import at_time, days_after, local_date
from rules.tracks.receipt import State

WAITING: Final = (State.IN_LIST, State.READ)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at a unit: user name, what the assignment is for, and the unit, when that is one of several."""

    username: str
    scope: str
    unit: str = ""

    @property
    def unit_key(self) -> str:
        return self.unit or self.scope


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything a story needs. now: the instant that the times are relative to."""

    organisations: Organisations
    assignments: Mapping[tuple[str, str], Assignment]
    residents: Mapping[str, Identity]
    now: datetime

    def ago(self, days: int = 0, hour: int = 0, minute: int = 0) -> datetime:
        """A time of day so many days ago, in Sweden; never later than five minutes before now."""
        at = at_time(days_after(local_date(self.now), -days), time(hour, minute))
        return min(at, self.now - timedelta(minutes=5))

    def minutes_ago(self, minutes: int) -> datetime:
        """So many minutes ago."""
        return self.now - timedelta(minutes=minutes)

    def opens(self, who: Who, resident: str, at: datetime) -> Case:
        """A case is opened about somebody whom the population register knows."""
        by, identity = self.actor(who, at), self.residents[resident]
        patient = register_patient(oid=identity.oid, value=identity.value, by=by, now=at)
        return open_case(patient.ref, unit=self.unit(who), by=by, now=at)

    def sends(
        self,
        who: Who,
        case: Case,
        *recipients: str,
        at: datetime,
        subject: str,
        body: str,
        ground: Ground = Ground.CONSENT,
        answers: Notice | None = None,
    ) -> Notice:
        """A message is sent."""
        by = self.actor(who, at)
        return send_message(
            case.ref,
            unit=self.unit(who),
            recipients=[self.organisations.units[key].ref for key in recipients],
            subject=subject,
            body=body,
            ground=ground,
            answers=answers.ref if answers else None,
            by=by,
            now=at,
            expected_version=case_version(case, by),
        )

    def reads(self, who: Who, notice: Notice, at: datetime) -> None:
        """A notice is opened."""
        read_notice(notice.ref, by=self.actor(who, at), now=at)

    def acknowledges(self, who: Who, notice: Notice, at: datetime) -> None:
        """A notice is opened and acknowledged."""
        self.reads(who, notice, at)
        acknowledge(notice.ref, by=self.actor(who, at), now=at, expected_version=self._version(notice))

    def takes_in(self, who: Who, case: Case, at: datetime) -> None:
        """Everything that waits at her unit in the case is opened and acknowledged."""
        waiting = Receipt.objects.filter(notice__case=case, unit__ref=self.unit(who), state__in=WAITING)
        for receipt in waiting.select_related("notice").order_by("pk"):
            self.acknowledges(who, receipt.notice, at)

    def returns(self, who: Who, notice: Notice, at: datetime, reason: str) -> None:
        """A notice is sent back: wrong recipient."""
        self.reads(who, notice, at)
        by = self.actor(who, at)
        report_wrong_recipient(notice.ref, reason=reason, by=by, now=at, expected_version=self._version(notice))

    def forwards(self, who: Who, notice: Notice, to: str, at: datetime, reason: str) -> None:
        """A notice is sent on within the organisation."""
        self.reads(who, notice, at)
        unit, by = self.organisations.units[to], self.actor(who, at)
        forward(notice.ref, to=unit.ref, reason=reason, by=by, now=at, expected_version=self._version(notice))

    def corrects(self, who: Who, notice: Notice, at: datetime, subject: str, body: str) -> None:
        """A notice is corrected."""
        by = self.actor(who, at)
        version = self._version(notice)
        correct_message(notice.ref, subject=subject, body=body, by=by, now=at, expected_version=version)

    def recalls(self, who: Who, notice: Notice, at: datetime, reason: str) -> None:
        """A notice is taken back from everybody."""
        by = self.actor(who, at)
        recall(notice.ref, reason=reason, by=by, now=at, expected_version=self._version(notice))

    def recalls_from(self, who: Who, notice: Notice, recipient: str, at: datetime, reason: str) -> None:
        """A notice is taken back from one that should not have had it."""
        recall_wrong_recipient(
            notice.ref,
            recipient=self.organisations.units[recipient].ref,
            reason=reason,
            by=self.actor(who, at),
            now=at,
            expected_version=self._version(notice),
        )

    def lets_read(self, who: Who, case: Case, reader: Who, at: datetime, reason: str) -> None:
        """A head of unit names somebody at her unit for a protected person's case."""
        grant_access(
            case.ref,
            unit=self.unit(who),
            user=self.assignments[reader.username, reader.scope].user,
            permission=READ_PROTECTED,
            ends_on=days_after(local_date(at), 30),
            reason=reason,
            by=self.actor(who, at),
            now=at,
        )

    def stops_reading(self, who: Who, case: Case, reader: Who, at: datetime, reason: str) -> None:
        """A head of unit ends what somebody was named for."""
        end_access(
            case.ref,
            unit=self.unit(who),
            user=self.assignments[reader.username, reader.scope].user,
            permission=READ_PROTECTED,
            reason=reason,
            by=self.actor(who, at),
            now=at,
        )

    def drafts(self, who: Who, case: Case, at: datetime, subject: str, body: str) -> None:
        """Somebody has begun to write."""
        content = {"subject": subject, "body": body, "ground": "", "recipients": [], "answers": ""}
        by, unit = self.actor(who, at), self.unit(who)
        begin_draft(DraftKind.MESSAGE, unit=unit, case=case.ref, content=content, by=by, now=at)

    def does(self, who: Who, case: Case, service: Callable[..., Any], at: datetime, **said: Any) -> Any:
        """Something is done in a stay, by somebody who has just opened the case."""
        by = self.actor(who, at)
        return service(case.ref, unit=self.unit(who), by=by, now=at, expected_version=case_version(case, by), **said)

    def actor(self, who: Who, at: datetime) -> Actor:
        """Somebody in her assignment, that day."""
        return actor_for(self.assignments[who.username, who.scope], local_date(at))

    def unit(self, who: Who) -> UUID:
        """The unit that she acts for."""
        return self.organisations.units[who.unit_key].ref

    def _version(self, notice: Notice) -> int:
        return Notice.objects.values_list("version", flat=True).get(pk=notice.pk)
