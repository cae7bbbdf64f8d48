"""What is refused of persons and registers, and how it is said in Swedish. No refusal tells of a patient unseen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.errors import Sentence
from discharge import identifiers
from rules.errors import Conflict, IllegalTransition, InvalidInput


class StalePatient(Conflict):
    """The person's identities or register data were changed after the page was opened."""

    code = "stale_patient"


class IdentityAlreadyThere(IllegalTransition):
    """The patient has the number already, or has one of a kind that nobody has two of."""

    code = "identity_already_there"


class IdentityNotThere(IllegalTransition):
    """The patient has not the number now."""

    code = "identity_not_there"


class OnlyIdentity(IllegalTransition):
    """The patient would be left without a number."""

    code = "only_identity"


class LessLasting(IllegalTransition):
    """A number is replaced by a more lasting one; a personnummer only when the population register says so."""

    code = "less_lasting_identity"


class LinkNeverStored(IllegalTransition):
    """Fictitious personal data are linked to no other identity (lag 1991:483, S-60)."""

    code = "link_never_stored"


class AlreadyOnePerson(IllegalTransition):
    """The two are merged already."""

    code = "already_one_person"


class TwoPersons(IllegalTransition):
    """Both have a personnummer, so they are not the same person."""

    code = "two_persons"


class NotMerged(IllegalTransition):
    """The patient has not been merged into another."""

    code = "not_merged"


class NotInRegister(InvalidInput):
    """The population register does not know the number, and nothing was told of the person."""

    code = "not_in_population_register"


class KnownByRegister(IllegalTransition):
    """What the population register knows is changed there."""

    code = "known_by_population_register"


class ProtectedByRegister(IllegalTransition):
    """The population register says that the person is protected at least so much."""

    code = "protected_by_population_register"


class AlreadyPlaced(IllegalTransition):
    """Another placement holds in the same time."""

    code = "already_placed"


class NotTheirArea(InvalidInput):
    """The unit's principal does not answer for the municipality."""

    code = "not_their_area"


class SearchTooShort(InvalidInput):
    """So little was typed that half the country would match."""

    code = "search_too_short"


SENTENCES: Mapping[str, Sentence] = {
    identifiers.UnknownDomain.code: _("Den sortens nummer känner systemet inte till. Välj en annan sort."),
    identifiers.WrongForm.code: _("Numret har inte rätt form. Ett personnummer skrivs ÅÅÅÅMMDD-NNNN."),
    identifiers.NotADate.code: _("Datumet i numret finns inte. Kontrollera numret."),
    identifiers.InTheFuture.code: _("Datumet i numret har inte varit än. Skriv årtalet med fyra siffror."),
    identifiers.WrongCheckDigit.code: _("Kontrollsiffran stämmer inte. Kontrollera numret."),
    StalePatient.code: _("Uppgifterna om patienten har ändrats sedan du öppnade sidan. Läs in sidan igen."),
    IdentityAlreadyThere.code: _("Patienten har redan det numret, eller ett annat av samma sort."),
    IdentityNotThere.code: _("Patienten har inte det numret längre. Läs in sidan igen."),
    OnlyIdentity.code: _("Det är patientens enda nummer. Lägg till det rätta först."),
    LessLasting.code: _(
        "Ett nummer byts bara mot ett mer varaktigt: ett reservnummer mot ett samordningsnummer eller personnummer. "
        "Ett personnummer byts bara när folkbokföringen säger det."
    ),
    LinkNeverStored.code: _("De här identiteterna får inte kopplas ihop."),
    AlreadyOnePerson.code: _("Patienterna är redan sammanslagna."),
    TwoPersons.code: _("Båda har personnummer och är alltså inte samma person."),
    NotMerged.code: _("Patienten är inte sammanslagen med någon annan."),
    NotInRegister.code: _("Numret finns inte i folkbokföringen. Fyll i vad patienten heter."),
    KnownByRegister.code: _("Uppgifterna kommer från folkbokföringen och ändras där. Hämta dem på nytt."),
    ProtectedByRegister.code: _("Skyddet kommer från folkbokföringen och kan inte sänkas här."),
    AlreadyPlaced.code: _("Patienten har redan en placering under den tiden. Avsluta den först."),
    NotTheirArea.code: _("Enheten hör till en annan region eller kommun än den som regeln gäller."),
    SearchTooShort.code: _("Skriv minst tre bokstäver av namnet, eller hela numret."),
}
