"""What she waits for before she can leave: who owns it, and by when; until it is solved."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Unit
from discharge.contents import obstacles as contents
from discharge.contents.documents import content_of
from discharge.event_shapes.obstacles import BlockerChanged, BlockerRaised, BlockerSolved, Inside
from discharge.hindrances import knowing_blocker
from discharge.models import Case, Notice, NoticeVersion
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.selectors.parties import parties_known
from discharge.services.hindrances import check_track, ground_if_told, the_one
from discharge.services.stay_notices import tell_parties
from discharge.services.staying import Acting, act_in_stay, parties_told
from discharge.stay_facts import Blocker
from rules.errors import InvalidInput, Problem
from rules.states import Action
from rules.tracks import blocker


@transaction.atomic
def raise_blocker(
    case_ref: UUID,
    *,
    unit: UUID,
    what: str,
    owner: UUID,
    due_at: datetime | None = None,
    ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """Something that she waits for, and whose it is to solve; told to everybody in the planning, on a ground.

    owner: a unit that takes part, as far as the acting unit knows. Before the admission notice the hospital alone is
    told, and the case is given. Law: 2 kap. 6 §. Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable.
    """
    acting = act_in_stay(case_ref, Action.RAISE_BLOCKER, unit=unit, by=by, expected_version=expected_version)
    content = contents.Blocker(what=what.strip(), owner=_name_of(owner, acting, by), due_at=due_at)
    recipients = parties_told(acting)
    inside = None if recipients else Inside(uuid4(), content.what)
    notice = tell_parties(
        acting,
        content,
        EventKind.BLOCKER_RAISED,
        lambda refs, to: BlockerRaised(refs, None, to, owner, due_at, inside),
        recipients=recipients,
        by=by,
        now=now,
        ground=ground_if_told(ground, recipients),
    )
    return notice or acting.case


@transaction.atomic
def change_blocker(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    owner: UUID,
    due_at: datetime | None = None,
    ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """Another owner or another time, told to those who know of it, and to the owner.

    about: the ref of the notice that raised it. Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable;
    NotOpen; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.CHANGE_BLOCKER, unit=unit, by=by, expected_version=expected_version)
    one, knowing = _the_blocker(about, acting, blocker.Action.CHANGE)
    content = contents.Blocker(what=_words_of(one), owner=_name_of(owner, acting, by), due_at=due_at)
    if (one.owner, one.due_at) == (owner, due_at):
        raise InvalidInput(Problem("owner", "and time are what they were"))
    recipients = (knowing | {owner}) - {acting.unit.ref}
    notice = tell_parties(
        acting,
        content,
        EventKind.BLOCKER_CHANGED,
        lambda refs, to: BlockerChanged(refs, None, to, about, owner, due_at),
        recipients=recipients,
        by=by,
        now=now,
        ground=ground_if_told(ground, recipients),
    )
    return notice or acting.case


@transaction.atomic
def solve_blocker(
    case_ref: UUID,
    *,
    unit: UUID,
    about: UUID,
    how: str = "",
    ground: Ground | None = None,
    by: Actor,
    now: datetime,
    expected_version: int,
) -> Notice | Case:
    """She need not wait for it any longer; whoever knows of it says so, to the others who do.

    about: the ref of the notice that raised it. Raises: what act_in_stay raises; InvalidInput; GroundNotAvailable;
    NotOpen; NotNowOfIt.
    """
    acting = act_in_stay(case_ref, Action.SOLVE_BLOCKER, unit=unit, by=by, expected_version=expected_version)
    one, knowing = _the_blocker(about, acting, blocker.Action.SOLVE)
    recipients = knowing - {acting.unit.ref}
    notice = tell_parties(
        acting,
        contents.BlockerSolved(what=_words_of(one), how=how.strip()),
        EventKind.BLOCKER_SOLVED,
        lambda refs, to: BlockerSolved(refs, None, to, about),
        recipients=recipients,
        by=by,
        now=now,
        ground=ground_if_told(ground, recipients),
    )
    return notice or acting.case


def _the_blocker(about: UUID, acting: Acting, action: blocker.Action) -> tuple[Blocker, set[UUID]]:
    """The one that is meant, which the table lets be changed so, and the units that know of it."""
    blockers = acting.stay.hindrances.blockers
    knowing = knowing_blocker(acting.facts, acting.stay, blockers[about]) if about in blockers else set()
    one = the_one(blockers, about, knowing, acting.unit)
    check_track(blocker.TRANSITIONS, one.state, action)
    return one, knowing


def _words_of(one: Blocker) -> str:
    """What she waits for, as the latest notice of it says, or as it is known inside."""
    if not one.notices:
        return one.inside
    version = NoticeVersion.objects.select_related("notice").get(notice__ref=one.notices[-1])
    content = content_of(version)
    assert isinstance(content, contents.Blocker)
    return content.what


def _name_of(owner: UUID, acting: Acting, by: Actor) -> str:
    """The owner by name; a discreet unit is not named to others. Raises: InvalidInput for one that is not known."""
    known: Collection[Unit] = parties_known(acting.case, acting.facts, acting.unit, by)
    found = next((one for one in known if one.ref == owner), None)
    if found is None:
        raise InvalidInput(Problem("owner", "is no unit that is known to take part"))
    return "" if found.discreet else found.name
