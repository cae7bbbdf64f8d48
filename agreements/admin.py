"""Agreements in Django's admin, to read."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from agreements.models import AgreementVersion, Binding


@admin.register(AgreementVersion)
class AgreementVersionAdmin(ReadOnlyAdmin):
    """Versions as they were loaded."""

    list_display = ["id", "title", "region_code", "valid_from", "valid_to", "loaded_at"]
    search_fields = ["id", "title"]


@admin.register(Binding)
class BindingAdmin(ReadOnlyAdmin):
    """Which version holds where, from when to when."""

    list_display = ["region_code", "municipality_code", "version", "valid_from", "valid_to"]
    search_fields = ["region_code", "municipality_code", "version__id"]
