"""Whether a hospital has somebody as an inpatient, and which of its stays she has left lately."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from accounts.actor import Actor
from accounts.models import Controller, Unit
from accounts.permissions import visible
from discharge.identifiers import Identity
from discharge.models import Episode, RegisterData
from discharge.models.episodes import EpisodeQuerySet
from discharge.models.protection import Protection
from discharge.selectors.merged import rows_of_person
from discharge.selectors.patients import patient_with
from rules.facts import LeftReason
from rules.states import Status

# Whoever left in one of these ways can come back to the same hospital.
CAN_RETURN: Final = (LeftReason.DISCHARGED, LeftReason.OWN_REQUEST, LeftReason.ABSCONDED)
LATELY: Final = timedelta(days=30)


def open_stay_at(controller: Controller | int, patient_id: int) -> Episode | None:
    """The open stay that the controller has of whoever the patient's row is about."""
    return Episode.objects.open().filter(patient__in=rows_of_person(patient_id)[1], controller=controller).first()


def stays_left(patient_id: int, controllers: Collection[int]) -> EpisodeQuerySet:
    """Those that whoever the row is about has left there, and may come back from; the latest first."""
    stays = Episode.objects.filter(
        patient__in=rows_of_person(patient_id)[1],
        controller__in=controllers,
        status__in=(Status.LEFT, Status.CLOSED),
        left_reason__in=CAN_RETURN,
    )
    return stays.select_related("case").order_by("-left_at", "-pk")


def left_lately(number: Identity, wards: Collection[Unit], *, by: Actor, now: datetime) -> Episode | None:
    """The stay that whoever has the number has lately left at the wards' hospitals, if she may be back from it.

    Of somebody with protected identity only one that the actor may see.
    """
    patient = patient_with(number)
    if patient is None:
        return None
    stays = stays_left(patient.pk, [ward.controller_id for ward in wards]).filter(left_at__gte=now - LATELY)
    rows = rows_of_person(patient.pk)[1]
    if RegisterData.objects.filter(patient__in=rows).exclude(protection=Protection.NONE).exists():
        stays = visible(by, stays)
    return stays.first()
