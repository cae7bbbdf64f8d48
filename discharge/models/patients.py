"""Patients: identities, and what the registers say of them. Everything else about a person is content of notices."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import Dated, DatedQuerySet, dates_in_order
from accounts.models.geography import MUNICIPALITY_CODE
from accounts.models.guarded import Guarded
from accounts.models.signed import Signed, signed_by_somebody
from accounts.roles import Permission
from discharge.models.pairs import not_before, set_together
from discharge.models.protection import Protection
from discharge.models.visibility import rows_of, takes_part

if TYPE_CHECKING:
    from accounts.actor import Actor


class PatientQuerySet(models.QuerySet["Patient"]):
    """Patients."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in whose cases the actor may take part."""
        cases = rows_of("Case").visible_to(actor)
        return self.filter(Exists(cases.filter(patient=OuterRef("pk"))))

    def locked(self, rows: Collection[int]) -> Self:
        """These rows, held in their order until the transaction ends; before any lock on a case."""
        return self.select_for_update(no_key=True).filter(pk__in=rows).order_by("pk")


class Patient(Guarded):
    """A person whom cases are about. `version` counts every change of identities and register data.

    Two rows found to be one person are merged by pointing: cases, identities and log rows stay where they are.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField()
    version = models.IntegerField(default=1)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    merged_at = models.DateTimeField(null=True, blank=True)

    objects = PatientQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "ref", "created_at", "version", "merged_into", "merged_at")

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patienter")
        constraints = [
            set_together("patient_merged_into_and_at_together", "merged_into", "merged_at"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="patient_is_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return str(self.ref)

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """The role's where a unit of the actor takes part in one of her cases; an extra reader only reads."""
        return actor.permissions if takes_part(actor, self.pk) else actor.permissions & {Permission.READ_CASE}


class PatientIdentity(models.Model):
    """One number of a patient: its domain (OID) and its value, from one instant to another (S-73).

    A replaced number keeps its row: it ends, and points at the one that came instead.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="identities")
    oid = models.CharField(max_length=64)
    value = models.CharField(max_length=40)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced")

    PERSONAL: ClassVar[tuple[str, ...]] = ("value",)
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "patient", "oid", "valid_from", "valid_to", "replaced_by")

    class Meta:
        verbose_name = _("identitet")
        verbose_name_plural = _("identiteter")
        constraints = [
            models.UniqueConstraint(
                fields=["oid", "value"], condition=Q(valid_to__isnull=True), name="identity_is_one_patients_while_valid"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(valid_to__isnull=False), name="identity_replaced_has_ended"
            ),
            models.CheckConstraint(condition=~Q(replaced_by=F("id")), name="identity_does_not_replace_itself"),
            not_before("identity_ends_after_it_begins", "valid_to", "valid_from"),
        ]
        indexes = [models.Index(fields=["oid", "value"], name="identity_by_number")]

    def __str__(self) -> str:
        return f"{self.oid} {self.pk}"


class PatientEventKind(models.TextChoices):
    """What happens to a patient's identities and register data."""

    REGISTERED = "registered", _("Registrerades")
    IDENTITY_ADDED = "identity_added", _("Fick ytterligare ett nummer")
    IDENTITY_REPLACED = "identity_replaced", _("Numret byttes")
    IDENTITY_WITHDRAWN = "identity_withdrawn", _("Ett felaktigt nummer togs bort")
    IDENTITY_REOPENED = "identity_reopened", _("Ett nummer började gälla igen")
    DETAILS_CHANGED = "details_changed", _("Registeruppgifterna ändrades")
    PROTECTION_CHANGED = "protection_changed", _("Skyddet ändrades")
    MERGED = "merged", _("Slogs samman med en annan patient")
    TOOK_OVER = "took_over", _("En annan patient slogs samman med denna")
    SPLIT_OFF = "split_off", _("Skildes från en annan patient")
    GAVE_BACK = "gave_back", _("En annan patient skildes från denna")
    PLACED = "placed", _("Placerades av en kommun")
    PLACEMENT_ENDED = "placement_ended", _("En placering fick en sista dag")


