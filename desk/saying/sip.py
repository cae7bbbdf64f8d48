"""What is said of the joint individual plan before it is called to, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.saying.said import Said, Says, says
from discharge.contents.sip import SipNeed, SipRequest
from discharge.event_shapes.sip import ExistingPlan

EXISTING: Final[Mapping[str, Promise]] = {
    ExistingPlan.NONE: gettext_lazy("Det finns ingen SIP"),
    ExistingPlan.VALID: gettext_lazy("Det finns en SIP som gäller"),
    ExistingPlan.TO_UPDATE: gettext_lazy("Det finns en SIP som ska ändras"),
}


def _need(one: SipNeed) -> Said:
    heading = _("En SIP behövs") if one.needed else _("Ingen SIP behövs")
    return says(heading, (_("Tidigare plan"), str(EXISTING[one.existing])), (_("Skäl"), one.reason))


def _request(one: SipRequest) -> Said:
    return says(_("En SIP begärs"), (_("Skäl"), one.reason))


SAYS: Final[Mapping[type[Any], Says]] = {SipNeed: _need, SipRequest: _request}
