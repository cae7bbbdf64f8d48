"""What somebody had typed when the session had ended: kept in the page, signed, until it can be sent after all.

Nothing is stored on the server. Only a form that has passed the CSRF check is kept, and it is sent again by a press of
whoever has signed in, so nobody else's page can put words in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

from core.errors import NotVisible

SALT = "accounts.kept"
LONGEST_SECONDS = 12 * 3600
# What belongs to the page that was left and not to what was typed, and what nobody else at the computer may read.
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "acting_as", "password"})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form was going, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def keep(request: HttpRequest) -> str:
    """The posted form as a text for a hidden field."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_KEPT]
    return signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True)


def restore(text: str) -> KeptForm:
    """The form that was kept.

    Raises: NotVisible when the text is older than half a day, or not ours.
    """
    try:
        path, fields = signing.loads(text, salt=SALT, max_age=LONGEST_SECONDS)
    except signing.BadSignature as error:
        raise NotVisible("the kept form is too old or forged") from error
    return KeptForm(path, tuple((name, value) for name, value in fields))
