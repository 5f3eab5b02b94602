from __future__ import annotations

import pytest

from model.errors import InputError
from model.strategies import make_strategy
from model.strategies.conversational import Conversational
from model.strategies.push import Push
from model.strategies.scheduled import Scheduled
from model.strategies.switching import Switching
from tests.model.strategies.contract import StrategyContract
from tests.model.strategies.notation import actions


class TestSwitching(StrategyContract):
    strategy_class = Switching

    def test_actions(self) -> None:
        assert actions(Switching(), [88, 89, 90, 91]) == [
            *actions(Push(), [88, 89]),
            *actions(Conversational(), [90, 91]),
        ]

    def test_to_silence_and_back(self) -> None:
        inner = {"before": "silent", "after": "scheduled", "day": 4}
        strategy = make_strategy(
            "switching",
            {"before": "scheduled", "after": "switching", "day": 2, "after_options": inner},
        )
        usual = actions(Scheduled(), range(6))
        assert actions(strategy, range(6)) == [*usual[:2], "", "", *usual[4:]]

    def test_options_reach_each_of_the_two(self) -> None:
        strategy = Switching(
            day=1,
            before_options={"ad_share": 0.0, "staff_share": 0.0, "answer_share": 0.0},  # type: ignore[arg-type]
            after="mixed",
            after_options={"promotion_share": 1.0, "offer": 0.0},  # type: ignore[arg-type]
        )
        assert actions(strategy, [0, 1]) == ["0:0~ 0:0.9%~", "1:0.8~ | 8 h answer 1/1/1/1"]

    @pytest.mark.parametrize(
        ("amends", "said"),
        [
            ({}, ""),
            ({"apology": True}, "apology"),
            ({"promise": True}, "promise"),
            ({"apology": True, "promise": True, "compensation": 5}, "apology promise pay 5"),
            ({"denial": True, "false_claim": True}, "denial false_claim"),
        ],
    )
    def test_amends_begin_with_the_second_strategy(
        self, amends: dict[str, object], said: str
    ) -> None:
        quiet = {"after": "conversational", "after_options": {"outreach": 0.0, "post_share": 0.0}}
        strategy = make_strategy("switching", {**quiet, **amends})
        assert actions(strategy, [89]) == actions(Push(), [89])
        assert actions(strategy, [90]) == [" | ".join(filter(None, ["8 h answer 1/1/1/1", said]))]

    def test_amends_add_to_those_of_an_inner_switch(self) -> None:
        inner = {"day": 0, "apology": True, "compensation": 9.0}
        strategy = Switching(
            day=0,
            after="switching",
            after_options=inner,  # type: ignore[arg-type]
            promise=True,
            compensation=2.0,
        )
        assert actions(strategy, [0])[0].endswith("apology promise pay 9")

    @pytest.mark.parametrize(
        ("options", "key", "nearest"),
        [
            ({"after": "pusch"}, "after", "push"),
            ({"before": 3}, "before", None),
            ({"after_options": {"invit": 1.0}}, "after_options.invit", "after_options.invite"),
            ({"after_options": {"invite": 2.0}}, "after_options.invite", None),
            ({"after_options": [1]}, "after_options", None),
            ({"after_options": (1, 2)}, "after_options", None),
            ({"before": "silent", "before_options": {"craft": 1}}, "before_options.craft", None),
            (
                {"after": "switching", "after_options": {"after": "bait_and_switch"}},
                "after_options.after",
                "bait_and_pitch",
            ),
        ],
    )
    def test_wrong_inner_strategies_and_options(
        self, options: dict[str, object], key: str, nearest: str | None
    ) -> None:
        with pytest.raises(InputError) as caught:
            make_strategy("switching", options)
        assert caught.value.key == key
        assert nearest in (None, caught.value.nearest)
