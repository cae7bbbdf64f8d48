"""What a version says: its file read by `rules`, once for each text, whatever the database it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agreements.models import AgreementVersion
from rules.files.agreement_file import read_agreement
from rules.files.checking import Answer, check
from rules.files.inheritance import Raw, resolve
from rules.files.shapes import Fields, Here, list_of, read, text
from rules.files.yaml_text import load
from rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Reading:
    """A version as it reads. own: its own mapping; resolved: with all that it inherits; answer: what `check` says."""

    terms: Terms
    own: Raw
    resolved: Raw
    answer: Answer


def corpus() -> tuple[str, ...]:
    """The text of every file in rules/corpus, by file name."""
    paths = sorted(files("rules").joinpath("corpus").iterdir(), key=lambda path: path.name)
    return tuple(path.read_bytes().decode() for path in paths)


@cache
def blocks_in(document: str) -> Mapping[str, Raw]:
    """The agreements that a file holds, by id, as they are written.

    Raises: InvalidInput when it is no list of agreements.
    """
    return dict(read(load(document.encode()).data, list_of(_block)))


def reading_of(version: AgreementVersion) -> Reading:
    """What a version says, by its own text and those that it inherits from.

    Raises: InvalidInput when it cannot be read, which only a version that is about to be loaded can be.
    """
    return _reading(version.pk, version.document, tuple(sorted(version.bases.items())))


@cache
def _reading(name: str, document: str, bases: tuple[tuple[str, str], ...]) -> Reading:
    texts = {**dict(bases), name: document}

    def block(wanted: str) -> Raw | None:
        return blocks_in(texts[wanted])[wanted] if wanted in texts else None

    own = dict(blocks_in(document)[name])
    return Reading(
        terms=read_agreement(own, block), own=own, resolved=resolve(own, block), answer=check(own, block)
    )


def _block(here: Here) -> tuple[str, Raw]:
    fields = Fields(here)
    return fields.required("id", text), fields.raw
