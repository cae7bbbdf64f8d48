"""The addresses of notifications in the API."""

from __future__ import annotations

from django.urls import path

from notifications.api import NotificationsView, PutAwayView

urlpatterns = [
    path("notifications/", NotificationsView.as_view(), name="api-notifications"),
    path("notifications/<uuid:ref>/put-away/", PutAwayView.as_view(), name="api-notification-put-away"),
]
