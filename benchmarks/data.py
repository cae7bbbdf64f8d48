"""Made-up stays and episodes: the same for the same seed, of every kind the rules tell apart, and of nobody.

An id is a reserve number of a domain of its own (OID and value), with a year of birth that nobody alive has.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

import yaml

from rules.calendar import in_sweden, local
from rules.episodes import Episode
from rules.facts import CareType

SEED = 612
RESERVE_NUMBERS_OID = "1.2.752.97.3.1.3"
YEAR_OF_BIRTH = 1850
FIRST_ADMISSION = local(2022, 1, 10)
MUNICIPALITIES = tuple(f"25{number:02}" for number in range(1, 15))

Facts = dict[str, object]


def identity(number: int) -> str:
    """A reserve number that belongs to nobody, as OID and value."""
    return f"{RESERVE_NUMBERS_OID}:99{YEAR_OF_BIRTH}{number:06}"


def stays_as_yaml(count: int, seed: int = SEED) -> bytes:
    """A list of cases as `python -m rules evaluate` reads it."""
    chance = random.Random(seed)
    agreement = "statute-2018"
    cases = [{"name": identity(number), "agreement": agreement, "facts": _facts(chance)} for number in range(count)]
    return yaml.dump(cases, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False).encode()


def _facts(chance: random.Random) -> Facts:
    """A somatic, geriatric or psychiatric stay of two to thirty days; about every third breaks some condition."""
    admitted_at = FIRST_ADMISSION + timedelta(minutes=chance.randrange(280 * 24 * 60))
    told_at = admitted_at + timedelta(minutes=chance.randrange(30, 26 * 60))
    ready_at = told_at + timedelta(minutes=chance.randrange(24 * 60, 14 * 24 * 60))
    left_at = ready_at + timedelta(minutes=chance.randrange(60, 12 * 24 * 60))
    social_services, municipal_care = chance.choice([(True, False), (True, True), (False, True)])
    called_at = ready_at + timedelta(minutes=chance.randrange(-24 * 60, 5 * 24 * 60))
    return {
        "region": "25",
        "municipality": chance.choice(MUNICIPALITIES),
        "care_type": chance.choice(["somatic", "somatic", "geriatric", "psychiatric"]),
        "legal_form": "voluntary",
        "needs": {"region": True, "social_services": social_services, "municipal_care": municipal_care},
        "admitted_at": _written(admitted_at),
        "admission_notices": [_notice(to, told_at, complete=True) for to in ("municipality", "open_care")],
        "ready_notices": _ready_notices(chance, ready_at, left_at),
        "care_contact_appointed_at": _written(told_at + timedelta(hours=4)),
        "sip": {
            "consent": chance.choice(["given", "given", "given", "unknown", "cannot_consent"]),
            "calls": _sometimes(chance, 0.9, {"sent_at": _written(called_at), "by": "care_contact"}),
        },
        "open_care_obstacles": _sometimes(
            chance, 0.1, {"from": _written(ready_at), "to": _written(ready_at + timedelta(days=4))}
        ),
        "discharge_information_sent_at": _written(left_at - timedelta(hours=1)),
        "left_at": _written(left_at),
        "left_reason": chance.choice(["discharged", "discharged", "discharged", "deceased", "own_request"]),
    }


def _ready_notices(chance: random.Random, ready_at: datetime, left_at: datetime) -> list[Facts]:
    """One readiness, or one that was taken back and a second."""
    if chance.random() > 0.1:
        return [_notice(to, ready_at) for to in ("municipality", "open_care")]
    third = (left_at - ready_at) / 3
    first = [_notice(to, ready_at, withdrawn_at=_written(ready_at + third)) for to in ("municipality", "open_care")]
    return first + [_notice(to, ready_at + 2 * third) for to in ("municipality", "open_care")]


def _notice(to: str, sent_at: datetime, **more: object) -> Facts:
    return {"to": to, "sent_at": _written(sent_at), **more}


def _sometimes(chance: random.Random, share: float, entry: Facts) -> list[Facts]:
    return [entry] if chance.random() < share else []


def _written(at: datetime) -> str:
    return in_sweden(at).isoformat()


def month_of_episodes(count: int, groups: int, seed: int = SEED) -> tuple[list[Episode], Mapping[str, list[str]]]:
    """The episodes that left in March 2022, and the groups they are settled in."""
    chance = random.Random(seed)
    episodes = []
    members: dict[str, list[str]] = {f"group {number:03}": [] for number in range(groups)}
    for number in range(count):
        left_at = local(2022, 3, 1) + timedelta(minutes=chance.randrange(30 * 24 * 60))
        ready_at = left_at - timedelta(minutes=chance.randrange(30, 10 * 24 * 60))
        episodes.append(
            Episode(
                id=identity(number),
                municipality="0180",
                care_type=chance.choice([CareType.SOMATIC, CareType.GERIATRIC]),
                ready_at=ready_at,
                left_at=left_at,
                blocked="C5" if chance.random() < 0.05 else None,
            )
        )
        members[f"group {number % groups:03}"].append(identity(number))
    return episodes, members
