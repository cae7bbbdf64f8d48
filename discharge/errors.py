"""What is refused in cases beside the rules' own refusals, and how it is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.errors import Sentence
from rules.errors import Conflict, IllegalTransition, InvalidInput, NotPermitted


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


class AlreadyThere(IllegalTransition):
    """The unit has the notice already."""

    code = "already_there"


class NotYourUnit(NotPermitted):
    """The assignment does not cover the unit that should act."""

    code = "not_your_unit"


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


class SeveralUnits(InvalidInput):
    """Several of the actor's units have received the notice, and none was named."""

    code = "several_units"


class UnitClosed(InvalidInput):
    """A recipient is not open today."""

    code = "unit_closed"


SENTENCES: Mapping[str, Sentence] = {
    StaleCase.code: _("Något har skickats, rättats eller återkallats i ärendet sedan du öppnade sidan. Läs det först."),
    StaleNotice.code: _(
        "Meddelandet har rättats sedan du öppnade det, senast %(corrected_at)s. Läs den nya versionen."
    ),
    StaleDraft.code: _("Utkastet sparades från ett annat fönster %(updated_at)s. Läs in det igen."),
    DraftGone.code: _("Utkastet är redan skickat eller borttaget."),
    KeyReused.code: _("Samma nyckel har redan använts för något annat. Läs in sidan igen."),
    PatientMerged.code: _("Patienten har fått en annan identitet. Sök fram patienten igen."),
    CaseClosed.code: _("Ärendet är avslutat sedan %(closed_at)s."),
    AlreadyAcknowledged.code: _("Meddelandet är redan kvitterat sedan %(acknowledged_at)s."),
    AlreadyReturned.code: _("Meddelandet är redan återsänt eller återkallat som skickat till fel mottagare."),
    AlreadyForwarded.code: _("Meddelandet är redan skickat vidare till %(unit)s."),
    AlreadyRecalled.code: _("Meddelandet är återkallat sedan %(recalled_at)s."),
    AlreadyThere.code: _("%(unit)s har redan fått meddelandet."),
    NotYourUnit.code: _("Uppdraget som är valt omfattar inte den enheten. Byt uppdrag och försök igen."),
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
