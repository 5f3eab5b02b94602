from __future__ import annotations

from model.strategies.bait_and_pitch import BaitAndPitch
from model.strategies.conversational import Conversational
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestBaitAndPitch(StrategyContract):
    strategy_class = BaitAndPitch

    def test_actions(self) -> None:
        staff = "8 h answer 1/1/1/1 | outreach 0.02 | pitch after 3"
        assert actions(BaitAndPitch(), range(4)) == [
            staff,
            f"0:0? | {staff}",
            staff,
            f"1:0? | {staff}",
        ]

    def test_is_a_conversational_brand_but_for_the_pitch(self) -> None:
        bait = BaitAndPitch(pitch_after=-1, intent=0.05, outreach=0.01)
        assert actions(bait, range(30)) == actions(Conversational(), range(30))
