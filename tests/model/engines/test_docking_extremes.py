"""Worlds at the corners of everything that is allowed: both engines count alike, and right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.network import build_network
from model.parameters import BRAND_PARAMETERS, PARAMETERS, defaults
from model.parameters.declaration import Parameter
from model.plan import DISCIPLINES, MAX_POSTS, Answers, BrandView, Plan, Post, Repair, ranges
from model.scenario import Scenario
from model.strategies import Strategy, checked_plan
from tests.conftest import rare
from tests.model.engines.docking import dock

PLANNED = {**ranges(Plan), **ranges(Post), **ranges(Answers), **ranges(Repair)}
LARGE = ("people.count", "network.community_size")
"""Sizes, which say how long a test takes."""
MAY_BE_EMPTY = ("wait", "rating", "return_on_attention")


@dataclass(frozen=True)
class Extreme(Strategy):
    """Plans the most or the least that a plan may hold, every day something else."""

    name: ClassVar[str] = "extreme"

    def plan(self, view: BrandView) -> Plan:
        """Return the day's plan."""
        luck = iter(view.luck)

        def ends(name: str) -> float:
            low, high = PLANNED.get(name, (0.0, 1.0))
            return high if next(luck) < 0.7 else low

        def yes() -> bool:
            return next(luck) < 0.5

        def post() -> Post:
            names = ("intent", "craft", "canned", "offer", "invite", "prompt")
            return Post(int(next(luck) * view.topics), *(ends(name) for name in names))

        ad = post() if yes() else None
        return Plan(
            posts=tuple(post() for _ in range(MAX_POSTS if yes() else 1)),
            ad=ad,
            ad_reach=view.ad_reach if ad else 0.0,
            staff_hours=view.staff_hours,
            answers=Answers.all(ends("answers")),
            canned_answers=ends("canned_answers"),
            discipline=DISCIPLINES[int(next(luck) * len(DISCIPLINES))],
            outreach=ends("outreach"),
            pitch_after=int(ends("pitch_after")),
            follow_back=yes(),
            repair=Repair(yes(), yes(), yes(), ends("compensation"), yes()),
            **{name: ends(name) for name in ("referral_reward", "favour", *PRICES)},
        )


PRICES = ("price", "price_new", "price_loyal")


def corner(parameter: Parameter, luck: np.random.Generator) -> Any:
    """Return the lowest, the highest or the usual value of a parameter."""
    if parameter.choices:
        return str(luck.choice(parameter.choices))
    if parameter.kind is bool:
        return bool(luck.integers(2))
    ends = (parameter.low, parameter.high, parameter.default)
    return parameter.kind(ends[luck.choice(3, p=(0.35, 0.5, 0.15))])


def world(luck: np.random.Generator) -> Mapping[str, Any]:
    """Return a scenario's values with every parameter at a corner."""
    values = {name: corner(p, luck) for name, p in PARAMETERS.items() if name not in LARGE}
    levers = {
        f"brands.{brand}.{key}": corner(p, luck)
        for brand in ("a", "b")
        for key, p in BRAND_PARAMETERS.items()
    }
    return values | levers | {"people.count": 24, "network.kind": "random"}


def let_go_to_extremes(model: BrandAudienceModel) -> None:
    """Give every brand the strategy of extremes."""
    for brand in model.brands:
        if not isinstance(brand.strategy, Extreme):
            brand.strategy = Extreme()
        checked_plan(brand.strategy, brand.view())


@pytest.mark.parametrize("seed", [*range(4), *rare(range(4, 60))])
def test_at_the_corners_both_engines_count_alike_and_nothing_wraps(seed: int) -> None:
    brands = {name: {"strategy": "silent"} for name in ("a", "b")}
    base = Scenario.from_dict({"brands": brands, "seed": seed}, "extremes")
    scenario = base.with_values(dict(world(np.random.default_rng(seed))))
    graph = build_network(defaults() | {"network.kind": "random"}, 24, seed)
    model = dock(scenario, 8, graph, by_hand=let_go_to_extremes)
    check(model)


def check(model: BrandAudienceModel) -> None:
    """Everything is finite; nothing that is counted is below zero."""
    table = model.series()
    for name, column in table.items():
        if column.dtype == object:
            continue
        numbers = column[~np.isnan(column.astype(float))]
        assert np.isfinite(numbers).all(), name
        if name not in ("value", "profit", "return_on_attention"):
            assert (numbers >= 0).all(), name
    assert (table["revenue"] <= 1e9 * table["purchases"] + 1e-3).all()
    for records in (model.world.people, model.world.pairs):
        for name in records.dtype.names:
            assert np.isfinite(records[name]).all(), name


def test_the_dearest_goods_and_many_people() -> None:
    """4,000 people who pay 1e9 euros each: more than 64 bits of 2**-24 euros."""
    levers = {"price": 100_000.0, "awareness": 1.0, "familiarity": 1.0, "customers": 0.0}
    brands = {name: {"strategy": "silent", **levers} for name in ("a", "b")}
    base = Scenario.from_dict({"brands": brands, "seed": 3}, "dear")
    scenario = base.with_values(
        {"people.count": 4000, "people.need": 365.0, "people.need_shape": 1000.0,
         "market.price_weight": 0.0, "market.outside": PARAMETERS["market.outside"].low}
    )  # fmt: skip
    model = BrandAudienceModel(scenario)
    for brand in model.brands:
        brand.strategy = Dear()
    model.step()
    table = model.series()
    assert table["purchases"].sum() > 1100
    assert (table["revenue"] == 1e9 * table["purchases"]).all()
    assert (model.history.brand.revenue_fixed < 2**63 - 1).all()


@dataclass(frozen=True)
class Dear(Strategy):
    """Asks for as much as can be asked for."""

    name: ClassVar[str] = "dear"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return Plan(price=100.0, price_new=100.0)
