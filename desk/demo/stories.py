"""What has happened in the fictional region during the last days: cases with messages in every state."""

from __future__ import annotations

from typing import Final

from desk.demo.telling import Telling, Who
from discharge.models.notices import Ground

EVA: Final = Who("eva.lind", "geriatrik-31")
OMAR: Final = Who("omar.haddad", "geriatrik-31")
SARA: Final = Who("sara.holm", "medicin-12")
JONAS: Final = Who("jonas.brandt", "kirurgi-21")
LENA: Final = Who("lena.forss", "ortopedi-22")
MIKAELA: Final = Who("mikaela.wiik", "barn-41")
PER: Final = Who("per.naslund", "psykiatri-51")
TOVA: Final = Who("tova.ceder", "akuten-olof")
ROBERT: Final = Who("robert.kallin", "medicin-2")
INGELA: Final = Who("ingela.borg", "geriatrik-4")
MARIA: Final = Who("maria.ek", "bistand-norr")
JOHAN: Final = Who("johan.wall", "bistand-norr")
SOFIA: Final = Who("sofia.quist", "bistand-syd")
YLVA: Final = Who("ylva.strand", "bistand-vintera")
AMINA: Final = Who("amina.nur", "barn")
BIRGIT: Final = Who("birgit.asp", "bistand-ekforsa")
PETRA: Final = Who("petra.lund", "hemsjukvard-norr")
ELIN: Final = Who("elin.bergvall", "hemsjukvard-syd")
RUT: Final = Who("rut.sjoo", "angshojden")
MATS: Final = Who("mats.ekdahl", "hemsjukvard-ekforsa")
ULLA: Final = Who("ulla.akerman", "vc-asen")
HASSAN: Final = Who("hassan.amiri", "vc-hamnen")
LISA: Final = Who("lisa.moberg", "vc-asen")
JASMIN: Final = Who("jasmin.palm", "hemtjanst-norr")
GORAN: Final = Who("goran.hed", "oppenpsykiatrin-norrsele")
SIMON: Final = Who("simon.vik", "oppenpsykiatrin-norrsele")
ELIAS: Final = Who("elias.grahn", "oppenpsykiatrin-norrsele")


def tell_everything(told: Telling) -> None:
    """Every story."""
    for story in STORIES:
        story(told)


def _aina_goes_home_on_wednesday(told: Telling) -> None:
    """A thread between four units: the latest word waits at the municipality."""
    case = told.opens(EVA, "aina", told.ago(4, 10, 5))
    first = told.sends(
        EVA,
        case,
        *("bistand-norr", "hemsjukvard-norr", "vc-asen"),
        at=told.ago(4, 10, 20),
        subject="Planering inför hemgång",
        body=(
            "Vi räknar med att Aina kan åka hem på onsdag i nästa vecka.\n\n"
            "Hon behöver hjälp att duscha och att komma i säng, morgon och kväll. Det är nytt jämfört med före fallet. "
            "Hon går med rullator inomhus. Dottern bor i närheten och vill vara med när det planeras.\n\n"
            "Säg till om ni behöver veta mer."
        ),
    )
    told.acknowledges(ULLA, first, told.ago(4, 13, 40))
    told.acknowledges(MARIA, first, told.ago(3, 8, 55))
    told.acknowledges(PETRA, first, told.ago(3, 9, 30))
    reply = told.sends(
        PETRA,
        case,
        "geriatrik-31",
        at=told.ago(2, 10, 15),
        subject="Sv: Planering inför hemgång",
        body=(
            "Vi kan ta emot från onsdag eftermiddag. Kan ni beskriva såret på underbenet och hur ofta det läggs om? "
            "Vi behöver också veta vilka läkemedel hon behöver hjälp med."
        ),
        answers=first,
    )
    told.acknowledges(OMAR, reply, told.ago(2, 11, 30))
    told.sends(
        EVA,
        case,
        *("hemsjukvard-norr", "bistand-norr"),
        at=told.ago(1, 15, 40),
        subject="Sv: Planering inför hemgång",
        body=(
            "Såret läggs om varannan dag, senast i dag. Förband skickas med för en vecka. Dosett delas av er de första "
            "två veckorna, därefter gör dottern det.\n\n"
            "Vi planerar för hemresa klockan 13. Kan ni bekräfta att någon möter henne?"
        ),
        answers=reply,
    )
    thread_of_provider = told.sends(
        MARIA,
        case,
        "hemtjanst-norr",
        at=told.ago(1, 16, 5),
        subject="Förfrågan om start på onsdag",
        body="Kan ni börja onsdag kväll, två besök om dagen? Stöd vid dusch och att komma i säng.",
        ground=Ground.OWN_SIDE,
    )
    told.reads(JASMIN, thread_of_provider, told.minutes_ago(95))
    told.sends(
        JASMIN,
        case,
        "bistand-norr",
        at=told.minutes_ago(80),
        subject="Sv: Förfrågan om start på onsdag",
        body="Ja, det går bra. Första besöket onsdag 19.00. Nyckel finns kvar hos oss sedan i våras.",
        ground=Ground.OWN_SIDE,
        answers=thread_of_provider,
    )


