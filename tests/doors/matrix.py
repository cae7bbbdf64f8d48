"""What every door answers to everybody, as one table: a route, whom it is about, and a status for each who asks.

The statuses of a group of roles stand in this order: about one's own; for notices, about what stands beside it, another
unit's of the same side in the same case; and about everything that is not visible. A single one holds everywhere.
Not visible: 404. Visible, not yours to do: 403. Yours, but not now: 409 (style.md).

The statuses of those who act as nothing stand in the order anonymous, signed in without an assignment, in one that has
ended, operator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from accounts.kinds import UnitKind
from accounts.roles import ROLES, Role
from tests.doors.world import SEEN, UNSEEN, About, Scope, scopes

CLINICAL: Final = frozenset(
    {
        Role.WARD_NURSE,
        Role.DISCHARGE_COORDINATOR,
        Role.PHYSICIAN,
        Role.NEEDS_ASSESSOR,
        Role.MUNICIPAL_NURSE,
        Role.THERAPIST,
        Role.OPEN_CARE_COORDINATOR,
        Role.HEAD_OF_UNIT,
        Role.CARE_CONTACT,
    }
)
PROVIDER: Final = frozenset({Role.PROVIDER_STAFF})
# Those who work with organisations, agreements, money or the log, and with no patients.
OFFICE: Final = frozenset({Role.LOCAL_ADMINISTRATOR, Role.AGREEMENT_ADMINISTRATOR, Role.ECONOMIST, Role.LOG_REVIEWER})

# One of each group on each side of the wall. They ask about everything, the others of their group about what is theirs
# to see. That nobody sees more than that is held for every role by test_can_equals_visible.py.
EVERYWHERE: Final = (Role.WARD_NURSE, Role.NEEDS_ASSESSOR, Role.PROVIDER_STAFF, Role.LOCAL_ADMINISTRATOR)

NOBODIES: Final = ("anonymous", "unassigned", "ended", "operator")
# A page asks nobody to sign in, and whoever has no assignment to choose one, when she reads; a form is kept meanwhile.
READS: Final = "302 302 302 302"
SENDS: Final = "401 409 409 409"
CALLS: Final = "401 403 403 403"


@dataclass(frozen=True, slots=True)
class Line:
    """What one method of one route answers. administrator, head: where a local one, or one of a unit, gets another.

    slug: which of the pages that share a route. kinds: the units whose it is to do; all others get a provider's answer.
    """

    method: str
    route: str
    about: About
    clinical: str
    provider: str
    office: str
    nobodies: str
    administrator: str = ""
    head: str = ""
    slug: str = ""
    kinds: frozenset[UnitKind] = frozenset()

    def __str__(self) -> str:
        return f"{self.method} {self.door}"

    @property
    def door(self) -> str:
        """The route, with the slug of the page."""
        return f"{self.route} {self.slug}".strip()

    @property
    def is_api(self) -> bool:
        """Whether it answers other systems too, by token and with codes."""
        return self.route.startswith("api-")

    def answers(self, role: Role) -> Mapping[Scope, int]:
        """The status for a role, by where what is asked about stands."""
        written = self.clinical if role in CLINICAL else self.provider if role in PROVIDER else self.office
        if self.kinds and role in CLINICAL and self.kinds.isdisjoint(ROLES[role].unit_kinds):
            written = self.provider
        if role is Role.LOCAL_ADMINISTRATOR and self.administrator:
            written = self.administrator
        if role is Role.HEAD_OF_UNIT and self.head:
            written = self.head
        statuses = [int(word) for word in written.split()]
        if len(statuses) == 1:
            return dict.fromkeys(scopes(self.about), statuses[0])
        *seen, unseen = statuses
        return {**dict(zip(SEEN[self.about], seen, strict=True)), **dict.fromkeys(UNSEEN[self.about], unseen)}

    def refusals(self) -> Mapping[str, int]:
        """The status for each of those who act as nothing."""
        return dict(zip(NOBODIES, map(int, self.nobodies.split()), strict=True))


def _page(method: str, route: str, about: About, clinical: str, provider: str, office: str, nobodies: str = "") -> Line:
    default = READS if method == "GET" else SENDS
    return Line(method, route, about, clinical, provider, office, nobodies or default)


def _administration(method: str, route: str, about: About, administrator: str) -> Line:
    """A page of those who administer, which the others are told is not theirs whatever it is about."""
    nobodies = READS if method == "GET" else SENDS
    return Line(method, f"administration{route}", about, "403", "403", "403", nobodies, administrator)


def _access(method: str, route: str, about: About, answers: str) -> Line:
    """A page of those who say who may read a protected person's case."""
    nobodies = READS if method == "GET" else SENDS
    return Line(method, route, about, "403", "403", "403", nobodies, answers, answers)


