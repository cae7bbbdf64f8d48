"""A browser of somebody's, and what she finds on a page."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

from accounts.actor import Actor
from accounts.models import User
from accounts.session import ACTIVE
from core import clock, sessions
from discharge.models import Case, Notice
from discharge.versions import case_version
from tests import factories as make


def browser(someone: Actor) -> Client:
    """Signed in, in the assignment."""
    client = Client()
    client.force_login(User.objects.get(pk=someone.user_id))
    session = client.session
    sessions.begin(session, clock.now())
    session[ACTIVE] = str(someone.assignment_ref)
    session.save()
    return client


def words(response: Any) -> str:
    """The page's words, without tags, spaces made one."""
    page = re.sub(r"<(style|script|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return _said(page)


def main(response: Any) -> str:
    """The words of the page's own part, without menu."""
    page = response.content.decode()
    return _said(page[page.index("<main") : page.index("</main>")])


def _said(page: str) -> str:
    """What stands inside a line is read without a pause."""
    inline = re.sub(r"</?(time|b|a)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inline)).split())


def field(response: Any, name: str) -> str:
    """The value of a hidden field; an empty text when there is none."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1]) if found else ""


def message_form(case: Case, by: Actor, *recipients: Actor, **changed: Any) -> dict[str, Any]:
    """What the form of a message posts when it is complete."""
    return {
        "unit": str(make.unit_of(by).ref),
        "recipients": [str(make.unit_of(one).ref) for one in recipients],
        "subject": "Hemgång på torsdag",
        "body": "Kan ni ta emot?",
        "ground": "consent",
        "expected_version": case_version(case, by),
        **changed,
    }


def action(notice: Notice, **more: Any) -> dict[str, Any]:
    """What a button of a notice posts."""
    notice.refresh_from_db()
    return {"expected_version": notice.version, **more}
