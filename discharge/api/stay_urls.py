"""The addresses of hospital stays in the API."""

from __future__ import annotations

from django.urls import path

from discharge.api.stays import ACTIONS, StaysView, StayView

urlpatterns = [
    path("stays/", StaysView.as_view(), name="api-stays"),
    path("cases/<uuid:ref>/stay/", StayView.as_view(), name="api-stay"),
    *(
        path(f"cases/<uuid:ref>/stay/{action}/", view.as_view(), name=f"api-stay-{action}")
        for action, view in ACTIONS.items()
    ),
]