def _api(
    method: str, route: str, about: About, clinical: str, provider: str, office: str, administrator: str = ""
) -> Line:
    return Line(method, f"api-{route}", about, clinical, provider, office, CALLS, administrator)


def _act(slug: str, about: About, *kinds: UnitKind) -> tuple[Line, Line]:
    """The page of one thing that is done in a stay, and doing it there."""
    page = Line("GET", "stay-act", about, "200 404", "403 404", "404", READS, slug=slug, kinds=frozenset(kinds))
    return page, replace(page, method="POST", clinical="302 404", nobodies=SENDS)


def _act_by_api(action: str, about: About, status: int, *kinds: UnitKind) -> Line:
    """The same by another system."""
    line = _api("POST", f"stay-{action}", about, f"{status} 404", "403 404", "404")
    return replace(line, kinds=frozenset(kinds))


WARD, SOCIAL, CARE, CLINIC, _PROVIDER = UnitKind
NOTHING, CASE, RECEIVED, SENT, PROTECTED, DRAFT, NOTIFICATION, *_OTHERS = About
PATIENT, KNOWN, MERGED, PLACEMENT, RULE, AREA, UNIT, GROUP, PERSON, *_MORE = _OTHERS
ASSIGNMENT, TOKEN, ACCESS, AGREEMENT, *_STAYS = _MORE
STAY_ADMITTED, STAY_NO_NEED, STAY_PLANNING, STAY_READY, STAY_LEFT = _STAYS

