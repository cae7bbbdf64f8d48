"""One small world for every door: an organisation with all kinds of units on both sides of the wall, and another one.

In it each role works at its home unit, or covers the organisation. What a request is about stands somewhere in
relation to whoever asks, its `Scope`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, Final, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler

from accounts.actor import Actor, actor_for
from accounts.kinds import Side, UnitKind
from accounts.models import Assignment, Controller, Principal, Unit, User
from accounts.roles import ROLES, Role
from accounts.services.assignments import revoke_assignment
from accounts.services.organisations import create_principal
from accounts.services.tokens import create_token
from accounts.session import ACTIVE
from agreements.services import bind, load_versions
from core import sessions
from discharge.contents.planning import Part
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.models import Case, Draft, Patient, PatientIdentity, Placement
from discharge.models.drafts import DraftKind
from discharge.models.grants import READ_EXTRA, READ_PROTECTED
from discharge.models.notices import Ground
from discharge.models.protection import Protection
from discharge.services.absences import register_leave
from discharge.services.addressing import AreaDetails, create_address_rule, create_area_responsibility
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import judge_need, judge_no_need, register_stay
from discharge.services.blockers import raise_blocker
from discharge.services.care_contacts import name_care_contact
from discharge.services.consents import record_consent
from discharge.services.disagreements import raise_disagreement
from discharge.services.drafts import begin_draft
from discharge.services.grants import grant_access
from discharge.services.information_parts import send_information_part
from discharge.services.leaving import leave
from discharge.services.merging import merge_patients
from discharge.services.obstacles import report_obstacle
from discharge.services.questions import ask_question
from discharge.services.readiness import declare_ready
from discharge.services.receiving import say_can_receive
from discharge.services.representatives import record_representative
from discharge.services.responsibility import ask_to_take_over, take_over
from discharge.services.sip_calls import answer_about_sip
from discharge.services.social_services import order_services, take_application
from discharge.versions import case_version
from notifications.models import InAppNotice, Urgency
from rules.facts import CareType, LeftReason, LegalForm, SipConsent
from tests import factories as make
from tests.discharge import persons
from tests.factories import NOW, SETUP

# The doors are asked so long after everything in the world was done.
ASKED_AT: Final = NOW + timedelta(hours=1)
# The only one in Sweden that is a region too.
MUNICIPALITY: Final = "0980"


class About(StrEnum):
    """What a request is about."""

    NOTHING = "nothing"
    CASE = "case"
    RECEIVED = "received notice"
    SENT = "sent notice"
    PROTECTED = "case of a protected person for whom one is named"
    DRAFT = "draft"
    NOTIFICATION = "notification"
    PATIENT = "patient"
    KNOWN = "patient whom the population register knows"
    MERGED = "patient who has been merged into another"
    PLACEMENT = "placement"
    RULE = "address rule"
    AREA = "area responsibility"
    UNIT = "unit"
    GROUP = "group of units"
    PERSON = "person with an account"
    ASSIGNMENT = "assignment"
    TOKEN = "token"
    ACCESS = "case that a unit one answers for takes part in"
    AGREEMENT = "version of an agreement"
    STAY_ADMITTED = "case with a stay of which nobody has been told"
    STAY_NO_NEED = "case with a stay after which nothing is needed"
    STAY_PLANNING = "case with a stay that is planned for"
    STAY_READY = "case with a stay of somebody who is ready to leave"
    STAY_LEFT = "case with a stay of somebody who has left"


class Scope(StrEnum):
    """Where it stands in relation to whoever asks; the roles that have no unit are asked about a ward's."""

    OWN = "own"
    BESIDE = "beside"  # in a case of her unit's, but another unit's of the same side and controller
    OTHER_UNIT = "other unit"  # the same side and controller, in a case that her unit takes no part in
    WALL = "other side of the wall"  # the other side's, inside the same controller; a notice even in her own case
    ELSEWHERE = "other organisation"
    HIDDEN = "hidden"  # her unit's, about a person with protected identity for whom she is not named
    NOWHERE = "nowhere"  # a ref that nobody has


