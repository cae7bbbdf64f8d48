"""The parties that the tests of cases have: two wards of one board, both sides of one municipality, and others."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.actor import Actor
from tests import factories as make


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts, each at one unit. `ward` and `other_ward` have one board; so have `social`, `social_two` and `care`."""

    ward: Actor
    other_ward: Actor
    social: Actor
    social_two: Actor
    care: Actor
    clinic: Actor

    def everybody(self) -> tuple[Actor, ...]:
        """All of them."""
        return self.ward, self.other_ward, self.social, self.social_two, self.care, self.clinic


def parties() -> Parties:
    """New parties."""
    hospital = make.board(make.region(), "Regionstyrelsen")
    municipality = make.board(make.municipality(), "Vård- och omsorgsnämnden")
    return Parties(
        ward=make.actor(make.ward(hospital, "Avdelning 1")),
        other_ward=make.actor(make.ward(hospital, "Avdelning 2")),
        social=make.actor(make.social_services(municipality, "Bistånd norr")),
        social_two=make.actor(make.social_services(municipality, "Bistånd söder")),
        care=make.actor(make.municipal_care(municipality, "Hemsjukvården")),
        clinic=make.actor(make.open_care(name="Vårdcentralen Linden")),
    )
