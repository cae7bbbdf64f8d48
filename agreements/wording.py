"""A version in words: every parameter with its value, where it stands, and what it means that one is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.labels import (
    CONTRADICTIONS,
    GAPS,
    LABELS,
    NEVER_BILLED,
    NOT_REPLACED,
    VALUES,
    Label,
    Unit,
    spoken_day,
)
from agreements.reading import Reading
from rules.files.inheritance import Raw
from rules.files.yaml_text import Value
from rules.gaps import PARAMETERS, parameter
from rules.terms import (
    NOTHING,
    Billing,
    DischargeWindow,
    Fallback,
    LongStay,
    Messages,
    Population,
    ProcessDeadlines,
    ReverseLiability,
    Rounding,
    Tariff,
    Terms,
    Track,
)

# What belongs together is told row by row; all else in one line.
ROW_BY_ROW: Final = (
    *(Population, LongStay, Rounding, Tariff, Billing, Messages, ProcessDeadlines),
    *(DischargeWindow, Fallback, ReverseLiability),
)

SECTIONS: Final[Mapping[Promise, tuple[str, ...]]] = {
    gettext_lazy("Vem och när"): ("region", "parties", "valid_from", "valid_to", "base", "suspensions"),
    gettext_lazy("Krav och undantag"): ("preconditions", "exceptions", "scope_included", "scope_excluded"),
    gettext_lazy("Medelvärdet"): ("population", "long_stay"),
    gettext_lazy("Belopp och debitering"): ("charge_basis", "tariff", "rounding", "billing", "reverse_liability"),
    gettext_lazy("Meddelanden och frister"): ("messages", "deadlines", "sip_unchanged", "half_days"),
    gettext_lazy("Rutiner"): (
        *("discharge_window", "levels", "field_gates", "fallback", "home_nursing", "it_systems"),
        *("labels", "dispute", "readings"),
    ),
}
# What is told elsewhere on the page, or is another way to say what is told.
BESIDE: Final = ("id", "status", "time_agreed", "tracks", "sources", "open", "unknown")
IN_HEADING: Final = ("care_type", "legal_form")

KEY: Final = Label("", "")

_INDEX: Final = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter. lines: its value, or what holds instead. meaning: what it means that it is not known.

    stands_in: whose text it is. is_chosen: the source leaves it open, and this is how it is read here.
    """

    name: str
    lines: tuple[str, ...]
    is_unknown: bool
    meaning: str
    law: str
    stands_in: str
    is_chosen: bool

    @property
    def source(self) -> str:
        """Where it stands, and where the act speaks of the same."""
        law = self.law.replace(" ", "\N{NO-BREAK SPACE}")
        if not law or self.stands_in == _("Lagen"):
            return ", ".join(filter(None, (self.stands_in, law)))
        compare = _("Jämför lagen, %(law)s.") % {"law": law}
        return f"{self.stands_in}. {compare}" if self.stands_in else compare


@dataclass(frozen=True, slots=True)
class Section:
    """Parameters that belong together. silent: the names of those of which the text says nothing."""

    heading: str
    rows: tuple[Row, ...]
    silent: tuple[str, ...]


def sections_of(reading: Reading, places: Mapping[str, str]) -> list[Section]:
    """The whole version. places: names of counties and municipalities by code."""
    return list(_Telling(reading, places).sections())


def gaps_of(reading: Reading) -> list[str]:
    """What is not known and needed before anything may be billed: each sentence once."""
    return list(dict.fromkeys(gap_in_words(reading.terms, gap["parameter"]) for gap in reading.answer["gaps"]))


def gap_in_words(terms: Terms, name: str) -> str:
    """One gap of the terms, by the rules' name for it, as a sentence."""
    what = next(GAPS[key] for key, one in PARAMETERS.items() if one == parameter(name))
    sentence = _("det är inte känt %(what)s.") % {"what": what}
    found = _INDEX.search(name)
    return f"{_heading(terms, int(found[1]))}: {sentence}" if found else str(capfirst(sentence))


