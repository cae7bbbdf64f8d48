"""What a notice of any kind says, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from desk.saying import grounds, moves, obstacles, planning, referrals, responsibility, sip, stay
from desk.saying.said import Said, Says
from discharge.contents.documents import Content

_SAYS: Final[Mapping[type[Any], Says]] = {
    **stay.SAYS,
    **grounds.SAYS,
    **sip.SAYS,
    **obstacles.SAYS,
    **responsibility.SAYS,
    **planning.SAYS,
    **referrals.SAYS,
    **moves.SAYS,
}


def said(content: Content) -> Said:
    """The notice's content in words."""
    return _SAYS[type(content)](content)
