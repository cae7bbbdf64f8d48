"""What is refused in cases beside the rules' own refusals, and how it is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Sentence
from rules.errors import Conflict, IllegalTransition, InvalidInput, NotPermitted
from rules.states import Status
from rules.tracks import (
    blocker,
    consent,
    disagreement,
    medical_responsibility,
    obstacle,
    referral,
    sip,
    social_services,
)


class StaleCase(Conflict):
    """Something was sent, corrected or recalled in the case after the page was opened."""

    code = "stale_case"


class StaleNotice(Conflict):
    """The notice was corrected after the page was opened."""

    code = "stale_notice"


class StaleDraft(Conflict):
    """The draft was saved from elsewhere after the page was opened."""

    code = "stale_draft"


class DraftGone(Conflict):
    """The draft has been sent or thrown away."""

    code = "draft_gone"


class KeyReused(Conflict):
    """The key of a request came again with another request."""

    code = "key_reused"


class PatientMerged(Conflict):
    """The patient has been merged into another one."""

    code = "patient_merged"


class WithoutStay(IllegalTransition):
    """The case has no hospital stay."""

    code = "without_stay"


class NotNowInStay(IllegalTransition):
    """What was asked for is not possible in the status that the stay has."""

    code = "not_now_in_stay"


class NotNowOfIt(IllegalTransition):
    """What was asked for is not possible in the state that the thing has: it is solved, answered or judged so."""

    code = "not_now_of_it"


class SipRefused(IllegalTransition):
    """She has refused a joint individual plan."""

    code = "sip_refused"


class NotOpen(IllegalTransition):
    """What was to be answered or settled is not open for the unit: it never was, or has been settled."""

    code = "not_open"


class NotSaidCanReceive(IllegalTransition):
    """The unit has not said that it can receive her."""

    code = "not_said_can_receive"


class ContactMissing(IllegalTransition):
    """The unit has named no care contact."""

    code = "contact_missing"


class AlreadyCalls(IllegalTransition):
    """The unit's care contact is the one who calls to the plan already."""

    code = "already_calls"


class AlreadyAdmitted(IllegalTransition):
    """The hospital has an open stay of the patient."""

    code = "already_admitted"


class TransferRefused(IllegalTransition):
    """The other hospital cannot take over the stay: it has one of its own, which is not told."""

    code = "transfer_refused"


class OnLeave(IllegalTransition):
    """She is on leave from the ward already."""

    code = "on_leave"


class NotOnLeave(IllegalTransition):
    """She is not on leave from the ward."""

    code = "not_on_leave"


class NotCompulsory(IllegalTransition):
    """The stay is not compulsory care, so no open compulsory care can follow it."""

    code = "not_compulsory"


class CaseClosed(IllegalTransition):
    """The case is closed."""

    code = "case_closed"


class AlreadyAcknowledged(IllegalTransition):
    """Somebody at the unit has acknowledged it."""

    code = "already_acknowledged"


class AlreadyReturned(IllegalTransition):
    """It has gone back, or been taken back, as sent to the wrong recipient."""

    code = "already_returned"


class AlreadyForwarded(IllegalTransition):
    """The unit has sent it on to another."""

    code = "already_forwarded"


class AlreadyRecalled(IllegalTransition):
    """The sender has recalled it."""

    code = "already_recalled"


class FollowedInstead(IllegalTransition):
    """A notice of a stay is neither corrected nor recalled from everybody: another one follows it."""

    code = "followed_instead"


class AlreadyThere(IllegalTransition):
    """The unit has the notice already."""

    code = "already_there"


class NotYourUnit(NotPermitted):
    """The assignment does not cover the unit that should act."""

    code = "not_your_unit"


class GranterNeeded(NotPermitted):
    """Who may read a protected person's case is named by those who answer for the unit."""

    code = "granter_needed"


class OutsideYourSide(NotPermitted):
    """Forwarding goes within one organisation and one side of the wall (OSL 8 kap. 1–2 §§)."""

    code = "outside_your_side"


class ContentClosed(NotPermitted):
    """The unit no longer has the notice: it came to the wrong recipient, or was sent on."""

    code = "content_closed"


class OnlyAnswers(NotPermitted):
    """A provider answers and starts nothing of its own."""

    code = "only_answers"


class GroundNotAvailable(InvalidInput):
    """The ground does not exist for the sender's side or for these recipients (S-22)."""

    code = "ground_not_available"