class PatientEvent(Signed):
    """What happened to a patient's identities and register data, told once and never changed.

    `seq` has no gaps: it is the version that the event gave the patient. `data`: see discharge/services/tracing.py.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="events")
    seq = models.IntegerField()
    kind = models.CharField(max_length=40, choices=PatientEventKind.choices)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict)

    PERSONAL: ClassVar[tuple[str, ...]] = ("data",)
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "patient", "seq", "kind", "at", "recorded_at"),
        *("user_id", "user_name", "system_name", "assignment_ref", "role"),
    )

    class Meta:
        verbose_name = _("händelse om en patient")
        verbose_name_plural = _("händelser om patienter")
        constraints = [
            models.UniqueConstraint(fields=["patient", "seq"], name="patient_event_seq_is_used_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="patient_event_seq_begins_with_one"),
            models.CheckConstraint(condition=Q(at__lte=F("recorded_at")), name="patient_event_is_not_in_the_future"),
            models.CheckConstraint(condition=Q(kind__in=PatientEventKind.values), name="patient_event_kind_known"),
            signed_by_somebody("patient_event"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class PersonDetails(models.Model):
    """What a population register knows of a person."""

    given_names = models.CharField(_("förnamn"), max_length=120, blank=True)
    surname = models.CharField(_("efternamn"), max_length=120)
    sort_key = models.CharField(max_length=240, editable=False)
    street = models.CharField(_("gatuadress"), max_length=160, blank=True)
    postal_code = models.CharField(_("postnummer"), max_length=5, blank=True)
    city = models.CharField(_("postort"), max_length=80, blank=True)
    municipality_code = models.CharField(
        _("folkbokföringskommun"), max_length=4, blank=True, validators=[MUNICIPALITY_CODE]
    )
    district = models.CharField(_("stadsdel"), max_length=80, blank=True)
    protection = models.CharField(
        _("skyddade personuppgifter"), max_length=24, choices=Protection.choices, default=Protection.NONE
    )
    deceased_on = models.DateField(_("avliden"), null=True, blank=True)

    PERSONAL: ClassVar[tuple[str, ...]] = (
        *("given_names", "surname", "sort_key", "street", "postal_code", "city", "municipality_code", "district"),
        *("protection", "deceased_on"),
    )

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surname}".strip()

    @property
    def is_protected(self) -> bool:
        return self.protection != Protection.NONE


class RegisterData(PersonDetails):
    """The register part of a patient, common to all who may see the patient; a copy taken at `updated_at`."""

    patient = models.OneToOneField(Patient, models.PROTECT, related_name="register")
    source = models.CharField(_("källa"), max_length=40)
    updated_at = models.DateTimeField()

    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "patient", "source", "updated_at")

    class Meta:
        verbose_name = _("registeruppgifter")
        verbose_name_plural = _("registeruppgifter")
        constraints = [
            models.CheckConstraint(condition=Q(protection__in=Protection.values), name="register_protection_known"),
            models.CheckConstraint(
                condition=Q(municipality_code="") | Q(municipality_code__regex=r"^\d{4}$"),
                name="register_municipality_has_four_digits",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="register_by_sort_key"),
            # Asked about every case of every list (visibility.py).
            models.Index(
                fields=["patient"], condition=~Q(protection=Protection.NONE), name="register_of_the_protected"
            ),
            # Any part of the name, as it is searched for.
            GinIndex(fields=["sort_key"], name="register_by_part_of_the_name", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return str(self.patient)


class PlacementKind(models.TextChoices):
    """Where a municipality may have decided that somebody lives."""

    SPECIAL_HOUSING = "special_housing", _("särskilt boende")
    LSS_HOUSING = "lss_housing", _("bostad med särskild service enligt LSS")
    SHORT_TERM = "short_term", _("korttidsplats")
    HVB = "hvb", _("hem för vård eller boende")
    FAMILY_HOME = "family_home", _("familjehem")


class Placement(Dated):
    """A place of living that a municipality has arranged, perhaps in another municipality (5 kap. 2 §)."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="placements")
    municipality_code = models.CharField(_("placerande kommun"), max_length=4, validators=[MUNICIPALITY_CODE])
    kind = models.CharField(_("slag"), max_length=16, choices=PlacementKind.choices)
    place = models.CharField(_("boende"), max_length=160, blank=True)

    objects = DatedQuerySet["Placement"].as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ("municipality_code", "kind", "place", "valid_from", "valid_to")
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "ref", "patient")

    class Meta:
        verbose_name = _("placering")
        verbose_name_plural = _("placeringar")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["special_housing", "lss_housing", "short_term", "hvb", "family_home"]),
                name="placement_kind_known",
            ),
            dates_in_order("placement"),
        ]
        indexes = [models.Index(fields=["patient", "valid_from"], name="placement_by_patient")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
