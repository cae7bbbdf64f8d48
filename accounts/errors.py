"""What accounts refuses beside the rules' own refusals, and how it is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.errors import NotSignedIn, Sentence
from rules.errors import Conflict, IllegalTransition, InvalidInput, NotPermitted


class AlreadyEnded(IllegalTransition):
    """It has ended, or its last day is already set."""

    code = "already_ended"


class StillInUse(IllegalTransition):
    """Something that is open depends on it."""

    code = "still_in_use"


class Taken(Conflict):
    """The same is there already, or somebody just made it."""

    code = "taken"


class StaleForm(Conflict):
    """Somebody has done something with it after the page was opened."""

    code = "stale_form"


class FormReused(Conflict):
    """What a form should make was made before, with other details."""

    code = "form_reused"


class LastDayPassed(InvalidInput):
    """A last day that has already been."""

    code = "last_day_passed"


class NotOpenThen(InvalidInput):
    """A day when the unit or organisation is not open."""

    code = "not_open_then"


class LongerThanOpen(InvalidInput):
    """A last day after that of the unit or organisation."""

    code = "longer_than_open"


class KindNotHere(InvalidInput):
    """A kind of unit that the organisation has none of."""

    code = "kind_not_here"


class NotItsParent(InvalidInput):
    """A unit that the other cannot be a part of."""

    code = "not_its_parent"


class NotItsStandIn(InvalidInput):
    """A unit that may not read what is sent to the other."""

    code = "not_its_stand_in"


class EmptyGroup(InvalidInput):
    """A group without units."""

    code = "empty_group"


class RoleNotAtHome(InvalidInput):
    """A role that has no work there."""

    code = "role_not_at_home"


class AccountNotInUse(InvalidInput):
    """An account that is closed, or an operator's."""

    code = "account_not_in_use"


class NotAssignedToday(InvalidInput):
    """An assignment that does not hold today."""

    code = "not_assigned_today"


class ExpiryOutOfRange(InvalidInput):
    """A token that would end before now, or later than tokens may."""

    code = "expiry_out_of_range"


class OwnAssignment(NotPermitted):
    """Nobody gives, ends or revokes her own assignments."""

    code = "own_assignment"


class AssignmentNotChosen(NotPermitted):
    """Signed in, but not as anything."""

    code = "assignment_not_chosen"


class OtherAssignment(NotPermitted):
    """Asked for in another assignment than the one that is active, or that the token is bound to."""

    code = "other_assignment"


class TokenUnknown(NotSignedIn):
    """No such token."""

    code = "token_unknown"


class TokenRevoked(NotSignedIn):
    """The token was taken back."""

    code = "token_revoked"


class TokenExpired(NotSignedIn):
    """The token's time is over."""

    code = "token_expired"


class TokenAssignmentEnded(NotSignedIn):
    """The assignment that the token is bound to has ended, or its user may no longer sign in."""

    code = "token_assignment_ended"


SENTENCES: Mapping[str, Sentence] = {
    AlreadyEnded.code: _("Det är redan avslutat eller har redan fått en sista dag."),
    StillInUse.code: _("Det går inte att avsluta än, eftersom något annat fortfarande hör dit: %(by)s."),
    Taken.code: _("Det finns redan. Läs in sidan igen och se vad som gäller nu."),
    StaleForm.code: _("Någon har ändrat uppgifterna sedan du öppnade sidan. Se vad som gäller nu och försök igen."),
    FormReused.code: _("Formuläret har redan skickats med andra uppgifter. Öppna ett nytt formulär."),
    LastDayPassed.code: _("Dagen har redan varit. Välj i dag eller en senare dag."),
    NotOpenThen.code: _("Enheten eller organisationen är inte öppen den dagen. Välj en annan dag."),
    LongerThanOpen.code: _("Enheten eller organisationen avslutas tidigare. Välj en tidigare sista dag."),
    KindNotHere.code: _("Organisationen har inga sådana enheter. Välj ett annat slag."),
    NotItsParent.code: _("Välj en öppen enhet hos samma organisation, som inte själv hör till den här."),
    NotItsStandIn.code: _("Välj en öppen enhet hos samma organisation och på samma sida av sekretessgränsen."),
    EmptyGroup.code: _("En grupp har minst en enhet. Välj en."),
    RoleNotAtHome.code: _("Rollen hör inte hemma där. Välj en annan enhet eller en annan roll."),
    AccountNotInUse.code: _("Kontot är stängt eller hör till driften och kan inte få uppdrag."),
    NotAssignedToday.code: _("Uppdraget gäller inte i dag. Det går bara att skapa nycklar till uppdrag som gäller."),
    ExpiryOutOfRange.code: _("En nyckel gäller i högst ett år. Välj en dag inom det närmaste året."),
    OwnAssignment.code: _("Du kan inte ändra dina egna uppdrag. Be en annan administratör."),
    AssignmentNotChosen.code: _("Välj ett uppdrag först."),
    OtherAssignment.code: _("Begäran gäller ett annat uppdrag än det som är valt."),
    TokenUnknown.code: _("API-nyckeln finns inte."),
    TokenRevoked.code: _("API-nyckeln är återkallad. Be en administratör om en ny."),
    TokenExpired.code: _("API-nyckeln har gått ut. Be en administratör om en ny."),
    TokenAssignmentEnded.code: _("Uppdraget som API-nyckeln hör till gäller inte längre."),
}
