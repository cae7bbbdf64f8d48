"""The body of a request that would succeed at each door that takes one; a test says that none is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from accounts.kinds import UnitKind
from accounts.models import User
from accounts.roles import Role
from accounts.services.recording import version_of
from discharge.identifiers import Identity
from discharge.models import Case, Event, Notice, Patient, PatientIdentity, Placement, Receipt
from discharge.models.events import EventKind
from discharge.models.notices import NoticeKind
from discharge.selectors.persons import person_shown
from discharge.versions import case_version
from rules.calendar import in_sweden
from tests import factories as make
from tests.discharge import persons
from tests.doors.world import MUNICIPALITY, About, Scope, Thing, Who, World
from tests.factories import NOW, PASSWORD

Body = dict[str, Any]
Builder = Callable[[World, Who, Thing | None], Body]
# The fields of one thing that is done in a stay, instants and truths as Python has them.
InStay = Callable[[World], Body]


def body_of(method: str, door: str, world: World, who: Who, thing: Thing | None) -> Body:
    """The fields that the door takes: a route, with its slug if it is shared."""
    build = BODIES.get((method, door))
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


def _unit_details(world: World, who: Who, thing: Thing | None) -> Body:
    return {"name": "Medicin 14", "speciality": "medicine", "phone": "0980-319 201", "parent": ""}


def _new_unit(world: World, who: Who, thing: Thing | None) -> Body:
    details = _unit_details(world, who, thing)
    return {**details, **_made(world, who, thing), "kind": "ward", "valid_from": "2026-03-09"}


def _changed_unit(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_unit_details(world, who, thing), **_version(world, who, thing)}


def _group(world: World, who: Who, thing: Thing | None) -> Body:
    kinds = (UnitKind.MUNICIPAL_CARE, UnitKind.SOCIAL_SERVICES)
    return {"name": "Hemgångsteamet", "units": [str(world.units[kind].ref) for kind in kinds]}


def _account(world: World, who: Who, thing: Thing | None) -> Body:
    return {
        **_made(world, who, thing),
        "full_name": "Åsa Öberg",
        "title": "Sjuksköterska",
        "username": "asa.oberg",
        "password": PASSWORD,
    }


def _given(world: World, who: Who, thing: Thing | None) -> Body:
    scope = {"role": "needs_assessor", "scope": str(world.units[UnitKind.SOCIAL_SERVICES].ref)}
    return {**_made(world, who, thing), **scope, "valid_from": "2026-03-09", "valid_to": "2026-06-30"}


def _new_token(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_made(world, who, thing), "name": "Journalsystemet", "expires_at": "2026-06-30"}


def _password(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_version(world, who, thing), "password": PASSWORD}


def _made(world: World, who: Who, thing: Thing | None) -> Body:
    """The ref that a form has chosen for what it makes."""
    return {"ref": str(uuid4())}


def _version(world: World, who: Who, thing: Thing | None) -> Body:
    """How many administrative acts there have been."""
    return {"expected_version": version_of(thing.ref) if thing else 0}


def _number(world: World, who: Who, thing: Thing | None) -> Body:
    case = world.things[About.ACCESS, Scope.OWN, who.home]
    return {"number": getattr(case, "number", "")}


def _named(world: World, who: Who, thing: Thing | None) -> Body:
    return {**_ended(world, who, thing), "ends_on": "2026-06-30"}


def _ended(world: World, who: Who, thing: Thing | None) -> Body:
    """Somebody at her unit who is named there already; an administrator's is the ward."""
    role = Role.HEAD_OF_UNIT if who.home is UnitKind.OPEN_CARE else Role.WARD_NURSE
    named = User.objects.get(pk=world.actors[role].user_id)
    return {"named": f"{world.units[who.home].ref} {named.ref}", "reason": "Fortsatt kontakt"}


def _registered(world: World, who: Who) -> Body:
    """An admission, as it is told of whoever has been found."""
    leaving = {"expected_on": _EXPECTED, "expected_time": "13:30"}
    return {"unit": _unit(world, who), "admitted_at": NOW, "care_type": "somatic", **leaving}


def _stay_form(world: World, who: Who, thing: Thing | None) -> Body:
    number = _number_of(world.patients["own"])
    return {"oid": number.oid, "value": number.value, **_typed(_registered(world, who))}


def _stay(world: World, who: Who, thing: Thing | None) -> Body:
    patient = {"patient": str(world.patients["own"].ref), "legal_form": "voluntary"}
    return {**patient, **_told(_registered(world, who))}


def _by_form(act: InStay) -> Builder:
    return lambda world, who, thing: {**_acting(world, who, thing), **_typed(act(world))}


