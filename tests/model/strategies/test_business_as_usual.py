from __future__ import annotations

from model.strategies.business_as_usual import BusinessAsUsual
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestBusinessAsUsual(StrategyContract):
    strategy_class = BusinessAsUsual

    def test_actions(self) -> None:
        staff = "4 h answer 0.1/0.5/0.53/0.1~ complaints_first"
        assert actions(BusinessAsUsual(), range(7)) == [
            f"ad 0:0.7%~ x0.05 | {staff}",
            f"0:0.2~ | ad 1:0.7%~ x0.05 | {staff}",
            f"ad 2:0.7%~ x0.05 | {staff}",
            f"1:0.2~ | ad 0:0.7%~ x0.05 | {staff}",
            f"0:0.7%~ | ad 1:0.7%~ x0.05 | {staff}",
            f"ad 2:0.7%~ x0.05 | {staff}",
            f"2:0.2~ | ad 0:0.7%~ x0.05 | {staff}",
        ]

    def test_a_few_posts_a_week_of_which_two_in_five_promote(self) -> None:
        lines = actions(BusinessAsUsual(ad_share=0.0), range(350))
        assert sum(":0." in line for line in lines) == 210
        assert sum(":0.7%" in line for line in lines) == 84
