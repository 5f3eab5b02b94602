"""The experiments that ship: each can be run, costs what it says, and asks what it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.analysis.facts import higher_is_better, sweep_facts
from experiments.analysis.horizons import families
from experiments.summary import of_brand
from experiments.sweep import Experiment, Measure, load_experiment, shipped_experiments
from experiments.sweep.design import count_points, points
from model.model import BrandAudienceModel

READY = ("horizon", "price_or_liking", "small", "staff_or_media", "where_talk_loses")
SHRUNK = {"people.count": 60, "days": 12}


def run(made: Experiment, levels: dict[str, Any], arm: Any, **more: Any) -> dict[str, Any]:
    """Return the days of each brand of one run."""
    model = BrandAudienceModel(made.scenario(levels, arm).with_values(more), threads=1)
    model.run()
    series = model.series()
    return {brand.name: of_brand(series, brand.name) for brand in made.base.brands}


def a_day(made: Experiment, arm: str, days: int = 30, **levels: Any) -> float:
    """Return a brand's mean cost of a day without production, in euros."""
    chosen = next(a for a in made.arms if a.name == arm)
    own = run(made, levels, chosen, days=days)[made.brand]
    unit_cost = made.base.brand(made.brand).values["unit_cost"]
    return float((own["cost"].sum() - unit_cost * own["purchases"].sum()) / days)


def test_five_experiments_ship():
    assert set(READY) <= set(shipped_experiments())


@pytest.mark.parametrize("name", READY)
def test_a_shrunken_version_runs_and_every_outcome_has_a_value(name: str):
    made = load_experiment(name)
    longest = max((m.stop or 1) for m in made.measures if m.how in ("final", "total"))
    days = made.base.days if longest > 1 else SHRUNK["days"]
    for levels in (points(made)[0], points(made)[-1]):
        for arm in (made.arms[0], made.arms[-1]):
            found = run(made, levels, arm, **SHRUNK | {"days": days})
            values = [measure.value(found, made.brand) for measure in made.measures]
            assert np.isfinite(values).all()


def test_small_takes_about_two_hundred_runs():
    made = load_experiment("small")
    assert 150 <= count_points(made) * len(made.arms) * made.replication.most <= 250


def test_each_way_to_spend_takes_nine_euros_a_day():
    made = load_experiment("staff_or_media")
    before = a_day(made, "as_before")
    for arm in ("more_staff", "more_posts", "better_posts"):
        assert a_day(made, arm) - before == pytest.approx(9.0, abs=0.35), arm
    # some of the advertising that is paid for finds nobody online, or no free place
    assert 2.0 < a_day(made, "more_advertising") - before <= 9.0


@pytest.mark.often
def test_talking_costs_what_the_lower_price_does():
    made = load_experiment("price_or_liking")
    level = {"brands.*.price": 10.0, "market.price_weight": 1.75}
    spent = a_day(made, "conversation", **level) - a_day(made, "neither", **level)
    assert spent == pytest.approx(12.70, abs=0.01)
    neither = next(arm for arm in made.arms if arm.name == "neither")
    sold = [
        run(made, level, neither, days=365, seed=seed)[made.brand]["purchases"].mean()
        for seed in range(1, 6)
    ]
    assert 2.0 * np.mean(sold) == pytest.approx(12.70, abs=0.7)


def test_rivals_prices_vary_and_the_brand_s_own_does_not():
    made = load_experiment("price_or_liking")
    for levels in points(made):
        for arm in made.arms:
            brands = {b.name: b.values["price"] for b in made.scenario(levels, arm).brands}
            own = brands.pop("neighbour")
            assert own == (8.0 if arm.name == "lower_price" else 10.0)
            assert set(brands.values()) == {levels["brands.*.price"]}


def test_horizons_are_a_month_a_year_and_three_years():
    facts = sweep_facts(load_experiment("horizon"))
    found = families(facts["outcomes"])
    last = {given["name"]: given["last_day"] + 1 for given in facts["outcomes"]}
    assert set(found) == {"trust", "profit", "followers"}
    for names in found.values():
        assert [last[name] for name in names] == [30, 365, 1095]


# --- what is said of an experiment --------------------------------------------------------------


def test_facts_are_plain_and_complete():
    import json

    facts = sweep_facts(load_experiment("price_or_liking"))
    assert json.loads(json.dumps(facts)) == facts
    assert [factor["title"] for factor in facts["factors"]] == [
        "Price, every brand", "Price weight",
    ]  # fmt: skip
    assert facts["factors"][0]["unit"] == "euros"
    share = facts["outcomes"][0]
    assert (share["name"], share["share"], share["by"]) == ("market_share", True, "category_sales")
    assert [arm["strategy"] for arm in facts["arms"]] == ["silent", "silent", "conversational"]


@pytest.mark.parametrize(
    ("measure", "higher"),
    [
        (Measure("t", "trust"), True),
        (Measure("s", "suspicion"), False),
        (Measure("c", "cost", "total"), False),
        (Measure("t", "trust", "time_to", above=0.6), False),
        (Measure("t", "trust", "time_to", below=0.4), True),
        (Measure("s", "suspicion", "time_to", above=0.6), True),
        (Measure("s", "suspicion", "time_to", below=0.4), False),
        (Measure("t", "trust", "crossing", other="rival"), False),
    ],
)
def test_which_way_is_better(measure: Measure, higher: bool):
    assert higher_is_better(measure) == higher
