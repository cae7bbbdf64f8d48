"""Patients are found by number or name: among what the reader may see, and by number in the population register."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Q

from accounts.actor import Actor
from accounts.permissions import require, visible
from accounts.roles import Permission
from core.errors import NotVisible
from core.sorting import sort_key
from discharge.domains import DOMAINS
from discharge.identifiers import Identity
from discharge.models import Patient, PatientEvent, PatientIdentity, RegisterData
from discharge.models.protection import Protection
from discharge.patient_errors import SearchTooShort
from discharge.protection import PersonShown, said
from discharge.registers.connected import population
from discharge.registers.population import Details, details_of, registered
from discharge.selectors.merged import roots_of, rows_of_person, rows_of_persons
from discharge.selectors.persons import persons_shown
from rules.errors import InvalidInput, Problem

PAGE_SIZE: Final = 20
LAST_PAGE: Final = 50
LEAST_LETTERS: Final = 3
LONGEST_SEARCH: Final = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A page of persons that a search found; a page may be shorter where several rows are one person."""

    persons: Sequence[PersonShown]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """A number that somebody asked for, and what is known of who has it.

    identity: the number that the population register says holds now. is_known: by that register. details: what it says
    of her, or of somebody it does not know what the reader may see already; None when there is nothing, and when she is
    protected. patient: the row that the reader may see already; that there are others is not told.
    """

    identity: Identity
    said: str
    is_known: bool
    is_protected: bool
    details: Details | None
    patient: UUID | None

    @property
    def name(self) -> str:
        """Her name; empty when it is not known or not shown."""
        return f"{self.details.given_names} {self.details.surname}".strip() if self.details else ""


def find_patients(text: str, *, by: Actor, on: date, page: int = 1) -> Found:
    """Persons with this number, or with every word in their name, among those in whose cases the reader takes part.

    A number that has been replaced finds her too; a protected person is found by those who are named for her.
    Raises: NotPermitted; InvalidIdentity for digits that are no number; SearchTooShort; InvalidInput.
    """
    require(by, Permission.FIND_PATIENT)
    if len(text) > LONGEST_SEARCH:
        raise InvalidInput(Problem("search", f"is longer than {LONGEST_SEARCH} signs"))
    if not 1 <= page <= LAST_PAGE:
        raise InvalidInput(Problem("page", f"is not between 1 and {LAST_PAGE}"))
    seen = visible(by, Patient.objects.all())
    if any(sign.isdigit() for sign in text):
        wanted = Q(pk__in=_rows_with(DOMAINS.candidates(text, today=on)))
    else:
        wanted = _name_has(text)
    rows = seen.filter(wanted).order_by("register__sort_key", "pk").values_list("pk", flat=True)
    found = list(rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE + 1])
    on_page = found[:PAGE_SIZE]
    roots = roots_of(on_page)
    once = {roots[row]: row for row in reversed(on_page)}  # of several rows that are one person, the first
    shown = persons_shown(on_page)
    return Found([shown[row] for row in on_page if once[roots[row]] == row], page, has_more=len(found) > PAGE_SIZE)


def look_up(text: str, *, oid: str, by: Actor, on: date) -> Sequence[LookedUp]:
    """Everybody whom a number may mean: in the domain it is said to be of, or in every domain that it fits.

    oid: empty when nobody said. For whoever is about to register or open a case about the person in front of her, so
    it does not ask what she may see already; the name of a protected person is not told.
    Raises: NotPermitted; InvalidIdentity.
    """
    require(by, Permission.FIND_PATIENT)
    asked = [DOMAINS.normalise(oid, text, today=on)] if oid else DOMAINS.candidates(text, today=on)
    return [_looked_up(identity, by) for identity in asked]


def patient_with(identity: Identity) -> Patient | None:
    """The row that has the number now, or whose number it was before it was replaced; whoever may see it.

    A number that was withdrawn as wrong is nobody's.
    """
    held = PatientIdentity.objects.filter(
        Q(valid_to__isnull=True) | Q(replaced_by__isnull=False), oid=identity.oid, value=identity.value
    )
    holding_first = F("valid_to").desc(nulls_first=True)
    found = held.order_by(holding_first, "-pk").select_related("patient").first()
    return found.patient if found else None


def visible_rows(ref: UUID, *, by: Actor) -> tuple[Patient, Collection[int]]:
    """The row, and all rows of the same person, for a reader who may see one of them. Raises: NotVisible."""
    patient = Patient.objects.filter(ref=ref).first()
    if patient is not None:
        _, rows = rows_of_person(patient.pk)
        if visible(by, Patient.objects.filter(pk__in=rows)).exists():
            return patient, rows
    raise NotVisible("no such patient")


def trace(ref: UUID, *, by: Actor) -> Sequence[PatientEvent]:
    """What happened to a person's numbers and register data, the latest first, on those of her rows that are visible.

    Raises: NotPermitted; NotVisible.
    """
    require(by, Permission.FIND_PATIENT)
    _, rows = visible_rows(ref, by=by)
    seen = visible(by, Patient.objects.filter(pk__in=rows))
    events = PatientEvent.objects.filter(patient__in=seen).select_related("patient")
    return list(events.order_by("-recorded_at", "-pk"))


def _rows_with(identities: Collection[Identity]) -> set[int]:
    """All rows of the persons who have one of the numbers, or had it before it was replaced."""
    numbers = Q(pk__in=[])
    for identity in identities:
        numbers |= Q(oid=identity.oid, value=identity.value)
    held = PatientIdentity.objects.filter(numbers, Q(valid_to__isnull=True) | Q(replaced_by__isnull=False))
    roots = roots_of(set(held.values_list("patient", flat=True)))
    families = rows_of_persons(set(roots.values()))
    return {row for family in families.values() for row in family}


def _name_has(text: str) -> Q:
    """Every word is part of the name, whatever its accents and capitals."""
    words = sort_key(text).split()
    if sum(len(word) for word in words) < LEAST_LETTERS:
        raise SearchTooShort(Problem("search", f"has fewer than {LEAST_LETTERS} letters"))
    named = Q()
    for word in words:
        named &= Q(register__sort_key__contains=word)
    return named


def _looked_up(identity: Identity, by: Actor) -> LookedUp:
    person = registered(population(), identity)
    holds = person.identity if person else identity
    row = patient_with(holds) or patient_with(identity)
    root, rows = rows_of_person(row.pk) if row else (None, ())
    ours = {one.patient_id: one for one in RegisterData.objects.filter(patient__in=rows)}
    is_seen = visible(by, Patient.objects.filter(pk__in=rows)).exists()
    is_protected = any(one.protection != Protection.NONE for one in (person, *ours.values()) if one)
    details = person.details if person else details_of(ours[root]) if root and is_seen else None
    return LookedUp(
        identity=holds,
        said=said(holds),
        is_known=person is not None,
        is_protected=is_protected,
        details=None if is_protected else details,
        patient=row.ref if row and is_seen else None,
    )
