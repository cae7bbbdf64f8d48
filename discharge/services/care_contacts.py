"""Open care appoints the fixed care contact (2 kap. 5 §), or confirms the one she has."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.receiving import CareContactNamed
from discharge.event_data import CareContactSent
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, parties_told
from rules.states import Action


@transaction.atomic
def name_care_contact(
    case_ref: UUID,
    *,
    unit: UUID,
    name: str,
    title: str,
    phone: str,
    existing: bool = False,
    calls_sip: bool = True,
    replaces: bool = False,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """Each open-care unit that has the admission notice names its contact; exactly one in the case calls to the plan.

    existing: she has one already, who is confirmed. replaces: instead of the one that the unit has named. calls_sip:
    this one calls from now on, and none of the others; the first one named always does.
    Law: 2 kap. 5 §, 4 kap. 3 §. Raises: what act_in_stay raises; InvalidInput.
    """
    named = Action.CONFIRM_CARE_CONTACT if existing else Action.APPOINT_CARE_CONTACT
    action = Action.REPLACE_CARE_CONTACT if replaces else named
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    calls = calls_sip or not any(one.calls_sip for one in acting.stay.contacts.values())
    return send_in_stay(
        acting,
        CareContactNamed(
            name=name.strip(), title=title.strip(), phone=phone.strip(), existing=existing, calls_sip=calls
        ),
        EventKind.CARE_CONTACT_SENT,
        lambda refs, to: CareContactSent(refs, None, to, existing=existing, calls_sip=calls),
        recipients=parties_told(acting),
        by=by,
        now=now,
    )