def _ingvar_might_go_home_tonight(told: Telling) -> None:
    """A question about today, unread."""
    case = told.opens(OMAR, "ingvar", told.ago(3, 9, 0))
    told.sends(
        OMAR,
        case,
        *("bistand-norr", "vc-asen"),
        at=told.minutes_ago(35),
        subject="Kan nattpatrullen börja i kväll?",
        body=(
            "Ingvar vill hem redan i dag och läkaren bedömer att det går. Han behöver tillsyn i natt, ett besök runt "
            "klockan 23. Kan ni ordna det, eller ska han stanna till i morgon?\n\nRing gärna avdelningen direkt."
        ),
    )


def _ruth_is_settled(told: Telling) -> None:
    """Everything is acknowledged and nobody waits."""
    case = told.opens(LISA, "ruth", told.ago(9, 9, 15))
    asked = told.sends(
        LISA,
        case,
        "bistand-norr",
        at=told.ago(9, 9, 30),
        subject="Vem är handläggare?",
        body="Jag är fast vårdkontakt för Ruth. Vem hos er ska jag vända mig till inför SIP?",
        ground=Ground.CONSENT,
    )
    told.acknowledges(JOHAN, asked, told.ago(8, 8, 40))
    answer = told.sends(
        JOHAN,
        case,
        "vc-asen",
        at=told.ago(8, 8, 50),
        subject="Sv: Vem är handläggare?",
        body="Det är jag, Johan Wall. Jag nås bäst mellan 8.30 och 9.30.",
        answers=asked,
    )
    told.acknowledges(LISA, answer, told.ago(8, 10, 5))


def _marta_was_corrected(told: Telling) -> None:
    """The text was wrong and was corrected after it had been acknowledged: unread again."""
    case = told.opens(SARA, "marta", told.ago(2, 13, 0))
    notice = told.sends(
        SARA,
        case,
        *("bistand-syd", "hemsjukvard-syd", "vc-hamnen"),
        at=told.ago(2, 13, 20),
        subject="Hjälpmedel vid hemgång",
        body="Märta går hem på fredag. Rullstol och toasits är beställda och levereras till bostaden på fredag.",
    )
    told.acknowledges(SOFIA, notice, told.ago(2, 14, 10))
    told.acknowledges(ELIN, notice, told.ago(2, 15, 0))
    told.reads(HASSAN, notice, told.ago(1, 9, 45))
    told.corrects(
        SARA,
        notice,
        told.minutes_ago(150),
        subject="Hjälpmedel vid hemgång",
        body=(
            "Märta går hem på fredag. Rullator och toasits är beställda och levereras till bostaden på torsdag mellan "
            "13 och 15. Någon behöver öppna."
        ),
    )


def _per_olof_was_recalled(told: Telling) -> None:
    """Sent about the wrong patient, read, and taken back; one recipient has taken that in, another has not."""
    case = told.opens(SARA, "per-olof", told.ago(1, 10, 0))
    notice = told.sends(
        SARA,
        case,
        *("bistand-norr", "hemsjukvard-norr", "lakarhuset"),
        at=told.ago(1, 10, 10),
        subject="Hem i morgon",
        body="Per-Olof skrivs ut i morgon förmiddag.",
    )
    told.acknowledges(MARIA, notice, told.ago(1, 11, 20))
    told.acknowledges(PETRA, notice, told.ago(1, 11, 30))
    told.recalls(SARA, notice, told.minutes_ago(60), reason="Gällde en annan patient på avdelningen")
    told.acknowledges(PETRA, notice, told.minutes_ago(45))


