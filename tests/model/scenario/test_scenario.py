"""A scenario is complete, unchangeable, and survives being written down."""

from __future__ import annotations

import pickle
import tomllib
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, settings

from model.errors import InputError
from model.parameters import BRAND_PARAMETERS, PARAMETERS, brand_defaults, defaults
from model.scenario import Scenario
from model.strategies import SHIPPED, make_strategy
from tests.model.scenario.documents import documents

SMALL: dict[str, Any] = {
    "title": "Two",
    "days": 30,
    "trust": {"prior": 0.4},
    "brands": {
        "loud": {"strategy": "push", "price": 9, "options": {"craft": 2}},
        "quiet": {"label": "Quiet & Co", "strategy": "silent"},
    },
}


@pytest.fixture(name="small")
def small_fixture() -> Scenario:
    return Scenario.from_dict(SMALL, "small")


def test_what_is_left_out_takes_its_default(small: Scenario) -> None:
    assert (small.name, small.title, small.about) == ("small", "Two", "")
    assert (small.days, small.seed) == (30, 1)
    assert list(small.values) == list(PARAMETERS)
    assert dict(small.values) == defaults() | {"trust.prior": 0.4}
    loud, quiet = small.brands
    assert (loud.name, loud.label, loud.strategy) == ("loud", "loud", "push")
    assert list(loud.values) == list(BRAND_PARAMETERS)
    assert dict(loud.values) == brand_defaults() | {"price": 9.0}
    assert loud.options == make_strategy("push", {"craft": 2}).settings()
    assert (quiet.label, dict(quiet.options)) == ("Quiet & Co", {})


def test_the_title_defaults_to_the_name() -> None:
    assert Scenario.from_dict({"brands": SMALL["brands"]}, "market").title == "market"


def test_nothing_can_be_changed_in_place(small: Scenario) -> None:
    with pytest.raises(FrozenInstanceError):
        small.days = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        small.values["trust.prior"] = 0.1  # type: ignore[index]
    small.to_dict()["brands"]["loud"]["options"]["craft"] = 0.0
    assert small.brand("loud").options["craft"] == 2.0


def test_a_brand_is_found_by_name(small: Scenario) -> None:
    assert small.brand("quiet") is small.brands[1]
    with pytest.raises(InputError, match=r'"qiet": no such brand; .* did you mean quiet\?'):
        small.brand("qiet")


@settings(max_examples=60)
@given(documents())
def test_it_survives_being_written_down(document: dict[str, Any]) -> None:
    scenario = Scenario.from_dict(document, "drawn")
    for complete in (True, False):
        text = scenario.to_toml(complete)
        assert tomllib.loads(text) == scenario.to_dict(complete)
        again = Scenario.from_dict(tomllib.loads(text), "drawn")
        assert again == scenario
        assert again.content_hash() == scenario.content_hash()
    travelled = pickle.loads(pickle.dumps(scenario))
    assert travelled == scenario
    assert hash(travelled) == hash(scenario)


def test_the_short_form_leaves_out_what_is_usual(small: Scenario) -> None:
    assert small.to_dict(complete=False) == {
        "title": "Two",
        "about": "",
        "days": 30,
        "seed": 1,
        "trust": {"prior": 0.4},
        "brands": {
            "loud": {"strategy": "push", "price": 9.0, "options": {"craft": 2.0}},
            "quiet": {"label": "Quiet & Co", "strategy": "silent"},
        },
    }


ODD = 'all "signs" \\ \t \x7f é ß 漢 😀 # = [x]'


def test_odd_text_is_written_as_toml() -> None:
    document = SMALL | {"about": f"{ODD.replace(chr(127), '')}\nsecond line", "title": "#\\u0041"}
    scenario = Scenario.from_dict(document, "odd")
    assert Scenario.from_dict(tomllib.loads(scenario.to_toml()), "odd") == scenario


def _hash(document: dict[str, Any]) -> str:
    return Scenario.from_dict(document).content_hash()


def test_the_hash_is_of_what_decides_the_run() -> None:
    brands = SMALL["brands"]
    turned = dict(reversed(brands.items()))
    renamed = brands | {"quiet": {"label": "Other", "strategy": "silent"}}
    assert _hash(SMALL) == _hash(SMALL | {"title": "Other", "about": "x", "brands": turned})
    assert _hash(SMALL) == _hash(SMALL | {"brands": renamed})
    spelled = brands | {"loud": brands["loud"] | {"wage": 25, "price": 9.0}}
    assert _hash(SMALL) == _hash(SMALL | {"brands": spelled})
    others = [
        SMALL | {"days": 31},
        SMALL | {"seed": 2},
        SMALL | {"trust": {"prior": 0.41}},
        SMALL | {"brands": {"loud": brands["loud"]}},
        SMALL | {"brands": brands | {"loud": brands["loud"] | {"price": 9.5}}},
        SMALL | {"brands": brands | {"loud": brands["loud"] | {"options": {"craft": 1.9}}}},
        SMALL | {"brands": {"louder": brands["loud"], "quiet": brands["quiet"]}},
    ]
    assert len({_hash(SMALL), *map(_hash, others)}) == len(others) + 1


@pytest.mark.parametrize("strategy", [kind.name for kind in SHIPPED])
def test_any_brand_can_follow_any_strategy(small: Scenario, strategy: str) -> None:
    other = small.with_strategy("loud", strategy)
    assert other.brand("loud").strategy == strategy
    assert other.brand("loud").values == small.brand("loud").values
    assert other.brand("quiet") == small.brand("quiet")
    made = make_strategy(strategy, other.brand("loud").options)
    assert made.settings() == other.brand("loud").options


def test_a_strategy_may_come_with_options(small: Scenario) -> None:
    other = small.with_strategy(
        "quiet", "switching", {"before": "silent", "after_options": {"craft": 0.5}}
    )
    options = other.brand("quiet").options
    assert (options["before"], options["after"]) == ("silent", "conversational")
    assert options["after_options"]["craft"] == 0.5
    assert options["before_options"] == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("laud", "push"), r'"laud": no such brand; .* did you mean loud\?'),
        (("loud", "psuh"), r'brands\.loud\.strategy = "psuh": unknown strategy; .*mean push\?'),
        (("loud", "push", {"crafty": 1}), r"brands\.loud\.options\.crafty = 1: unknown option of"),
    ],
)
def test_a_wrong_strategy_is_named(small: Scenario, arguments: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        small.with_strategy(*arguments)


@pytest.mark.parametrize("seed", [0, 77, 2**63 - 1])
def test_another_seed_is_all_that_is_new(seed: int, small: Scenario) -> None:
    other = small.with_values({"seed": seed})
    assert small.with_seed(seed) == other
    assert small.with_seed(seed).content_hash() == other.content_hash()


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, "one"])
def test_a_wrong_seed_is_refused(seed: Any, small: Scenario) -> None:
    with pytest.raises(InputError, match="seed"):
        small.with_seed(seed)
