"""The values of enumerations that the API's description names: fields of the same name are others elsewhere."""

from __future__ import annotations

from typing import Final

from discharge.contents.stay import ConsentNoted
from discharge.event_shapes.grounds import ConsentAnswer, ConsentKind, How, RepresentativeKind

CONSENT_ANSWER: Final = [one.value for one in ConsentAnswer]
CONSENT_HOW: Final = [one.value for one in How]
CONSENT_KIND: Final = [one.value for one in ConsentKind]
CONSENT_NOTED: Final = [one.value for one in ConsentNoted]
REPRESENTATIVE_KIND: Final = [one.value for one in RepresentativeKind]
