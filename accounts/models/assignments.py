"""Assignments (medarbetaruppdrag): a person in a role, for a unit or more, from one day to another."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import Dated, DatedQuerySet, dates_in_order
from accounts.models.guarded import Guarded
from accounts.models.organisations import Controller, Principal, Unit, UnitGroup
from accounts.models.users import User
from accounts.roles import ADMINISTRATION, Permission, Role

if TYPE_CHECKING:
    from accounts.actor import Actor

SCOPES = ("unit", "group", "controller", "principal")
Scope = Unit | UnitGroup | Controller | Principal


def _exactly_one_scope() -> Q:
    """One of the four scopes is set and the others are empty."""
    either = Q()
    for chosen in SCOPES:
        either |= Q(**{f"{scope}__isnull": scope != chosen for scope in SCOPES})
    return either


class AssignmentQuerySet(DatedQuerySet["Assignment"]):
    """Assignments, as of a day or as of who asks."""

    def valid_on(self, day: date) -> Self:
        """Those that hold on a day and have not been revoked."""
        return super().valid_on(day).filter(revoked_at__isnull=True)

    def not_over_on(self, day: date) -> Self:
        """Those that hold on a day or later and have not been revoked."""
        return super().not_over_on(day).filter(revoked_at__isnull=True)

    def with_scope(self) -> Self:
        """With user and scope in the same question."""
        return self.select_related("user", "unit__controller", "group", "controller", "principal")

    def within(self, actor: Actor) -> Self:
        """Those for units and organisations that the actor covers as a whole."""
        return self.filter(
            Q(unit__controller__in=actor.controller_ids)
            | Q(controller__in=actor.controller_ids)
            | Q(principal__in=actor.principal_ids)
            | Q(group__in=UnitGroup.objects.within(actor.controller_ids))
        )

    def outside(self, actor: Actor) -> Self:
        """The others."""
        return self.exclude(id__in=Assignment.objects.within(actor))

    def visible_to(self, actor: Actor) -> Self:
        """One's own; and for whoever manages users, those for what she covers."""
        if actor.is_system:
            return self
        seen = Q(user_id=actor.user_id)
        if Permission.MANAGE_USERS in actor.permissions:
            seen |= Q(id__in=Assignment.objects.within(actor))
        return self.filter(seen)


class Assignment(Dated, Guarded):
    """What one person may act as. Every act stores it, so it is ended or revoked and never deleted.

    `revoked_at` ends it at that instant, whatever its dates say.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("användare"))
    role = models.CharField(_("roll"), max_length=24, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("enhet")
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("enhetsgrupp")
    )
    controller = models.ForeignKey(
        Controller, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("ansvarig")
    )
    principal = models.ForeignKey(
        Principal, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("huvudman")
    )
    revoked_at = models.DateTimeField(_("återkallat"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        constraints = [
            models.CheckConstraint(condition=_exactly_one_scope(), name="assignment_has_exactly_one_scope"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="assignment_role_known"),
            dates_in_order("assignment"),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="assignment_by_user")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.scope}"

    @property
    def scope(self) -> Scope:
        """What the assignment covers."""
        scopes = (self.unit, self.group, self.controller, self.principal)
        return next(scope for scope in scopes if scope is not None)

    def is_valid_on(self, day: date) -> bool:
        """Whether it holds on a day and has not been revoked."""
        return self.revoked_at is None and super().is_valid_on(day)

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """Administered by whoever covers what it is for; nobody administers her own."""
        if self.user_id != actor.user_id and Permission.MANAGE_USERS in self.scope.permissions_of(actor):
            return actor.permissions
        return actor.permissions - ADMINISTRATION
