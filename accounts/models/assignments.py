"""Assignments (medarbetaruppdrag): a person in a role, for a unit or more, from one day to another."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import Dated, DatedQuerySet, dates_in_order
from accounts.models.organisations import Controller, Principal, Unit, UnitGroup
from accounts.models.users import User
from accounts.roles import Role

SCOPES = ("unit", "group", "controller", "principal")


def _exactly_one_scope() -> Q:
    """One of the four scopes is set and the others are empty."""
    either = Q()
    for chosen in SCOPES:
        either |= Q(**{f"{scope}__isnull": scope != chosen for scope in SCOPES})
    return either


class Assignment(Dated):
    """What one person may act as. Every act stores it, so it is ended and never deleted."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("användare"))
    role = models.CharField(_("roll"), max_length=24, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("enhet"))
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, blank=True, verbose_name=_("enhetsgrupp"))
    controller = models.ForeignKey(Controller, models.PROTECT, null=True, blank=True, verbose_name=_("ansvarig"))
    principal = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, verbose_name=_("huvudman"))

    objects = DatedQuerySet["Assignment"].as_manager()

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        constraints = [
            models.CheckConstraint(condition=_exactly_one_scope(), name="assignment_has_exactly_one_scope"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="assignment_role_known"),
            dates_in_order("assignment"),
        ]
        indexes = [models.Index("user", "valid_from", name="assignment_by_user")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.scope}"

    @property
    def scope(self) -> Unit | UnitGroup | Controller | Principal:
        """What the assignment covers."""
        return next(value for name in SCOPES if (value := getattr(self, name)) is not None)
