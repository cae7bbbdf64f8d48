"""What every door answers to everybody, as one table: a route, whom it is about, and a status for each who asks.

The statuses of a group of roles stand in this order: about one's own; for notices, about what stands beside it, another
unit's of the same side in the same case; and about everything that is not visible. A single one holds everywhere.
Not visible: 404. Visible, not yours to do: 403. Yours, but not now: 409 (style.md).

The statuses of those who act as nothing stand in the order anonymous, signed in without an assignment, in one that has
ended, operator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from accounts.roles import Role
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
    """What one method of one route answers. administrator: where a local one gets another answer."""

    method: str
    route: str
    about: About
    clinical: str
    provider: str
    office: str
    nobodies: str
    administrator: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def is_api(self) -> bool:
        """Whether it answers other systems too, by token and with codes."""
        return self.route.startswith("api-")

    def answers(self, role: Role) -> Mapping[Scope, int]:
        """The status for a role, by where what is asked about stands."""
        written = self.clinical if role in CLINICAL else self.provider if role in PROVIDER else self.office
        if role is Role.LOCAL_ADMINISTRATOR and self.administrator:
            written = self.administrator
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


def _api(
    method: str, route: str, about: About, clinical: str, provider: str, office: str, administrator: str = ""
) -> Line:
    return Line(method, f"api-{route}", about, clinical, provider, office, CALLS, administrator)


NOTHING, CASE, RECEIVED, SENT, PROTECTED, DRAFT, NOTIFICATION, PATIENT, KNOWN, MERGED, PLACEMENT, RULE, AREA = About

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
    # Writing in them
    _page("GET", "write", CASE, "200 404", "200 404", "404"),
    _page("POST", "write", CASE, "302 404", "302 404", "403"),
    _page("POST", "recipients", CASE, "200 404", "200 404", "404"),
    _api("POST", "case-messages", CASE, "201 404", "201 404", "404"),
    # Notices, by their recipients
    _page("GET", "notice", RECEIVED, "200 200 404", "200 200 404", "404"),
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
    # What stands in the product for a unit
    _page("GET", "notifications", NOTHING, "200", "200", "403"),
    _page("POST", "notification-put-away", NOTIFICATION, "302 404", "302 404", "404"),
    _api("POST", "notification-put-away", NOTIFICATION, "200 404", "200 404", "404"),
)
