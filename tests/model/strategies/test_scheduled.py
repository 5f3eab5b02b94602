from __future__ import annotations

from model.strategies.scheduled import Scheduled
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestScheduled(StrategyContract):
    strategy_class = Scheduled

    def test_actions(self) -> None:
        assert actions(Scheduled(), range(4)) == [
            "0:0.2~ 1:0.2~",
            "2:0.2~ 0:0.2~",
            "1:0.2~ 2:0.2~",
            "0:0.2~ 1:0.2~",
        ]

    def test_nothing_that_happens_changes_the_ritual(self) -> None:
        calm = actions(Scheduled(), range(9))
        assert actions(Scheduled(), range(9), backlog=500, reactions=3, sales=1.0) == calm

    def test_half_a_post_a_day_is_one_every_second_day(self) -> None:
        assert actions(Scheduled(), range(4), posts_a_day=0.5) == ["", "0:0.2~", "", "1:0.2~"]

    def test_canned_answers_if_asked_for(self) -> None:
        strategy = Scheduled(staff_share=0.25, answer_share=0.5, post_share=0.0)
        assert actions(strategy, [0]) == ["2 h answer 0.5/0.5/0.5/0.5~"]
