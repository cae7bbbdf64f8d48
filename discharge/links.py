"""The addresses that a notification leads to. They hold refs, never an identity number."""

from __future__ import annotations

from discharge.models import Case, Notice


def case_link(case: Case) -> str:
    """The page of a case."""
    return f"/arenden/{case.ref}/"


def access_link(case: Case) -> str:
    """The page where somebody is named for a protected person's case."""
    return f"/atkomst/{case.ref}/"


def notice_link(notice: Notice) -> str:
    """The page of a notice."""
    return f"/meddelanden/{notice.ref}/"
