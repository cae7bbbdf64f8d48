"""The degrees of protected identity (S-60)."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Protection(models.TextChoices):
    """The degrees of protected identity (folkbokföringslagen 16 §, OSL 22 kap., lag 1991:483), the strictest last."""

    NONE = "none", _("ingen")
    MARKING = "marking", _("sekretessmarkering")
    PROTECTED_REGISTRATION = "protected_registration", _("skyddad folkbokföring")
    FICTITIOUS = "fictitious", _("fingerade personuppgifter")


# What somebody may set by hand; fictitious data come from the population register, or are not known of.
SET_BY_HAND: Final = (Protection.NONE, Protection.MARKING, Protection.PROTECTED_REGISTRATION)


def strictness(protection: str) -> int:
    """How much a degree hides; the more, the higher."""
    return list(Protection.values).index(protection)
