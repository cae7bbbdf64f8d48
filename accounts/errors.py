"""What accounts refuses beside the rules' own refusals, and how it is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.errors import NotSignedIn, Sentence
from rules.errors import Conflict, IllegalTransition, NotPermitted


class AlreadyEnded(IllegalTransition):
    """It has ended, or its last day is already set."""

    code = "already_ended"


class StillInUse(IllegalTransition):
    """Something that is open depends on it."""

    code = "still_in_use"


class Taken(Conflict):
    """The same is there already, or somebody just made it."""

    code = "taken"


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
    OwnAssignment.code: _("Du kan inte ändra dina egna uppdrag. Be en annan administratör."),
    AssignmentNotChosen.code: _("Välj ett uppdrag först."),
    OtherAssignment.code: _("Begäran gäller ett annat uppdrag än det som är valt."),
    TokenUnknown.code: _("API-nyckeln finns inte."),
    TokenRevoked.code: _("API-nyckeln är återkallad. Be en administratör om en ny."),
    TokenExpired.code: _("API-nyckeln har gått ut. Be en administratör om en ny."),
    TokenAssignmentEnded.code: _("Uppdraget som API-nyckeln hör till gäller inte längre."),
}