class ConsentMissing(InvalidInput):
    """The sender's side has recorded that she does not consent to it (S-20)."""

    code = "consent_missing"


class TwoGuardians(InvalidInput):
    """A child has at most two guardians."""

    code = "two_guardians"


class NothingChanged(InvalidInput):
    """A correction that is equal to what it corrects."""

    code = "nothing_changed"


class HappenedWrong(InvalidInput):
    """A time in the world that cannot be right: in the future, or before what it comes after."""

    code = "happened_wrong"


class ReachedOutside(InvalidInput):
    """A recipient is not reached here, and nothing says how and when it was sent there."""

    code = "reached_outside"


class NobodyOutside(InvalidInput):
    """It is said how something was sent outside the system, and every recipient is reached here."""

    code = "nobody_outside"


class NoNeed(InvalidInput):
    """Nobody is to be told of somebody who needs nobody's services (R-2.1c)."""

    code = "no_need"


class NotJudged(InvalidInput):
    """Whose services she may need is not judged yet."""

    code = "need_not_judged"


class NotConcerned(InvalidInput):
    """A notice goes only to those whose services she may need (R-2.1c)."""

    code = "not_concerned"


class NotToldOfStay(InvalidInput):
    """A recipient has not been told of the stay."""

    code = "not_told_of_stay"


class AnsweredTooLate(InvalidInput):
    """An answer is needed after now, and no later than what it concerns."""

    code = "answered_too_late"


class PromisedWithoutTime(InvalidInput):
    """What is not known yet comes at a time, after now."""

    code = "promised_without_time"


class NotThisWard(InvalidInput):
    """She cannot be moved there: it is no open ward of the hospital, or of another one in the region."""

    code = "not_this_ward"


class NotLeftHere(InvalidInput):
    """The stay that she is said to have come back from is none that she has left at the hospital."""

    code = "not_left_here"


class SeveralUnits(InvalidInput):
    """Several of the actor's units have received the notice, and none was named."""

    code = "several_units"


class UnitClosed(InvalidInput):
    """A recipient is not open today."""

    code = "unit_closed"


# What holds of a stay, to whoever asks for something that is not possible then.
HOLDS: Mapping[str, Promise] = {
    Status.ADMITTED: _("inget inskrivningsmeddelande är skickat ännu"),
    Status.NO_NEED: _("patienten bedöms inte behöva insatser efter utskrivningen"),
    Status.PLANNING: _("inskrivningsmeddelandet är skickat och patienten är inte utskrivningsklar"),
    Status.READY: _("patienten är redan utskrivningsklar"),
    Status.LEFT: _("patienten har lämnat sjukhuset"),
    Status.CLOSED: _("vårdtillfället är avslutat"),
    Status.CANCELLED: _("vårdtillfället är struket, det registrerades av misstag"),
}

