from __future__ import annotations

from collections import Counter

import pytest

from model.strategies.listening import Listening
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestListening(StrategyContract):
    strategy_class = Listening

    def test_actions_while_nothing_is_known(self) -> None:
        assert actions(Listening(explore=0.0), range(8)) == [
            "",
            "0:0.05",
            "",
            "1:0.05",
            "",
            "2:0.05",
            "",
            "0:0.05",
        ]

    def test_posts_on_what_drew_most_reactions_an_impression(self) -> None:
        figures = {"topic_impressions": (1000, 4000, 1000), "topic_reactions": (20, 60, 40)}
        assert actions(Listening(explore=0.0), [1, 3, 5], **figures) == ["2:0.05"] * 3

    def test_a_lucky_figure_of_few_is_not_believed(self) -> None:
        figures = {"topic_impressions": (1, 4000, 1000), "topic_reactions": (1, 60, 60)}
        assert actions(Listening(explore=0.0), [1], **figures) == ["2:0.05"]
        assert actions(Listening(explore=0.0, doubt=0.001), [1], **figures) == ["0:0.05"]

    def test_explores_as_often_as_asked(self) -> None:
        figures = {"topic_impressions": (1000, 1000, 1000), "topic_reactions": (0, 0, 500)}
        days = range(1, 4001, 2)
        topics = Counter(actions(Listening(explore=0.3), days, **figures))
        assert topics["2:0.05"] == pytest.approx(2000 * 0.8, abs=80)
        assert topics["0:0.05"] == pytest.approx(2000 * 0.1, abs=60)

    def test_posts_of_one_day_have_luck_of_their_own(self) -> None:
        strategy = Listening(post_share=1.0, explore=1.0)
        lines = actions(strategy, range(50), posts_a_day=6.0, topics=9)
        assert all(len(set(line.split())) > 1 for line in lines)
