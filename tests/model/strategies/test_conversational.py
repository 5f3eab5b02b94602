from __future__ import annotations

from model.strategies.conversational import Conversational
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestConversational(StrategyContract):
    strategy_class = Conversational

    def test_actions(self) -> None:
        staff = "8 h answer 1/1/1/1 | outreach 0.01"
        assert actions(Conversational(), range(5)) == [
            staff,
            f"0:0.05? | {staff}",
            staff,
            f"1:0.05? | {staff}",
            staff,
        ]

    def test_canned_replies_to_whoever_comes_by(self) -> None:
        strategy = Conversational(canned_answers=1.0, outreach=0.0, post_share=0.0)
        assert actions(strategy, [0]) == ["8 h answer 1/1/1/1~"]

    def test_complaints_first_and_following_back(self) -> None:
        strategy = Conversational(
            discipline="complaints_first", follow_back=True, outreach=0.0, post_share=0.0
        )
        assert actions(strategy, [0]) == ["8 h answer 1/1/1/1 complaints_first | follow back"]
