"""The body of a request that would succeed at each door that takes one; a test says that none is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from accounts.kinds import UnitKind
from discharge.identifiers import Identity
from discharge.models import Case, Patient, PatientIdentity, Placement, Receipt
from discharge.selectors.persons import person_shown
from discharge.versions import case_version
from tests.discharge import persons
from tests.doors.world import MUNICIPALITY, About, Scope, Thing, Who, World
from tests.factories import PASSWORD

Body = dict[str, Any]


def body_of(method: str, route: str, world: World, who: Who, thing: Thing | None) -> Body:
    """The fields that the door takes."""
    build = BODIES.get((method, route))
    return build(world, who, thing) if build else {}


def _sign_in(world: World, who: Who, thing: Thing | None) -> Body:
    return {"username": world.password_of, "password": PASSWORD}


def _assignment(world: World, who: Who, thing: Thing | None) -> Body:
    someone = who.actor or world.actors["outsider"]
    return {"ref": str(someone.assignment_ref)}


def _search(world: World, who: Who, thing: Thing | None) -> Body:
    return {"sok": "Lind"}


def _open_case(world: World, who: Who, thing: Thing | None) -> Body:
    number = world.patients["own"].identities.get()
    return {"oid": number.oid, "value": number.value, "unit": _unit(world, who)}


def _case(world: World, who: Who, thing: Thing | None) -> Body:
    return {"patient": str(world.patients["own"].ref), "unit": _unit(world, who)}


def _message(world: World, who: Who, thing: Thing | None) -> Body:
    received = world.things[About.RECEIVED, Scope.OWN, who.home]
    return {
        "unit": _unit(world, who),
        "recipients": [str(world.elsewhere[UnitKind.SOCIAL_SERVICES].ref)],
        "subject": "Hemgång på torsdag",
        "body": "Kan ni ta emot?",
        "ground": "consent",
        "answers": str(received.ref),
        "expected_version": _case_version(thing, who),
    }


def _recipient(world: World, who: Who, thing: Thing | None) -> Body:
    return {"unit": _unit(world, who), "expected_version": 1}


def _return(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_recipient(world, who, thing), "reason": "Inte vår patient"}


def _forward(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_return(world, who, thing), "to": str(_forwarded_to(world, who, thing))}


def _correct(world: World, who: Who, thing: Thing | None) -> Body:
    return {"subject": "Hemgång på fredag", "body": "Kan ni ta emot på fredag?", "expected_version": 1}


def _recall(world: World, who: Who, thing: Thing | None) -> Body:
    return {"reason": "Fel patient", "expected_version": 1}


def _recall_recipient(world: World, who: Who, thing: Thing | None) -> Body:
    receipt = Receipt.objects.filter(notice__ref=thing.ref if thing else None).select_related("unit").first()
    recipient = receipt.unit if receipt else world.elsewhere[UnitKind.WARD]
    return {**_recall(world, who, thing), "recipient": str(recipient.ref)}


def _begin_draft(world: World, who: Who, thing: Thing | None) -> Body:
    case = world.things[About.CASE, Scope.OWN, who.home]
    return {"kind": "message", "unit": _unit(world, who), "case": str(case.ref), "content": {"subject": "Hem"}}


def _written(world: World, who: Who, thing: Thing | None) -> Body:
    return {"subject": "Hemgång", "body": "Kan ni", "ground": "", "unit": _unit(world, who)}


def _save_draft(world: World, who: Who, thing: Thing | None) -> Body:
    return {"content": {"subject": "Hemgång"}, "expected_version": 1}


def _lookup(world: World, who: Who, thing: Thing | None) -> Body:
    number = persons.reserve_number()
    return {"oid": number.oid, "value": number.value}


def _register(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_lookup(world, who, thing), "details": _DETAILS}


def _unmask(world: World, who: Who, thing: Thing | None) -> Body:
    return {"reason": "Ringer anhöriga"}


def _kinds(world: World, who: Who, thing: Thing | None) -> Body:
    return {"kinds": ["social_services"]}


def _person(world: World, who: Who, thing: Thing | None) -> Body:
    return {"expected_version": _person_version(thing)}


def _register_data(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_person(world, who, thing), "details": _DETAILS}


def _protection(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_person(world, who, thing), "degree": "marking", "reason": "Enligt folkbokföringen"}


def _another_number(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_person(world, who, thing), **_lookup(world, who, thing)}


def _replaced_number(world: World, who: Who, thing: Thing | None) -> Body:
    old, new = _number_of(world.patients["own"]), persons.personal_number()
    return {
        **_person(world, who, thing),
        "old_oid": old.oid,
        "old_value": old.value,
        "oid": new.oid,
        "value": new.value,
    }


def _withdrawn_number(world: World, who: Who, thing: Thing | None) -> Body:
    number = _number_of(thing)
    return {**_person(world, who, thing), "oid": number.oid, "value": number.value, "reason": "Fel person"}


def _merge(world: World, who: Who, thing: Thing | None) -> Body:
    into = world.patients["known"]
    return {
        **_person(world, who, thing),
        "into": str(into.ref),
        "into_version": _person_version(into),
        "reason": "Samma person",
    }


def _split(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_person(world, who, thing), "reason": "Två personer"}


def _placement(world: World, who: Who, thing: Thing | None) -> Body:
    return {
        **_person(world, who, thing),
        "municipality_code": MUNICIPALITY,
        "kind": "short_term",
        "place": "Solgläntan",
        "valid_from": "2026-03-01",
        "valid_to": "2026-03-20",
    }


def _end_placement(world: World, who: Who, thing: Thing | None) -> Body:
    patient = thing.patient if isinstance(thing, Placement) else None
    return {"expected_version": _person_version(patient), "last_day": "2026-03-12"}


def _address_rule(world: World, who: Who, thing: Thing | None) -> Body:
    area = {"municipality_code": MUNICIPALITY, "postal_code_from": "62100", "postal_code_to": "62199"}
    unit = world.units[UnitKind.SOCIAL_SERVICES]
    return {"unit": str(unit.ref), "area": area, "valid_from": "2026-04-01", "birth_day_from": 1, "birth_day_to": 15}


def _area_responsibility(world: World, who: Who, thing: Thing | None) -> Body:
    unit, area = world.units[UnitKind.OPEN_CARE], {"municipality_code": MUNICIPALITY, "district": "Innerstaden"}
    return {"unit": str(unit.ref), "area": area, "valid_from": "2026-04-01"}


def _last_day(world: World, who: Who, thing: Thing | None) -> Body:
    return {"last_day": "2026-03-31"}


_DETAILS: Final = {"given_names": "Anna", "surname": "Ek", "street": "Strandgatan 1", "postal_code": "62157"}


def _person_version(patient: Thing | None) -> int:
    return person_shown(patient).version if isinstance(patient, Patient) else 1


def _number_of(patient: Thing | None) -> Identity:
    """The reserve number, which may be replaced and, beside another one, withdrawn."""
    held = PatientIdentity.objects.filter(patient__ref=patient.ref if patient else None)
    number = held.order_by("-oid").last()
    return Identity(number.oid, number.value) if number else persons.reserve_number()


def _unit(world: World, who: Who) -> str:
    return str(world.units[who.home].ref)


def _forwarded_to(world: World, who: Who, thing: Thing | None) -> UUID:
    """A unit of the same side and controller that does not have the notice."""
    ref: UUID = world.beside[who.home].ref
    return ref


def _case_version(thing: Thing | None, who: Who) -> int:
    return case_version(thing, who.actor) if isinstance(thing, Case) and who.actor else 1


BODIES: Final[Mapping[tuple[str, str], Callable[[World, Who, Thing | None], Body]]] = {
    ("POST", "sign-in"): _sign_in,
    ("POST", "assignments"): _assignment,
    ("POST", "patients"): _search,
    ("POST", "open-case"): _open_case,
    ("POST", "case-unmask"): lambda world, who, thing: {"skal": "Ringer anhöriga"},
    ("POST", "write"): _message,
    ("POST", "recipients"): _written,
    ("POST", "draft"): _written,
    ("POST", "notice-acknowledge"): _recipient,
    ("POST", "notice-send-back"): _return,
    ("POST", "notice-forward"): _forward,
    ("POST", "notice-correct"): _correct,
    ("POST", "notice-recall"): _recall,
    ("POST", "notice-recall-recipient"): _recall_recipient,
    ("POST", "api-cases"): _case,
    ("POST", "api-case-messages"): _message,
    ("POST", "api-notice-acknowledge"): _recipient,
    ("POST", "api-notice-return"): _return,
    ("POST", "api-notice-forward"): _forward,
    ("POST", "api-notice-correct"): _correct,
    ("POST", "api-notice-recall"): _recall,
    ("POST", "api-notice-recall-recipient"): _recall_recipient,
    ("POST", "api-patients"): _register,
    ("POST", "api-patients-search"): lambda world, who, thing: {"text": "Lind", "page": 1},
    ("POST", "api-patients-lookup"): _lookup,
    ("POST", "api-patient-unmask"): _unmask,
    ("POST", "api-patient-recipients"): _kinds,
    ("POST", "api-patient-refresh"): _person,
    ("POST", "api-patient-register-data"): _register_data,
    ("POST", "api-patient-protection"): _protection,
    ("POST", "api-patient-identities"): _another_number,
    ("POST", "api-patient-replace"): _replaced_number,
    ("POST", "api-patient-withdraw"): _withdrawn_number,
    ("POST", "api-patient-merge"): _merge,
    ("POST", "api-patient-split"): _split,
    ("POST", "api-patient-placements"): _placement,
    ("POST", "api-placement-end"): _end_placement,
    ("POST", "api-address-rules"): _address_rule,
    ("POST", "api-address-rule-end"): _last_day,
    ("POST", "api-area-responsibilities"): _area_responsibility,
    ("POST", "api-area-responsibility-end"): _last_day,
    ("POST", "api-drafts"): _begin_draft,
    ("PUT", "api-draft"): _save_draft,
}
