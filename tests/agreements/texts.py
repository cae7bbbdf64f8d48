"""Files of agreements, and shortcuts to what tests do with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from agreements.models import AgreementVersion, Binding
from agreements.reading import Reading, reading_of
from agreements.services import bind, load_documents, load_versions
from tests.factories import NOW, SETUP

FIRST_DAY = date(2026, 1, 1)

# A county that the corpus knows nothing of, as the demo's is.
FICTIONAL = "16"


def load_corpus() -> dict[str, AgreementVersion]:
    """Every version of the corpus, by id."""
    return {version.pk: version for version in load_versions(by=SETUP, now=NOW)}


def load(*documents: str) -> dict[str, AgreementVersion]:
    """The versions in the files, by id."""
    return {version.pk: version for version in load_documents(documents, by=SETUP, now=NOW)}


def text(name: str, region: str = FICTIONAL, more: str = "") -> str:
    """A file with one agreement of which nothing else is known."""
    return f'- id: {name}\n  region: "{region}"\n  tracks: unknown\n{more}'


def bound(version: str, region: str = FICTIONAL, valid_from: date = FIRST_DAY, **more: Any) -> Binding:
    """The version holds in the region from a day on, or for a municipality of it."""
    asked = {"municipality": None, "by": SETUP, "now": NOW, **more}
    return bind(region=region, version=version, valid_from=valid_from, **asked)


def read(document: str) -> Reading:
    """What the first agreement of a file says; nothing is loaded. Bases are not known."""
    name = document.partition("id: ")[2].partition("\n")[0]
    return reading_of(AgreementVersion(pk=name, document=document))
