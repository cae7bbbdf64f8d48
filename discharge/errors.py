"""What is refused in cases beside the rules' own refusals, and how it is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Sentence
from rules.errors import Conflict, IllegalTransition, InvalidInput, NotPermitted
from rules.states import Status


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


class SipRefused(IllegalTransition):
    """She has refused a joint individual plan."""

    code = "sip_refused"


class AlreadyAdmitted(IllegalTransition):
    """The hospital has an open stay of the patient."""

    code = "already_admitted"


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


class NothingChanged(InvalidInput):
    """A correction that is equal to what it corrects."""

    code = "nothing_changed"


class HappenedWrong(InvalidInput):
    """A time in the world that cannot be right: in the future, or before what it comes after."""

    code = "happened_wrong"


class NoNeed(InvalidInput):
    """Nobody is to be told of somebody who needs nobody's services (R-2.1c)."""

    code = "no_need"


class NotJudged(InvalidInput):
    """Whose services she may need is not judged yet."""

    code = "need_not_judged"


class NotConcerned(InvalidInput):
    """A notice goes only to those whose services she may need (R-2.1c)."""

    code = "not_concerned"


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
    AlreadyAdmitted.code: _("Patienten är redan inskriven här sedan %(admitted_at)s."),
    HappenedWrong.code: _("Tiden stämmer inte: den ligger i framtiden eller före det som den kommer efter."),
    NoNeed.code: _("Välj minst en verksamhet som patienten kan behöva, eller bedöm att inget behov finns."),
    NotJudged.code: _("Bedöm först vilka insatser patienten kan behöva."),
    NotConcerned.code: _("En mottagare hör till en verksamhet som patienten inte bedöms behöva. Ta bort den."),
    SipRefused.code: _("Patienten har tackat nej till SIP sedan %(refused_at)s."),
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
    GroundNotAvailable.code: _("Den grunden går inte att använda här. Välj en annan."),
    NothingChanged.code: _("Rättelsen är lika med det som redan är skickat. Ändra något först."),
    SeveralUnits.code: _("Flera av dina enheter har fått meddelandet. Välj vilken det gäller."),
    UnitClosed.code: _("En mottagare är inte öppen i dag. Välj en annan."),
}