def contradictions_of(reading: Reading) -> list[str]:
    """What contradicts itself, a sentence each."""
    return [str(CONTRADICTIONS[remark["parameter"]]) for remark in reading.answer["problems"]]


def _heading(terms: Terms, index: int) -> str:
    """A rule by its number and whom it is for."""
    track = (terms.tracks or ())[index]
    care = VALUES[type(track.care_type)][track.care_type] if track.care_type else _("all vård")
    form = f", {VALUES[type(track.legal_form)][track.legal_form]}" if track.legal_form else ""
    return _("Regel %(number)s, %(care)s") % {"number": index + 1, "care": care} + form


class _Telling:
    """One version being told."""

    def __init__(self, reading: Reading, places: Mapping[str, str]) -> None:
        self.reading = reading
        self.terms = reading.terms
        self.places = places
        self.gaps = [gap["parameter"].partition(" ")[0] for gap in reading.answer["gaps"]]

    def sections(self) -> Iterator[Section]:
        """Who, the rules, and the rest."""
        first, *rest = SECTIONS
        yield self.section(str(first), SECTIONS[first])
        yield from self.rules()
        for heading in rest:
            yield self.section(str(heading), SECTIONS[heading])

    def section(self, heading: str, names: tuple[str, ...]) -> Section:
        told = [one for name in names for one in self.told(self.terms, _field(Terms, name), "")]
        silent = tuple(one for one in told if isinstance(one, str))
        return Section(heading, tuple(one for one in told if isinstance(one, Row)), silent)

    def rules(self) -> Iterator[Section]:
        """Each rule of liability. What a rule is silent of and lacks is a gap; the rest of its silence says nothing."""
        if self.terms.tracks is None:
            label = LABELS[Terms]["tracks"]
            yield Section(str(label.words), (self.row(label, (), "tracks"),), ())
        for index, track in enumerate(self.terms.tracks or ()):
            parts = [field for field in fields(Track) if field.name not in IN_HEADING]
            told = [one for field in parts for one in self.told(track, field, f"tracks[{index}]")]
            yield Section(_heading(self.terms, index), tuple(one for one in told if isinstance(one, Row)), ())

    def told(self, owner: object, field: Field[Any], before: str) -> Iterator[Row | str]:
        """A parameter's row, or its name alone when nothing is said of it."""
        if isinstance(owner, Tariff) and field.name == ("table" if owner.by_care_type else "table_by_care_type"):
            return
        label, value = LABELS[type(owner)][field.name], getattr(owner, field.name)
        path = f"{before}.{label.key}" if before else label.key
        if isinstance(value, ROW_BY_ROW):
            for part in fields(value):
                yield from self.told(value, part, path)
            return
        is_said = value is not False or field.default is not False or _holds(self.reading.resolved, path)
        lines = tuple(self.lines(value, label, path)) if is_said else ()
        if lines or label.otherwise or self.is_unknown(path):
            yield self.row(label, lines, path)
        else:
            yield str(label.words)

    def row(self, label: Label, lines: tuple[str, ...], path: str) -> Row:
        is_gap = any(_is_within(gap, path) for gap in self.gaps)
        is_unknown = is_gap or self.is_unknown(path)
        meaning = NEVER_BILLED if is_gap else (label.otherwise or NOT_REPLACED) if is_unknown else ""
        return Row(
            name=str(label.words),
            lines=lines or (() if is_unknown else (str(label.otherwise),)),
            is_unknown=is_unknown,
            meaning=str(meaning),
            law=label.law,
            stands_in=self.stands_in(path) if lines or is_unknown else "",
            is_chosen=bool(lines) and self.is_chosen(path),
        )

    def is_unknown(self, path: str) -> bool:
        """Whether the file says so of this parameter, or leaves out what is needed."""
        return path in self.terms.unknown or any(_is_within(gap, path) for gap in self.gaps)

    def lines(self, value: object, label: Label, path: str) -> Iterator[str]:
        """The value, a line for each thing that it holds; none when there is no value."""
        if isinstance(value, tuple):
            for index, one in enumerate(value):
                yield self.said(one, label, f"{path}[{index}]")
        elif isinstance(value, Mapping):
            for key, one in value.items():
                yield f"{self.said(key, KEY, path)}: {self.said(one, label, path)}"
        elif value is not None and value != "":
            yield self.said(value, label, path)

    def said(self, value: object, label: Label, path: str) -> str:
        """One value in words."""
        if value is NOTHING:
            return str(label.nothing)
        if isinstance(value, Enum):
            return str(VALUES[type(value)][value])
        if isinstance(value, bool):
            return _("ja") if value else _("nej")
        if isinstance(value, int | Fraction | Decimal):
            return _amount(value, label.unit)
        if isinstance(value, date):
            return spoken_day(value)
        if isinstance(value, time):
            return f"{value:%H.%M.%S}" if value.second else f"{value:%H.%M}"
        if is_dataclass(value):
            return ", ".join(self.parts(value, path))
        if isinstance(value, Mapping):
            return ", ".join(self.lines(value, label, path))
        text = str(value)
        if text in self.places:
            return f"{self.places[text]} ({text})"
        return str(label.texts.get(text, text))

    def parts(self, value: Any, path: str) -> Iterator[str]:
        """What a line tells of something that has several parts."""
        for field in fields(value):
            label, part = LABELS[type(value)][field.name], getattr(value, field.name)
            below = f"{path}.{label.key}"
            if part is True:
                yield str(label.words)
            elif part is False:
                # Nobody need have written what is false by default.
                if field.default is not False:
                    yield f"{label.words}: {_('nej')}"
            elif said := ", ".join(self.lines(part, label, below)):
                yield f"{label.words} {said}".strip()
            elif self.is_unknown(below) or (path in self.gaps and field.name == "value"):
                yield f"{label.words} {_('okänt')}".strip()
            elif label.otherwise:
                yield str(label.otherwise)

    def stands_in(self, path: str) -> str:
        """Whose text a parameter stands in: this version's, the one's that it builds on, or nobody's."""
        if _holds(self.reading.own, path):
            return _("Överenskommelsen") if self.terms.region else _("Lagen")
        if _holds(self.reading.resolved, path):
            return _("Ärvt från %(base)s") % {"base": self.terms.base}
        return _("Står inte i texten")

    def is_chosen(self, path: str) -> bool:
        """Whether the version names the parameter among the readings that are chosen: "track.cutoff(average)"."""
        index = _INDEX.search(path)
        track = (self.terms.tracks or ())[int(index[1])] if index and path.startswith("tracks") else None
        plain = _INDEX.sub("", path)
        for name in self.terms.open:
            key, _bracket, model = name.rstrip(")").partition("(")
            key = f"tracks.{key.removeprefix('track.')}" if track else key
            if _is_within(plain, key) and model in ("", str(track and track.model)):
                return True
        return False


def _holds(raw: Raw, path: str) -> bool:
    """Whether a mapping says something of a parameter; a rule takes what it leaves out from what all rules share."""
    index = _INDEX.search(path)
    if index and path.startswith("tracks"):
        name, tracks = path.rpartition(".")[2], raw.get("tracks")
        own = tracks[int(index[1])] if isinstance(tracks, list) else None
        return any(isinstance(one, dict) and name in one for one in (own, raw.get("track_defaults")))
    inside: Value = dict(raw)
    for key in path.split("."):
        if not isinstance(inside, dict) or key not in inside:
            return not isinstance(inside, dict)
        inside = inside[key]
    return True


def _is_within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def _field(owner: type, name: str) -> Field[Any]:
    return next(field for field in fields(owner) if field.name == name)


def _amount(value: int | Fraction | Decimal, unit: Unit | None) -> str:
    """A number as Swedish writes it, and what it is of: "9 300 kronor", "1,3 dagar", "1 dag"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    # Days before something are written below zero.
    digits = f"{abs(exact):,}" if unit else f"{abs(exact)}"
    number = digits.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    if unit is None:
        return number
    return f"{number} {unit[0] if value == 1 else unit[1]}"
