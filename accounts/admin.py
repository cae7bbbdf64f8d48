"""What operators see in Django's admin: reference data to edit, organisations and accounts to read, no patients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import (
    AdministrativeEvent,
    ApiToken,
    Assignment,
    Controller,
    County,
    Municipality,
    Principal,
    Unit,
    UnitGroup,
    User,
)
from accounts.services.organisations import save_organisation
from core import clock
from core.sorting import sort_key

# Generic for the type checker only.
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Model]
else:
    ModelAdmin = admin.ModelAdmin


class KeptAdmin(ModelAdmin):
    """Rows that are never deleted: others point at them, or will ask what they were."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Rows that only services write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False


@admin.register(County, Municipality)
class OfficialCodeAdmin(KeptAdmin):
    """Codes as Statistics Sweden publishes them; a code that is given up gets a last day."""

    list_display = ["code", "name", "valid_from", "valid_to"]
    search_fields = ["code", "name"]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """With the key that sorts it."""
        obj.sort_key = sort_key(obj.name)
        super().save_model(request, obj, form, change)


@admin.register(Principal, Controller)
class OrganisationAdmin(KeptAdmin):
    """Regions, municipalities, boards and private providers."""

    list_display = ["name", "kind", "valid_from", "valid_to", "ref"]
    readonly_fields = ["ref"]
    search_fields = ["name"]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """By the service, which writes down who did it."""
        assert isinstance(request.user, User)
        save_organisation(obj, by=Actor.operator(request.user), now=clock.now())


@admin.register(Unit)
class UnitAdmin(ReadOnlyAdmin):
    """Units."""

    list_display = ["name", "kind", "speciality", "controller", "valid_from", "valid_to"]
    list_filter = ["kind"]
    list_select_related = ["controller"]
    search_fields = ["name", "hsa_id"]


@admin.register(UnitGroup)
class UnitGroupAdmin(ReadOnlyAdmin):
    """Named groups of units."""

    list_display = ["name"]
    search_fields = ["name"]


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Accounts, without their passwords."""

    exclude = ["password", "groups", "user_permissions"]
    list_display = ["username", "full_name", "title", "is_active", "is_staff", "last_login"]
    search_fields = ["username", "full_name"]


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    """Who may act as what."""

    list_display = ["user", "role", "scope", "valid_from", "valid_to", "revoked_at"]
    list_filter = ["role"]
    list_select_related = ["user", "unit", "group", "controller", "principal"]
    search_fields = ["user__username", "user__full_name"]


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    """Tokens, by their first characters."""

    exclude = ["digest"]
    list_display = ["prefix", "name", "assignment", "created_at", "expires_at", "revoked_at", "last_used_at"]
    list_select_related = ["assignment__user", "assignment__unit", "assignment__group"]


@admin.register(AdministrativeEvent)
class AdministrativeEventAdmin(ReadOnlyAdmin):
    """Who changed organisations, users and assignments."""

    list_display = ["at", "kind", "user_name", "system_name", "subject_ref"]
    list_filter = ["kind"]
    date_hierarchy = "at"