def _by_api(act: InStay) -> Builder:
    return lambda world, who, thing: {**_acting(world, who, thing), **_told(act(world))}


def _acting(world: World, who: Who, thing: Thing | None) -> Body:
    return {"unit": _unit(world, who), "expected_version": _case_version(thing, who)}


def _typed(fields: Body) -> Body:
    """As a form posts it: instants by the clock in Sweden, and of boxes those that are ticked."""
    said = {name: f"{in_sweden(value):%Y-%m-%dT%H:%M}" for name, value in fields.items() if isinstance(value, datetime)}
    ticked = {name: "on" for name, value in fields.items() if value is True}
    return {name: value for name, value in {**fields, **said, **ticked}.items() if value is not False}


def _told(fields: Body) -> Body:
    """As JSON."""
    said = {name: value.isoformat() for name, value in fields.items() if isinstance(value, datetime)}
    return {**fields, **said}


def _concerned(world: World) -> list[str]:
    """The home units that are told of a stay."""
    kinds = (UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_CARE, UnitKind.OPEN_CARE)
    return [str(world.units[kind].ref) for kind in kinds]


def _another(world: World) -> list[str]:
    return [str(world.beside[UnitKind.SOCIAL_SERVICES].ref)]


def _other_hospital(world: World) -> str:
    """A ward of another care provider in the region."""
    return str(make.ward(make.private_provider(world.board.principal), "Medicinkliniken").ref)


def _ready(recipients: list[str]) -> Body:
    return {"recipients": recipients, "assessed_at": NOW, "physician": "Anna Lind"}


def _admission(recipients: list[str]) -> Body:
    leaving = {"expected_on": _EXPECTED, "expected_time": "13:30"}
    return {"recipients": recipients, **leaving, "consent": "given", "address_withheld": True}


def _about(world: World, kind: NoticeKind) -> Body:
    """What is open in the stay of somebody who is ready."""
    case = world.things[About.STAY_READY, Scope.OWN, UnitKind.WARD]
    return {"about": str(Notice.objects.filter(case__ref=case.ref, kind=kind).latest("pk").ref)}


def _owned(world: World) -> Body:
    return {"owner": str(world.units[UnitKind.WARD].ref), **_TOLD}


def _own_disagreement(world: World, who: Who, thing: Thing | None) -> Body:
    """The one that her own unit has raised."""
    sent = Notice.objects.filter(kind=NoticeKind.DISAGREEMENT, sender_unit=world.units[who.home]).first()
    return {**_acting(world, who, thing), "about": str(sent.ref if sent else uuid4())}


def _harm_test(world: World, who: Who, thing: Thing | None) -> Body:
    """For another than whoever decides."""
    kind = UnitKind.OPEN_CARE if who.home is UnitKind.WARD else UnitKind.WARD
    tested = {"item": "Fallrisk", "recipients": [str(world.units[kind].ref)], "why": "Hon vill ha hjälp"}
    return {**_acting(world, who, thing), **tested, "decided_by": "Anna Lind"}


def _harm_test_by_form(world: World, who: Who, thing: Thing | None) -> Body:
    return _typed({**_harm_test(world, who, thing), "decided_at": NOW})


def _harm_test_by_api(world: World, who: Who, thing: Thing | None) -> Body:
    return _told({**_harm_test(world, who, thing), "decided_at": NOW})


def _own_representative(world: World, who: Who, thing: Thing | None) -> Body:
    """Whom her own unit has recorded."""
    recorded = Event.objects.filter(kind=EventKind.REPRESENTATIVE_RECORDED, unit=world.units[who.home]).first()
    return {**_acting(world, who, thing), "about": recorded.data["ref"] if recorded else str(uuid4())}


def _question(world: World, who: Who, thing: Thing | None) -> Body:
    """To another than whoever asks."""
    kind = UnitKind.OPEN_CARE if who.home is UnitKind.WARD else UnitKind.WARD
    asked = {"recipients": [str(world.units[kind].ref)], "body": "Finns det trappor hemma?"}
    return {**_acting(world, who, thing), **asked, **_TOLD}


def _answer(world: World, who: Who, thing: Thing | None) -> Body:
    """To the question that her own unit has been asked."""
    asked = Notice.objects.filter(kind=NoticeKind.QUESTION, receipts__unit=world.units[who.home]).first()
    answered = {"about": str(asked.ref if asked else uuid4()), "body": "Två trappor"}
    return {**_acting(world, who, thing), **answered, **_TOLD}


