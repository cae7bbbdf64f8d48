"""What tests read out of a page: its hidden fields and its text."""

from __future__ import annotations

import html
import re
from typing import Any


def text_of(response: Any) -> str:
    """The words of the page, without tags, spaces made one."""
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def hidden(response: Any, name: str) -> str:
    """The value of a hidden field; an empty text when there is none."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1]) if found else ""


def fields_of(response: Any, action: str) -> dict[str, list[str]]:
    """The hidden fields of the form that goes to an address."""
    page = response.content.decode()
    form = re.search(rf'<form method="post" action="{re.escape(html.escape(action))}".*?</form>', page, re.DOTALL)
    assert form, f"no form to {action} in {page}"
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0]):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    fields.pop("csrfmiddlewaretoken", None)
    return fields
