"""Consents and those who speak for the person, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.saying.said import Said, Says, says
from discharge.contents.grounds import ConsentTakenBack
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind, SpokenBy
from rules.tracks.consent import State

KINDS: Final[Mapping[str, Promise]] = {
    ConsentKind.DISCLOSURE: gettext_lazy("Att vi lämnar uppgifter till andra"),
    ConsentKind.OTHERS_RECORDS: gettext_lazy("Att vi läser andras journaler"),
    ConsentKind.SIP: gettext_lazy("Att en SIP görs"),
    ConsentKind.RELATIVES: gettext_lazy("Att vi har kontakt med närstående"),
}
ANSWERS: Final[Mapping[str, Promise]] = {
    ConsentAnswer.GIVEN: gettext_lazy("Ja"),
    ConsentAnswer.REFUSED: gettext_lazy("Nej"),
    ConsentAnswer.CANNOT_CONSENT: gettext_lazy("Kan inte ta ställning"),
}
SPOKEN_BY: Final[Mapping[str, Promise]] = {
    SpokenBy.PATIENT: gettext_lazy("Patienten"),
    SpokenBy.GUARDIAN: gettext_lazy("Vårdnadshavare"),
    SpokenBy.GOD_MAN: gettext_lazy("God man"),
    SpokenBy.TRUSTEE: gettext_lazy("Förvaltare"),
    SpokenBy.ATTORNEY: gettext_lazy("Framtidsfullmaktshavare"),
}
REPRESENTATIVES: Final[Mapping[str, Promise]] = {kind: SPOKEN_BY[kind] for kind in RepresentativeKind}
HOW: Final[Mapping[str, Promise]] = {
    How.ORALLY: gettext_lazy("Muntligt"),
    How.IN_WRITING: gettext_lazy("Skriftligt"),
    How.DIGITALLY: gettext_lazy("Digitalt"),
}
# How far a consent has come: its tone and the word.
STATES: Final[Mapping[State, tuple[str, Promise]]] = {
    State.GIVEN: ("done", gettext_lazy("ja")),
    State.REFUSED: ("late", gettext_lazy("nej")),
    State.CANNOT_CONSENT: ("soon", gettext_lazy("kan inte ta ställning")),
    State.WITHDRAWN: ("late", gettext_lazy("återtaget")),
    State.LAPSED: ("late", gettext_lazy("tiden har gått ut")),
}


def _taken_back(one: ConsentTakenBack) -> Said:
    return says(
        _("Samtycket är återtaget"),
        text=_(
            "Patienten samtycker inte längre till att avsändaren lämnar uppgifter. Inget mer lämnas på den grunden. "
            "Det som redan är lämnat finns kvar hos er."
        ),
    )


SAYS: Final[Mapping[type[Any], Says]] = {ConsentTakenBack: _taken_back}
