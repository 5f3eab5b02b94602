from __future__ import annotations

import importlib
import math
from pathlib import Path

import pytest

from model.errors import InputError
from model.strategies import SHIPPED, STRATEGIES, Strategy, make_strategy, strategy_class
from model.strategies.push import Push
from tests.model.strategies.contract import StrategyContract


def test_the_order_of_lists_and_menus_is_fixed() -> None:
    assert list(STRATEGIES)[: len(SHIPPED)] == [
        "silent",
        "business_as_usual",
        "push",
        "scheduled",
        "conversational",
        "listening",
        "bait_and_pitch",
        "mixed",
        "switching",
    ]


@pytest.mark.parametrize("kind", SHIPPED, ids=lambda kind: kind.name)
def test_every_strategy_is_held_to_the_contract(kind: type[Strategy]) -> None:
    module = importlib.import_module(f"tests.model.strategies.test_{kind.name}")
    tested = [
        held.strategy_class
        for held in vars(module).values()
        if isinstance(held, type) and issubclass(held, StrategyContract) and "Test" in held.__name__
    ]
    assert kind in tested


def test_every_strategy_has_a_file_of_its_own() -> None:
    assert len({kind.__module__ for kind in SHIPPED}) == len(SHIPPED)
    assert all(kind.__module__ == f"model.strategies.{kind.name}" for kind in SHIPPED)


def test_no_rule_of_the_model_names_a_strategy() -> None:
    folder = Path(__file__).resolve().parents[3] / "model"
    names = [word for kind in SHIPPED for word in (f'"{kind.name}"', f"'{kind.name}'")]
    for part in ("rules", "engines"):
        for path in (folder / part).rglob("*.py"):
            text = path.read_text("utf-8")
            assert "model.strategies" not in text or part == "engines", path
            assert not [name for name in names if name in text], path


def test_options_left_out_take_their_defaults() -> None:
    assert make_strategy("push") == Push()
    assert make_strategy("push", {"offer": 0}) == Push(offer=0.0)
    assert type(make_strategy("push", {"offer": 0}).settings()["offer"]) is float


def test_options_given_in_python_are_checked_too() -> None:
    with pytest.raises(InputError, match=r"offer = 2\.0: out of range; allowed: a number from 0"):
        Push(offer=2.0)
    with pytest.raises(InputError, match="not a finite number"):
        Push(craft=math.nan)


def test_an_unknown_strategy_is_told_its_nearest_name() -> None:
    with pytest.raises(InputError) as caught:
        strategy_class("conversation", file="a.toml", key="brands.a.strategy")
    assert caught.value.nearest == "conversational"
    assert str(caught.value).startswith('a.toml: brands.a.strategy = "conversation": unknown')


def test_a_strategy_that_is_no_text_is_unknown() -> None:
    with pytest.raises(InputError, match="allowed: silent"):
        strategy_class(["push"])


def test_an_unknown_option_is_told_its_nearest_name() -> None:
    with pytest.raises(InputError) as caught:
        make_strategy("push", {"post_shares": 1}, file="a.toml", path="brands.a.options")
    assert str(caught.value).startswith(
        "a.toml: brands.a.options.post_shares = 1: unknown option of push; allowed: post_share,"
    )
    assert caught.value.nearest == "brands.a.options.post_share"


def test_a_strategy_without_options_says_so() -> None:
    with pytest.raises(InputError, match="unknown option of silent; allowed: no options"):
        make_strategy("silent", {"volume": 1})
