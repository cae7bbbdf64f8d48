"""The cases of persons that somebody has searched for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from accounts.actor import Actor
from accounts.permissions import visible
from discharge.models import Case, Patient
from discharge.selectors.merged import roots_of, rows_of_persons


def cases_of(persons: Collection[UUID], actor: Actor) -> Mapping[UUID, Sequence[Case]]:
    """By each person the cases that the reader may see, the latest first, on whichever of her rows. Four queries."""
    rows = dict(Patient.objects.filter(ref__in=persons).values_list("ref", "pk"))
    roots = roots_of(rows.values())
    person_of = {row: root for root, family in rows_of_persons(set(roots.values())).items() for row in family}
    found: dict[int, list[Case]] = defaultdict(list)
    cases = visible(actor, Case.objects.filter(patient__in=person_of)).order_by("-opened_at", "-pk")
    for case in cases:
        found[person_of[case.patient_id]].append(case)
    return {ref: found[roots[row]] for ref, row in rows.items()}
