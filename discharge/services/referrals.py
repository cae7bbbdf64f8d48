"""Open care answers a referral: it accepts it, sends it on to another unit, or declines it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents.documents import content_of
from discharge.contents.planning import InformationPart
from discharge.contents.referrals import ReferralAnswer
from discharge.errors import HOLDS_OF_REFERRAL, NotOpen
from discharge.event_shapes.referrals import ReferralAnswered
from discharge.hindrances import knowing_notice
from discharge.models import Case, Notice
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.referrals import referred
from discharge.selectors.open_care import other_open_care
from discharge.services.hindrances import check_track, no_duty
from discharge.services.stay_notices import tell_parties
from discharge.services.staying import act_in_track, check_lives
from discharge.tracks import TrackAction
from rules.calendar import local_date
from rules.errors import InvalidInput, Problem
from rules.tracks.referral import TRANSITIONS, Action


@transaction.atomic
def answer_referral(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    answer: Action,
    to: UUID | None = None,
    said: str = "",
    ground: Ground,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """A unit that has the referral answers the ward; sent on, the next unit gets the referral with the answer.

    about: the ref of the notice that it came by. to: the unit that it is sent on to, which may know nothing of the stay
    before. said: why, when it is declined. Only the hospital that the referral came from is told.
    Raises: what act_in_track raises; NotOpen; NotNowInStay; NotNowOfIt; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_track(
        case_ref, TrackAction.ANSWER_REFERRAL, unit=unit, by=by, expected_version=expected_version
    )
    facts, stay, own = acting.facts, acting.stay, acting.unit.ref
    one = stay.planning.referrals.get(about)
    if one is None or own not in referred(facts, one):
        raise NotOpen("no referral that the unit has")
    check_track(TRANSITIONS, one.state_of(own), answer, HOLDS_OF_REFERRAL)
    further = _next(to, acting.unit.id, now)
    if further is not None:
        has_it = further.ref in referred(facts, one)
        check_track(TRANSITIONS, one.state_of(further.ref) if has_it else None, Action.RECEIVE, HOLDS_OF_REFERRAL)
    check_lives(stay, answer.value)
    referral = Notice.objects.get(ref=about)
    ward = knowing_notice(facts, stay, about) & {stay.ward}
    notice = tell_parties(
        acting,
        _content(referral, answer, further, said.strip()),
        EventKind.REFERRAL_ANSWERED,
        lambda refs, kinds: ReferralAnswered(refs, about, kinds, answer),
        recipients=ward | ({further.ref} if further else set()),
        by=by,
        now=now,
        ground=no_duty(ground),
        answers=referral,
    )
    return notice or acting.case


def _next(to: UUID | None, unit_id: int, now: datetime) -> Unit | None:
    """The unit that it is sent on to, if one is named. Raises: InvalidInput."""
    if to is None:
        return None
    own = Unit.objects.select_related("controller__principal").get(pk=unit_id)
    found = other_open_care(own, local_date(now)).filter(ref=to).first()
    if found is None:
        raise InvalidInput(Problem("to", "is no other open care in the region"))
    return found


def _content(referral: Notice, answer: Action, further: Unit | None, said: str) -> ReferralAnswer:
    """The answer; with the referral as it came, where it is sent on."""
    if further is None:
        return ReferralAnswer(answer=answer, unit="", said=said, question="", wanted="", time_frame="")
    came = content_of(referral.versions.select_related("notice").get(number=referral.version))
    if isinstance(came, InformationPart):
        question, wanted, time_frame = came.body, came.action, came.time_frame
    else:
        assert isinstance(came, ReferralAnswer)
        question, wanted, time_frame = came.question, came.wanted, came.time_frame
    return ReferralAnswer(
        answer=answer, unit=further.name, said=said, question=question, wanted=wanted, time_frame=time_frame
    )
