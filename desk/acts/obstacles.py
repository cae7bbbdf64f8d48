"""What hinders her from leaving: what she waits for, what is missing in open care, and who says she is not ready."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from desk.act_forms.base import AboutForm
from desk.act_forms.obstacles import (
    BlockerForm,
    ChangedBlockerForm,
    DisagreementAnswerForm,
    DisagreementForm,
    JudgedObstacleForm,
    ObstacleForm,
    SolvedBlockerForm,
    SolvedObstacleForm,
)
from desk.acts.act import Act, ground_or_none
from desk.acts.choosing import parties
from discharge.models.notices import Ground
from discharge.selectors.open_points import OpenKind, OpenPoint
from discharge.services.blockers import change_blocker, raise_blocker, solve_blocker
from discharge.services.disagreements import answer_disagreement, raise_disagreement, withdraw_disagreement
from discharge.services.obstacles import judge_obstacle, report_obstacle, solve_obstacle
from rules.states import Action


def _is_blocker(point: OpenPoint, unit: UUID) -> bool:
    return point.kind is OpenKind.BLOCKER


def _is_obstacle(point: OpenPoint, unit: UUID) -> bool:
    return point.kind is OpenKind.OBSTACLE


def _is_to_answer(point: OpenPoint, unit: UUID) -> bool:
    return point.kind is OpenKind.DISAGREEMENT and unit in point.owners


def _is_own_disagreement(point: OpenPoint, unit: UUID) -> bool:
    return point.kind is OpenKind.DISAGREEMENT and point.raised_by == unit


ACTS: Final = (
    Act(
        "vantar-pa",
        Action.RAISE_BLOCKER,
        _("Anteckna vad patienten väntar på"),
        BlockerForm,
        raise_blocker,
        _("Det patienten väntar på är antecknat."),
        words={"ground": ground_or_none},
        help=_("Alla i planeringen får veta det. Före inskrivningsmeddelandet ser bara sjukhuset det."),
        choices={"owner": parties},
    ),
    Act(
        "andra-vantan",
        Action.CHANGE_BLOCKER,
        _("Ändra vem som löser det och när"),
        ChangedBlockerForm,
        change_blocker,
        _("Ändringen är sparad."),
        words={"ground": ground_or_none},
        about=_is_blocker,
        choices={"owner": parties},
    ),
    Act(
        "behover-inte-vanta",
        Action.SOLVE_BLOCKER,
        _("Behöver inte vänta längre"),
        SolvedBlockerForm,
        solve_blocker,
        _("Det patienten väntade på är löst."),
        words={"ground": ground_or_none},
        about=_is_blocker,
    ),
    Act(
        "hinder",
        Action.REPORT_OBSTACLE,
        _("Anmäl hinder i öppenvården"),
        ObstacleForm,
        report_obstacle,
        _("Hindret är anmält."),
        words={"ground": Ground},
        help=_("När insatser från regionens öppna vård saknas eller är oklara. Alla i planeringen får veta det."),
    ),
    Act(
        "bedom-hinder",
        Action.JUDGE_OBSTACLE,
        _("Bedöm hindret i öppenvården"),
        JudgedObstacleForm,
        judge_obstacle,
        _("Bedömningen är meddelad."),
        words={"prevents": lambda value: value == "yes", "ground": Ground},
        help=_("Kommunen betalar inte för dagar då patienten är kvar på grund av ett hinder i öppenvården."),
        about=_is_obstacle,
    ),
    Act(
        "hinder-lost",
        Action.SOLVE_OBSTACLE,
        _("Hindret i öppenvården är löst"),
        SolvedObstacleForm,
        solve_obstacle,
        _("Det är meddelat att hindret är löst."),
        words={"ground": Ground},
        about=_is_obstacle,
    ),
    Act(
        "invandning",
        Action.RAISE_DISAGREEMENT,
        _("Invänd mot utskrivningsklar"),
        DisagreementForm,
        raise_disagreement,
        _("Invändningen är skickad till avdelningen."),
        words={"ground": Ground},
        help=_("Bara avdelningen får invändningen. Läkaren svarar. Tiderna i ärendet ändras inte av den."),
    ),
    Act(
        "svar-pa-invandning",
        Action.ANSWER_DISAGREEMENT,
        _("Svara på invändningen"),
        DisagreementAnswerForm,
        answer_disagreement,
        _("Svaret är skickat."),
        words={"ground": Ground},
        help=_("Är patienten inte utskrivningsklar ska utskrivningsklar tas tillbaka. Det görs för sig."),
        about=_is_to_answer,
    ),
    Act(
        "ta-tillbaka-invandning",
        Action.WITHDRAW_DISAGREEMENT,
        _("Ta tillbaka invändningen"),
        AboutForm,
        withdraw_disagreement,
        _("Invändningen är återtagen."),
        about=_is_own_disagreement,
    ),
)