_OF_OTHERS: Final = (Scope.OTHER_UNIT, Scope.WALL, Scope.ELSEWHERE, Scope.HIDDEN, Scope.NOWHERE)
# Where each of them stands: those that are visible to somebody, and those that never are.
SEEN: Final = {
    **dict.fromkeys(About, (Scope.OWN,)),
    About.RECEIVED: (Scope.OWN, Scope.BESIDE),
    About.SENT: (Scope.OWN, Scope.BESIDE),
    # The rules of addressing are no secret.
    About.RULE: (Scope.OWN, Scope.ELSEWHERE),
    About.AREA: (Scope.OWN, Scope.ELSEWHERE),
    # Nor is the directory.
    About.UNIT: (Scope.OWN, Scope.ELSEWHERE),
}
_ADMINISTERED: Final = (About.GROUP, About.PERSON, About.ASSIGNMENT, About.TOKEN, About.ACCESS)
UNSEEN: Final = {
    **dict.fromkeys(About, _OF_OTHERS),
    About.NOTHING: (),
    # What stands in the product names nobody, so nothing of it is hidden from its unit.
    About.NOTIFICATION: (Scope.OTHER_UNIT, Scope.WALL, Scope.ELSEWHERE, Scope.NOWHERE),
    About.RULE: (Scope.NOWHERE,),
    About.AREA: (Scope.NOWHERE,),
    About.UNIT: (Scope.NOWHERE,),
    # What the parties have agreed is known to all.
    About.AGREEMENT: (Scope.NOWHERE,),
    **dict.fromkeys(_ADMINISTERED, (Scope.ELSEWHERE, Scope.NOWHERE)),
}


def scopes(about: About) -> tuple[Scope, ...]:
    """Where what is asked about may stand."""
    return SEEN[about] + UNSEEN[about]


class Thing(Protocol):
    """What stands at an address."""

    ref: UUID


# The middleware is made once for all clients; True: one that asks for the mark that a form of our own carries.
_handlers: Final = {checks: ClientHandler(enforce_csrf_checks=checks) for checks in (False, True)}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks: by the session of a browser, or by the token of another system."""

    name: str
    session: str = ""
    token: str = ""
    actor: Actor | None = None
    home: UnitKind = UnitKind.WARD
    checks_csrf: bool = False

    def client(self) -> Client:
        """A browser of hers, or a system."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else None
        client = Client(raise_request_exception=False, headers=headers)
        client.handler = _handlers[self.checks_csrf]
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return client


Units = dict[UnitKind, Unit]
Staff = dict[UnitKind, Actor]
# What somebody did in a stay: who, by which service, with what.
Did = tuple[Actor, Callable[..., Any], dict[str, Any]]

# What stands elsewhere than with her is the same.
STAYS: Final = (About.STAY_ADMITTED, About.STAY_NO_NEED, About.STAY_PLANNING, About.STAY_READY, About.STAY_LEFT)
_LIKE: Final = {
    **dict.fromkeys((About.PROTECTED, *STAYS), About.CASE),
    **dict.fromkeys((About.KNOWN, About.MERGED), About.PATIENT),
}

HEALTH: Final = (UnitKind.WARD, UnitKind.MUNICIPAL_CARE, UnitKind.OPEN_CARE)
SOCIAL: Final = (UnitKind.SOCIAL_SERVICES, UnitKind.PROVIDER)
KINDS: Final = HEALTH + SOCIAL
CONCERNED: Final = (*HEALTH[1:], UnitKind.SOCIAL_SERVICES)


