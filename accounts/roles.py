"""What each role may do, as one table (design: roles are code, assignments are data)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.kinds import UnitKind


class Role(models.TextChoices):
    """What a person is in an assignment, in the field's words."""

    WARD_NURSE = "ward_nurse", _("sjuksköterska på vårdavdelning")
    DISCHARGE_COORDINATOR = "discharge_coordinator", _("utskrivningssamordnare")
    PHYSICIAN = "physician", _("läkare på vårdavdelning")
    NEEDS_ASSESSOR = "needs_assessor", _("biståndshandläggare")
    MUNICIPAL_NURSE = "municipal_nurse", _("kommunsjuksköterska")
    THERAPIST = "therapist", _("arbetsterapeut eller fysioterapeut i kommunen")
    OPEN_CARE_COORDINATOR = "open_care_coordinator", _("samordnare i öppenvården")
    HEAD_OF_UNIT = "head_of_unit", _("verksamhetschef i öppenvården")
    CARE_CONTACT = "care_contact", _("fast vårdkontakt")
    PROVIDER_STAFF = "provider_staff", _("utförare")
    LOCAL_ADMINISTRATOR = "local_administrator", _("lokal administratör")
    AGREEMENT_ADMINISTRATOR = "agreement_administrator", _("avtalsadministratör")
    ECONOMIST = "economist", _("ekonom")
    LOG_REVIEWER = "log_reviewer", _("logggranskare")


class Permission(StrEnum):
    """One thing that may be done; asked with `accounts.permissions.can`.

    ACT_IN_STAY: what each kind of unit does in a hospital stay is in rules/states.py.

    MANAGE_PRINCIPALS is no role's: it belongs to the operators of the installation.
    """

    OPEN_CASE = "open_case"
    ACT_IN_STAY = "act_in_stay"
    FIND_PATIENT = "find_patient"
    READ_CASE = "read_case"
    SEND_MESSAGE = "send_message"
    ACKNOWLEDGE = "acknowledge"
    REPORT_WRONG_RECIPIENT = "report_wrong_recipient"
    FORWARD = "forward"
    CORRECT = "correct"
    RECALL = "recall"
    SEE_DIRECTORY = "see_directory"
    MANAGE_PRINCIPALS = "manage_principals"
    MANAGE_UNITS = "manage_units"
    MANAGE_USERS = "manage_users"
    MANAGE_ADDRESSING = "manage_addressing"
    GRANT_ACCESS = "grant_access"
    REVIEW_LOG = "review_log"
    SEE_OPERATIONS = "see_operations"


class Purpose(StrEnum):
    """What a role handles personal data for (medarbetaruppdragets ändamål)."""

    CARE = "care"
    ADMINISTRATION = "administration"
    SETTLEMENT = "settlement"
    LOG_REVIEW = "log_review"


@dataclass(frozen=True, slots=True)
class Rights:
    """The kinds of units that a role works at, what it may do, and what for. No kinds: it covers organisations."""

    unit_kinds: frozenset[UnitKind]
    permissions: frozenset[Permission]
    purpose: Purpose


CLINICAL = frozenset(
    {
        Permission.OPEN_CASE,
        Permission.ACT_IN_STAY,
        Permission.FIND_PATIENT,
        Permission.READ_CASE,
        Permission.SEND_MESSAGE,
        Permission.ACKNOWLEDGE,
        Permission.REPORT_WRONG_RECIPIENT,
        Permission.FORWARD,
        Permission.CORRECT,
        Permission.RECALL,
        Permission.SEE_DIRECTORY,
    }
)
# A provider gets what the municipality gives it: it answers and confirms, and starts nothing of its own.
PROVIDING = frozenset({Permission.READ_CASE, Permission.SEND_MESSAGE, Permission.ACKNOWLEDGE, Permission.SEE_DIRECTORY})

# What an administrator does with organisations and people: only within what her assignment covers as a whole.
ADMINISTRATION = frozenset(
    {Permission.MANAGE_PRINCIPALS, Permission.MANAGE_UNITS, Permission.MANAGE_USERS, Permission.MANAGE_ADDRESSING}
)


def _at(*kinds: UnitKind, permissions: frozenset[Permission], purpose: Purpose = Purpose.CARE) -> Rights:
    return Rights(frozenset(kinds), permissions, purpose)


ROLES: Mapping[str, Rights] = {
    Role.WARD_NURSE: _at(UnitKind.WARD, permissions=CLINICAL),
    Role.DISCHARGE_COORDINATOR: _at(UnitKind.WARD, permissions=CLINICAL),
    Role.PHYSICIAN: _at(UnitKind.WARD, permissions=CLINICAL),
    Role.NEEDS_ASSESSOR: _at(UnitKind.SOCIAL_SERVICES, permissions=CLINICAL),
    Role.MUNICIPAL_NURSE: _at(UnitKind.MUNICIPAL_CARE, permissions=CLINICAL),
    Role.THERAPIST: _at(UnitKind.MUNICIPAL_CARE, permissions=CLINICAL),
    Role.OPEN_CARE_COORDINATOR: _at(UnitKind.OPEN_CARE, permissions=CLINICAL),
    Role.HEAD_OF_UNIT: _at(UnitKind.OPEN_CARE, permissions=CLINICAL | {Permission.GRANT_ACCESS}),
    Role.CARE_CONTACT: _at(UnitKind.OPEN_CARE, permissions=CLINICAL),
    Role.PROVIDER_STAFF: _at(UnitKind.PROVIDER, permissions=PROVIDING),
    Role.LOCAL_ADMINISTRATOR: _at(
        permissions=frozenset(
            {
                Permission.SEE_DIRECTORY,
                Permission.MANAGE_UNITS,
                Permission.MANAGE_USERS,
                Permission.MANAGE_ADDRESSING,
                Permission.GRANT_ACCESS,
                Permission.SEE_OPERATIONS,
            }
        ),
        purpose=Purpose.ADMINISTRATION,
    ),
    Role.AGREEMENT_ADMINISTRATOR: _at(
        permissions=frozenset({Permission.SEE_DIRECTORY}), purpose=Purpose.ADMINISTRATION
    ),
    Role.ECONOMIST: _at(permissions=frozenset({Permission.SEE_DIRECTORY}), purpose=Purpose.SETTLEMENT),
    Role.LOG_REVIEWER: _at(
        permissions=frozenset({Permission.SEE_DIRECTORY, Permission.REVIEW_LOG}), purpose=Purpose.LOG_REVIEW
    ),
}
