"""The tables of organisations, people, assignments and the access log."""

from accounts.models.access import AccessLogEntry
from accounts.models.assignments import Assignment
from accounts.models.geography import County, Municipality
from accounts.models.organisations import Controller, Principal, Unit, UnitGroup
from accounts.models.users import User

__all__ = [
    "AccessLogEntry",
    "Assignment",
    "Controller",
    "County",
    "Municipality",
    "Principal",
    "Unit",
    "UnitGroup",
    "User",
]
