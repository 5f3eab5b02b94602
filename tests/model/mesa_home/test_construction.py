"""A model is made and stepped as any Mesa model: keywords, seeds, agents, a data collector."""

from __future__ import annotations

from copy import copy, deepcopy
from pathlib import Path
from pickle import dumps

import mesa
import numpy as np
import pytest

from model.errors import InputError
from model.model import BrandAudienceModel
from model.network import build_network
from model.scenario import load_scenario
from tests.model.mesa_home.towns import both_engines, same_series, town


@both_engines
def test_it_is_a_mesa_model(engine: str) -> None:
    model = BrandAudienceModel(
        base="three_strategies", seed=3, engine=engine, **{"people.count": 200}
    )
    assert isinstance(model, mesa.Model)
    assert type(model.agents).__name__.endswith("AgentSet")  # Mesa 3.5 has a kind of its own
    assert isinstance(model.agents.select(), mesa.agent.AgentSet)
    assert isinstance(model.datacollector, mesa.DataCollector)
    assert len(model.people) == 200
    assert (model.running, model.steps, model.day) == (True, 0, 0)
    model.step()
    model.step()
    assert (model.running, model.steps, model.day) == (True, 2, 2)


def test_keywords_change_the_base_by_dotted_name() -> None:
    model = BrandAudienceModel(
        "three_strategies",
        **{"people.count": 70, "brands.*.price": 12.0, "brands.neighbour.strategy": "silent"},
    )
    assert model.base.values["people.count"] == 70
    assert {brand.values["price"] for brand in model.base.brands} == {12.0}
    assert model.brand("neighbour").strategy_name == "silent"


def test_the_base_may_be_a_name_a_path_or_a_scenario(tmp_path: Path) -> None:
    scenario = load_scenario("one_brand").with_values({"people.count": 40})
    path = tmp_path / "mine.toml"
    path.write_text(scenario.to_toml(), "utf-8")
    from_name = town("one_brand", people=40)
    for base in (scenario, path, str(path)):
        model = BrandAudienceModel(base)
        assert model.base.content_hash() == from_name.base.content_hash()


@pytest.mark.parametrize(
    ("keywords", "said"),
    [
        ({"people.cuont": 20}, "people.count"),
        ({"people_count": 20}, "people.count"),
        ({"people.count": 0}, "people.count"),
        ({"engine": "compield"}, "compiled"),
        ({"watch": [60]}, "0 to 59"),
        ({"seed": 1.5}, "whole number"),
        ({"rng": -1}, "seed"),
        ({"rng": np.random.default_rng(1)}, "whole number"),
        ({"seed": 1, "rng": 2}, "one of the two"),
        ({"scenario": "one_brand"}, "base"),
    ],
)
def test_a_wrong_keyword_is_named(keywords: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        town(**keywords)


def test_a_graph_sets_the_number_of_people() -> None:
    values = load_scenario("one_brand").values
    graph = build_network(values, 45, 7)
    assert len(BrandAudienceModel("one_brand", graph=graph).people) == 45
    with pytest.raises(InputError, match="graph"):
        BrandAudienceModel("one_brand", graph=graph, **{"people.count": 45})


# --- seeds -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["seed", "rng"])
@pytest.mark.parametrize("kind", [int, np.int64, float])
def test_seed_and_rng_are_the_same_thing(name: str, kind: type) -> None:
    one, other = town(seed=5), town(**{name: kind(5)})
    one.run(3)
    other.run(3)
    assert other.run_seed == 5
    assert same_series(one, other)


def test_without_a_seed_the_scenarios_own_counts() -> None:
    assert town().run_seed == load_scenario("three_strategies").seed


@pytest.mark.parametrize("keywords", [{"seed": None}, {"rng": None}, {"seed": None, "rng": None}])
def test_none_asks_for_a_new_seed_which_the_run_keeps(keywords: dict[str, None]) -> None:
    models = [town(**keywords) for _ in range(4)]
    assert len({model.run_seed for model in models}) == 4
    again = town(seed=models[0].run_seed)
    models[0].run(3)
    again.run(3)
    assert same_series(models[0], again)


@pytest.mark.parametrize("keywords", [{"seed": 4, "rng": None}, {"seed": None, "rng": 4}])
def test_none_gives_way_to_a_number(keywords: dict[str, int | None]) -> None:
    assert town(**keywords).run_seed == 4


def test_mesa_own_luck_follows_the_seed() -> None:
    one, other, third = town(seed=8), town(seed=8), town(seed=9)
    assert one.random.random() == other.random.random() != third.random.random()
    assert one.rng.random() == other.rng.random() != third.rng.random()


def test_a_holder_of_keywords_as_mesa_3_5_makes_it() -> None:
    holder = [("people.count", 50), ("rng", 11)]  # what iterating over Mesa's Scenario gives
    model = BrandAudienceModel("one_brand", scenario=holder)
    assert (len(model.people), model.run_seed) == (50, 11)
    assert BrandAudienceModel("one_brand", scenario=[("rng", None)]).run_seed == 1


# --- an end, and no copies -------------------------------------------------------------


@both_engines
def test_run_model_ends_with_the_scenario(engine: str) -> None:
    model = town(engine=engine, days=4)
    model.run_model()
    assert (model.day, model.running) == (4, False)
    model.step()  # whoever wants more days may have them
    assert model.day == 5


def test_who_stops_a_model_finds_it_stopped() -> None:
    model = town()
    model.running = False
    model.step()
    assert not model.running


def test_running_days_at_once_counts_as_steps() -> None:
    model, seen = town(), []
    model.run(3, progress=seen.append)
    assert (model.steps, seen) == (3, [1, 2, 3])


@both_engines
@pytest.mark.parametrize("duplicate", [copy, deepcopy, dumps])
def test_a_copy_is_refused_clearly(engine: str, duplicate: object) -> None:
    with pytest.raises(TypeError, match=r"copied nor pickled.*model\.base"):
        duplicate(town(engine=engine))  # type: ignore[operator]


def test_a_model_of_ones_own_builds_on_it() -> None:
    class Campaign(BrandAudienceModel):
        def __init__(self, **keywords: object) -> None:
            super().__init__("one_brand", **keywords)
            self.datacollector = mesa.DataCollector({"followers": lambda m: m.brands[0].followers})

        def step(self) -> None:
            self.pairs.tie[0, 0] = 1
            super().step()
            self.datacollector.collect(self)

    model = Campaign(**{"people.count": 30})
    model.step()
    model.step()
    collected = model.datacollector.get_model_vars_dataframe()
    assert model.steps == model.day == 2
    assert collected.followers.tolist() == model.series()["followers"].tolist()
