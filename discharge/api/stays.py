"""Hospital stays in the API: one is registered and read, and one POST for each thing that is done in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from discharge.api.acts import grounds, moves, obstacles, planning, referrals, sip, stay, tracks
from discharge.api.acts.act import SENDS
from discharge.api.doing import actor_of, do
from discharge.api.stay_shapes import RegisterStayRequest, StaySerializer
from discharge.doors import open_stay
from discharge.services.admitting import register_stay

# What is done in a stay, by its address.
ACTIONS: Final[Mapping[str, type[APIView]]] = {
    **stay.ACTIONS,
    **grounds.ACTIONS,
    **sip.ACTIONS,
    **obstacles.ACTIONS, **tracks.ACTIONS,
    **planning.ACTIONS,
    **referrals.ACTIONS,
    **moves.ACTIONS,
}


class StaysView(APIView):
    """Stays."""

    @extend_schema(operation_id="stays_register", request=RegisterStayRequest, **SENDS)
    def post(self, request: Request) -> Response:
        """A ward has admitted a patient; answers the ref of the case. Nobody outside the hospital is told."""
        return do(
            request,
            RegisterStayRequest,
            lambda asked, by, now: register_stay(**asked, by=by, now=now).ref,
            created=True,
        )


class StayView(APIView):
    """The stay of a case."""

    @extend_schema(responses=StaySerializer)
    def get(self, request: Request, ref: UUID) -> Response:
        """What the reader has been told of it, and what her units may do now; logged."""
        return Response(StaySerializer(open_stay(ref, by=actor_of(request), now=clock.now())).data)
