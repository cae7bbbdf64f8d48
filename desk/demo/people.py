"""The people who work in the fictional region, and what each is assigned to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from accounts.actor import Actor
from accounts.models import Assignment, User
from accounts.models.assignments import Scope
from accounts.roles import Role
from accounts.services.assignments import give_assignment
from accounts.services.users import create_user
from desk.demo.organisations import NORRSELE, REGION_CODE, Organisations

EMPLOYED: Final = date(2024, 1, 1)

# User name, full name, title, and assignments: the role and the key of a unit, group, controller or principal.
PEOPLE: Final = (
    (
        *("eva.lind", "Eva Lind", "Sjuksköterska"),
        ((Role.WARD_NURSE, "geriatrik-31"), (Role.WARD_NURSE, "medicin-12"), (Role.WARD_NURSE, "ortopedi-22")),
    ),
    ("omar.haddad", "Omar Haddad", "Sjuksköterska", ((Role.WARD_NURSE, "geriatrik-31"),)),
    ("sara.holm", "Sara Holm", "Sjuksköterska", ((Role.WARD_NURSE, "medicin-12"),)),
    ("jonas.brandt", "Jonas Brandt", "Sjuksköterska", ((Role.WARD_NURSE, "kirurgi-21"),)),
    ("lena.forss", "Lena Forss", "Sjuksköterska", ((Role.WARD_NURSE, "ortopedi-22"),)),
    ("mikaela.wiik", "Mikaela Wiik", "Barnsjuksköterska", ((Role.WARD_NURSE, "barn-41"),)),
    ("per.naslund", "Per Näslund", "Skötare och samordnare", ((Role.WARD_NURSE, "psykiatri-51"),)),
    ("agneta.ost", "Agneta Öst", "Sjuksköterska", ((Role.WARD_NURSE, "rattspsykiatri-55"),)),
    ("tova.ceder", "Tova Ceder", "Sjuksköterska", ((Role.WARD_NURSE, "akuten-olof"),)),
    ("robert.kallin", "Robert Kallin", "Sjuksköterska", ((Role.WARD_NURSE, "medicin-2"),)),
    ("ingela.borg", "Ingela Borg", "Sjuksköterska", ((Role.WARD_NURSE, "geriatrik-4"),)),
    ("ida.norberg", "Ida Norberg", "Sjuksköterska", ((Role.WARD_NURSE, "rehabkliniken"),)),
    ("karin.alm", "Karin Alm", "Utskrivningssamordnare", ((Role.DISCHARGE_COORDINATOR, "medicinblocket"),)),
    ("anders.sandberg", "Anders Sandberg", "Överläkare", ((Role.PHYSICIAN, "geriatrik-31"),)),
    ("nadia.rahimi", "Nadia Rahimi", "Specialistläkare", ((Role.PHYSICIAN, "psykiatri-51"),)),
    ("maria.ek", "Maria Ek", "Biståndshandläggare", ((Role.NEEDS_ASSESSOR, "bistand-norr"),)),
    (
        *("johan.wall", "Johan Wall", "Biståndshandläggare"),
        ((Role.NEEDS_ASSESSOR, "bistand-norr"), (Role.NEEDS_ASSESSOR, "trygg-hem")),
    ),
    ("sofia.quist", "Sofia Quist", "Biståndshandläggare", ((Role.NEEDS_ASSESSOR, "bistand-syd"),)),
    ("david.flod", "David Flod", "LSS-handläggare", ((Role.NEEDS_ASSESSOR, "lss"),)),
    ("helena.dahl", "Helena Dahl", "Socialsekreterare", ((Role.NEEDS_ASSESSOR, "vuxna"),)),
    ("amina.nur", "Amina Nur", "Socialsekreterare", ((Role.NEEDS_ASSESSOR, "barn"),)),
    ("stefan.ryd", "Stefan Ryd", "Socialjour", ((Role.NEEDS_ASSESSOR, "socialjouren"),)),
    ("birgit.asp", "Birgit Asp", "Biståndshandläggare", ((Role.NEEDS_ASSESSOR, "bistand-ekforsa"),)),
    ("nils.tjarn", "Nils Tjärn", "Biståndshandläggare", ((Role.NEEDS_ASSESSOR, "bistand-tallmo"),)),
    ("ylva.strand", "Ylva Strand", "Biståndshandläggare", ((Role.NEEDS_ASSESSOR, "bistand-vintera"),)),
    (
        *("petra.lund", "Petra Lund", "Kommunsjuksköterska"),
        ((Role.MUNICIPAL_NURSE, "hemsjukvard-norr"), (Role.MUNICIPAL_NURSE, "lindgarden")),
    ),
    ("oskar.hjelm", "Oskar Hjelm", "Kommunsjuksköterska", ((Role.MUNICIPAL_NURSE, "trygg-hem"),)),
    ("elin.bergvall", "Elin Bergvall", "Kommunsjuksköterska", ((Role.MUNICIPAL_NURSE, "hemsjukvard-syd"),)),
    ("rut.sjoo", "Rut Sjöö", "Sjuksköterska, särskilt boende", ((Role.MUNICIPAL_NURSE, "angshojden"),)),
    ("frida.nyman", "Frida Nyman", "Sjuksköterska, korttid", ((Role.MUNICIPAL_NURSE, "bjorkgarden"),)),
    ("mats.ekdahl", "Mats Ekdahl", "Kommunsjuksköterska", ((Role.MUNICIPAL_NURSE, "hemsjukvard-ekforsa"),)),
    ("linnea.falt", "Linnea Fält", "Kommunsjuksköterska", ((Role.MUNICIPAL_NURSE, "hemsjukvard-tallmo"),)),
    ("tomas.groth", "Tomas Groth", "Arbetsterapeut", ((Role.THERAPIST, "kommunrehab"),)),
    ("ulla.akerman", "Ulla Åkerman", "Samordnare", ((Role.OPEN_CARE_COORDINATOR, "vc-asen"),)),
    ("hassan.amiri", "Hassan Amiri", "Samordnare", ((Role.OPEN_CARE_COORDINATOR, "vc-hamnen"),)),
    ("carina.stal", "Carina Stål", "Samordnare", ((Role.OPEN_CARE_COORDINATOR, "lakarhuset"),)),
    ("greta.lov", "Greta Löv", "Samordnare", ((Role.OPEN_CARE_COORDINATOR, "vc-ekforsa"),)),
    ("simon.vik", "Simon Vik", "Samordnare", ((Role.OPEN_CARE_COORDINATOR, "oppenpsykiatrin-norrsele"),)),
    ("elias.grahn", "Elias Grahn", "Samordnare", ((Role.OPEN_CARE_COORDINATOR, "oppenpsykiatrin-norrsele"),)),
    ("malin.orn", "Malin Örn", "Fysioterapeut", ((Role.OPEN_CARE_COORDINATOR, "rehab-norrsele"),)),
    ("kerstin.blom", "Kerstin Blom", "Verksamhetschef", ((Role.HEAD_OF_UNIT, "vc-asen"),)),
    ("goran.hed", "Göran Hed", "Verksamhetschef", ((Role.HEAD_OF_UNIT, "oppenpsykiatrin-norrsele"),)),
    ("lisa.moberg", "Lisa Moberg", "Distriktssköterska", ((Role.CARE_CONTACT, "vc-asen"),)),
    ("peter.kron", "Peter Kron", "Distriktssköterska", ((Role.CARE_CONTACT, "vc-ekforsa"),)),
    ("jasmin.palm", "Jasmin Palm", "Samordnare hemtjänst", ((Role.PROVIDER_STAFF, "hemtjanst-norr"),)),
    ("leif.stensson", "Leif Stensson", "Nattpatrull", ((Role.PROVIDER_STAFF, "nattpatrullen"),)),
    ("viola.kvarn", "Viola Kvarn", "Samordnare hemtjänst", ((Role.PROVIDER_STAFF, "hemstodet"),)),
    ("asa.hallin", "Åsa Hallin", "Hemgångsteamet", ((Role.PROVIDER_STAFF, "hemgang"),)),
    ("monica.rask", "Monica Rask", "Systemförvaltare", ((Role.LOCAL_ADMINISTRATOR, "sjukhus"),)),
    ("bo.tornell", "Bo Törnell", "Systemförvaltare", ((Role.LOCAL_ADMINISTRATOR, "norrsele"),)),
    ("eivor.back", "Eivor Bäck", "Systemförvaltare", ((Role.LOCAL_ADMINISTRATOR, "ekforsa"),)),
    ("hakan.sund", "Håkan Sund", "Avtalsstrateg", ((Role.AGREEMENT_ADMINISTRATOR, REGION_CODE),)),
    ("anna.wik", "Anna Wik", "Utvecklingsledare", ((Role.AGREEMENT_ADMINISTRATOR, NORRSELE),)),
    ("rolf.gran", "Rolf Gran", "Ekonom", ((Role.ECONOMIST, REGION_CODE),)),
    ("desiree.lagg", "Desirée Lagg", "Controller", ((Role.ECONOMIST, NORRSELE),)),
    ("gunnar.frisk", "Gunnar Frisk", "Logggranskare", ((Role.LOG_REVIEWER, "sjukhus"),)),
    ("inga.sten", "Inga Sten", "Logggranskare", ((Role.LOG_REVIEWER, "norrsele"),)),
)


def employ(organisations: Organisations, by: Actor, now: datetime) -> Mapping[tuple[str, str], Assignment]:
    """Everybody's account and assignments, by user name and what it is for. None has a password."""
    scopes: Mapping[str, Scope] = {
        **organisations.principals,
        **organisations.controllers,
        **organisations.units,
        **organisations.groups,
    }
    return {
        (username, key): give_assignment(user=user, role=role, scope=scopes[key], valid_from=EMPLOYED, by=by, now=now)
        for username, full_name, title, assignments in PEOPLE
        for user in [_employed(username, full_name, title, by, now)]
        for role, key in assignments
    }


def _employed(username: str, full_name: str, title: str, by: Actor, now: datetime) -> User:
    return create_user(username=username, full_name=full_name, password=None, title=title, by=by, now=now)
