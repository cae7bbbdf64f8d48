"""The tables of organisations, people, assignments and the access log."""

from accounts.models.access import AccessLogEntry, AccessLogSeal
from accounts.models.assignments import Assignment
from accounts.models.changes import AdministrativeEvent
from accounts.models.geography import County, Municipality
from accounts.models.organisations import Controller, Principal, Unit, UnitGroup
from accounts.models.tokens import ApiToken
from accounts.models.users import User

__all__ = [
    "AccessLogEntry",
    "AccessLogSeal",
    "AdministrativeEvent",
    "ApiToken",
    "Assignment",
    "Controller",
    "County",
    "Municipality",
    "Principal",
    "Unit",
    "UnitGroup",
    "User",
]