_TOLD: Final = {"ground": "consent"}
_IN_A_DAY: Final = NOW + timedelta(days=1)
_EXPECTED: Final = "2026-03-12"
_REASON: Final = {"reason": "Efter samtal med patienten"}
_PART: Final = {**_REASON, "reason_ground": "consent"}
_CONTACT: Final = {
    "name": "Ulla Berg",
    "title": "distriktssköterska",
    "phone": "0980-319 213",
    "existing": True,
    "calls_sip": True,
}
# What is done in a stay, by its action in the API; the page has its own word for it.
_IN_STAY: Final[Mapping[str, InStay]] = {
    "judge-need": lambda world: {
        "region": True,
        "social_services": False,
        "municipal_care": True,
        "physician": "Anna Lind",
        "judged_at": NOW,
    },
    "judge-no-need": lambda world: _REASON,
    "reopen-need": lambda world: _REASON,
    "admission-notice": lambda world: _admission(_concerned(world)),
    "estimate": lambda world: {"expected_on": "2026-03-14", "expected_time": "09:00", "told": True, **_PART},
    "ready": lambda world: _ready(_concerned(world)),
    "withdraw-ready": lambda world: _PART,
    "care-contact": lambda world: _CONTACT,
    "can-receive": lambda world: {
        "from_at": NOW + timedelta(days=1),
        "first_visit": "fredag 14",
        "meets": "Hemtjänst Norr",
        "ground": "consent",
    },
    "sip-answer": lambda world: {"consent": "given", "said_by": "hon själv"},
    "sip-call": lambda world: {"meeting_at": NOW + timedelta(days=2), "place": "Hemma", "others": "dottern"},
    "consent": lambda world: {
        "kind": "disclosure",
        "answer": "given",
        "covers": "Läkemedelslistan",
        "answered_by": "patient",
        "how": "orally",
        "given_at": NOW,
        "valid_until": "2026-04-01",
    },
    "withdraw-consent": lambda world: {"kind": "relatives"},
    "representative": lambda world: {
        "kind": "guardian",
        "name": "Per Ek",
        "phone": "0980-319 213",
        "is_hidden_from": True,
    },
    "sip-need": lambda world: {"needed": True, "existing": "none", **_TOLD},
    "sip-request": lambda world: {**_REASON, **_TOLD},
    "sip-offer": lambda world: {"offered_to": "hon själv"},
    "withdraw-sip-consent": lambda world: {"said_by": "hon själv"},
    "sip-caller": lambda world: {},
    "services-reply": lambda world: {
        "ongoing": True,
        "services": "Hemsjukvård två dagar i veckan",
        "contact": "Eva Ros",
        "phone": "0980-319 214",
        "aids": "Rullator",
        "risks": "Fall",
        **_TOLD,
    },
    "underlay": lambda world: {
        "recipients": _concerned(world),
        "profession": "Arbetsterapeut",
        "needs": [{"area": "adl", "needs": "Hjälp med dusch", "before": "new"}, {"area": "home", "needs": "Trappor"}],
        "missing_by": _IN_A_DAY,
        **_TOLD,
    },
    "information-part": lambda world: {
        "recipients": _concerned(world),
        "part": "medicines_for_days",
        "body": "Enligt lista",
        "days": 3,
        "action": "Dosett",
        "time_frame": "i dag",
        "missing_by": _IN_A_DAY,
        **_TOLD,
    },
    "withdraw-can-receive": lambda world: _PART,
    "decline-services": lambda world: {
        "services": "Hemtjänst",
        "declined_at": NOW,
        "noted_by": "Eva Ros",
        **_TOLD,
    },
    "patient-summary": lambda world: {"given": True},
    "discharge-information": lambda world: {
        "body": "Sårvård varannan dag",
        "medicines": "Enligt lista",
        "aids": "Rullator",
        "night": "Trygghetslarm",
    },
    "leave": lambda world: {"reason": "discharged", "left_at": NOW, "where_to": "hem"},
    "undo-leaving": lambda world: {},
    "close": lambda world: {},
    "cancel": lambda world: _REASON,
    "opt-decision": lambda world: {
        "recipients": _concerned(world),
        "decided_at": NOW,
        "psychiatrist": "Karin Holm",
    },
    "care-plan": lambda world: {
        "drawn_up_at": NOW,
        "psychiatrist": "Karin Holm",
        "approved_by": "Bistånd norr",
        **_TOLD,
    },
    "change-ward": lambda world: {"to": str(world.beside[UnitKind.WARD].ref), "moved_at": NOW},
    "transfer": lambda world: {"to": _other_hospital(world), "moved_at": NOW, **_TOLD},
    "begin-leave": lambda world: {"gone_at": NOW, "expected_back_at": _IN_A_DAY, **_TOLD},
    "end-leave": lambda world: {"back_at": NOW, **_TOLD},
    "municipality": lambda world: {"municipality": "2580", "changed_on": "2026-03-09"},
    "correct": lambda world: {
        "admitted_at": NOW - timedelta(days=1),
        "care_type": "geriatric",
        "legal_form": "LPT",
        **_REASON,
    },
    "answer-referral": lambda world: {**_about(world, NoticeKind.INFORMATION_PART), "answer": "accept", **_TOLD},
    "responsibility-ask": lambda world: {
        "open_care": str(world.units[UnitKind.OPEN_CARE].ref),
        "said": "Insulin",
        **_TOLD,
    },
    "responsibility-take-over": lambda world: {"physician": "Eva Holm", "from_at": NOW, **_TOLD},
    "responsibility-decline": lambda world: {"said": "Fel enhet", **_TOLD},
    "responsibility-hand-back": lambda world: {"said": "Hon stannar", **_TOLD},
    "social-contact": lambda world: {},
    "social-application": lambda world: {"applied_by": "dottern, per telefon"},
    "social-no-application": lambda world: _REASON,
    "social-decision": lambda world: {"decision": "grant", "services": "Hemtjänst"},
    "social-order": lambda world: {"provider": str(world.units[UnitKind.PROVIDER].ref)},
    "social-order-confirmed": lambda world: {},
    "social-order-declined": lambda world: _REASON,
    "raise-blocker": lambda world: {"what": "Säng", **_owned(world)},
    "change-blocker": lambda world: {**_about(world, NoticeKind.BLOCKER), **_owned(world), "due_at": _IN_A_DAY},
    "solve-blocker": lambda world: {**_about(world, NoticeKind.BLOCKER), "how": "Levererad", **_TOLD},
    "report-obstacle": lambda world: {"what": "Hemrehab", **_TOLD},
    "judge-obstacle": lambda world: {
        **_about(world, NoticeKind.OBSTACLE),
        "prevents": True,
        "why": "Startar på måndag",
        **_TOLD,
    },
    "solve-obstacle": lambda world: {**_about(world, NoticeKind.OBSTACLE), "how": "Startar i dag", **_TOLD},
    "raise-disagreement": lambda world: {"reason": "Hon har feber", **_TOLD},
    "answer-disagreement": lambda world: {
        **_about(world, NoticeKind.DISAGREEMENT),
        "answer": "Febern är borta",
        "physician": "Anna Lind",
        **_TOLD,
    },
}
_PAGES: Final[Mapping[str, InStay]] = {
    "bedom-behov": _IN_STAY["judge-need"],
    "inget-behov": _IN_STAY["judge-no-need"],
    "bedom-pa-nytt": _IN_STAY["reopen-need"],
    "inskrivningsmeddelande": _IN_STAY["admission-notice"],
    "fler-mottagare": lambda world: _admission(_another(world)),
    "beraknad-utskrivning": _IN_STAY["estimate"],
    "utskrivningsklar": _IN_STAY["ready"],
    "utskrivningsklar-till-fler": lambda world: _ready(_another(world)),
    "ta-tillbaka-utskrivningsklar": _IN_STAY["withdraw-ready"],
    "vardkontakt": _IN_STAY["care-contact"],
    "byt-vardkontakt": _IN_STAY["care-contact"],
    "klar-att-ta-emot": _IN_STAY["can-receive"],
    "svar-om-sip": _IN_STAY["sip-answer"],
    "kalla-till-sip": _IN_STAY["sip-call"],
    "samtycke": _IN_STAY["consent"],
    "aterta-samtycke": _IN_STAY["withdraw-consent"],
    "foretradare": _IN_STAY["representative"],
    "sip-behovs": lambda world: {"existing": "none", **_TOLD},
    "ingen-sip": lambda world: {"existing": "valid", **_REASON, **_TOLD},
    "begar-sip": _IN_STAY["sip-request"],
    "erbjud-sip": _IN_STAY["sip-offer"],
    "aterta-samtycke-till-sip": _IN_STAY["withdraw-sip-consent"],
    "vi-kallar-till-sip": _IN_STAY["sip-caller"],
    "svar-om-insatser": lambda world: {**_IN_STAY["services-reply"](world), "ongoing": "yes"},
    "underlag": lambda world: {
        "recipients": _concerned(world),
        "profession": "Arbetsterapeut",
        "adl": "Hjälp med dusch",
        "adl_before": "new",
        "home": "Trappor",
        "home_before": "not_known",
        "missing_by": _IN_A_DAY,
        **_TOLD,
    },
    "del-av-information": _IN_STAY["information-part"],
    "svar-pa-remiss": _IN_STAY["answer-referral"],
    "kan-inte-ta-emot": _IN_STAY["withdraw-can-receive"],
    "tackar-nej": _IN_STAY["decline-services"],
    "sammanfattning": lambda world: {"given": "given"},
    "utskrivningsinformation": _IN_STAY["discharge-information"],
    "utskrivning": _IN_STAY["leave"],
    "angra-utskrivning": _IN_STAY["undo-leaving"],
    "avsluta": _IN_STAY["close"],
    "opt-beslut": _IN_STAY["opt-decision"],
    "samordnad-vardplan": _IN_STAY["care-plan"],
    "byt-avdelning": _IN_STAY["change-ward"],
    "flytta-till-annat-sjukhus": _IN_STAY["transfer"],
    "permission": _IN_STAY["begin-leave"],
    "avsluta-permission": _IN_STAY["end-leave"],
    "folkbokforing": _IN_STAY["municipality"],
    "ratta-uppgifter": _IN_STAY["correct"],
    "stryk": _IN_STAY["cancel"],
    "fraga-om-ansvar": _IN_STAY["responsibility-ask"],
    "ta-over-ansvar": _IN_STAY["responsibility-take-over"],
    "tar-inte-over-ansvar": _IN_STAY["responsibility-decline"],
    "lamna-tillbaka-ansvar": _IN_STAY["responsibility-hand-back"],
    "kontaktad": _IN_STAY["social-contact"],
    "ansokan": _IN_STAY["social-application"],
    "ingen-ansokan": _IN_STAY["social-no-application"],
    "beslut": _IN_STAY["social-decision"],
    "bestallning": _IN_STAY["social-order"],
    "bestallning-bekraftad": _IN_STAY["social-order-confirmed"],
    "bestallning-avbojd": _IN_STAY["social-order-declined"],
    "vantar-pa": _IN_STAY["raise-blocker"],
    "andra-vantan": _IN_STAY["change-blocker"],
    "behover-inte-vanta": _IN_STAY["solve-blocker"],
    "hinder": _IN_STAY["report-obstacle"],
    "bedom-hinder": lambda world: {**_IN_STAY["judge-obstacle"](world), "prevents": "yes"},
    "hinder-lost": _IN_STAY["solve-obstacle"],
    "invandning": _IN_STAY["raise-disagreement"],
    "svar-pa-invandning": _IN_STAY["answer-disagreement"],
}

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


