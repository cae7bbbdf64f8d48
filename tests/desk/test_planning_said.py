"""Tests of desk/saying/planning.py: what the parties tell each other, in words."""

from __future__ import annotations

from typing import Any

import pytest

from desk.said import said
from discharge.contents.planning import (
    Answer,
    Area,
    Before,
    CanReceiveWithdrawn,
    InformationPart,
    Need,
    Part,
    Question,
    ServicesDeclined,
    ServicesReply,
    Underlay,
)
from discharge.models.notices import Ground
from rules.calendar import local

AT = local(2026, 3, 11, 12, 0)
SPOKEN = "onsdag 11 mars, klockan 12.00"
PART: dict[str, Any] = {"body": "", "days": None, "action": "", "time_frame": "", "missing_by": None}


@pytest.mark.parametrize(
    ("content", "heading", "facts", "text"),
    [
        pytest.param(
            ServicesReply(ongoing=True, services="Hjälp", contact="Eva Ros", phone="1", aids="Säng", risks="Fall"),
            "Svar om insatser",
            {
                "Pågående insatser": "Hjälp",
                "Kontakt": "Eva Ros",
                "Telefon": "1",
                "Hjälpmedel": "Säng",
                "Risker": "Fall",
            },
            "",
            id="services",
        ),
        pytest.param(
            ServicesReply(ongoing=False, services="", contact="", phone="", aids="", risks=""),
            "Inga pågående insatser hos oss",
            {},
            "",
            id="nothing ongoing",
        ),
        pytest.param(
            Underlay(
                profession="Sjuksköterska",
                needs=(
                    Need(Area.ADL, "Hjälp med dusch", Before.INCREASED),
                    Need(Area.HOME, "Två trappor", None),
                    Need(Area.TRANSPORT, "", Before.NOT_KNOWN),
                ),
                missing_by=AT,
            ),
            "Underlag för planering",
            {
                "Bedömt av": "Sjuksköterska",
                "Personlig vård och vardagssysslor (ADL)": "Hjälp med dusch (ökat)",
                "Bostaden": "Två trappor",
                "Transport hem": "vet inte än",
                "Det som saknas kommer senast": SPOKEN,
            },
            "",
            id="underlay",
        ),
        pytest.param(
            Underlay(profession="", needs=(Need(Area.ADL, "", Before.UNCHANGED),), missing_by=None),
            "Underlag för planering",
            {"Personlig vård och vardagssysslor (ADL)": "oförändrat"},
            "",
            id="underlay that lacks nothing",
        ),
        pytest.param(Question(body="Trappor?", answer_by=None), "Fråga", {}, "Trappor?", id="question"),
        pytest.param(
            Question(body="Trappor?", answer_by=AT), "Fråga", {"Svara senast": SPOKEN}, "Trappor?", id="with a time"
        ),
        pytest.param(Answer(body="Två"), "Svar på fråga", {}, "Två", id="answer"),
        pytest.param(
            InformationPart(**{**PART, "part": Part.MEDICINES, "body": "Enligt lista", "days": 1}),
            "Läkemedel för några dagar",
            {"Räcker i": "1 dag"},
            "Enligt lista",
            id="medicines for a day",
        ),
        pytest.param(
            InformationPart(
                **{**PART, "part": Part.REFERRAL, "body": "Hb?", "action": "Prover", "time_frame": "två veckor"}
            ),
            "Remiss",
            {"Åtgärd": "Prover", "Inom": "två veckor"},
            "Hb?",
            id="referral",
        ),
        pytest.param(
            InformationPart(**{**PART, "part": Part.MEDICINES, "days": 3, "missing_by": AT}),
            "Läkemedel för några dagar",
            {"Räcker i": "3 dagar", "Saknas än": f"kommer senast {SPOKEN}"},
            "",
            id="missing part",
        ),
        pytest.param(
            CanReceiveWithdrawn(reason="Sjuk personal", reason_ground=Ground.CONSENT),
            "Kan inte längre ta emot",
            {"Skäl": "Sjuk personal"},
            "",
            id="cannot receive",
        ),
        pytest.param(
            ServicesDeclined(services="Hemtjänst", declined_at=AT, noted_by="Eva Ros"),
            "Tackar nej till insatser",
            {"Insatser": "Hemtjänst", "När": SPOKEN, "Antecknat av": "Eva Ros"},
            "",
            id="declined",
        ),
    ],
)
def test_it_is_said_in_words_without_what_is_empty(
    content: Any, heading: str, facts: dict[str, str], text: str
) -> None:
    words = said(content)

    assert (words.heading, dict(words.facts), words.text) == (heading, facts, text)
