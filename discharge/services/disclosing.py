"""Whether what a notice tells may be told on the grounds that it says it has (S-20–S-23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date

from accounts.actor import ActingUnit
from accounts.kinds import Side
from accounts.models import Unit
from discharge.contents.documents import Content
from discharge.errors import ConsentMissing, GroundNotAvailable
from discharge.event_shapes.grounds import ConsentKind
from discharge.facts import facts_of
from discharge.models import Case
from discharge.models.notices import Ground
from rules.errors import Problem


def check_grounds(
    case: Case, content: Content, ground: Ground, *, sender: ActingUnit, recipients: Sequence[Unit], on: date
) -> None:
    """Whether the sender may tell these units the content: on its ground, and each part on the part's own.

    A harm test, that she cannot consent, and that she belongs to a special group are the sender's own statements; so is
    a consent of which the sender's side has recorded nothing. Raises: GroundNotAvailable; ConsentMissing.
    """
    grounds = set(grounds_of(content, ground))
    if Ground.UNABLE_TO_CONSENT in grounds and sender.side == Side.SOCIAL:
        raise GroundNotAvailable(Problem("ground", "does not exist for social services"))
    own = (sender.controller_id, sender.side)
    if Ground.OWN_SIDE in grounds and any((unit.controller_id, unit.side) != own for unit in recipients):
        raise GroundNotAvailable(Problem("ground", "covers only the sender's own side"))
    if Ground.CONSENT in grounds and _is_hindered(case, sender, recipients, on):
        raise ConsentMissing(Problem("ground", "is a consent that the person has not given, or gives no longer"))


def grounds_of(content: Content, ground: Ground) -> Iterator[Ground]:
    """The ground of a notice, and those of its parts."""
    yield ground
    yield from (told for one in fields(content) if isinstance(told := getattr(content, one.name), Ground))


def _is_hindered(case: Case, sender: ActingUnit, recipients: Sequence[Unit], on: date) -> bool:
    """Whether the sender's side has recorded something else than a yes for one of them."""
    stay = facts_of(case).stay
    if stay is None:
        return False
    consent = stay.grounds_of(sender.controller_id, sender.side).consents.get(ConsentKind.DISCLOSURE)
    return consent is not None and any(consent.hinders(unit.ref, on) for unit in recipients)
