from __future__ import annotations

from model.strategies.silent import Silent
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestSilent(StrategyContract):
    strategy_class = Silent

    def test_actions(self) -> None:
        assert actions(Silent(), range(3)) == ["", "", ""]

    def test_answers_nobody_whoever_writes(self) -> None:
        assert actions(Silent(), [5], inbound=100, backlog=100, followers=9) == [""]
