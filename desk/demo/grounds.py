"""Stays in which it is recorded why something may be told: consents, harm tests, and who speaks for the patient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from desk.demo.courses import PLACES, Place, Stay, admitted
from desk.demo.stories import AMINA, HASSAN, MIKAELA, PETRA, SOFIA
from desk.demo.telling import Telling
from discharge.contents.planning import Area, Before, Need, Part
from discharge.contents.stay import ConsentNoted
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from discharge.models import Event
from discharge.models.events import EventKind
from discharge.models.notices import Ground
from discharge.services.consents import record_consent, withdraw_consent
from discharge.services.harm_tests import record_harm_test
from discharge.services.information_parts import send_information_part
from discharge.services.representatives import end_representative, record_representative
from discharge.services.social_services import contact_person
from discharge.services.underlays import send_underlay

GERIATRICS, SURGERY, _MEDICINE, _EKFORSA = PLACES
CHILDREN: Final = Place(MIKAELA, ("barn", "habiliteringen", "vc-hamnen"), AMINA, HASSAN)


def tell_every_ground(told: Telling) -> None:
    """Every story."""
    for story in GROUNDS:
        story(told)


def _vilgot_cannot_consent(told: Telling) -> None:
    """Demented: a god man answers for him until a förvaltare does, and says one thing of each kind of consent."""
    stay = admitted(told, GERIATRICS, "vilgot", told.ago(6, 9, 0))
    recorded_at = told.ago(6, 11, 0)
    asked = {"answered_by": SpokenBy.GOD_MAN, "name": "Berit Lang", "how": How.ORALLY, "given_at": recorded_at}
    stay.ward(
        record_representative,
        recorded_at,
        kind=RepresentativeKind.GOD_MAN,
        name="Berit Lang",
        phone="0980-319 295",
        scope="Bevaka rätt och sörja för person",
        proof="Registerutdrag från överförmyndaren",
    )
    stay.ward(
        record_consent,
        recorded_at,
        **{**asked, "answered_by": SpokenBy.PATIENT, "name": ""},
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.CANNOT_CONSENT,
        reason="Svår demens, förstår inte frågan",
    )
    kinds = ((ConsentKind.RELATIVES, ConsentAnswer.GIVEN), (ConsentKind.SIP, ConsentAnswer.GIVEN))
    for kind, answer in (*kinds, (ConsentKind.OTHERS_RECORDS, ConsentAnswer.REFUSED)):
        stay.ward(record_consent, recorded_at, kind=kind, answer=answer, **asked)
    stay.notified(told.ago(5, 10, 0), 2, ConsentNoted.CANNOT_CONSENT)
    stay.taken_in(told.ago(4, 9, 0))
    stay.with_contact(told.ago(4, 10, 0))
    stay.ward(end_representative, told.ago(3, 9, 0), about=_latest_representative(stay))
    stay.ward(
        record_representative,
        told.ago(3, 9, 5),
        kind=RepresentativeKind.TRUSTEE,
        name="Ove Stenmark",
        phone="0980-319 296",
        scope="Förvalta egendom, bevaka rätt och sörja för person",
        proof="Beslut av tingsrätten, kopia i journalen",
    )
    stay.ward(withdraw_consent, told.ago(3, 9, 30), kind=ConsentKind.SIP)
    stay.ward(
        send_underlay,
        told.ago(3, 14, 0),
        recipients=stay.refs("hemsjukvard-norr", "vc-asen"),
        needs=[
            Need(Area.COGNITION, "Behöver någon hos sig hela dygnet, går ut på nätterna", Before.INCREASED),
            Need(Area.SELF_CARE, "Förstår inte instruktioner, behöver handledning i varje moment", Before.UNCHANGED),
        ],
        ground=Ground.UNABLE_TO_CONSENT,
    )
    stay.does(
        PETRA,
        record_consent,
        told.ago(2, 10, 0),
        kind=ConsentKind.RELATIVES,
        answer=ConsentAnswer.GIVEN,
        answered_by=SpokenBy.TRUSTEE,
        name="Ove Stenmark",
        how=How.IN_WRITING,
        given_at=told.ago(2, 9, 0),
        covers="Dottern får veta när hemsjukvården kommer",
    )


def _runa_changes_her_mind(told: Telling) -> None:
    """She said yes, and takes it back after the underlay is sent; what must be told then is told on a harm test."""
    stay = admitted(told, SURGERY, "runa", told.ago(5, 9, 0))
    stay.ward(
        record_consent,
        told.ago(5, 10, 0),
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.GIVEN,
        answered_by=SpokenBy.PATIENT,
        how=How.ORALLY,
        given_at=told.ago(5, 10, 0),
        covers="Det som behövs för att planera hemgången",
        recipients=stay.refs(),
        valid_until=stay.day(30),
    )
    stay.notified(told.ago(4, 10, 0), 3)
    stay.taken_in(told.ago(3, 9, 0))
    stay.with_contact(told.ago(3, 9, 30))
    stay.ward(
        send_underlay,
        told.ago(3, 14, 0),
        recipients=stay.refs(),
        needs=[
            Need(Area.ADL, "Behöver hjälp med dusch och med stomin", Before.NEW),
            Need(Area.REHABILITATION, "Ska träna bålstyrka enligt program", Before.NEW),
        ],
        ground=Ground.CONSENT,
    )
    stay.does(
        SOFIA,
        record_consent,
        told.ago(2, 9, 0),
        kind=ConsentKind.DISCLOSURE,
        answer=ConsentAnswer.REFUSED,
        answered_by=SpokenBy.PATIENT,
        how=How.ORALLY,
        given_at=told.ago(2, 9, 0),
        covers="Vill inte att avdelningen får veta vilka insatser hon har haft",
    )
    stay.ward(withdraw_consent, told.ago(1, 14, 0), kind=ConsentKind.DISCLOSURE)
    home_nursing = stay.refs("hemsjukvard-syd")
    stay.ward(
        record_harm_test,
        told.minutes_ago(230),
        item="Att stomimaterial skickas med och för hur länge det räcker",
        recipients=home_nursing,
        why="Hemsjukvården har redan stomivården. Utan uppgiften blir hon utan material, och den säger inget nytt.",
        decided_by="Jonas Brandt",
        decided_at=told.minutes_ago(230),
    )
    stay.ward(
        send_information_part,
        told.minutes_ago(220),
        recipients=home_nursing,
        part=Part.CONSUMABLES,
        body="Stomimaterial för två veckor skickas med. Därefter på förskrivning.",
        ground=Ground.HARM_TEST,
    )


def _ella_is_a_child(told: Telling) -> None:
    """Two guardians, one of whom must not be told; what the care needs is told because she is a child."""
    stay = admitted(told, CHILDREN, "ella", told.ago(4, 9, 0))
    guardian = RepresentativeKind.GUARDIAN
    mother = {"name": "Karolina Lidman", "phone": "0980-319 294"}
    stay.ward(record_representative, told.ago(4, 10, 0), kind=guardian, **mother)
    stay.ward(record_representative, told.ago(4, 10, 5), kind=guardian, name="Jörgen Lidman", is_hidden_from=True)
    for kind in (ConsentKind.DISCLOSURE, ConsentKind.OTHERS_RECORDS):
        stay.ward(
            record_consent,
            told.ago(4, 10, 30),
            kind=kind,
            answer=ConsentAnswer.GIVEN,
            answered_by=SpokenBy.GUARDIAN,
            name="Karolina Lidman",
            how=How.DIGITALLY,
            given_at=told.ago(4, 10, 30),
        )
    stay.notified(told.ago(3, 10, 0), 4, municipal_care=False)
    stay.taken_in(told.ago(2, 9, 0))
    stay.does(AMINA, contact_person, told.ago(2, 13, 0))
    stay.ward(
        send_underlay,
        told.ago(1, 11, 0),
        recipients=stay.refs("habiliteringen", "vc-hamnen"),
        needs=[
            Need(Area.MOBILITY, "Behöver hjälp vid förflyttning, sitter i rullstol längre sträckor", Before.INCREASED),
            Need(Area.NUTRITION, "Får mat i knapp, mamman klarar det själv", Before.NEW),
        ],
        ground=Ground.SPECIAL_GROUP,
    )


def _latest_representative(stay: Stay) -> UUID:
    """As the recording gave it."""
    recorded = Event.objects.filter(case=stay.case, kind=EventKind.REPRESENTATIVE_RECORDED)
    return UUID(recorded.latest("seq").data["ref"])


GROUNDS: Final[Sequence[Callable[[Telling], None]]] = (
    _vilgot_cannot_consent,
    _runa_changes_her_mind,
    _ella_is_a_child,
)
