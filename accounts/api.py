"""The API of accounts: who one is there."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.authentication import acting
from accounts.serializers import ActorSerializer


class AssignmentView(APIView):
    """The assignment that the session or the token acts in."""

    @extend_schema(operation_id="assignment_retrieve", responses=ActorSerializer)
    def get(self, request: Request) -> Response:
        """Who asks, in which role, and for which units today."""
        return Response(ActorSerializer(acting(request).actor).data)