@dataclass
class World:
    """Everything that requests are about and everybody who asks.

    things: by what they are, where they stand and for whose home unit. drafts: by the name of whoever asks.
    """

    board: Controller
    units: Units
    beside: Units
    elsewhere: Units
    roles: dict[Role, Who] = field(default_factory=dict)
    tokens: dict[Role, Who] = field(default_factory=dict)
    others: dict[str, Who] = field(default_factory=dict)
    things: dict[tuple[About, Scope, UnitKind], Thing] = field(default_factory=dict)
    drafts: dict[tuple[str, Scope], Thing] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    patients: dict[str, Patient] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    password_of: str = ""

    def thing(self, about: About, scope: Scope, who: Who) -> Thing | None:
        """What stands there for somebody; None when the request is about nothing."""
        if about is About.NOTHING:
            return None
        if scope is Scope.NOWHERE:
            return SimpleNamespace(ref=uuid4(), version=1, kind="message")
        if about is About.DRAFT:
            return self.drafts.get((who.name, scope)) or self.drafts[Role.WARD_NURSE, scope]
        if scope is not Scope.OWN:
            about = _LIKE.get(about, about)
        return self.things[about, scope, who.home]


@contextmanager
def undone() -> Iterator[None]:
    """What is written meanwhile is rolled back, also what commits in a transaction of its own."""
    block = transaction.atomic()
    block._from_testcase = True  # as Django's TestCase does, so that durable blocks may stand inside
    try:
        with block:
            yield
            transaction.set_rollback(True)
    finally:
        cache.clear()


def build() -> World:
    """The world."""
    board, other_board = make.board(_both(MUNICIPALITY), "Regionstyrelsen"), make.board(_both("0981"), "Styrelsen")
    world = World(
        board=board,
        units={kind: make.unit(kind, board, f"{kind.label} 1") for kind in KINDS},
        beside={kind: make.unit(kind, board, f"{kind.label} 2") for kind in KINDS},
        elsewhere={kind: make.unit(kind, other_board, f"{kind.label} X") for kind in KINDS},
    )
    staff = _staff(world.units)
    colleagues = _staff(world.beside)
    strangers = _staff(world.elsewhere)
    _people(world)
    _own_case(world, staff, colleagues)
    _own_patients(world, staff)
    _protected_case(world, staff)
    _rules(world)
    _case_of(world, Scope.OTHER_UNIT, colleagues)
    _walled_cases(world, colleagues)
    _case_of(world, Scope.ELSEWHERE, strangers)
    _hidden_case(world, staff)
    _notifications(world)
    _drafts(world, strangers)
    _administered(world)
    _agreements(world)
    _stays(world, staff)
    _more_actors(world, staff, colleagues, strangers)
    world.numbers = frozenset(PatientIdentity.objects.values_list("value", flat=True))
    return world


def _both(code: str) -> Principal:
    """A principal that is region and municipality in one, whose board may have units of every kind."""
    return create_principal(
        kind=Principal.Kind.BOTH, code=code, name=f"Region {code}", valid_from=make.LONG_AGO, by=SETUP, now=NOW
    )


def _staff(units: Units) -> Staff:
    """Somebody at each unit, by whom what is already there was done."""
    return {kind: make.actor(unit) for kind, unit in units.items()}


def _people(world: World) -> None:
    """Everybody who asks."""
    for role in Role:
        kinds = sorted(ROLES[role].unit_kinds)
        home = UnitKind(kinds[0]) if kinds else UnitKind.WARD
        assignment = make.assignment(world.units[home] if kinds else world.board, role)
        actor = actor_for(Assignment.objects.get(pk=assignment.pk), make.TODAY)
        world.roles[role] = Who(role, _session(assignment.user, assignment), actor=actor, home=home)
        world.tokens[role] = Who(role, token=_token(assignment), actor=actor, home=home)
        world.actors[role] = actor
    ended = make.assignment(world.units[UnitKind.WARD])
    ended_token = _token(ended)
    ended_session = _session(ended.user, ended)
    revoke_assignment(ended, by=SETUP, now=NOW)
    world.others = {
        "anonymous": Who("anonymous"),
        "unassigned": Who("unassigned", _session(make.user())),
        "ended": Who("ended", ended_session),
        "operator": Who("operator", _session(make.operator())),
        "ended token": Who("ended token", token=ended_token),
    }
    with_password = make.user_with_password()
    make.assignment(world.units[UnitKind.WARD], of=with_password)
    world.password_of = with_password.username


