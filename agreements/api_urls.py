"""The addresses of agreements in the API."""

from __future__ import annotations

from django.urls import path

from agreements.api import AgreementsView, AgreementView, TermsView

urlpatterns = [
    path("agreements/", AgreementsView.as_view(), name="api-agreements"),
    path("agreements/<slug:ref>/", AgreementView.as_view(), name="api-agreement"),
    path("terms/", TermsView.as_view(), name="api-terms"),
]
