"""The addresses of the product: each app adds its own under a Swedish word."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from accounts.api import AssignmentView
from core import views

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("halsa/", views.health, name="health"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/assignment/", AssignmentView.as_view(), name="api-assignment"),
    path("api/v1/", include("discharge.api.urls")),
    path("api/v1/", include("discharge.api.patient_urls")),
    path("api/v1/", include("agreements.api_urls")),
    path("api/v1/", include("notifications.urls")),
    path("", include("accounts.urls")),
    path("", include("agreements.urls")),
    path("", include("desk.urls")),
    path("admin/", admin.site.urls),
]
