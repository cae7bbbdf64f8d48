"""What agreements refuse, and how it is said in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.errors import Sentence
from rules.errors import Conflict, IllegalTransition, InvalidInput


class VersionChanged(IllegalTransition):
    """A version that is loaded comes back with another text."""

    code = "agreement_version_changed"


class UnknownVersion(InvalidInput):
    """No version with that id is loaded."""

    code = "agreement_version_unknown"


class UnknownRegion(InvalidInput):
    """No region with that county code uses the system."""

    code = "agreement_region_unknown"


class NotInRegion(InvalidInput):
    """The municipality does not lie in the region's county."""

    code = "agreement_municipality_elsewhere"


class AnotherRegions(InvalidInput):
    """The version is another region's."""

    code = "agreement_of_another_region"


class NotAParty(InvalidInput):
    """The version names its municipalities, and this is none of them."""

    code = "agreement_party_missing"


class NotInForce(InvalidInput):
    """The version itself does not hold on that day."""

    code = "agreement_not_in_force"


class AlreadyBound(Conflict):
    """Another version holds there then."""

    code = "agreement_already_bound"


class NotBegun(InvalidInput):
    """The version does not hold there yet on what would be its last day."""

    code = "agreement_not_begun"


SENTENCES: Mapping[str, Sentence] = {
    VersionChanged.code: _(
        "Redan inläst med en annan text: %(versions)s. En inläst version ändras aldrig. Ge den nya texten ett nytt id."
    ),
    UnknownVersion.code: _("Ingen version med det id:t är inläst. Läs in den först."),
    UnknownRegion.code: _("Ingen region med den länskoden använder systemet."),
    NotInRegion.code: _("Kommunen ligger inte i regionens län."),
    AnotherRegions.code: _("Versionen är en annan regions överenskommelse."),
    NotAParty.code: _("Versionen räknar upp sina kommuner. Ange en av dem, var för sig."),
    NotInForce.code: _("Versionen gäller inte själv den dagen."),
    AlreadyBound.code: _(
        "Där gäller redan %(version)s från och med %(valid_from)s. Sätt en sista dag för den först, eller välj en "
        "annan första dag."
    ),
    NotBegun.code: _("Sista dagen kan inte vara före första dagen."),
}
