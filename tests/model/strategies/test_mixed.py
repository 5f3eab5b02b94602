from __future__ import annotations

import pytest

from model.strategies.mixed import Mixed
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestMixed(StrategyContract):
    strategy_class = Mixed

    def test_actions(self) -> None:
        staff = "8 h answer 1/1/1/1"
        assert actions(Mixed(), range(7)) == [
            f"0:0.05? | {staff}",
            f"1:0.05? | {staff}",
            f"2:0.05? | {staff}",
            f"0:0.8%~ | {staff}",
            f"0:0.05? | {staff}",
            f"1:0.05? | {staff}",
            f"1:0.8%~ | {staff}",
        ]

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.5, 0.8, 1.0])
    def test_promotions_have_their_share_of_every_topic(self, share: float) -> None:
        lines = actions(Mixed(promotion_share=share), range(600))
        for topic in range(3):
            promoted = sum(f"{topic}:0.8" in line for line in lines)
            human = sum(f"{topic}:0.05" in line for line in lines)
            assert promoted == pytest.approx(200 * share, abs=1)
            assert human == pytest.approx(200 * (1 - share), abs=1)