def _sven_erik_lives_in_the_other_district(told: Telling) -> None:
    """Returned as sent to the wrong recipient: the ward's turn."""
    case = told.opens(LENA, "sven-erik", told.ago(1, 14, 0))
    notice = told.sends(
        LENA,
        case,
        "bistand-norr",
        at=told.ago(1, 14, 10),
        subject="Behov av hjälp efter höftoperation",
        body="Sven-Erik behöver hjälp att ta sig upp ur sängen och med stödstrumpor, morgon och kväll.",
    )
    told.returns(
        MARIA, notice, told.minutes_ago(120), reason="Han bor i stadsdel Syd. Skicka till Biståndsenheten Syd."
    )


def _birgit_lives_at_lindgarden(told: Telling) -> None:
    """Sent on from nursing at home to the special housing, where it is unread."""
    case = told.opens(EVA, "birgit", told.ago(2, 9, 0))
    notice = told.sends(
        EVA,
        case,
        *("hemsjukvard-norr", "vc-asen"),
        at=told.ago(2, 9, 25),
        subject="Åter till boendet",
        body="Birgit är tillbaka i sitt vanliga läge och kan komma hem till Lindgården när ni kan ta emot.",
    )
    told.forwards(PETRA, notice, "lindgarden", told.ago(1, 8, 20), reason="Hon bor på Lindgården")
    told.acknowledges(ULLA, notice, told.ago(1, 9, 10))


def _olle_went_to_the_wrong_place(told: Telling) -> None:
    """Recalled from a recipient that should not have had it; an incident is begun."""
    case = told.opens(JONAS, "olle", told.ago(1, 11, 0))
    notice = told.sends(
        JONAS,
        case,
        *("vc-hamnen", "bistand-norr"),
        at=told.ago(1, 11, 15),
        subject="Uppföljning av operationssår",
        body="Olle behöver såromläggning två gånger i veckan. Suturer tas dag tolv.",
    )
    told.acknowledges(JOHAN, notice, told.ago(1, 13, 0))
    told.reads(HASSAN, notice, told.ago(1, 13, 30))
    told.recalls_from(JONAS, notice, "vc-hamnen", told.minutes_ago(200), reason="Han är listad på VC Åsen")
    told.sends(
        JONAS,
        case,
        "vc-asen",
        at=told.minutes_ago(190),
        subject="Uppföljning av operationssår",
        body="Olle behöver såromläggning två gånger i veckan. Suturer tas dag tolv.",
    )


def _kim_is_protected(told: Telling) -> None:
    """Protected identity: only those who are named for the case see it."""
    case = told.opens(PER, "kim", told.ago(1, 10, 30))
    told.sends(
        PER,
        case,
        "oppenpsykiatrin-norrsele",
        at=told.ago(1, 10, 45),
        subject="Fortsatt kontakt",
        body="Vi behöver planera fortsatt kontakt. Ring mig innan ni svarar här.",
        ground=Ground.HARM_TEST,
    )
    told.lets_read(GORAN, case, ELIAS, told.ago(1, 12, 0), reason="Ansvarig samordnare")
    told.stops_reading(GORAN, case, ELIAS, told.ago(1, 12, 50), reason="Känner patienten, Simon tar över")
    told.lets_read(GORAN, case, SIMON, told.ago(1, 13, 0), reason="Ansvarig samordnare")


def _theo_needs_help_in_school(told: Telling) -> None:
    """A child: the recipients are discreet and do not see each other."""
    case = told.opens(MIKAELA, "theo", told.ago(2, 10, 0))
    notice = told.sends(
        MIKAELA,
        case,
        *("barn", "habiliteringen", "vc-hamnen"),
        at=told.ago(2, 10, 30),
        subject="Stöd i hemmet efter sommaren",
        body="Föräldrarna vill ha ett möte om avlastning och hjälpmedel. De är med på att vi skriver till er.",
    )
    told.acknowledges(AMINA, notice, told.ago(1, 14, 0))
    told.acknowledges(HASSAN, notice, told.ago(1, 15, 0))


