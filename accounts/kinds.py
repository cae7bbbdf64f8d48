"""The kinds of units and the two sides of the wall between social services and health care (OSL 8 kap. 1–2 §§)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Each side is a branch of its own: secrecy holds between them, also inside one municipality."""

    HEALTH = "health", _("hälso- och sjukvård")
    SOCIAL = "social", _("socialtjänst")


class UnitKind(models.TextChoices):
    WARD = "ward", _("vårdavdelning")
    SOCIAL_SERVICES = "social_services", _("socialtjänst")
    MUNICIPAL_CARE = "municipal_care", _("kommunal hälso- och sjukvård")
    OPEN_CARE = "open_care", _("öppenvård")
    PROVIDER = "provider", _("utförare")


class OutsideBy(models.TextChoices):
    """How something is sent to a unit that nobody reaches in the system (reading A-20)."""

    LETTER = "letter", _("brev")
    FAX = "fax", _("fax")
    PHONE = "phone", _("telefon")


SIDE_OF: Mapping[str, Side] = {
    UnitKind.WARD: Side.HEALTH,
    UnitKind.SOCIAL_SERVICES: Side.SOCIAL,
    UnitKind.MUNICIPAL_CARE: Side.HEALTH,
    UnitKind.OPEN_CARE: Side.HEALTH,
    UnitKind.PROVIDER: Side.SOCIAL,
}


class Speciality(models.TextChoices):
    """What a unit does within its kind; addressing and proposals go by it."""

    MEDICINE = "medicine", _("medicin")
    SURGERY = "surgery", _("kirurgi")
    ORTHOPAEDICS = "orthopaedics", _("ortopedi")
    GERIATRICS = "geriatrics", _("geriatrik")
    PAEDIATRICS = "paediatrics", _("barn")
    PSYCHIATRY = "psychiatry", _("psykiatri")
    FORENSIC_PSYCHIATRY = "forensic_psychiatry", _("rättspsykiatri")
    EMERGENCY = "emergency", _("akutmottagning")
    OLDER = "older", _("äldre")
    DISABILITY = "disability", _("funktionsnedsättning")
    ADULTS = "adults", _("vuxna och missbruk")
    CHILDREN = "children", _("barn och unga")
    SOCIAL_EMERGENCY = "social_emergency", _("socialjour")
    HOME_NURSING = "home_nursing", _("hemsjukvård")
    REHABILITATION = "rehabilitation", _("rehabilitering")
    SPECIAL_HOUSING = "special_housing", _("särskilt boende")
    SHORT_TERM = "short_term", _("korttidsplats")
    PRIMARY_CARE = "primary_care", _("vårdcentral")
    PSYCHIATRIC_OUTPATIENT = "psychiatric_outpatient", _("öppenpsykiatri")
    HABILITATION = "habilitation", _("habilitering")
    HOME_HOSPITAL_CARE = "home_hospital_care", _("avancerad sjukvård i hemmet")
    HOME_CARE = "home_care", _("hemtjänst")
    NIGHT_PATROL = "night_patrol", _("nattpatrull")
    HOMECOMING_TEAM = "homecoming_team", _("hemgångsteam")
