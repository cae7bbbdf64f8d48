"""A stay's facts as an episode of a settlement: when it was ready, whose it is, and whether the agreement blocks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.episodes import Episode
from rules.errors import Incomplete, InvalidInput
from rules.facts import (
    AdmissionNotice,
    AfterDischarge,
    Caller,
    CareType,
    LeftReason,
    LegalForm,
    MunicipalityChange,
    Needs,
    Obstacle,
    ReadyNotice,
    Recipient,
    Sip,
    SipCall,
    SipConsent,
    Stay,
)
from rules.files.corpus import agreement
from rules.stay_episodes import episode_of
from rules.terms import Blocked, ExceptionCode, Precondition, Suspension, Terms
from tests.rules.settling import INDIVIDUAL, TERMS, at, only_row, whys, with_population, with_tracks


def march(day: int, hour: int = 10) -> Any:
    return at(date(2022, 3, day), hour)


ADMISSION = AdmissionNotice(to=Recipient.MUNICIPALITY, sent_at=march(2, 9), complete=True)
READY = ReadyNotice(to=Recipient.MUNICIPALITY, sent_at=march(9, 9))
CALLED = Sip(consent=SipConsent.GIVEN, calls=(SipCall(sent_at=march(10), by=Caller.CARE_CONTACT),))
STAY = Stay(
    region="01",
    municipality="0184",
    care_type=CareType.GERIATRIC,
    legal_form=LegalForm.VOLUNTARY,
    needs=Needs(region=True, social_services=True),
    admitted_at=march(1, 14),
    admission_notices=(ADMISSION,),
    ready_notices=(READY,),
    care_contact_appointed_at=march(3),
    sip=CALLED,
    discharge_information_sent_at=march(16),
    left_at=march(16, 11),
    left_reason=LeftReason.DISCHARGED,
)
PER_PATIENT = with_tracks(TERMS, INDIVIDUAL)
OPT = AfterDischarge.OPT


def nights(first: int, last: int) -> tuple[date, ...]:
    return tuple(date(2022, 3, day) for day in range(first, last + 1))


def test_an_episode_has_what_the_evaluation_found() -> None:
    assert episode_of(STAY, PER_PATIENT, id="E1", district="Vasastan") == Episode(
        id="E1",
        municipality="0184",
        district="Vasastan",
        care_type=CareType.GERIATRIC,
        legal_form=LegalForm.VOLUNTARY,
        ready_at=march(9, 9),
        left_at=march(16, 11),
        withdrawn=False,
        blocked=None,
        block_applies=False,
        liable_on=nights(11, 15),
        needs_review=False,
    )


def test_under_a_mean_the_ready_time_is_what_counts() -> None:
    episode = episode_of(STAY, TERMS, id="E1")

    assert (episode.ready_at, episode.liable_on, episode.blocked, episode.district) == (march(9, 9), (), None, None)
    assert [line.ready_days for line in only_row(TERMS, episode).lines] == [7]


@pytest.mark.parametrize(
    ("condition", "precondition", "changed"),
    [
        ("C1", Precondition.ADMISSION_NOTICE_SENT, {"admission_notices": ()}),
        (
            "C2",
            Precondition.ADMISSION_NOTICE_IN_TIME,
            {"admission_notices": (replace(ADMISSION, sent_at=march(4)),)},
        ),
        ("C3", Precondition.ADMISSION_NOTICE_IN_TIME, {"admission_notices": (replace(ADMISSION, complete=False),)}),
        ("C4", Precondition.READY_NOTICE_SENT, {"ready_notices": (replace(READY, to=Recipient.OPEN_CARE),)}),
        ("C5", Precondition.SIP_CALLED, {"sip": replace(CALLED, calls=())}),
        (
            "C6",
            Precondition.SIP_CALLED,
            {"sip": replace(CALLED, calls=(SipCall(sent_at=march(14), by=Caller.CARE_CONTACT),))},
        ),
        (
            "C7",
            Precondition.SIP_CALLED,
            {"sip": replace(CALLED, calls=(SipCall(sent_at=march(10), by=Caller.WARD),))},
        ),
        (
            "C8",
            Precondition.REGION_MEASURES_AVAILABLE,
            {"open_care_obstacles": (Obstacle(from_at=march(1), to_at=march(20)),)},
        ),
        ("C13", Precondition.CARE_PLAN_OPT_ORV, {"after_discharge": OPT}),
    ],
)
@pytest.mark.parametrize("terms", [TERMS, PER_PATIENT], ids=["mean", "per patient"])
def test_a_condition_that_a_precondition_names_blocks(
    terms: Terms, condition: str, precondition: Precondition, changed: dict[str, Any]
) -> None:
    episode = episode_of(replace(STAY, **changed), replace(terms, preconditions=(precondition,)), id="E1")

    assert (episode.blocked, episode.is_blocked) == (condition, True)


@pytest.mark.parametrize("terms", [TERMS, PER_PATIENT], ids=["mean", "per patient"])
def test_without_a_list_of_preconditions_those_of_the_act_block(terms: Terms) -> None:
    episode = episode_of(replace(STAY, sip=replace(CALLED, calls=())), terms, id="E1")

    assert (episode.blocked, episode.is_blocked) == ("C5", True)
    assert whys(only_row(with_population(terms, blocked=Blocked.EXCLUDE_BOTH), episode)) == {"E1": "blocked"}


def test_what_no_precondition_names_does_not_block() -> None:
    terms = replace(TERMS, preconditions=(Precondition.ADMISSION_NOTICE_SENT,))

    never_told = episode_of(replace(STAY, ready_notices=()), terms, id="E1")
    never_called = episode_of(replace(STAY, sip=replace(CALLED, calls=())), terms, id="E2")

    assert (never_told.blocked, never_told.is_blocked, never_told.ready_at) == ("C4", False, None)
    assert (never_called.blocked, never_called.is_blocked) == (None, False)


def test_an_exception_blocks() -> None:
    terms = replace(TERMS, preconditions=(), exceptions=(ExceptionCode.PERSON_DECLINES,))

    episode = episode_of(replace(STAY, patient_declines_at=march(5)), terms, id="E1")

    assert (episode.blocked, episode.is_blocked, episode.needs_review) == ("C12", True, False)


def test_a_suspension_takes_the_days_away_but_does_not_block() -> None:
    suspended = Suspension(from_on=date(2022, 1, 1), to_on=None, reason="x", decision="y")

    episode = episode_of(STAY, replace(PER_PATIENT, suspensions=(suspended,)), id="E1")

    assert (episode.blocked, episode.is_blocked, episode.liable_on) == ("C12", False, ())


def test_leaving_before_liability_does_not_block() -> None:
    episode = episode_of(replace(STAY, left_at=march(10, 11)), PER_PATIENT, id="E1")

    assert (episode.blocked, episode.is_blocked, episode.liable_on) == ("C10", False, ())


def test_a_readiness_taken_back_is_no_readiness_any_more() -> None:
    withdrawn = replace(STAY, ready_notices=(replace(READY, withdrawn_at=march(13)),))

    mean, single = episode_of(withdrawn, TERMS, id="E1"), episode_of(withdrawn, PER_PATIENT, id="E1")

    assert (mean.ready_at, mean.withdrawn, mean.is_blocked) == (march(9, 9), True, False)
    assert (single.withdrawn, single.liable_on) == (True, nights(11, 12))


def test_the_last_readiness_counts() -> None:
    again = (replace(READY, withdrawn_at=march(10, 12)), replace(READY, sent_at=march(12)))

    episode = episode_of(replace(STAY, ready_notices=again), TERMS, id="E1")

    assert (episode.ready_at, episode.withdrawn) == (march(12), False)


def test_somebody_registered_nowhere_is_nobodys_and_ready_when_the_notice_was_sent() -> None:
    nobodys = replace(STAY, municipality=None)

    episode = episode_of(nobodys, TERMS, id="E1")
    taken_back = (replace(READY, withdrawn_at=march(13)),)
    withdrawn = episode_of(replace(nobodys, ready_notices=taken_back), TERMS, id="E2")
    again = (*taken_back, replace(READY, sent_at=march(14)), replace(READY, sent_at=march(15)))
    twice = episode_of(replace(nobodys, ready_notices=again), TERMS, id="E4")
    never_ready = episode_of(replace(nobodys, ready_notices=()), TERMS, id="E3")

    assert (episode.municipality, episode.blocked, episode.is_blocked) == (None, "C11", False)
    assert (episode.ready_at, episode.withdrawn) == (march(9, 9), False)
    assert (withdrawn.ready_at, withdrawn.withdrawn) == (march(9, 9), True)
    assert (never_ready.ready_at, never_ready.withdrawn) == (None, False)
    assert (twice.ready_at, twice.withdrawn) == (march(14), False)


def test_the_municipality_is_that_of_the_ready_notice() -> None:
    def moved_to(municipality: str | None) -> Episode:
        stay = replace(
            STAY,
            municipality_changes=(MunicipalityChange(at=march(5), municipality=municipality),),
            admission_notices=(ADMISSION, replace(ADMISSION, municipality="0180")),
            ready_notices=(replace(READY, municipality="0180"),),
        )
        return episode_of(stay, TERMS, id="E1")

    assert (moved_to("0180").municipality, moved_to("0180").ready_at) == ("0180", march(9, 9))
    assert (moved_to(None).municipality, moved_to(None).blocked) == (None, "C11")


def test_a_patient_whom_no_municipality_is_concerned_with_is_no_municipalitys() -> None:
    episode = episode_of(replace(STAY, needs=Needs(region=True, social_services=False)), TERMS, id="E1")

    assert (episode.municipality, episode.ready_at, episode.blocked) == ("0184", None, None)
    assert whys(only_row(TERMS, episode)) == {"E1": "not_concerned"}


@pytest.mark.parametrize("terms", [TERMS, PER_PATIENT], ids=["mean", "per patient"])
def test_which_version_has_the_stay_is_for_the_settlement_to_say(terms: Terms) -> None:
    later = replace(terms, valid_from=date(2022, 4, 1), valid_to=date(2022, 12, 31))

    assert episode_of(STAY, later, id="E1") == episode_of(STAY, terms, id="E1")


def test_what_a_person_must_decide_is_marked() -> None:
    episode = episode_of(replace(STAY, patient_declines_at=march(5)), PER_PATIENT, id="E1")

    assert episode.needs_review


def test_an_agreement_that_blocks_by_what_no_facts_decide_is_refused() -> None:
    terms = replace(
        TERMS, preconditions=(Precondition.OTHER_REFERRALS_CANCELLED,), exceptions=(ExceptionCode.PALLIATIVE,)
    )

    with pytest.raises(Incomplete) as refusal:
        episode_of(STAY, terms, id="E1")

    assert refusal.value.detail == "test blocks by what no facts decide: other_referrals_cancelled, palliative"
    assert refusal.value.gaps == ("other_referrals_cancelled", "palliative")


def test_a_stay_of_which_one_municipality_pays_all_though_the_patient_moved_is_one_episode() -> None:
    moved_early = replace(
        STAY,
        municipality_changes=(MunicipalityChange(at=march(10, 8), municipality="0180"),),
        admission_notices=(ADMISSION, replace(ADMISSION, municipality="0180")),
        ready_notices=(READY, replace(READY, municipality="0180")),
    )

    episode = episode_of(moved_early, replace(agreement("statute-2018"), readings={"A-14": "a"}), id="E1")

    assert (episode.municipality, episode.liable_on) == ("0180", tuple(date(2022, 3, day) for day in (12, 13, 14, 15)))


def test_a_stay_that_two_municipalities_share_is_refused_as_one_episode() -> None:
    shared = replace(
        STAY,
        municipality_changes=(MunicipalityChange(at=march(14, 8), municipality="0180"),),
        admission_notices=(ADMISSION, replace(ADMISSION, municipality="0180")),
        ready_notices=(READY, replace(READY, municipality="0180")),
        left_at=march(20, 11),
    )

    with pytest.raises(InvalidInput, match="are each liable for days of their own") as refusal:
        episode_of(shared, replace(agreement("statute-2018"), readings={"A-14": "a"}), id="E1")

    assert refusal.value.problems[0].where == "E1"
