"""The degrees of protected identity (S-60)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Protection(models.TextChoices):
    """The degrees of protected identity (folkbokföringslagen 16 §, OSL 22 kap., lag 1991:483)."""

    NONE = "none", _("ingen")
    MARKING = "marking", _("sekretessmarkering")
    PROTECTED_REGISTRATION = "protected_registration", _("skyddad folkbokföring")
    FICTITIOUS = "fictitious", _("fingerade personuppgifter")