def _session(user: User, chosen: Assignment | None = None) -> str:
    """Of somebody who has just been active, so that asking changes nothing in it."""
    client = Client()
    client.force_login(user)
    session = client.session
    sessions.begin(session, ASKED_AT)
    if chosen is not None:
        session[ACTIVE] = str(chosen.ref)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _token(assignment: Assignment) -> str:
    _, secret = create_token(
        assignment=assignment, name="journalsystemet", expires_at=NOW + timedelta(days=30), by=SETUP, now=NOW
    )
    return secret


def _conversation(world: World, scope: Scope, case: Case, staff: Staff) -> None:
    """The first unit writes to all the others, and each of them answers."""
    first, *others = staff
    begun = make.message(case, staff[first], *(make.unit_of(staff[kind]) for kind in others))
    answers = {kind: make.message(case, staff[kind], make.unit_of(staff[first]), answers=begun) for kind in others}
    for kind in staff:
        _put_case(world, scope, kind, case)
        world.things[About.RECEIVED, scope, kind] = answers[others[0]] if kind is first else begun
        world.things[About.SENT, scope, kind] = begun if kind is first else answers[kind]


def _put_case(world: World, scope: Scope, kind: UnitKind, case: Case) -> None:
    """With the person whom it is about, and where a municipality has placed her."""
    world.things[About.CASE, scope, kind] = case
    world.things[About.PATIENT, scope, kind] = case.patient
    placement, _ = Placement.objects.get_or_create(
        patient=case.patient, municipality_code=MUNICIPALITY, kind="short_term", valid_from=make.LONG_AGO
    )
    world.things[About.PLACEMENT, scope, kind] = placement


def _own_case(world: World, staff: Staff, colleagues: Staff) -> None:
    """A case that every home unit and every unit beside it takes part in, both sides writing also among themselves."""
    nurse = staff[UnitKind.WARD]
    world.patients["own"] = persons.registered(nurse, surname="Lind")
    case = make.case(nurse, world.patients["own"])
    _conversation(world, Scope.OWN, case, staff)
    make.message(case, nurse, *world.beside.values())
    for mine, theirs in ((HEALTH, SOCIAL), (SOCIAL, HEALTH)):
        sender, recipient = colleagues[mine[0]], world.beside[mine[1]]
        read_by_both = make.message(case, staff[mine[0]], recipient)
        among_them = make.message(case, sender, recipient, answers=read_by_both)
        for kind in mine:
            world.things[About.RECEIVED, Scope.BESIDE, kind] = among_them
            world.things[About.SENT, Scope.BESIDE, kind] = among_them
        for kind in theirs:
            world.things[About.RECEIVED, Scope.WALL, kind] = among_them
            world.things[About.SENT, Scope.WALL, kind] = among_them


def _own_patients(world: World, staff: Staff) -> None:
    """Others of whom every home unit has a case: one of the register's, and one who has been merged into another."""
    nurse = staff[UnitKind.WARD]
    world.patients["known"] = persons.registered(nurse, persons.known())
    world.patients["merged"] = persons.registered(nurse, surname="Berg")
    for about, name in ((About.KNOWN, "known"), (About.MERGED, "merged")):
        case = make.case(nurse, world.patients[name])
        make.message(case, nurse, *(world.units[kind] for kind in KINDS[1:]))
        for kind in KINDS:
            world.things[about, Scope.OWN, kind] = world.patients[name]
    merge_patients(
        world.patients["merged"].ref,
        into=world.patients["known"].ref,
        reason="Samma person",
        by=nurse,
        now=NOW,
        expected_version=1,
        into_version=1,
    )
    world.patients["merged"].refresh_from_db()


def _protected_case(world: World, staff: Staff) -> None:
    """A protected person's, where every home unit takes part, and everybody who asks is named."""
    case = make.case(staff[UnitKind.WARD], make.patient("Skyddad", Protection.MARKING))
    make.message(case, staff[UnitKind.WARD], *(world.units[kind] for kind in KINDS[1:]))
    for who in world.roles.values():
        world.things[About.PROTECTED, Scope.OWN, who.home] = case
        if who.actor and who.actor.unit_ids:
            make.case_grant(case, who.actor, READ_PROTECTED)


