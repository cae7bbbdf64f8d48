"""How the identifiers of organisations, units and staff are written."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# SE, the organisation number, a hyphen, then letters and digits without å, ä and ö.
HSA_ID = RegexValidator(r"\ASE\d{10}-[0-9A-Za-z]+\Z", _("Ett HSA-id skrivs som SE2321000131-E000000000001."))

_ORGANISATION_NUMBER = RegexValidator(
    r"\A\d{2}[2-9]\d{3}-\d{4}\Z", _("Ett organisationsnummer skrivs som 232100-0131.")
)


def organisation_number(value: str) -> None:
    """Refuse what is not an organisation number with its hyphen and a correct check digit."""
    _ORGANISATION_NUMBER(value)
    digits = [int(sign) for sign in value.replace("-", "")]
    doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(digits)]
    if sum(number // 10 + number % 10 for number in doubled) % 10:
        raise ValidationError(_("Organisationsnumrets kontrollsiffra stämmer inte."))
