"""What a notification says, by its kind. The apps that notify add their words; none names a person."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, str | Promise] = {"digest": _("Flera nya händelser väntar i arbetslistan")}


def add_words(words: Mapping[str, str | Promise]) -> None:
    """Say kinds in Swedish. Called by each app when it is ready."""
    _words.update(words)


def words_of(kind: str) -> str:
    """The kind in Swedish."""
    return str(_words[kind])
