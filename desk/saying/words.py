"""The words of what is chosen from a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from discharge.contents.stay import ConsentNoted
from rules.facts import LeftReason, SipConsent

CONSENTS: Final[Mapping[str, Promise]] = {
    ConsentNoted.NOT_ASKED: gettext_lazy("Patienten är inte tillfrågad än"),
    ConsentNoted.GIVEN: gettext_lazy("Patienten samtycker till att mer får lämnas"),
    ConsentNoted.REFUSED: gettext_lazy("Patienten har sagt nej"),
    ConsentNoted.HARM_TEST: gettext_lazy("Menprövning är gjord"),
    ConsentNoted.CANNOT_CONSENT: gettext_lazy("Patienten kan inte ta ställning"),
}
LEFT: Final[Mapping[str, Promise]] = {
    LeftReason.DISCHARGED: gettext_lazy("Utskriven"),
    LeftReason.OWN_REQUEST: gettext_lazy("Utskriven på egen begäran"),
    LeftReason.ABSCONDED: gettext_lazy("Har avvikit"),
    LeftReason.DECEASED: gettext_lazy("Har avlidit"),
    LeftReason.OTHER_REGION: gettext_lazy("Flyttad till sjukhus i en annan region"),
    LeftReason.OTHER_CARE: gettext_lazy("Flyttad till en annan vårdgivare"),
}
ANSWERS: Final[Mapping[str, Promise]] = {
    SipConsent.GIVEN: gettext_lazy("Ja till SIP"),
    SipConsent.REFUSED: gettext_lazy("Nej till SIP"),
    SipConsent.CANNOT_CONSENT: gettext_lazy("Kan inte ta ställning till SIP"),
}
