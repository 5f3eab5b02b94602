"""The scenarios that ship: found from anywhere, right, and what their texts say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from model.plan import BrandView
from model.scenario import BrandSpec, Scenario, load_scenario, shipped_scenarios
from model.strategies import make_strategy
from tests.conftest import ROOT

PEOPLE = 1000


def test_the_four_are_there() -> None:
    assert shipped_scenarios() == (
        "bank_crush",
        "crowded_platform",
        "one_brand",
        "three_strategies",
    )


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_name_and_a_path_are_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()  # such as the output of an earlier run
    scenario = load_scenario(name)
    assert scenario == load_scenario(ROOT / "scenarios" / f"{name}.toml")
    assert scenario.name == name
    assert scenario.title[0].isupper()
    assert len(scenario.about.split()) > 30
    assert scenario.values["people.count"] == PEOPLE


def strategies(scenario: Scenario) -> Counter[str]:
    return Counter(brand.strategy for brand in scenario.brands)


def test_three_strategies_differ_in_nothing_but_the_strategy() -> None:
    scenario = load_scenario("three_strategies")
    assert strategies(scenario) == Counter(push=1, scheduled=1, conversational=1)
    assert len({brand.values for brand in scenario.brands}) == 1


def daily_cost(brand: BrandSpec, scenario: Scenario, days: int = 200) -> float:
    """Return what a brand spends a day on posts, advertising and staff, by its plans."""
    strategy = make_strategy(brand.strategy, brand.options)
    levers, values = brand.values, scenario.values
    total = 0.0
    for day in range(days):
        view = BrandView(day, 8, levers["staff_hours"], levers["ad_reach"], levers["posts_a_day"])
        plan = strategy.plan(view)
        crafts = [p.craft * (1 - values["platform.canned_saving"] * p.canned) for p in plan.posts]
        total += sum(crafts) * values["platform.post_cost"]
        total += plan.ad_reach * PEOPLE * values["platform.cost_per_contact"]
        total += plan.staff_hours * levers["wage"]
    return total / days


def test_three_strategies_spend_the_same() -> None:
    scenario = load_scenario("three_strategies")
    costs = [daily_cost(brand, scenario) for brand in scenario.brands]
    assert costs == pytest.approx([18.0, 18.0, 18.0], rel=0.02)


def test_the_bank_crush_compares_three_equal_banks() -> None:
    scenario = load_scenario("bank_crush")
    assert [brand.strategy for brand in scenario.brands] == [
        "bait_and_pitch",
        "conversational",
        "silent",
    ]
    assert len({brand.values for brand in scenario.brands}) == 1
    teller, plain, _ = scenario.brands
    assert teller.options["pitch_after"] == 3
    assert plain.options["outreach"] == 0.0


def test_most_of_the_crowd_pushes() -> None:
    scenario = load_scenario("crowded_platform")
    assert strategies(scenario)["push"] == 5
    assert len(scenario.brands) == 8
    assert len({brand.values for brand in scenario.brands}) == 1


def test_one_brand_is_business_as_usual() -> None:
    assert strategies(load_scenario("one_brand")) == Counter(business_as_usual=1)