# What holds of a thing that has a course of its own (rules/tracks), to whoever asks for what is not possible then.
HOLDS_OF_IT: Mapping[str, Promise] = {
    blocker.State.SOLVED: _("det är redan löst"),
    obstacle.State.PREVENTS: _("det är redan bedömt att hindret är skälet till att patienten är kvar"),
    obstacle.State.DOES_NOT_PREVENT: _("det är redan bedömt att hindret inte är skälet till att patienten är kvar"),
    "": _("det är inte påbörjat"),
    social_services.State.CONTACTED: _("patienten är kontaktad och har inte ansökt"),
    social_services.State.NO_APPLICATION: _("patienten ansöker inte"),
    social_services.State.APPLIED: _("ansökan är inte beslutad"),
    social_services.State.GRANTED: _("ansökan är beviljad"),
    social_services.State.PARTLY_GRANTED: _("ansökan är delvis beviljad"),
    social_services.State.TEMPORARILY_GRANTED: _("ansökan är tillfälligt beviljad"),
    social_services.State.REFUSED: _("ansökan är avslagen"),
    social_services.State.ORDERED: _("insatserna är beställda"),
    social_services.State.ORDER_DECLINED: _("utföraren har tackat nej"),
    social_services.State.CAN_RECEIVE: _("utföraren har bekräftat beställningen"),
    medical_responsibility.State.ASKED: _("enheten är tillfrågad och har inte svarat"),
    medical_responsibility.State.TAKEN_OVER: _("det medicinska ansvaret är redan övertaget"),
    medical_responsibility.State.DECLINED: _("enheten har tackat nej till det medicinska ansvaret"),
    medical_responsibility.State.HANDED_BACK: _("sjukhuset har åter det medicinska ansvaret"),
    disagreement.State.ANSWERED: _("invändningen är besvarad"),
    disagreement.State.WITHDRAWN: _("invändningen är återtagen"),
}
# The same of a referral, of a consent, and of the joint individual plan.
HOLDS_OF_REFERRAL: Mapping[str, Promise] = {
    referral.State.RECEIVED: _("enheten har redan fått remissen"),
    referral.State.ACCEPTED: _("enheten har redan tagit emot remissen"),
    referral.State.SENT_ON: _("remissen är redan skickad vidare"),
    referral.State.DECLINED: _("remissen är redan avvisad"),
}
HOLDS_OF_CONSENT: Mapping[str | None, Promise] = {
    None: _("inget sådant samtycke är antecknat"),
    consent.State.GIVEN: _("samtycket är redan antecknat, återta det först"),
    consent.State.REFUSED: _("det är redan antecknat att svaret var nej"),
    consent.State.CANNOT_CONSENT: _("det är redan antecknat att patienten inte kan ta ställning"),
    consent.State.WITHDRAWN: _("samtycket är redan återtaget"),
    consent.State.LAPSED: _("samtyckets tid har gått ut"),
}
HOLDS_OF_SIP: Mapping[str | None, Promise] = {
    None: _("patienten har inte sagt ja till någon SIP"),
    sip.State.VALID_PLAN: _("det finns en SIP som gäller"),
    sip.State.PLAN_TO_UPDATE: _("det finns en SIP som ska ändras"),
    sip.State.NO_PLAN: _("patienten har inte sagt ja till någon SIP"),
    sip.State.REQUESTED: _("en SIP är begärd och ska besvaras"),
    sip.State.NEEDED: _("det är redan bedömt att en SIP behövs"),
    sip.State.NOT_NEEDED: _("det är redan bedömt att ingen SIP behövs"),
    sip.State.OFFERED: _("patienten är tillfrågad om SIP och har inte svarat"),
    sip.State.CONSENTED: _("patienten har sagt ja till SIP"),
    sip.State.DECLINED: _("patienten har tackat nej till SIP"),
    sip.State.CANNOT_CONSENT: _("det är antecknat att patienten inte kan ta ställning till SIP"),
    sip.State.CALLED: _("kallelsen till SIP är skickad"),
    sip.State.HELD: _("SIP-mötet har hållits"),
    sip.State.DRAWN_UP: _("SIP är upprättad"),
    sip.State.FOLLOWED_UP: _("SIP är uppföljd"),
    sip.State.REPLACED: _("en samordnad vårdplan har ersatt SIP"),
    sip.State.ENDED: _("SIP är avslutad"),
}

