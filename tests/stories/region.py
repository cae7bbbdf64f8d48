"""The regions of the stories: who works where, under which agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from accounts.actor import Actor
from accounts.models import Controller, Unit
from agreements.services import bind, load_versions
from tests import factories as make

SINCE = date(2020, 1, 1)


@dataclass
class Region:
    """A region with two hospitals, a municipality, and a neighbour; each party acts at one unit.

    night: the municipality's emergency social services. saebo: the nurse of a private special housing.
    """

    code: str
    agreement: str
    now: datetime
    ward: Actor = field(init=False)
    other_ward: Actor = field(init=False)
    hospital: Actor = field(init=False)
    social: Actor = field(init=False)
    night: Actor = field(init=False)
    care: Actor = field(init=False)
    saebo: Actor = field(init=False)
    clinic: Actor = field(init=False)
    psychiatry: Actor = field(init=False)
    provider: Actor = field(init=False)
    neighbour: Actor = field(init=False)

    def __post_init__(self) -> None:
        load_versions(by=make.SETUP, now=self.now)
        region = make.region("Regionen", self.code)
        board = make.board(region, "Regionstyrelsen")
        other = make.board(region, "Sjukhus AB")
        homes = make.board(make.municipality("Ängsby kommun", self.home), "Vård- och omsorgsnämnden")
        beside = make.board(make.municipality("Bergsby kommun", self.beside), "Socialnämnden")
        bind(
            region=self.code, municipality=None, version=self.agreement, valid_from=SINCE, by=make.SETUP, now=self.now
        )
        self.ward = self._at(make.ward(board, "Avdelning 31"))
        self.other_ward = self._at(make.ward(board, "Avdelning 32"))
        self.hospital = self._at(make.ward(other, "Rehabavdelningen"))
        self.social = self._at(make.social_services(homes, "Biståndsenheten"))
        self.night = self._at(make.social_services(homes, "Socialjouren"))
        self.care = self._at(make.municipal_care(homes, "Hemsjukvården"))
        self.saebo = self._at(make.municipal_care(self._private(homes), "Solbackens sköterska"))
        self.clinic = self._at(make.open_care(make.board(region, "Primärvården"), "Vårdcentralen Linden"))
        self.psychiatry = self._at(make.open_care(make.board(region, "Psykiatrin"), "Öppenpsykiatrin", discreet=True))
        self.provider = self._at(make.provider(homes, "Hemtjänst Norr"))
        self.neighbour = self._at(make.social_services(beside, "Bistånd Bergsby"))

    @property
    def home(self) -> str:
        """The code of the municipality where the patients live."""
        return f"{self.code}80"

    @property
    def beside(self) -> str:
        """The code of the one beside it."""
        return f"{self.code}81"

    def _private(self, homes: Controller) -> Controller:
        return make.board(homes.principal, "Solbacken AB")

    def _at(self, unit: Unit) -> Actor:
        return make.actor(unit)

    def patient(self, surname: str = "Ek", **register: Any) -> Any:
        """Somebody who lives in the municipality."""
        return make.patient(surname, **{"municipality_code": self.home, **register})

    def everybody(self) -> dict[str, Actor]:
        """All parties by name."""
        names = (
            *("ward", "other_ward", "hospital", "social", "night", "care", "saebo", "clinic", "psychiatry"),
            *("provider", "neighbour"),
        )
        return {name: getattr(self, name) for name in names}


def stockholm(now: datetime) -> Region:
    """The county whose agreement counts a mean and whose routine has the eight steps."""
    return Region("01", "stockholm-2020a", now)


def norrbotten(now: datetime) -> Region:
    """The county that acknowledges at 09.00 and 14.00."""
    return Region("25", "norrbotten-2018", now)
