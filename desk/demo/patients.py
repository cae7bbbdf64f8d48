"""The patients of the fictional region, as its population and listing registers know them.

Their numbers are test numbers: those that are published for testing, and others made in the same way, with birth
numbers that are set aside for it and valid check digits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from desk.demo.organisations import EKFORSA, NORRSELE, OPENED, TALLMO, VINTERA, Organisations
from discharge.identifiers import COORDINATION_NUMBER, PERSONAL_NUMBER, Identity, check_digit
from discharge.models.protection import Protection
from discharge.registers.listing import EmbeddedListing
from discharge.registers.population import Details, EmbeddedPopulation, RegisteredPerson

POSTAL_CODES: Final[Mapping[str, tuple[str, str]]] = {
    NORRSELE: ("99901", "Norrsele"),
    EKFORSA: ("99921", "Ekforsa"),
    TALLMO: ("99941", "Tallmo"),
    VINTERA: ("99961", "Vinterå"),
}


@dataclass(frozen=True, slots=True)
class Resident:
    """One person. number: the first eleven digits, to which the check digit is added, or a whole test number."""

    key: str
    number: str
    given_names: str
    surname: str
    street: str
    municipality: str
    district: str
    listed_at: str
    protection: Protection = Protection.NONE

    @property
    def identity(self) -> Identity:
        """The number in its domain."""
        value = self.number
        if len(value) == len("19390412980"):
            value += check_digit(int(digit) for digit in value[2:])
        is_coordination = int(value[6:8]) > 60
        return Identity(COORDINATION_NUMBER if is_coordination else PERSONAL_NUMBER, value)


RESIDENTS: Final = (
    Resident("aina", "19390412980", "Aina", "Östberg", "Björkvägen 4", NORRSELE, "Norr", "vc-asen"),
    Resident("ingvar", "19430301981", "Ingvar", "Holm", "Skolgatan 12 A", NORRSELE, "Norr", "vc-asen"),
    Resident("ruth", "195009072553", "Ruth", "Almén", "Kyrkstigen 3", NORRSELE, "Norr", "vc-asen"),
    Resident("marta", "19320714980", "Märta", "Quist", "Hamngatan 27", NORRSELE, "Syd", "vc-hamnen"),
    Resident("per-olof", "19470120981", "Per-Olof", "Lindgren", "Tallåsen 9", NORRSELE, "Norr", "lakarhuset"),
    Resident("sven-erik", "19480226981", "Sven-Erik", "Dahl", "Ängsvägen 18", NORRSELE, "Syd", "vc-hamnen"),
    Resident("birgit", "19350608980", "Birgit", "Sandelin", "Lindgården, rum 14", NORRSELE, "Norr", "vc-asen"),
    Resident("olle", "19560419981", "Olle", "Forsman", "Åsvägen 2", NORRSELE, "Norr", "vc-asen"),
    Resident("gun", "19410117980", "Gun", "Hedlund", "Storgatan 51", NORRSELE, "Syd", "vc-hamnen"),
    Resident("yngve", "19380930981", "Yngve", "Stark", "Ängshöjden, rum 6", NORRSELE, "Syd", "vc-hamnen"),
    Resident("nour", "196109732393", "Nour", "Saleh", "Brogatan 8", NORRSELE, "Norr", "vc-asen"),
    Resident("theo", "20171105239", "Theo", "Granath", "Solgläntan 1", NORRSELE, "Syd", "vc-hamnen"),
    Resident("kim", "199002222397", "Kim", "Vester", "", NORRSELE, "", "vc-asen", Protection.MARKING),
    Resident("emil", "200302022389", "Emil", "Roos", "Vattugränd 5", NORRSELE, "Norr", "vc-asen"),
    Resident("hjordis", "19440823980", "Hjördis", "Norling", "Norrbyn 11", EKFORSA, "", "vc-ekforsa"),
    Resident("arne", "19361211981", "Arne", "Backe", "Sågvägen 6", EKFORSA, "", "vc-ekforsa"),
    Resident("elsa", "19460502980", "Elsa", "Ström", "Myrvägen 22", TALLMO, "", "vc-tallmo"),
    Resident("tage", "19421009981", "Tage", "Wiklund", "Fjällgatan 3", VINTERA, "", "vc-vintera"),
    Resident("astrid", "19370203980", "Astrid", "Berglund", "Rönnvägen 7", NORRSELE, "Norr", "vc-asen"),
    Resident("gosta", "19400918981", "Gösta", "Hellman", "Skolgatan 40", NORRSELE, "Norr", "vc-asen"),
    Resident("maj", "19450127980", "Maj", "Sundin", "Hamngatan 3", NORRSELE, "Syd", "vc-hamnen"),
    Resident("rune", "19331105981", "Rune", "Åkesson", "Björkvägen 19", NORRSELE, "Norr", "vc-asen"),
    Resident("siv", "19510614980", "Siv", "Lodin", "Strandvägen 2", NORRSELE, "Syd", "vc-hamnen"),
    Resident("bengt", "19290321981", "Bengt", "Nyqvist", "Norrbyn 4", EKFORSA, "", "vc-ekforsa"),
    Resident("karin", "19620809980", "Karin", "Tegel", "Storgatan 8", NORRSELE, "Norr", "vc-asen"),
    Resident("lennart", "19380512981", "Lennart", "Frisk", "Ängsvägen 31", NORRSELE, "Syd", "vc-hamnen"),
    Resident("lars", "196101182803", "Lars", "Ahl", "Kvarngatan 14", NORRSELE, "Syd", "lakarhuset"),
    Resident("dagny", "191212121212", "Dagny", "Tolf", "Lindgården, rum 2", NORRSELE, "Norr", "vc-asen"),
    Resident("vera", "19380611980", "Vera", "Sundblad", "Rönnvägen 31", NORRSELE, "Norr", "vc-asen"),
    Resident("helmer", "19410427981", "Helmer", "Broman", "Hamngatan 41", NORRSELE, "Syd", "vc-hamnen"),
    Resident("sally", "19440919980", "Sally", "Ekdal", "Ängsvägen 12", NORRSELE, "Syd", "vc-hamnen"),
    Resident("ivar", "19360205981", "Ivar", "Norrman", "Skolgatan 33", NORRSELE, "Norr", "vc-asen"),
    Resident("edla", "19350717980", "Edla", "Rosengren", "Björkvägen 22", NORRSELE, "Norr", "vc-asen"),
    Resident("knut", "19420130981", "Knut", "Tegnér", "Norrbyn 27", EKFORSA, "", "vc-ekforsa"),
    Resident("torbjorn", "19470806981", "Torbjörn", "Hallin", "Åsvägen 17", NORRSELE, "Norr", "vc-asen"),
    Resident("maud", "19430522980", "Maud", "Carlbom", "Strandvägen 16", NORRSELE, "Syd", "vc-hamnen"),
    Resident("tyra", "19391118980", "Tyra", "Fält", "Kyrkstigen 9", NORRSELE, "Norr", "vc-asen"),
    Resident("vilgot", "19340303981", "Vilgot", "Sehlin", "Granstigen 15", NORRSELE, "Norr", "vc-asen"),
    Resident("runa", "19490925980", "Runa", "Modig", "Kvarngatan 21", NORRSELE, "Syd", "vc-hamnen"),
    Resident("ella", "20150414980", "Ella", "Lidman", "Solgläntan 6", NORRSELE, "Syd", "vc-hamnen"),
    Resident("signhild", "19371028980", "Signhild", "Wallgren", "Rönnvägen 11", NORRSELE, "Norr", "vc-asen"),
    Resident("viking", "19550612981", "Viking", "Hagman", "Storgatan 17", NORRSELE, "Syd", "vc-hamnen"),
    Resident("manfred", "19480203981", "Manfred", "Lundqvist", "Sågvägen 14", EKFORSA, "", "vc-ekforsa"),
    Resident("isak", "19880709981", "Isak", "Rydell", "Brogatan 19", NORRSELE, "Norr", "vc-asen"),
    Resident("gulli", "19400615980", "Gulli", "Persdotter", "Skolgatan 5", NORRSELE, "Norr", "vc-asen"),
    Resident("gerda", "19420216980", "Gerda", "Fjällman", "Fjällgatan 12", VINTERA, "", "fjallpraktiken"),
)


def register_residents(organisations: Organisations, residents: Collection[Resident]) -> Mapping[str, Identity]:
    """Write them into the embedded registers; their numbers by key."""
    population, listing = EmbeddedPopulation(), EmbeddedListing()
    for resident in residents:
        postal_code, city = POSTAL_CODES[resident.municipality]
        hidden = resident.protection != Protection.NONE
        details = Details(
            given_names=resident.given_names,
            surname=resident.surname,
            street=resident.street,
            postal_code="" if hidden else postal_code,
            city="" if hidden else city,
            municipality_code=resident.municipality,
            district=resident.district,
        )
        person = RegisteredPerson(identity=resident.identity, details=details, protection=resident.protection)
        population.keep(person)
        listing.keep(resident.identity, organisations.units[resident.listed_at], valid_from=OPENED)
    return {resident.key: resident.identity for resident in residents}