SENTENCES: Mapping[str, Sentence] = {
    StaleCase.code: _("Något har skickats, rättats eller återkallats i ärendet sedan du öppnade sidan. Läs det först."),
    StaleNotice.code: _(
        "Meddelandet har rättats sedan du öppnade det, senast %(corrected_at)s. Läs den nya versionen."
    ),
    StaleDraft.code: _("Utkastet sparades från ett annat fönster %(updated_at)s. Läs in det igen."),
    DraftGone.code: _("Utkastet är redan skickat eller borttaget."),
    KeyReused.code: _("Samma nyckel har redan använts för något annat. Läs in sidan igen."),
    PatientMerged.code: _("Patienten har fått en annan identitet. Sök fram patienten igen."),
    WithoutStay.code: _("Ärendet hör inte till någon sjukhusvistelse."),
    NotNowInStay.code: _("Det går inte nu: %(holds)s."),
    NotNowOfIt.code: _("Det går inte nu: %(holds)s."),
    NotOpen.code: _("Det här väntar inte på er längre. Läs in ärendet igen och se vad som är öppet."),
    NotSaidCanReceive.code: _("Ni har inte meddelat att ni kan ta emot."),
    NotToldOfStay.code: _("En mottagare har inte fått veta om vårdtillfället. Ta bort den."),
    AnsweredTooLate.code: _(
        "Tiden för svaret stämmer inte: den har redan varit, eller ligger efter beräknad utskrivning."
    ),
    PromisedWithoutTime.code: _("Ange när det som saknas kommer senast. Tiden ska ligga framåt."),
    AlreadyAdmitted.code: _("Patienten är redan inskriven här sedan %(admitted_at)s."),
    HappenedWrong.code: _("Tiden stämmer inte: den ligger i framtiden eller före det som den kommer efter."),
    ReachedOutside.code: _(
        "En mottagare nås inte i systemet. Skicka dit med brev, fax eller telefon, och ange hur och när det gjordes."
    ),
    NobodyOutside.code: _("Alla mottagare nås i systemet. Ta bort uppgiften om brev, fax eller telefon."),
    NoNeed.code: _("Välj minst en verksamhet som patienten kan behöva, eller bedöm att inget behov finns."),
    NotJudged.code: _("Bedöm först vilka insatser patienten kan behöva."),
    NotConcerned.code: _("En mottagare hör till en verksamhet som patienten inte bedöms behöva. Ta bort den."),
    SipRefused.code: _("Patienten har tackat nej till SIP sedan %(refused_at)s."),
    TransferRefused.code: _("Flytten går inte att registrera. Ring den mottagande avdelningen."),
    OnLeave.code: _("Patienten är redan på permission sedan %(from_at)s."),
    NotOnLeave.code: _("Patienten är inte på permission."),
    NotCompulsory.code: _(
        "Patienten vårdas inte enligt LPT eller LRV. Rätta uppgifterna om vårdtillfället först, om det är fel."
    ),
    NotLeftHere.code: _("Patienten har inte lämnat sjukhuset från det vårdtillfället. Skriv in utan att koppla dem."),
    NotThisWard.code: _("Dit går det inte att flytta patienten. Välj en annan avdelning."),
    ContactMissing.code: _("Er enhet har inte utsett någon fast vårdkontakt. Gör det först."),
    AlreadyCalls.code: _("Er vårdkontakt är redan den som kallar till SIP."),
    CaseClosed.code: _("Ärendet är avslutat sedan %(closed_at)s."),
    AlreadyAcknowledged.code: _("Meddelandet är redan kvitterat sedan %(acknowledged_at)s."),
    AlreadyReturned.code: _("Meddelandet är redan återsänt eller återkallat som skickat till fel mottagare."),
    AlreadyForwarded.code: _("Meddelandet är redan skickat vidare till %(unit)s."),
    AlreadyRecalled.code: _("Meddelandet är återkallat sedan %(recalled_at)s."),
    FollowedInstead.code: _(
        "Det här meddelandet rättas genom att ett nytt skickas: ändra beräknad utskrivning, ta tillbaka "
        "utskrivningsklar eller byt vårdkontakt i ärendet."
    ),
    AlreadyThere.code: _("%(unit)s har redan fått meddelandet."),
    NotYourUnit.code: _("Uppdraget som är valt omfattar inte den enheten. Byt uppdrag och försök igen."),
    GranterNeeded.code: _(
        "Verksamhetschefen eller den lokala administratören utser vem som får läsa ärendet. Be någon av dem."
    ),
    OutsideYourSide.code: _(
        "Det går bara att skicka vidare inom samma organisation och samma sida av sekretessgränsen. "
        "Återsänd meddelandet som fel mottagare i stället."
    ),
    ContentClosed.code: _("Innehållet är stängt för er. Meddelandet kom till fel mottagare eller är skickat vidare."),
    OnlyAnswers.code: _("En utförare svarar på meddelanden och börjar inga nya."),
    ConsentMissing.code: _(
        "Patienten samtycker inte till att ni lämnar detta till en av mottagarna. En annan grund kan vara menprövning; "
        "att patienten inte kan samtycka och att uppgiften behövs för vården, när det inte är socialtjänsten som "
        "lämnar den; eller att det gäller barn, missbruk eller tvångsvård."
    ),
    TwoGuardians.code: _("Två vårdnadshavare är redan antecknade. Ta bort den som inte stämmer först."),
    GroundNotAvailable.code: _("Den grunden går inte att använda här. Välj en annan."),
    NothingChanged.code: _("Det är samma uppgifter som redan gäller. Ändra något först."),
    SeveralUnits.code: _("Flera av dina enheter har fått meddelandet. Välj vilken det gäller."),
    UnitClosed.code: _("En mottagare är inte öppen i dag. Välj en annan."),
}
