"""Municipal care and open care have the same steps, each taken by its own unit."""

from __future__ import annotations

import pytest

from rules.tables import Party, available
from rules.tracks.care import MUNICIPAL_CARE_TRANSITIONS, OPEN_CARE_TRANSITIONS, Action, State

BOTH = pytest.mark.parametrize("table", [MUNICIPAL_CARE_TRANSITIONS, OPEN_CARE_TRANSITIONS], ids=["municipal", "open"])


@BOTH
@pytest.mark.parametrize(
    ("state", "actions"),
    [
        (None, (Action.BEGIN,)),
        (State.NOT_STARTED, (Action.PLAN, Action.SAY_CAN_RECEIVE)),
        (State.PLANNED, (Action.SAY_CAN_RECEIVE,)),
        (State.CAN_RECEIVE, (Action.WITHDRAW_CAN_RECEIVE,)),
    ],
)
def test_care_is_planned_and_can_receive_and_takes_that_back(table, state, actions):
    assert available(table, state) == actions


@BOTH
def test_every_step_rests_on_the_duty_to_plan_from_the_notice_on(table):
    assert {step.law for step in table.values()} == {"SFS 2017:612, 2 kap. 6 §"}


def test_the_system_begins_and_the_unit_itself_does_the_rest():
    for table, unit in ((MUNICIPAL_CARE_TRANSITIONS, Party.MUNICIPAL_CARE), (OPEN_CARE_TRANSITIONS, Party.OPEN_CARE)):
        own = [step.who for action, step in table.items() if action is not Action.BEGIN]
        assert own == [(unit,)] * 3
        assert unit not in table[Action.BEGIN].who
