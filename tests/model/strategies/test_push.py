from __future__ import annotations

from model.strategies.push import Push
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestPush(StrategyContract):
    strategy_class = Push

    def test_actions(self) -> None:
        staff = "0.8 h answer 0.1/0.1/0.1/0.1~"
        assert actions(Push(), range(6)) == [
            f"0:0~ 0:0.9%~ | ad 0:0.9%~ x0.1 | {staff}",
            f"1:0.9%~ 2:0.9%~ | ad 1:0.9%~ x0.1 | {staff}",
            f"0:0.9%~ 1:0.9%~ | ad 2:0.9%~ x0.1 | {staff}",
            f"2:0.9%~ 0:0.9%~ | ad 0:0.9%~ x0.1 | {staff}",
            f"1:0.9%~ 2:0.9%~ | ad 1:0.9%~ x0.1 | {staff}",
            f"1:0~ 0:0.9%~ | ad 2:0.9%~ x0.1 | {staff}",
        ]

    def test_without_offers_and_staff(self) -> None:
        strategy = Push(offer=0.0, canned=0.0, staff_share=0.0, answer_share=0.0, ad_share=0.5)
        assert actions(strategy, [1]) == ["1:0.9 2:0.9 | ad 1:0.9 x0.05"]