BODIES: Final[Mapping[tuple[str, str], Builder]] = {
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
    ("POST", "administration-unit-new"): _new_unit,
    ("POST", "administration-unit"): _changed_unit,
    ("POST", "administration-unit-end"): _last_day,
    ("POST", "administration-group-new"): lambda *about: {**_group(*about), **_made(*about)},
    ("POST", "administration-group"): lambda *about: {**_group(*about), **_version(*about)},
    ("POST", "administration-person-new"): _account,
    ("POST", "administration-person-password"): _password,
    ("POST", "administration-person-close"): _version,
    ("POST", "administration-person-open"): _version,
    ("POST", "administration-assignment-new"): _given,
    ("POST", "administration-assignment-end"): _last_day,
    ("POST", "administration-tokens"): _new_token,
    ("POST", "access"): _number,
    ("POST", "access-case"): _named,
    ("POST", "access-end"): _ended,
    ("GET", "api-terms"): lambda world, who, thing: {"region": "09", "municipality": MUNICIPALITY},
    ("POST", "api-drafts"): _begin_draft,
    ("PUT", "api-draft"): _save_draft,
    ("POST", "register-stay"): _stay_form,
    ("POST", "api-stays"): _stay,
    **{("POST", f"stay-act {slug}"): _by_form(act) for slug, act in _PAGES.items()},
    **{("POST", f"api-stay-{action}"): _by_api(act) for action, act in _IN_STAY.items()},
    ("POST", "stay-act menprovning"): _harm_test_by_form,
    ("POST", "api-stay-harm-test"): _harm_test_by_api,
    ("POST", "stay-act ta-bort-foretradare"): _own_representative,
    ("POST", "api-stay-end-representative"): _own_representative,
    ("POST", "stay-act fraga"): _question,
    ("POST", "api-stay-question"): _question,
    ("POST", "stay-act svar-pa-fraga"): _answer,
    ("POST", "api-stay-answer"): _answer,
    ("POST", "stay-act ta-tillbaka-invandning"): _own_disagreement,
    ("POST", "api-stay-withdraw-disagreement"): _own_disagreement,
}
