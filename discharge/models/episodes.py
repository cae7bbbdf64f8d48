"""Hospital stays. Only the hospital sees the row; everybody else knows of a stay what notices have told them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.kinds import Side
from accounts.models import Controller, Unit
from accounts.models.guarded import Guarded
from accounts.roles import Permission
from discharge.models.cases import Case
from discharge.models.pairs import not_before, set_together
from discharge.models.patients import Patient
from discharge.models.visibility import NOTHING, OwnSide, admitted, on_any_side
from rules.facts import CareType, LeftReason, LegalForm
from rules.states import OPEN, Status

if TYPE_CHECKING:
    from accounts.actor import Actor


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Stays."""

    def visible_to(self, actor: Actor) -> Self:
        """Those at the actor's own inpatient controller, in cases that she may open."""
        return self.filter(on_any_side(actor, lambda own: admitted(actor, own, "case") & _hospitals(own)))

    def open(self) -> Self:
        """Those of inpatients."""
        return self.filter(status__in=OPEN)


def _hospitals(own: OwnSide) -> Q:
    """Of the side itself, if it is health care's."""
    return Q(controller_id=own.controller_id) if own.side == Side.HEALTH else NOTHING


class Episode(Guarded):
    """A stay in inpatient care (1 kap. 3 §): the hospital's own row, as the case's events tell it (discharge/stays.py).

    status: rules/states.py. status_before: the one she left from, for an undone discharge. municipality: the code of
    where she is registered, empty when that is nowhere. expected_time: only when an hour is known. The needs are empty
    until they are judged. returned_from: the stay that she came back from.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="episode")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="episodes")
    controller = models.ForeignKey(Controller, models.PROTECT, related_name="+")
    ward = models.ForeignKey(Unit, models.PROTECT, related_name="episodes")
    status = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Status])
    status_before = models.CharField(max_length=12, blank=True)
    region = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4, blank=True)
    care_type = models.CharField(_("vårdform"), max_length=12, choices=[(one.value, one.value) for one in CareType])
    legal_form = models.CharField(max_length=12, choices=[(one.value, one.value) for one in LegalForm])
    admitted_at = models.DateTimeField(_("inskriven"))
    needs_region = models.BooleanField(null=True, blank=True)
    needs_social_services = models.BooleanField(null=True, blank=True)
    needs_municipal_care = models.BooleanField(null=True, blank=True)
    need_judged_at = models.DateTimeField(null=True, blank=True)
    expected_on = models.DateField(_("beräknad utskrivning"), null=True, blank=True)
    expected_time = models.TimeField(null=True, blank=True)
    ready_at = models.DateTimeField(_("utskrivningsklar"), null=True, blank=True)
    left_at = models.DateTimeField(_("utskriven"), null=True, blank=True)
    left_reason = models.CharField(max_length=16, blank=True)
    returned_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="returns")

    objects = EpisodeQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = (
        *("care_type", "legal_form", "municipality", "needs_region", "needs_social_services", "needs_municipal_care"),
        *("admitted_at", "need_judged_at", "expected_on", "expected_time", "ready_at", "left_at", "left_reason"),
    )
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "case", "patient", "controller", "ward", "status", "status_before", "region", "returned_from"),
    )

    class Meta:
        verbose_name = _("vårdtillfälle")
        verbose_name_plural = _("vårdtillfällen")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[one.value for one in Status]), name="episode_status_known"),
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(ready_at__isnull=False), name="episode_ready_says_since_when"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["left", "closed"]) | Q(left_at__isnull=False),
                name="episode_left_says_when",
            ),
            models.CheckConstraint(
                condition=Q(left_reason__in=["", *(one.value for one in LeftReason)]), name="episode_left_reason_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="planning")
                | Q(needs_region=True)
                | Q(needs_social_services=True)
                | Q(needs_municipal_care=True),
                name="episode_planned_for_has_a_need",
            ),
            models.CheckConstraint(
                condition=Q(expected_time__isnull=True) | Q(expected_on__isnull=False),
                name="episode_expected_time_has_a_day",
            ),
            set_together(
                "episode_needs_are_judged_together",
                *("needs_region", "needs_social_services", "needs_municipal_care", "need_judged_at"),
            ),
            not_before("episode_leaves_after_admission", "left_at", "admitted_at"),
            models.UniqueConstraint(
                fields=["patient", "controller"],
                condition=Q(status__in=sorted(one.value for one in OPEN if one)),
                name="episode_one_open_per_patient_and_controller",
            ),
        ]
        indexes = [models.Index(fields=["ward", "expected_on", "id"], name="episode_by_ward")]

    def __str__(self) -> str:
        return f"{self.case} {self.status}"

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """As in the case."""
        return self.case.permissions_of(actor)
