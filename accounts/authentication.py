"""Who asks the API: a session with its active assignment, or a token bound to one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.actor import actor_for
from accounts.doors import is_from_other_assignment
from accounts.errors import (
    AssignmentNotChosen,
    OtherAssignment,
    TokenAssignmentEnded,
    TokenExpired,
    TokenRevoked,
    TokenUnknown,
)
from accounts.models import ApiToken, User
from accounts.services.tokens import digest_of, note_use
from accounts.session import ActingRequest
from core import clock
from rules.calendar import local_date

if TYPE_CHECKING:
    from rest_framework.views import APIView

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer hv_…`. The actor is that of the token's assignment, asked anew each time."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's user; None when no token was sent, so that the session may answer."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme != SCHEME:
            return None
        now = clock.now()
        token = _valid_token(secret, now)
        note_use(token, now)
        acting(request).actor = actor_for(token.assignment, local_date(now))
        return token.assignment.user, token

    def authenticate_header(self, request: Request) -> str:
        """What to send instead of nothing; it makes the answer to nobody 401."""
        return SCHEME


class HasActor(BasePermission):
    """Only for whoever acts in an assignment, and in the one that the request names by X-Assignment, if any."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether somebody acts.

        Raises: AssignmentNotChosen; OtherAssignment.
        """
        if not request.user.is_authenticated:
            return False
        actor = acting(request).actor
        if actor is None:
            raise AssignmentNotChosen("the session has no active assignment")
        if is_from_other_assignment(request._request, actor):
            raise OtherAssignment("the request names another assignment")
        return True


def acting(request: Request) -> ActingRequest:
    """The request as the middleware has prepared it; its `actor` is the API's too."""
    return cast(ActingRequest, request._request)


def _valid_token(secret: str, now: datetime) -> ApiToken:
    """The token as it is now.

    Raises: TokenUnknown, TokenRevoked, TokenExpired, TokenAssignmentEnded.
    """
    token = (
        ApiToken.objects.filter(digest=digest_of(secret))
        .select_related("assignment__user", "assignment__unit", "assignment__group")
        .select_related("assignment__controller", "assignment__principal")
        .first()
    )
    if token is None:
        raise TokenUnknown("no such token")
    if token.revoked_at is not None:
        raise TokenRevoked("the token is revoked")
    if token.expires_at <= now:
        raise TokenExpired("the token has expired")
    if not token.assignment.is_valid_on(local_date(now)) or not token.assignment.user.is_active:
        raise TokenAssignmentEnded("the token's assignment does not hold")
    return token
