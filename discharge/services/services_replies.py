"""Those who have her at home already say what is ongoing there, and what she declines."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from discharge.contents.planning import ServicesDeclined, ServicesReply
from discharge.models import Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.stay_notices import send_in_stay
from discharge.services.staying import act_in_stay, check_happened, parties_told
from rules.states import Action


@transaction.atomic
def reply_about_services(
    case_ref: UUID,
    *,
    unit: UUID,
    ongoing: bool,
    services: str = "",
    contact: str = "",
    phone: str = "",
    aids: str = "",
    risks: str = "",
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """A unit that was told of the stay tells the ward what is ongoing with it, or that nothing is; again, it replaces.

    Law: OSL 25 kap. 1 §, 26 kap. 1 §. Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable.
    """
    action = Action.REPLY_ABOUT_SERVICES
    acting = act_in_stay(case_ref, action, unit=unit, by=by, expected_version=expected_version)
    return send_in_stay(
        acting,
        ServicesReply(
            ongoing=ongoing,
            services=services.strip(),
            contact=contact.strip(),
            phone=phone.strip(),
            aids=aids.strip(),
            risks=risks.strip(),
        ),
        EventKind.SERVICES_REPLIED,
        recipients=[acting.stay.ward],
        by=by,
        now=now,
        ground=ground,
    )


@transaction.atomic
def decline_services(
    case_ref: UUID,
    *,
    unit: UUID,
    services: str,
    declined_at: datetime,
    noted_by: str,
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice:
    """She has declined services that she was offered; what that does to liability is a reading (A-22).

    noted_by: whoever she said it to. Raises: what act_in_stay raises; HappenedWrong; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.DECLINE_SERVICES, unit=unit, by=by, expected_version=expected_version)
    check_happened(declined_at, field="declined_at", after=acting.stay.admitted_at, now=now)
    return send_in_stay(
        acting,
        ServicesDeclined(services=services.strip(), declined_at=declined_at, noted_by=noted_by.strip()),
        EventKind.SERVICES_DECLINED,
        recipients=parties_told(acting),
        by=by,
        now=now,
        ground=ground,
        at=declined_at,
    )
