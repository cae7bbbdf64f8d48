"""Consents and those who speak for the person as the pages say them, for the reader's own side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from desk.acts.act import Act
from desk.acts.grounds import ACTS
from desk.saying.grounds import HOW, KINDS, SPOKEN_BY, STATES
from desk.saying.said import expected
from discharge.event_shapes.grounds import ConsentRecorded, RepresentativeRecorded
from discharge.selectors.grounds import ConsentSeen, GroundsSeen, HarmTestSeen

RECORDING: Final = frozenset(act.action for act in ACTS)


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """One kind of consent: tone and word of its state, who said it and how, and what it is about."""

    name: str
    tone: str
    word: str
    by: str
    at: datetime
    about: Sequence[str]


@dataclass(frozen=True, slots=True)
class HarmTestShown:
    """What was tested, for whom, by whom and when."""

    item: str
    recipients: str
    why: str
    decided_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RepresentativeShown:
    """Who she or he is, how reached, in what; warning: where nothing may be told."""

    role: str
    name: str
    phone: str
    about: Sequence[str]
    warning: str


@dataclass(frozen=True, slots=True)
class GroundsShown:
    """acts: what of it the reader may record now. is_empty: nothing is recorded."""

    acts: Sequence[Act]
    consents: Sequence[ConsentShown]
    harm_tests: Sequence[HarmTestShown]
    representatives: Sequence[RepresentativeShown]

    @property
    def is_empty(self) -> bool:
        return not (self.consents or self.harm_tests or self.representatives)


def grounds_shown(seen: GroundsSeen, offered: Iterable[Act]) -> GroundsShown:
    """In words. offered: what the reader may do in the stay now."""
    return GroundsShown(
        acts=[act for act in offered if act.action in RECORDING],
        consents=[_consent(one) for one in seen.consents],
        harm_tests=[_harm_test(one) for one in seen.harm_tests],
        representatives=[_representative(one) for one in seen.representatives],
    )


def _consent(one: ConsentSeen) -> ConsentShown:
    tone, word = STATES[one.state]
    told = one.told
    about = [told.covers, ", ".join(unit.name for unit in one.recipients)]
    if told.valid_until:
        about.append(_("till och med %(day)s") % {"day": expected(told.valid_until, None)})
    about.append(told.reason)
    return ConsentShown(str(KINDS[told.kind]), tone, str(word), _by(told), one.at, [text for text in about if text])


def _by(told: ConsentRecorded) -> str:
    """Who said it, and how: "god man Per Ek, skriftligt"."""
    who = str(SPOKEN_BY[told.answered_by]).lower()
    return f"{who} {told.name}".strip() + f", {str(HOW[told.how]).lower()}"


def _harm_test(one: HarmTestSeen) -> HarmTestShown:
    recipients = ", ".join(unit.name for unit in one.recipients)
    return HarmTestShown(one.told.item, recipients, one.told.why, one.told.decided_by, one.at)


def _representative(told: RepresentativeRecorded) -> RepresentativeShown:
    warning = _("Uppgifter får inte lämnas till %(name)s.") % {"name": told.name} if told.is_hidden_from else ""
    about = [text for text in (told.scope, told.proof) if text]
    return RepresentativeShown(str(SPOKEN_BY[told.kind]), told.name, told.phone, about, warning)
