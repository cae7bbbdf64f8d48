"""What happens to her during the stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from desk.act_forms.moves import (
    CarePlanForm,
    FactsForm,
    LeaveBegunForm,
    LeaveEndedForm,
    MunicipalityForm,
    OptDecisionForm,
    TransferForm,
    WardForm,
)
from desk.acts.act import Act, ground_or_none
from desk.acts.choosing import Choosing
from discharge.models.notices import Ground
from discharge.selectors.wards import wards_of_other_hospitals, wards_of_the_hospital
from discharge.services.absences import end_leave, register_leave
from discharge.services.moving import change_municipality, change_ward, transfer
from discharge.services.opt import draw_up_care_plan, register_opt_decision
from discharge.services.stay_facts_corrected import correct_facts
from rules.facts import CareType, LegalForm
from rules.states import Action

CHOOSE: Final = ("", _("Välj"))


def _wards(choosing: Choosing) -> Sequence[tuple[str, Any]]:
    wards = wards_of_the_hospital(choosing.row, choosing.on)
    return [CHOOSE, *((str(one.ref), one.name) for one in wards)]


def _other_hospitals(choosing: Choosing) -> Sequence[tuple[str, Any]]:
    wards = wards_of_other_hospitals(choosing.row, choosing.on)
    return [CHOOSE, *((str(one.ref), f"{one.controller.name}: {one.name}") for one in wards)]


def _municipalities(choosing: Choosing) -> Sequence[tuple[str, Any]]:
    known = Municipality.objects.valid_on(choosing.on).order_by("sort_key", "pk")
    return [("", _("Ingen svensk kommun")), *((one.code, one.name) for one in known)]


ACTS: Final = (
    Act(
        "opt-beslut",
        Action.REGISTER_OPT_DECISION,
        _("Meddela beslut om öppen tvångsvård"),
        OptDecisionForm,
        register_opt_decision,
        _("Beslutet är meddelat. Det räknas som underrättelse om utskrivningsklar."),
        help=_("Chefsöverläkarens beslut räknas som underrättelse om utskrivningsklar."),
    ),
    Act(
        "samordnad-vardplan",
        Action.DRAW_UP_CARE_PLAN,
        _("Meddela samordnad vårdplan"),
        CarePlanForm,
        draw_up_care_plan,
        _("Den samordnade vårdplanen är meddelad."),
        words={"ground": Ground},
        help=_("Planen är upprättad när enheterna har justerat den. Den ersätter SIP."),
    ),
    Act(
        "byt-avdelning",
        Action.CHANGE_WARD,
        _("Byt avdelning"),
        WardForm,
        change_ward,
        _("Patienten är flyttad. Den nya avdelningen har ärendet nu."),
        choices={"to": _wards},
        help=_("Den nya avdelningen tar över ärendet. De som har fått inskrivningsmeddelandet får veta det."),
    ),
    Act(
        "flytta-till-annat-sjukhus",
        Action.TRANSFER,
        _("Flytta till ett annat sjukhus"),
        TransferForm,
        transfer,
        _("Flytten är meddelad. Det andra sjukhuset har ärendet nu."),
        words={"ground": Ground},
        choices={"to": _other_hospitals},
        help=_("Avdelningen får namn, personnummer och beräknad utskrivning. Tidigare meddelanden följer inte med."),
        grave=True,
    ),
    Act(
        "permission",
        Action.REGISTER_LEAVE,
        _("Registrera permission"),
        LeaveBegunForm,
        register_leave,
        _("Permissionen är registrerad."),
        words={"ground": ground_or_none},
        help=_("Patienten är inskriven under permissionen."),
    ),
    Act(
        "avsluta-permission",
        Action.END_LEAVE,
        _("Avsluta permission"),
        LeaveEndedForm,
        end_leave,
        _("Permissionen är avslutad."),
        words={"ground": ground_or_none},
    ),
    Act(
        "folkbokforing",
        Action.CHANGE_MUNICIPALITY,
        _("Ändra folkbokföringskommun"),
        MunicipalityForm,
        change_municipality,
        _("Folkbokföringskommunen är ändrad. Lägg till den nya kommunens enheter som mottagare."),
        choices={"municipality": _municipalities},
        help=_("Ingen utanför sjukhuset får veta det. Den nya kommunen får veta det när den läggs till som mottagare."),
    ),
    Act(
        "ratta-uppgifter",
        Action.CORRECT_FACTS,
        _("Rätta uppgifter om vårdtillfället"),
        FactsForm,
        correct_facts,
        _("Uppgifterna är rättade och tiderna är omräknade."),
        words={"care_type": CareType, "legal_form": LegalForm},
        help=_("Det som stod förut finns kvar i historiken."),
    ),
)
