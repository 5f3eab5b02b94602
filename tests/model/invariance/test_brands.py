"""What a brand does changes no draw; where it stands in a file changes nothing at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from model.model import BrandAudienceModel
from model.scenario import Scenario, load_scenario
from model.scenario.reading import shipped_scenarios
from model.strategies import SHIPPED
from tests.model.runs import DEALINGS, equal, market, run, same_state, state

PEOPLE = {"people.count": 400}
NAMES = [kind.name for kind in SHIPPED]


def beside_usual(strategy: str) -> BrandAudienceModel:
    return BrandAudienceModel(
        market({"one": strategy, "other": "business_as_usual"}), seed=6, **PEOPLE
    )


@pytest.mark.parametrize("strategy", NAMES)
def test_every_strategy_faces_the_same_people(strategy: str) -> None:
    """Traits, who knows whom and what on day 0, and the ranking's whims are the same."""
    silent, other = beside_usual("silent"), beside_usual(strategy)
    assert same_state(state(silent), state(other))
    assert equal(silent.graph.indices, other.graph.indices)
    for one, same in zip(silent.brands, other.brands, strict=True):
        for day in (0, 1, 255, 256, 5000):
            assert equal(one.luck.pulls(day), same.luck.pulls(day))
            assert one.luck.noise(day) == same.luck.noise(day)


@pytest.mark.parametrize("strategy", NAMES)
def test_every_strategy_meets_the_same_luck(strategy: str) -> None:
    """Who is online and who needs something is settled by draws that no strategy touches.

    With activity held and no words that open occasions, both counts are equal day by day.
    """
    held: dict[str, Any] = {
        "people.activity_drift": 0.0, "talk.occasion": 0.0, "conversation.pitch_occasion": 0.0,
    }  # fmt: skip
    base = market({"one": strategy, "other": "business_as_usual"})
    model = run(base, 40, seed=6, **PEOPLE, **held, **(DEALINGS | {"people.need": 60.0}))
    silent = run(
        market({"one": "silent", "other": "business_as_usual"}),
        40, seed=6, **PEOPLE, **held, **(DEALINGS | {"people.need": 60.0}),
    )  # fmt: skip
    assert equal(model.history.person.online, silent.history.person.online)
    assert equal(model.history.person.occasions, silent.history.person.occasions)


def test_a_silent_rival_is_not_touched_by_what_nobody_sees() -> None:
    """Two strategies that reach nobody (no followers, no ads) leave the other brand alone."""
    alone = {"brands.one.followers": 0.0, "brands.one.customers": 0.0, "brands.one.awareness": 0.0}
    runs = [
        run(market({"one": s, "other": "business_as_usual"}), 40, seed=6, **PEOPLE, **alone)
        for s in ("silent", "scheduled")
    ]
    assert equal(runs[0].world.pairs.good[:, 1], runs[1].world.pairs.good[:, 1])
    assert equal(runs[0].world.people.suspicion, runs[1].world.people.suspicion)


def reversed_brands(base: Scenario) -> Scenario:
    document = base.to_dict()
    document["brands"] = dict(reversed(document["brands"].items()))
    return Scenario.from_dict(document, base.name)


def by_brand(model: BrandAudienceModel) -> dict[str, Any]:
    """Return the table, sorted by day and name of the brand."""
    table = model.series()
    order = np.lexsort((table["brand"].astype(str), table["day"]))
    return {name: column[order] for name, column in table.items()}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_order_of_brands_in_a_file_changes_nothing(name: str) -> None:
    base = load_scenario(name).with_values(DEALINGS)
    one, other = (run(scenario, 50, seed=2, **PEOPLE) for scenario in (base, reversed_brands(base)))
    assert same_state(state(one), state(other))
    tables = by_brand(one), by_brand(other)
    assert all(equal(tables[0][c], tables[1][c]) for c in tables[0])


OUTCOMES = ("trust", "purchases", "followers", "profit", "inbound")


def outcomes(model: BrandAudienceModel, brand: str) -> list[float]:
    table = model.series()
    here = table["brand"] == brand
    return [float(np.mean(table[name][here])) for name in OUTCOMES]


@pytest.mark.often
def test_exchanging_two_strategies_exchanges_their_outcomes() -> None:
    """Over 30 seeds the outcome goes with the strategy, not with the brand's name.

    What a strategy got as one brand, less what it got as the other, seed by seed, is zero
    within a CI of 99 % that allows for ten comparisons (Bonferroni: 99.9 % each).
    """
    there = market({"one": "push", "two": "conversational"})
    back = market({"one": "conversational", "two": "push"})
    gaps: list[list[list[float]]] = []
    sizes: list[list[list[float]]] = []
    for seed in range(30):
        first, second = (run(b, 90, seed=seed, **{"people.count": 500}) for b in (there, back))
        pairs = [
            (outcomes(first, "one"), outcomes(second, "two")),  # push
            (outcomes(first, "two"), outcomes(second, "one")),  # conversational
        ]
        gaps.append([np.subtract(a, b).tolist() for a, b in pairs])
        sizes.append([np.add(a, b).tolist() for a, b in pairs])
    gap, size = np.array(gaps), np.array(sizes)
    error = gap.std(axis=0, ddof=1) / np.sqrt(30)
    reach = stats.t.ppf(1 - 0.001 / 2, 29)
    assert (np.abs(gap.mean(axis=0)) <= reach * error).all()
    # and the interval is narrow enough to mean something: the strategies themselves differ more
    between = np.abs(size[:, 0] - size[:, 1]).mean(axis=0) / 2
    assert (between[:2] > 2 * (reach * error).max(axis=0)[:2]).all()
