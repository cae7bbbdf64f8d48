"""Lists in Swedish order, the same on every database: a stored key beside the name (å, ä, ö last; w beside v)."""

from __future__ import annotations

ORDER = str.maketrans(
    {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e", "è": "e", "ê": "e", "ë": "e", "ü": "y", "á": "a", "à": "a"}
)


def sort_key(name: str) -> str:
    """The key that sorts a name as a Swedish reader expects: "Åke" after "Zara", "Ärla" after "Åke"."""
    return " ".join(name.lower().split()).translate(ORDER)
