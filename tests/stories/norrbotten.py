"""What the stories of Norrbotten begin with: admitted on a Monday, told at ten, ready on Wednesday."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from discharge.services.care_contacts import name_care_contact
from discharge.services.leaving import leave, send_discharge_information
from discharge.services.readiness import declare_ready
from rules.calendar import local
from rules.facts import LeftReason
from tests.stories.story import DOCTOR, Story, refs

HOUR = timedelta(hours=1)
MONDAY = local(2026, 3, 9, 8, 0)
TOLD = local(2026, 3, 9, 10, 0)
READY = local(2026, 3, 11, 10, 0)
CONTACT = {"name": "Carina Stål", "title": "distriktssköterska", "phone": "0920-319 215"}
MEETING = {"meeting_at": local(2026, 3, 18, 13, 0), "place": "Hemma", "others": ""}


def planned(story: Story, **patient: object) -> None:
    """Admitted on a Monday morning; everybody is told at ten, and open care has named its contact."""
    they = story.region
    story.admitted(MONDAY, expected_on=date(2026, 3, 12), patient=they.patient(**patient))
    story.notified(TOLD, they.social, they.care, they.clinic, expected_on=date(2026, 3, 12))
    story.does(they.clinic, name_care_contact, TOLD + HOUR, **CONTACT)


def ready(story: Story, at: datetime = READY) -> None:
    """She is ready, and everybody is told."""
    they = story.region
    recipients = refs(they.social, they.care, they.clinic)
    story.does(they.ward, declare_ready, at, recipients=recipients, assessed_at=at, physician=DOCTOR)


def goes_home(story: Story, at: datetime, reason: LeftReason = LeftReason.DISCHARGED) -> None:
    story.does(story.region.ward, send_discharge_information, at - HOUR, body="Sårvård varannan dag.")
    story.does(story.region.ward, leave, at, reason=reason, left_at=at)
