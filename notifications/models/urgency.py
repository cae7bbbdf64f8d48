"""How soon somebody must be told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    """What can wait is gathered into the unit's next digest."""

    NOW = "now", _("genast")
    CAN_WAIT = "can_wait", _("kan vänta")