LINES: Final = (
    # Open to whoever comes
    _page("GET", "health", NOTHING, "200", "200", "200", "200 200 200 200"),
    _page("GET", "schema", NOTHING, "200", "200", "200", "200 200 200 200"),
    _page("GET", "components", NOTHING, "200", "200", "200", "200 200 200 200"),
    # The demo is open in a demo only
    _page("GET", "demo", NOTHING, "404", "404", "404", "404 404 404 404"),
    _page("POST", "demo", NOTHING, "404", "404", "404", "404 404 404 404"),
    # Signing in and out, and assignments
    _page("GET", "sign-in", NOTHING, "302", "302", "302", "200 302 302 302"),
    _page("POST", "sign-in", NOTHING, "302", "302", "302", "302 302 302 302"),
    _page("POST", "sign-out", NOTHING, "302", "302", "302", "302 302 302 302"),
    _page("GET", "assignments", NOTHING, "200", "200", "200", "302 200 200 200"),
    _page("POST", "assignments", NOTHING, "302", "302", "302", "401 404 404 404"),
    _page("GET", "time-left", NOTHING, "200", "200", "200", "200 200 200 200"),
    _page("POST", "stay", NOTHING, "302", "302", "302", "401 302 302 302"),
    _api("GET", "assignment", NOTHING, "200", "200", "200"),
    # Lists show what is visible, which may be nothing
    _page("GET", "start", NOTHING, "302", "302", "302"),
    _page("GET", "worklist", NOTHING, "200", "200", "403"),
    _page("GET", "worklist-rows", NOTHING, "200", "200", "403"),
    replace(_page("GET", "board", NOTHING, "200", "403", "403"), kinds=frozenset({WARD})),
    _page("GET", "counts", NOTHING, "204", "204", "204", "204 204 204 204"),
    _page("GET", "directory", NOTHING, "200", "200", "200"),
    _api("GET", "cases", NOTHING, "200", "200", "200"),
    _api("GET", "notices", NOTHING, "200", "200", "200"),
    _api("GET", "drafts", NOTHING, "200", "200", "200"),
    _api("GET", "notifications", NOTHING, "200", "200", "200"),
    # Finding a patient and opening a case
    _page("GET", "patients", NOTHING, "200", "403", "403"),
    _page("POST", "patients", NOTHING, "200", "403", "403"),
    _page("POST", "open-case", NOTHING, "302", "403", "403"),
    _api("POST", "cases", NOTHING, "201", "403", "403"),
    # Cases
    _page("GET", "case", CASE, "200 404", "200 404", "404"),
    _page("GET", "case-print", CASE, "200 404", "200 404", "404"),
    _page("POST", "case-unmask", PROTECTED, "200 404", "200 404", "404"),
    _api("GET", "case", CASE, "200 404", "200 404", "404"),
    _api("GET", "case-notices", CASE, "200 404", "200 404", "404"),
    # A hospital stay is registered by a ward, and read by those who have been told of it
    replace(_page("POST", "register-stay", NOTHING, "302", "403", "403"), kinds=frozenset({WARD})),
    replace(_api("POST", "stays", NOTHING, "201", "403", "403"), kinds=frozenset({WARD})),
    _api("GET", "stay", STAY_READY, "200 404", "200 404", "404"),
    # What is done in it
    *_act("bedom-behov", STAY_PLANNING, WARD),
    *_act("inget-behov", STAY_ADMITTED, WARD),
    *_act("bedom-pa-nytt", STAY_NO_NEED, WARD),
    *_act("inskrivningsmeddelande", STAY_ADMITTED, WARD),
    *_act("fler-mottagare", STAY_PLANNING, WARD),
    *_act("beraknad-utskrivning", STAY_PLANNING, WARD),
    *_act("utskrivningsklar", STAY_PLANNING, WARD),
    *_act("utskrivningsklar-till-fler", STAY_READY, WARD),
    *_act("ta-tillbaka-utskrivningsklar", STAY_READY, WARD),
    *_act("vardkontakt", STAY_PLANNING, CLINIC),
    *_act("byt-vardkontakt", STAY_READY, CLINIC),
    *_act("klar-att-ta-emot", STAY_PLANNING, SOCIAL, CARE, CLINIC),
    *_act("svar-om-sip", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("kalla-till-sip", STAY_READY, CLINIC),
    *_act("svar-om-insatser", STAY_PLANNING, SOCIAL, CARE, CLINIC),
    *_act("underlag", STAY_PLANNING, WARD),
    *_act("fraga", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("svar-pa-fraga", STAY_READY, WARD, SOCIAL, CARE, CLINIC),
    *_act("del-av-information", STAY_READY, WARD),
    *_act("svar-pa-remiss", STAY_READY, CLINIC),
    *_act("kan-inte-ta-emot", STAY_READY, SOCIAL, CARE, CLINIC),
    *_act("tackar-nej", STAY_PLANNING, WARD, SOCIAL, CARE),
    *_act("sammanfattning", STAY_READY, WARD),
    *_act("utskrivningsinformation", STAY_READY, WARD),
    *_act("utskrivning", STAY_READY, WARD),
    *_act("angra-utskrivning", STAY_LEFT, WARD),
    *_act("avsluta", STAY_LEFT, WARD),
    *_act("opt-beslut", STAY_PLANNING, WARD),
    *_act("samordnad-vardplan", STAY_READY, WARD),
    *_act("byt-avdelning", STAY_PLANNING, WARD),
    *_act("flytta-till-annat-sjukhus", STAY_PLANNING, WARD),
    *_act("permission", STAY_PLANNING, WARD),
    *_act("avsluta-permission", STAY_READY, WARD),
    *_act("folkbokforing", STAY_PLANNING, WARD),
    *_act("ratta-uppgifter", STAY_PLANNING, WARD),
    *_act("stryk", STAY_PLANNING, WARD),
    *_act("samtycke", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("aterta-samtycke", STAY_READY, WARD, SOCIAL, CARE, CLINIC),
    *_act("menprovning", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("foretradare", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("ta-bort-foretradare", STAY_READY, WARD, SOCIAL, CARE, CLINIC),
    *_act("sip-behovs", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("ingen-sip", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("begar-sip", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("erbjud-sip", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("aterta-samtycke-till-sip", STAY_READY, WARD, SOCIAL, CARE, CLINIC),
    *_act("vi-kallar-till-sip", STAY_READY, CLINIC),
    *_act("fraga-om-ansvar", STAY_PLANNING, WARD),
    *_act("ta-over-ansvar", STAY_PLANNING, CLINIC),
    *_act("tar-inte-over-ansvar", STAY_READY, CLINIC),
    *_act("lamna-tillbaka-ansvar", STAY_LEFT, CLINIC),
    *_act("kontaktad", STAY_PLANNING, SOCIAL),
    *_act("ansokan", STAY_PLANNING, SOCIAL),
    *_act("ingen-ansokan", STAY_LEFT, SOCIAL),
    *_act("beslut", STAY_LEFT, SOCIAL),
    *_act("bestallning", STAY_PLANNING, SOCIAL),
    *_act("bestallning-bekraftad", STAY_READY, SOCIAL),
    *_act("bestallning-avbojd", STAY_READY, SOCIAL),
    *_act("vantar-pa", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("andra-vantan", STAY_READY, WARD, SOCIAL, CARE, CLINIC),
    *_act("behover-inte-vanta", STAY_READY, WARD, SOCIAL, CARE, CLINIC),
    *_act("hinder", STAY_PLANNING, WARD, SOCIAL, CARE, CLINIC),
    *_act("bedom-hinder", STAY_READY, WARD, CLINIC),
    *_act("hinder-lost", STAY_READY, WARD, CLINIC),
    *_act("invandning", STAY_READY, SOCIAL, CARE, CLINIC),
    *_act("svar-pa-invandning", STAY_READY, WARD),
    *_act("ta-tillbaka-invandning", STAY_READY, SOCIAL, CARE, CLINIC),
    _act_by_api("judge-need", STAY_PLANNING, 200, WARD),
    _act_by_api("judge-no-need", STAY_ADMITTED, 200, WARD),
    _act_by_api("reopen-need", STAY_NO_NEED, 200, WARD),
    _act_by_api("admission-notice", STAY_ADMITTED, 201, WARD),
    _act_by_api("estimate", STAY_PLANNING, 200, WARD),
    _act_by_api("ready", STAY_PLANNING, 201, WARD),
    _act_by_api("withdraw-ready", STAY_READY, 201, WARD),
    _act_by_api("care-contact", STAY_PLANNING, 201, CLINIC),
    _act_by_api("can-receive", STAY_PLANNING, 201, SOCIAL, CARE, CLINIC),
    _act_by_api("sip-answer", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("sip-call", STAY_READY, 201, CLINIC),
    _act_by_api("services-reply", STAY_PLANNING, 201, SOCIAL, CARE, CLINIC),
    _act_by_api("underlay", STAY_PLANNING, 201, WARD),
    _act_by_api("question", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("answer", STAY_READY, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("information-part", STAY_READY, 201, WARD),
    _act_by_api("answer-referral", STAY_READY, 201, CLINIC),
    _act_by_api("withdraw-can-receive", STAY_READY, 201, SOCIAL, CARE, CLINIC),
    _act_by_api("decline-services", STAY_PLANNING, 201, WARD, SOCIAL, CARE),
    _act_by_api("patient-summary", STAY_READY, 200, WARD),
    _act_by_api("discharge-information", STAY_READY, 201, WARD),
    _act_by_api("leave", STAY_READY, 200, WARD),
    _act_by_api("undo-leaving", STAY_LEFT, 200, WARD),
    _act_by_api("close", STAY_LEFT, 200, WARD),
    _act_by_api("opt-decision", STAY_PLANNING, 201, WARD),
    _act_by_api("care-plan", STAY_READY, 201, WARD),
    _act_by_api("change-ward", STAY_PLANNING, 200, WARD),
    _act_by_api("transfer", STAY_PLANNING, 201, WARD),
    _act_by_api("begin-leave", STAY_PLANNING, 200, WARD),
    _act_by_api("end-leave", STAY_READY, 200, WARD),
    _act_by_api("municipality", STAY_PLANNING, 200, WARD),
    _act_by_api("correct", STAY_PLANNING, 200, WARD),
    _act_by_api("cancel", STAY_PLANNING, 200, WARD),
    _act_by_api("consent", STAY_PLANNING, 200, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("withdraw-consent", STAY_READY, 200, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("harm-test", STAY_PLANNING, 200, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("representative", STAY_PLANNING, 200, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("end-representative", STAY_READY, 200, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("sip-need", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("sip-request", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("sip-offer", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("withdraw-sip-consent", STAY_READY, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("sip-caller", STAY_READY, 201, CLINIC),
    _act_by_api("responsibility-ask", STAY_PLANNING, 201, WARD),
    _act_by_api("responsibility-take-over", STAY_PLANNING, 201, CLINIC),
    _act_by_api("responsibility-decline", STAY_READY, 201, CLINIC),
    _act_by_api("responsibility-hand-back", STAY_LEFT, 201, CLINIC),
    _act_by_api("social-contact", STAY_PLANNING, 200, SOCIAL),
    _act_by_api("social-application", STAY_PLANNING, 200, SOCIAL),
    _act_by_api("social-no-application", STAY_LEFT, 200, SOCIAL),
    _act_by_api("social-decision", STAY_LEFT, 200, SOCIAL),
    _act_by_api("social-order", STAY_PLANNING, 200, SOCIAL),
    _act_by_api("social-order-confirmed", STAY_READY, 200, SOCIAL),
    _act_by_api("social-order-declined", STAY_READY, 200, SOCIAL),
    _act_by_api("raise-blocker", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("change-blocker", STAY_READY, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("solve-blocker", STAY_READY, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("report-obstacle", STAY_PLANNING, 201, WARD, SOCIAL, CARE, CLINIC),
    _act_by_api("judge-obstacle", STAY_READY, 201, WARD, CLINIC),
    _act_by_api("solve-obstacle", STAY_READY, 201, WARD, CLINIC),
    _act_by_api("raise-disagreement", STAY_READY, 201, SOCIAL, CARE, CLINIC),
    _act_by_api("answer-disagreement", STAY_READY, 201, WARD),
    _act_by_api("withdraw-disagreement", STAY_READY, 201, SOCIAL, CARE, CLINIC),
    # Writing in cases
    _page("GET", "write", CASE, "200 404", "200 404", "404"),
    _page("POST", "write", CASE, "302 404", "302 404", "403"),
    _page("POST", "recipients", CASE, "200 404", "200 404", "404"),
    _api("POST", "case-messages", CASE, "201 404", "201 404", "404"),
    # Notices, by their recipients
    _page("GET", "notice", RECEIVED, "200 200 404", "200 200 404", "404"),
    _page("GET", "notice-print", RECEIVED, "200 200 404", "200 200 404", "404"),
    _page("POST", "notice-read", RECEIVED, "302 302 404", "302 302 404", "404"),
    _page("POST", "notice-acknowledge", RECEIVED, "302 403 404", "302 403 404", "404"),
    _page("POST", "notice-send-back", RECEIVED, "302 403 404", "403 403 404", "404"),
    _page("POST", "notice-forward", RECEIVED, "302 403 404", "403 403 404", "404"),
    _api("GET", "notice", RECEIVED, "200 200 404", "200 200 404", "404"),
    _api("POST", "notice-read", RECEIVED, "200 200 404", "200 200 404", "404"),
    _api("POST", "notice-acknowledge", RECEIVED, "200 403 404", "200 403 404", "404"),
    _api("POST", "notice-return", RECEIVED, "200 403 404", "403 403 404", "404"),
    _api("POST", "notice-forward", RECEIVED, "200 403 404", "403 403 404", "404"),
    # and by their sender
    _page("GET", "notice-correct", SENT, "200 403 404", "403 403 404", "404"),
    _page("POST", "notice-correct", SENT, "302 403 404", "403 403 404", "404"),
    _page("POST", "notice-recall", SENT, "302 403 404", "403 403 404", "404"),
    _page("POST", "notice-recall-recipient", SENT, "302 403 404", "403 403 404", "404"),
    _api("POST", "notice-correct", SENT, "200 403 404", "403 403 404", "404"),
    _api("POST", "notice-recall", SENT, "200 403 404", "403 403 404", "404"),
    _api("POST", "notice-recall-recipient", SENT, "200 403 404", "403 403 404", "404"),
    # Drafts. Whoever had one is told that it is gone, 409; so that nobody learns more, that is what everybody is told.
    _page("POST", "draft", CASE, "200 404", "200 404", "403"),
    _page("POST", "draft-throw-away", DRAFT, "302 409", "302 409", "409"),
    _api("POST", "drafts", NOTHING, "201", "201", "403"),
    _api("PUT", "draft", DRAFT, "200 409", "200 409", "409"),
    _api("DELETE", "draft", DRAFT, "204 409", "204 409", "409"),
    # Patients: found and registered by number
    _api("POST", "patients", NOTHING, "201", "403", "403"),
    _api("POST", "patients-search", NOTHING, "200", "403", "403"),
    _api("POST", "patients-lookup", NOTHING, "200", "403", "403"),
    # and, when one of their cases is visible, looked at and changed
    _api("GET", "patient", PATIENT, "200 404", "200 404", "403"),
    _api("POST", "patient-unmask", PATIENT, "200 404", "200 404", "403"),
    _api("GET", "patient-events", PATIENT, "200 404", "403", "403"),
    _api("POST", "patient-recipients", PATIENT, "200 404", "403", "403"),
    _api("POST", "patient-refresh", KNOWN, "200 404", "403 404", "404"),
    _api("POST", "patient-register-data", PATIENT, "200 404", "403 404", "404"),
    _api("POST", "patient-protection", PATIENT, "200 404", "403 404", "404"),
    _api("POST", "patient-identities", PATIENT, "200 404", "403 404", "404"),
    _api("POST", "patient-replace", PATIENT, "200 404", "403 404", "404"),
    _api("POST", "patient-withdraw", KNOWN, "200 404", "403 404", "404"),
    _api("POST", "patient-merge", PATIENT, "200 404", "403 404", "404"),
    _api("POST", "patient-split", MERGED, "200 404", "403 404", "404"),
    _api("POST", "patient-placements", KNOWN, "201 404", "403 404", "404"),
    _api("POST", "placement-end", PLACEMENT, "200 404", "403 404", "404"),
    # Which unit answers for which area
    _api("GET", "address-rules", NOTHING, "200", "200", "200"),
    _api("POST", "address-rules", NOTHING, "403", "403", "403", "201"),
    _api("POST", "address-rule-end", RULE, "403", "403", "403", "200 403 404"),
    _api("GET", "area-responsibilities", NOTHING, "200", "200", "200"),
    _api("POST", "area-responsibilities", NOTHING, "403", "403", "403", "201"),
    _api("POST", "area-responsibility-end", AREA, "403", "403", "403", "200 403 404"),
    # What the parties have agreed
    _page("GET", "agreements", NOTHING, "200", "200", "200"),
    _page("GET", "agreement", AGREEMENT, "200 404", "200 404", "200 404"),
    _api("GET", "agreements", NOTHING, "200", "200", "200"),
    _api("GET", "agreement", AGREEMENT, "200 404", "200 404", "200 404"),
    _api("GET", "terms", NOTHING, "200", "200", "200"),
    # What stands in the product for a unit
    _page("GET", "notifications", NOTHING, "200", "200", "403"),
    _page("POST", "notification-put-away", NOTIFICATION, "302 404", "302 404", "404"),
    _api("POST", "notification-put-away", NOTIFICATION, "200 404", "200 404", "404"),
    # Administration: units, groups of units
    _administration("GET", "", NOTHING, "200"),
    _administration("GET", "-units", NOTHING, "200"),
    _administration("GET", "-unit-new", NOTHING, "200"),
    _administration("POST", "-unit-new", NOTHING, "302"),
    _administration("GET", "-unit", UNIT, "200 403 404"),
    _administration("POST", "-unit", UNIT, "302 403 404"),
    _administration("POST", "-unit-end", UNIT, "302 403 404"),
    _administration("GET", "-groups", NOTHING, "200"),
    _administration("GET", "-group-new", NOTHING, "200"),
    _administration("POST", "-group-new", NOTHING, "302"),
    _administration("GET", "-group", GROUP, "200 404"),
    _administration("POST", "-group", GROUP, "302 404"),
    # people with their assignments, and tokens of those
    _administration("GET", "-people", NOTHING, "200"),
    _administration("GET", "-person-new", NOTHING, "200"),
    _administration("POST", "-person-new", NOTHING, "200"),
    _administration("GET", "-person", PERSON, "200 404"),
    _administration("POST", "-person-password", PERSON, "200 404"),
    _administration("POST", "-person-close", PERSON, "302 404"),
    _administration("POST", "-person-open", PERSON, "302 404"),
    _administration("GET", "-assignment-new", PERSON, "200 404"),
    _administration("POST", "-assignment-new", PERSON, "302 404"),
    _administration("POST", "-assignment-end", ASSIGNMENT, "302 404"),
    _administration("POST", "-assignment-revoke", ASSIGNMENT, "302 404"),
    _administration("GET", "-tokens", ASSIGNMENT, "200 404"),
    _administration("POST", "-tokens", ASSIGNMENT, "200 404"),
    _administration("POST", "-token-revoke", TOKEN, "302 404"),
    # Who may read a protected person's case
    _access("GET", "access", NOTHING, "200"),
    _access("POST", "access", NOTHING, "302"),
    _access("GET", "access-case", ACCESS, "200 404"),
    _access("POST", "access-case", ACCESS, "302 404"),
    _access("POST", "access-end", ACCESS, "302 404"),
)
