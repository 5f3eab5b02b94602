"""Arms as the command line writes them."""

from __future__ import annotations

import pytest

from experiments.comparison.arms import parse_arms, with_arm
from model.errors import InputError
from model.scenario import load_scenario


def test_strategies_stand_between_commas() -> None:
    arms = parse_arms(["push, scheduled", "silent"])
    assert [(arm.name, arm.strategy, dict(arm.options)) for arm in arms] == [
        ("push", "push", {}), ("scheduled", "scheduled", {}), ("silent", "silent", {}),
    ]  # fmt: skip


def test_options_follow_colons() -> None:
    _, mixed, switching = parse_arms(
        ["silent,mixed:promotion_share=0.3:craft=1,switching:day=9:before=mixed"]
    )
    assert mixed.name == "mixed:promotion_share=0.3:craft=1"
    assert mixed.strategy == "mixed"
    assert mixed.options == {"promotion_share": 0.3, "craft": 1}
    assert switching.options["before"] == "mixed"


def test_one_strategy_may_be_there_with_different_options() -> None:
    arms = parse_arms(["mixed:promotion_share=0.1,mixed:promotion_share=0.9"])
    scenario = load_scenario("one_brand")
    shares = [with_arm(scenario, "usual", arm).brand("usual").options for arm in arms]
    assert [options["promotion_share"] for options in shares] == [0.1, 0.9]


def test_an_arm_changes_one_brand_and_nothing_else() -> None:
    scenario = load_scenario("three_strategies")
    changed = with_arm(scenario, "metronome", parse_arms(["silent,listening"])[1])
    assert changed.brand("metronome").strategy == "listening"
    assert changed.brand("metronome").values == scenario.brand("metronome").values
    for name in ("megaphone", "neighbour"):
        assert changed.brand(name) == scenario.brand(name)
    assert changed.values == scenario.values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("push", ["two or more"]),
        ("push,,silent", ["without a name"]),
        ("", ["without a name"]),
        ("push,push", ["push", "twice"]),
        ("push,slient", ["slient", "did you mean silent"]),
        ("push,mixed:promotion_shar=0.3", ["promotion_shar", "did you mean mixed.promotion_share"]),
        ("push,mixed:promotion_share=3", ["promotion_share", "3", "from 0 to 1"]),
        ("push,mixed:promotion_share", ["mixed:promotion_share", "no = in it"]),
        ("push,mixed:", ["mixed:"]),
        ("push,silent:x=1", ["silent.x", "no options"]),
    ],
)
def test_a_wrong_arm_is_told(text: str, words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        parse_arms([text])
    assert caught.value.message.startswith("--arms: ")
    assert [word for word in words if word not in caught.value.message] == []
