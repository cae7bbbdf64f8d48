"""Tests of accounts/roles.py and accounts/kinds.py: the whole matrix, in words."""

import pytest

from accounts.kinds import SIDE_OF, UnitKind
from accounts.roles import ADMINISTRATION, ROLES, Permission, Purpose, Role

CLINICAL = (
    "open_case act_in_stay find_patient read_case send_message acknowledge report_wrong_recipient forward correct "
    "recall see_directory"
)
MATRIX = {
    "ward_nurse": CLINICAL,
    "discharge_coordinator": CLINICAL,
    "physician": CLINICAL,
    "needs_assessor": CLINICAL,
    "municipal_nurse": CLINICAL,
    "therapist": CLINICAL,
    "open_care_coordinator": CLINICAL,
    "head_of_unit": f"{CLINICAL} grant_access",
    "care_contact": CLINICAL,
    "provider_staff": "read_case send_message acknowledge see_directory",
    "local_administrator": ("see_directory manage_units manage_users manage_addressing grant_access see_operations"),
    "agreement_administrator": "see_directory",
    "economist": "see_directory",
    "log_reviewer": "see_directory review_log",
}
KINDS = {
    "ward_nurse": "ward",
    "discharge_coordinator": "ward",
    "physician": "ward",
    "needs_assessor": "social_services",
    "municipal_nurse": "municipal_care",
    "therapist": "municipal_care",
    "open_care_coordinator": "open_care",
    "head_of_unit": "open_care",
    "care_contact": "open_care",
    "provider_staff": "provider",
    "local_administrator": "",
    "agreement_administrator": "",
    "economist": "",
    "log_reviewer": "",
}
SIDES = {
    "ward": "health",
    "social_services": "social",
    "municipal_care": "health",
    "open_care": "health",
    "provider": "social",
}


def test_the_matrix_names_every_role() -> None:
    assert set(MATRIX) == set(KINDS) == set(Role.values) == {str(role) for role in ROLES}


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_matrix_says_and_nothing_else(role: Role, permission: Permission) -> None:
    assert (permission in ROLES[role].permissions) is (permission in MATRIX[role].split())


@pytest.mark.parametrize("role", Role)
def test_a_role_is_at_home_at_the_kinds_that_the_matrix_says(role: Role) -> None:
    assert ROLES[role].unit_kinds == set(KINDS[role].split())


@pytest.mark.parametrize("role", Role)
def test_no_role_stands_on_both_sides_of_the_wall(role: Role) -> None:
    assert len({SIDE_OF[kind] for kind in ROLES[role].unit_kinds}) <= 1


@pytest.mark.parametrize("kind", UnitKind)
def test_a_unit_s_side_follows_from_its_kind(kind: UnitKind) -> None:
    assert SIDE_OF[kind] == SIDES[kind]


@pytest.mark.parametrize("role", Role)
def test_nobody_who_works_with_patients_administers_and_no_administrator_sees_patients(role: Role) -> None:
    rights = ROLES[role]

    assert not (rights.permissions & ADMINISTRATION and Permission.READ_CASE in rights.permissions)
    assert (Permission.READ_CASE in rights.permissions) is bool(rights.unit_kinds)
    assert (rights.purpose == Purpose.CARE) is bool(rights.unit_kinds)


def test_no_role_begins_or_ends_regions_and_municipalities() -> None:
    assert all(Permission.MANAGE_PRINCIPALS not in rights.permissions for rights in ROLES.values())


def test_the_purposes_of_the_roles_without_patients() -> None:
    purposes = {role: ROLES[role].purpose for role in Role if not ROLES[role].unit_kinds}

    assert purposes == {
        "local_administrator": "administration",
        "agreement_administrator": "administration",
        "economist": "settlement",
        "log_reviewer": "log_review",
    }