def _yngve_is_back(told: Telling) -> None:
    """A private special housing answers the emergency department."""
    case = told.opens(TOVA, "yngve", told.minutes_ago(310))
    notice = told.sends(
        TOVA,
        case,
        "angshojden",
        at=told.minutes_ago(300),
        subject="Åter från akuten",
        body="Yngve är undersökt efter fallet. Ingen fraktur. Han kan komma tillbaka nu, sjuktransport är beställd.",
        ground=Ground.UNABLE_TO_CONSENT,
    )
    told.acknowledges(RUT, notice, told.minutes_ago(280))
    told.sends(
        RUT,
        case,
        "akuten-olof",
        at=told.minutes_ago(275),
        subject="Sv: Åter från akuten",
        body="Tack, vi tar emot. Har han fått något mot smärta under dagen?",
        answers=notice,
    )


def _gun_is_asked_about(told: Telling) -> None:
    """Read and not yet acknowledged."""
    case = told.opens(SOFIA, "gun", told.ago(1, 9, 0))
    notice = told.sends(
        SOFIA,
        case,
        *("medicin-12", "hemsjukvard-syd"),
        at=told.ago(1, 9, 10),
        subject="Insatser som pågår",
        body="Gun har hemtjänst morgon och kväll och trygghetslarm. Vi pausar besöken tills ni hör av er.",
    )
    told.reads(SARA, notice, told.minutes_ago(50))
    told.drafts(
        SARA,
        case,
        told.minutes_ago(40),
        subject="Sv: Insatser som pågår",
        body="Tack. Läkaren går rond i eftermiddag, sedan vet vi mer om",
    )


def _in_ekforsa(told: Telling) -> None:
    """Two cases at the smaller hospital."""
    case = told.opens(INGELA, "hjordis", told.ago(2, 11, 0))
    notice = told.sends(
        INGELA,
        case,
        *("bistand-ekforsa", "hemsjukvard-ekforsa", "vc-ekforsa"),
        at=told.ago(2, 11, 10),
        subject="Korttidsplats eller hem?",
        body="Hjördis och maken är osäkra på om de klarar sig hemma. Kan ni vara med på samtal i morgon?",
    )
    told.acknowledges(BIRGIT, notice, told.ago(1, 8, 30))
    told.sends(
        BIRGIT,
        case,
        "geriatrik-4",
        at=told.ago(1, 8, 45),
        subject="Sv: Korttidsplats eller hem?",
        body="Jag kommer klockan 10. Ta gärna med maken.",
        answers=notice,
    )
    other = told.opens(ROBERT, "arne", told.minutes_ago(240))
    told.sends(
        ROBERT,
        other,
        *("bistand-ekforsa", "hemsjukvard-ekforsa"),
        at=told.minutes_ago(230),
        subject="Syrgas i hemmet",
        body="Arne ska ha syrgas hemma. Leverantören behöver komma in i bostaden före hemgång.",
    )


def _between_municipalities(told: Telling) -> None:
    """Patients from Tallmo and Vinterå at Sankt Olof."""
    tallmo = told.opens(LENA, "elsa", told.ago(1, 12, 0))
    told.sends(
        LENA,
        tallmo,
        *("bistand-tallmo", "hemsjukvard-tallmo", "vc-tallmo"),
        at=told.ago(1, 12, 15),
        subject="Transport till Tallmo",
        body="Vi behöver boka transport dagen innan. När kan ni tidigast ta emot?",
    )
    vintera = told.opens(EVA, "tage", told.minutes_ago(170))
    asked = told.sends(
        EVA,
        vintera,
        *("bistand-vintera", "hemsjukvard-vintera"),
        at=told.minutes_ago(160),
        subject="Anhöriga tar emot",
        body="Tages bror bor i huset och tar emot honom. Han undrar vilken hjälp som går att få de första dagarna.",
    )
    told.acknowledges(YLVA, asked, told.minutes_ago(70))
    told.sends(
        YLVA,
        vintera,
        "geriatrik-31",
        at=told.minutes_ago(65),
        subject="Sv: Anhöriga tar emot",
        body="Vi kan erbjuda tillsyn två gånger om dagen den första veckan. Vilken dag är det aktuellt?",
        answers=asked,
    )


STORIES: Final = (
    _aina_goes_home_on_wednesday,
    _ingvar_might_go_home_tonight,
    _ruth_is_settled,
    _marta_was_corrected,
    _per_olof_was_recalled,
    _sven_erik_lives_in_the_other_district,
    _birgit_lives_at_lindgarden,
    _olle_went_to_the_wrong_place,
    _kim_is_protected,
    _theo_needs_help_in_school,
    _yngve_is_back,
    _gun_is_asked_about,
    _in_ekforsa,
    _between_municipalities,
)
