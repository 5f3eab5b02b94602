"""One person more, or one brand more, of whom nobody hears: nobody else's run changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.network import build_network
from model.network.graph import Graph
from model.observables import COLUMNS, Table
from model.scenario import Scenario, load_scenario
from model.scenario.reading import shipped_scenarios
from model.state import PERSON
from model.strategies import SHIPPED
from model.world import NO_DAY
from tests.model.network.worlds import with_isolated
from tests.model.runs import DEALINGS, equal, market, same_state, same_tables, state

PEOPLE, DAYS = 400, 50
SCENARIOS: dict[str, Scenario] = {name: load_scenario(name) for name in shipped_scenarios()} | {
    f"{kind.name} beside usual": market({"one": kind.name, "other": "business_as_usual"})
    for kind in SHIPPED
}


def graph_of(scenario: Scenario) -> Graph:
    return build_network(scenario.values, PEOPLE, seed=4)


def pass_days(model: BrandAudienceModel) -> BrandAudienceModel:
    model.run(DAYS)
    return model


def without_last(model: BrandAudienceModel) -> dict[str, Any]:
    """Return the state of all people but the last."""
    world = state(model)
    for name in ("people", "pairs", "interests"):
        world[name] = world[name][:-1]
    for name in ("signals", "spoke", "mail"):
        world[name] = world[name][:, :-1]
    return world


def flows(model: BrandAudienceModel) -> Table:
    table = model.series()
    return {c.name: table[c.name] for c in COLUMNS if c.kind == "flow"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_one_person_more_changes_nobody(name: str) -> None:
    """The newcomer has no friends, never goes online, needs nothing, and stands last."""
    base = SCENARIOS[name].with_values(DEALINGS)
    graph = graph_of(base)
    without = pass_days(BrandAudienceModel(base, seed=4, graph=graph))
    more = BrandAudienceModel(base, seed=4, graph=with_isolated(graph))
    newcomer = more.people[PEOPLE]
    for trait in ("sessions", "sessions_trait", "need"):
        setattr(newcomer, trait, 0.0)
    pass_days(more)
    assert same_state(state(without), without_last(more))
    assert same_tables(flows(without), flows(more))
    assert _stayed_away(more)


def _stayed_away(model: BrandAudienceModel) -> bool:
    """Tell whether the newcomer did nothing at all."""
    pairs = model.world.pairs[-1]
    return bool(
        (pairs.expected == np.float32(model.rules.feed_expected_start)).all()
        and (pairs.first_day < 0).all()
        and (pairs.owed == 0).all()
        and (pairs.exchanges == 0).all()
    )


NOBODY_KNOWS: Mapping[str, Any] = {
    "awareness": 0.0, "staff_hours": 0.0, "ad_reach": 0.0, "posts_a_day": 0.0,
}  # fmt: skip


def with_unknown_brand(base: Scenario, name: str) -> Scenario:
    """Return the scenario with one silent brand more that nobody knows."""
    document = base.to_dict()
    document["brands"][name] = {"strategy": "silent", **NOBODY_KNOWS}
    return Scenario.from_dict(document, base.name)


@pytest.mark.parametrize("name", ["aaa", "zzz"])  # before and after all others in the arrays
@pytest.mark.parametrize(
    "scenario", ["three_strategies", "bank_crush", "bait_and_pitch beside usual"]
)
def test_one_unknown_brand_more_changes_nobody(scenario: str, name: str) -> None:
    base = SCENARIOS[scenario].with_values(DEALINGS)
    graph = graph_of(base)
    without = pass_days(BrandAudienceModel(base, seed=4, graph=graph))
    more = pass_days(BrandAudienceModel(with_unknown_brand(base, name), seed=4, graph=graph))
    place = more.brand(name).place
    others = [b for b in range(len(more.brands)) if b != place]
    assert same_state(of_brands(without, slice(None), None), of_brands(more, others, place))
    rest = more.series()
    kept = rest["brand"] != name
    assert same_tables(without.series(), {column: v[kept] for column, v in rest.items()})
    stranger = more.world.pairs[:, place]
    assert (stranger.familiarity == 0.0).all()
    assert (stranger.first_day == NO_DAY).all()


def of_brands(model: BrandAudienceModel, chosen: Any, place: int | None) -> dict[str, Any]:
    """Return the state as it concerns some brands; brands are then numbered among these."""
    world = state(model)
    people = {name: world["people"][name] for name, _, _ in PERSON}
    bought = people["bought_last"]
    if place is not None:
        assert (bought != place).all()
        people["bought_last"] = bought - (bought > place)
    pairs, brands = world["pairs"][:, chosen], world["brands"][chosen]
    return {
        **people,
        "pairs": pairs, "brands": brands, "signals": world["signals"][:, :, chosen],
        "mail": world["mail"], "interests": world["interests"],
    }  # fmt: skip


def test_the_number_of_people_reached_is_a_share() -> None:
    """Advertising contacts are bought per person: twice the people see twice the ads."""
    base = market({"one": "push"}, people={"interest_homophily": 0.0})
    seen = []
    for people in (2000, 4000):
        model = pass_days(BrandAudienceModel(base, seed=4, **{"people.count": people}))
        seen.append(int(model.history.brand.ad_impressions.sum()) / people)
    assert seen[1] == pytest.approx(seen[0], rel=0.05)


def test_traits_of_the_first_people_do_not_depend_on_how_many_follow() -> None:
    base = market({"one": "push", "other": "silent"}).with_values(
        {"people.interest_homophily": 0.0}
    )
    few, many = (BrandAudienceModel(base, seed=4, **{"people.count": n}) for n in (150, 700))
    for name, _, _ in PERSON:
        assert equal(few.world.people[name], many.world.people[name][:150])
    assert equal(few.world.interests, many.world.interests[:150])
    for name in few.world.pairs.dtype.names:
        assert equal(few.world.pairs[name], many.world.pairs[name][:150])
