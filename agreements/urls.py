"""Addresses of the pages of agreements."""

from __future__ import annotations

from django.urls import path

from agreements.views import agreement, agreements

urlpatterns = [
    path("overenskommelser/", agreements, name="agreements"),
    path("overenskommelser/<slug:ref>/", agreement, name="agreement"),
]
