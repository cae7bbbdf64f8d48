"""More patients of the fictional region: those of whom nothing more is told than how far their stays have come."""

from __future__ import annotations

from typing import Final

from desk.demo.organisations import EKFORSA, NORRSELE
from desk.demo.patients import Resident

RESIDENTS: Final = (
    Resident("inga", "19400313980", "Inga", "Aspgren", "Björkvägen 5", NORRSELE, "Norr", "vc-asen"),
    Resident("karl-erik", "19560904981", "Karl-Erik", "Björnlund", "Strandvägen 38", NORRSELE, "Syd", "vc-hamnen"),
    Resident("margareta", "19310907980", "Margareta", "Cederholm", "Björkvägen 6", NORRSELE, "Norr", "vc-asen"),
    Resident("nils", "19430703981", "Nils", "Dunér", "Norrbyn 6", EKFORSA, "", "vc-ekforsa"),
    Resident("ulla-britt", "19470702980", "Ulla-Britt", "Edfeldt", "Granstigen 8", NORRSELE, "Norr", "vc-asen"),
    Resident("sture", "19371121981", "Sture", "Fagerlind", "Kvarngatan 4", NORRSELE, "Syd", "vc-hamnen"),
    Resident("barbro", "19481013980", "Barbro", "Granvik", "Björkvägen 15", NORRSELE, "Norr", "vc-asen"),
    Resident("evert", "19310928981", "Evert", "Hagelin", "Norrbyn 19", EKFORSA, "", "vc-ekforsa"),
    Resident("gunnel", "19430318980", "Gunnel", "Isaksdotter", "Björkvägen 37", NORRSELE, "Norr", "vc-asen"),
    Resident("helge", "19390927981", "Helge", "Junestrand", "Storgatan 7", NORRSELE, "Syd", "vc-hamnen"),
    Resident("elsy", "19481021980", "Elsy", "Kvarnlöv", "Rönnvägen 24", NORRSELE, "Norr", "vc-asen"),
    Resident("torsten", "19330923981", "Torsten", "Ljungqvist", "Norrbyn 37", EKFORSA, "", "vc-ekforsa"),
    Resident("anna-lisa", "19311007980", "Anna-Lisa", "Mårdberg", "Åsvägen 44", NORRSELE, "Norr", "vc-asen"),
    Resident("folke", "19470725981", "Folke", "Norén", "Strandvägen 30", NORRSELE, "Syd", "vc-hamnen"),
    Resident("birgitta", "19480812980", "Birgitta", "Odenhag", "Skolgatan 16", NORRSELE, "Norr", "vc-asen"),
    Resident("bo", "19550323981", "Bo", "Palmblad", "Norrbyn 6", EKFORSA, "", "vc-ekforsa"),
    Resident("kerstin", "19480517980", "Kerstin", "Rosenvall", "Åsvägen 22", NORRSELE, "Norr", "vc-asen"),
    Resident("sigvard", "19530810981", "Sigvard", "Sjöstrand", "Kvarngatan 5", NORRSELE, "Syd", "vc-hamnen"),
    Resident("rigmor", "19330914980", "Rigmor", "Tallgren", "Rönnvägen 22", NORRSELE, "Norr", "vc-asen"),
    Resident("ove", "19340814981", "Ove", "Ullerstam", "Norrbyn 43", EKFORSA, "", "vc-ekforsa"),
    Resident("solveig", "19320919980", "Solveig", "Vallmark", "Skolgatan 22", NORRSELE, "Norr", "vc-asen"),
    Resident("borje", "19520620981", "Börje", "Widestedt", "Ängsvägen 38", NORRSELE, "Syd", "vc-hamnen"),
    Resident("vivi", "19550803980", "Vivi", "Åkerhielm", "Björkvägen 18", NORRSELE, "Norr", "vc-asen"),
    Resident("allan", "19451222981", "Allan", "Ängström", "Norrbyn 4", EKFORSA, "", "vc-ekforsa"),
    Resident("iris", "19531210980", "Iris", "Öberg", "Granstigen 44", NORRSELE, "Norr", "vc-asen"),
    Resident("valter", "19560810981", "Valter", "Almqvist", "Ängsvägen 43", NORRSELE, "Syd", "vc-hamnen"),
)