def _rules(world: World) -> None:
    """Who answers for which area, here and elsewhere."""
    for scope, units in ((Scope.OWN, world.units), (Scope.ELSEWHERE, world.elsewhere)):
        unit, clinic = units[UnitKind.SOCIAL_SERVICES], units[UnitKind.OPEN_CARE]
        area = AreaDetails(municipality_code=unit.controller.principal.code)
        asked = {"area": area, "valid_from": make.LONG_AGO, "by": SETUP, "now": NOW}
        rule = create_address_rule(unit=unit.ref, **asked)
        responsibility = create_area_responsibility(unit=clinic.ref, **asked)
        for kind in KINDS:
            world.things[About.RULE, scope, kind] = rule
            world.things[About.AREA, scope, kind] = responsibility


def _case_of(world: World, scope: Scope, staff: Staff) -> None:
    """A case among these units only."""
    _conversation(world, scope, make.case(staff[UnitKind.WARD]), staff)


def _walled_cases(world: World, colleagues: Staff) -> None:
    """A case that only one side takes part in, for each side; the other one's people ask for it."""
    for mine, theirs in ((HEALTH, SOCIAL), (SOCIAL, HEALTH)):
        case = make.case(colleagues[mine[0]])
        make.message(case, colleagues[mine[0]], world.beside[mine[1]])
        for kind in theirs:
            _put_case(world, Scope.WALL, kind, case)


def _hidden_case(world: World, staff: Staff) -> None:
    """A protected person's, where every home unit takes part, and only those by whom it was written are named."""
    world.patients["hidden"] = make.patient("Skyddad", Protection.PROTECTED_REGISTRATION)
    opener = staff[UnitKind.WARD]
    case = make.case(opener, world.patients["hidden"])
    make.message(case, opener, *(world.units[kind] for kind in KINDS if kind is not UnitKind.WARD))
    for kind in KINDS[1:]:
        make.case_grant(case, staff[kind], READ_PROTECTED)
    _conversation(world, Scope.HIDDEN, case, staff)


def _notifications(world: World) -> None:
    told = {
        unit.pk: InAppNotice.objects.create(
            key=f"world:{unit.pk}",
            unit=unit,
            kind="notice_sent",
            urgency=Urgency.NOW,
            link=f"/meddelanden/{uuid4()}/",
            at=NOW,
        )
        for units in (world.units, world.beside, world.elsewhere)
        for unit in units.values()
    }
    for kind in KINDS:
        wall = (SOCIAL if kind in HEALTH else HEALTH)[0]
        for scope, unit in {
            Scope.OWN: world.units[kind],
            Scope.OTHER_UNIT: world.beside[kind],
            Scope.WALL: world.units[wall],
            Scope.ELSEWHERE: world.elsewhere[kind],
        }.items():
            world.things[About.NOTIFICATION, scope, kind] = told[unit.pk]


def _drafts(world: World, strangers: Staff) -> None:
    """Everybody at a unit has a draft of her own, and one in the hidden case from when she was named."""
    colleagues = {kind: make.actor(world.units[kind]) for kind in KINDS}
    of_colleagues = {kind: _draft(colleagues[kind], world.units[kind]) for kind in KINDS}
    of_strangers = {kind: _draft(strangers[kind], world.elsewhere[kind]) for kind in KINDS}
    for role, who in world.roles.items():
        if who.actor is None or not who.actor.unit_ids:
            continue
        unit = world.units[who.home]
        across = UnitKind.SOCIAL_SERVICES if unit.side == Side.HEALTH else UnitKind.WARD
        hidden = _draft(who.actor, unit)
        Draft.objects.filter(pk=hidden.pk).update(case=world.things[About.CASE, Scope.HIDDEN, who.home])
        world.drafts |= {
            (role, Scope.OWN): _draft(who.actor, unit),
            (role, Scope.OTHER_UNIT): of_colleagues[who.home],
            (role, Scope.WALL): of_colleagues[across],
            (role, Scope.ELSEWHERE): of_strangers[who.home],
            (role, Scope.HIDDEN): hidden,
        }


