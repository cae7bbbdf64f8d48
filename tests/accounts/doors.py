"""The addresses of accounts alone, and pages behind its guard that show who acts, or refuse."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.http import require_http_methods
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import AssignmentView
from accounts.authentication import acting
from accounts.doors import actor_required
from accounts.errors import Taken
from accounts.session import ActorRequest
from core.db import acting_as
from core.errors import NotVisible
from core.models import Heartbeat
from core.sessions import poll
from rules.errors import NotPermitted
from tests.factories import NOW

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"

REFUSALS = {
    "not-permitted": NotPermitted("not yours to do"),
    "not-visible": NotVisible("not yours to know"),
    "taken": Taken("somebody was first"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@actor_required
def desk(request: ActorRequest) -> JsonResponse:
    """Who acts, and what was sent."""
    return JsonResponse(
        {
            "user": request.actor.user_name,
            "scope": request.actor.scope_name,
            "units": [unit.name for unit in request.actor.units.values()],
            "sent": {name: request.POST.getlist(name) for name in sorted(request.POST)},
        }
    )


@actor_required
def refused(request: ActorRequest, ref: object, what: str) -> HttpResponse:
    """Refused after something had been written in the same transaction."""
    with acting_as(request.actor):
        Heartbeat.objects.create(part="refused", at=NOW)
        raise REFUSALS[what]


def unguarded(request: HttpRequest, ref: object) -> HttpResponse:
    """Refused whoever asks."""
    raise NotVisible("nobody's to know")


class RefusedView(APIView):
    """The same in the API."""

    def post(self, request: Request, ref: object, what: str) -> Response:
        """Refused after something had been written in the same transaction."""
        actor = acting(request).actor
        assert actor is not None
        with acting_as(actor):
            Heartbeat.objects.create(part="refused", at=NOW)
            raise REFUSALS[what]


urlpatterns = [
    path("", desk, name="desk"),
    path("rader/", poll(lambda request: desk(request)), name="rows"),
    path("<uuid:ref>/<slug:what>/", refused, name="refused"),
    path("oppen/<uuid:ref>/", unguarded, name="unguarded"),
    path("kommun/<slug:ref>/<slug:what>/", refused, name="refused-by-code"),
    path("api/v1/<uuid:ref>/<slug:what>/", RefusedView.as_view(), name="api-refused"),
    path("api/v1/assignment/", AssignmentView.as_view(), name="api-assignment"),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