def _draft(by: Actor, unit: Unit) -> Draft:
    return begin_draft(DraftKind.MESSAGE, unit=unit.ref, case=None, content={"subject": "Hem"}, by=by, now=NOW)


def _agreements(world: World) -> None:
    """The versions that the product brings with it; one of them holds in the region."""
    load_versions(by=SETUP, now=NOW)
    bind(region="09", municipality=None, version="gotland", valid_from=make.LONG_AGO, by=SETUP, now=NOW)
    for kind in KINDS:
        world.things[About.AGREEMENT, Scope.OWN, kind] = SimpleNamespace(ref="gotland")


def _stays(world: World, staff: Staff) -> None:
    """A stay in each status; all home units take part in its case, and know of the stay what they have been sent."""
    nurse, clinic = staff[UnitKind.WARD], staff[UnitKind.OPEN_CARE]
    concerned = [world.units[kind].ref for kind in CONCERNED]
    needs = {"region": True, "social_services": True, "municipal_care": True}
    leaving = {"expected_on": make.TODAY + timedelta(days=3)}
    contact = {"name": "Ulla Berg", "title": "", "phone": "0980-319 213"}
    way_home: tuple[Did, ...] = (
        (nurse, judge_need, {**needs, "physician": "Anna Lind", "judged_at": NOW}),
        (nurse, send_admission_notice, {"recipients": concerned, **leaving}),
        (nurse, declare_ready, {"recipients": concerned, "assessed_at": NOW, "physician": "Anna Lind"}),
        (clinic, name_care_contact, contact),
        (nurse, leave, {"reason": LeftReason.DISCHARGED, "left_at": NOW}),
    )
    told = {"ground": Ground.CONSENT}
    consent = {"kind": ConsentKind.RELATIVES, "answer": ConsentAnswer.GIVEN, "answered_by": SpokenBy.PATIENT}
    god_man = {"kind": RepresentativeKind.GOD_MAN, "name": "Per Ek", "scope": "Bevaka rätt", "proof": "Beslut"}
    other_clinic = make.actor(make.open_care())
    referral = {"part": Part.REFERRAL, "body": "Hb?", "action": "Prover", "time_frame": "två veckor"}
    receiving = {"from_at": NOW, "first_visit": "", "meets": ""}
    open_still: tuple[Did, ...] = (
        (nurse, register_leave, {"gone_at": NOW - timedelta(hours=2)}),
        (nurse, ask_to_take_over, {"open_care": world.units[UnitKind.OPEN_CARE].ref, "said": "", **told}),
        (staff[UnitKind.SOCIAL_SERVICES], order_services, {"provider": world.units[UnitKind.PROVIDER].ref}),
        (nurse, raise_blocker, {"what": "Hjälpmedel", "owner": world.units[UnitKind.WARD].ref, **told}),
        (clinic, report_obstacle, {"what": "Hemrehab saknas", **told}),
        *((staff[kind], raise_disagreement, {"reason": "Feber", **told}) for kind in CONCERNED),
        (nurse, ask_question, {"recipients": concerned, "body": "Trappor?", **told}),
        (clinic, ask_question, {"recipients": [world.units[UnitKind.WARD].ref], "body": "När?", **told}),
        (nurse, send_information_part, {"recipients": concerned, **referral, **told}),
        *((staff[kind], say_can_receive, {**receiving, **told}) for kind in CONCERNED),
        *(
            (staff[kind], record_consent, {**consent, "how": How.ORALLY, "given_at": NOW})
            for kind in (UnitKind.WARD, *CONCERNED)
        ),
        *((staff[kind], record_representative, god_man) for kind in (UnitKind.WARD, *CONCERNED)),
        (nurse, send_admission_notice, {"recipients": [make.unit_of(other_clinic).ref], **leaving, "adds": True}),
        (other_clinic, name_care_contact, contact),
        (clinic, answer_about_sip, {"consent": SipConsent.GIVEN, "said_by": "hon själv"}),
    )
    done: dict[About, tuple[Did, ...]] = {
        About.STAY_ADMITTED: way_home[:1],
        About.STAY_NO_NEED: ((nurse, judge_no_need, {"reason": "Klarar sig själv"}),),
        About.STAY_PLANNING: way_home[:2],
        About.STAY_READY: (*way_home[:4], *open_still),
        About.STAY_LEFT: (
            *way_home,
            (staff[UnitKind.SOCIAL_SERVICES], take_application, {"applied_by": "dottern"}),
            (clinic, take_over, {"physician": "Eva Holm", "from_at": NOW, **told}),
        ),
    }
    for about in STAYS:
        case = register_stay(
            make.patient().ref,
            unit=world.units[UnitKind.WARD].ref,
            admitted_at=NOW - timedelta(days=1),
            care_type=CareType.PSYCHIATRIC,
            legal_form=LegalForm.LPT,
            by=nurse,
            now=NOW,
        )
        make.message(case, nurse, *(world.units[kind] for kind in KINDS[1:]))
        for by, service, asked in done[about]:
            asked = {**asked, "unit": make.unit_of(by).ref, "expected_version": case_version(case, by)}
            service(case.ref, **asked, by=by, now=NOW)
        world.things |= {(about, Scope.OWN, kind): case for kind in KINDS}


def _administered(world: World) -> None:
    """A group, a person with an assignment and a token, and a case to name people for; here and elsewhere."""
    for scope, units in ((Scope.OWN, world.units), (Scope.ELSEWHERE, world.elsewhere)):
        ward = units[UnitKind.WARD]
        assignment = make.assignment(ward, of=make.user(full_name="Petra Lund"))
        token, _ = create_token(
            assignment=assignment, name="journalsystemet", expires_at=NOW + timedelta(days=30), by=SETUP, now=NOW
        )
        for kind in KINDS:
            case = world.things[About.PROTECTED if scope is Scope.OWN else About.CASE, scope, kind]
            world.things |= {
                (About.UNIT, scope, kind): ward,
                (About.GROUP, scope, kind): make.group([ward, units[UnitKind.OPEN_CARE]], "Vårdkedjan"),
                (About.PERSON, scope, kind): assignment.user,
                (About.ASSIGNMENT, scope, kind): assignment,
                (About.TOKEN, scope, kind): token,
                (About.ACCESS, scope, kind): case,
            }


def _more_actors(world: World, staff: Staff, colleagues: Staff, strangers: Staff) -> None:
    """Those who see what their role alone does not tell: named, granted, of a group, of everything."""
    team = make.group([world.units[UnitKind.MUNICIPAL_CARE], world.units[UnitKind.SOCIAL_SERVICES]], "Hemgångsteamet")
    outsider = make.actor(make.ward(world.board, "Avdelning 3"))
    extra_reader = make.actor(make.ward(world.board, "Avdelning 4"))
    grant_access(
        world.things[About.CASE, Scope.OTHER_UNIT, UnitKind.WARD].ref,
        unit=world.beside[UnitKind.WARD].ref,
        user=User.objects.get(pk=extra_reader.user_id),
        permission=READ_EXTRA,
        ends_on=make.TODAY,
        reason="Granskning",
        by=make.administrator(world.board),
        now=NOW,
    )
    world.actors |= {
        **{f"named at {kind}": staff[kind] for kind in (UnitKind.WARD, UnitKind.PROVIDER)},
        **{f"beside at {kind}": colleagues[kind] for kind in (HEALTH[0], SOCIAL[0])},
        **{f"elsewhere at {kind}": strangers[kind] for kind in (HEALTH[0], SOCIAL[0])},
        "extra reader": extra_reader,
        "outsider": outsider,
        "of a team on both sides": make.actor(team, Role.MUNICIPAL_NURSE),
        "of the whole board": make.actor(world.board, Role.DISCHARGE_COORDINATOR),
        "administrator of the region": make.administrator(world.board.principal),
        "administrator elsewhere": make.administrator(world.elsewhere[UnitKind.WARD].controller),
    }
