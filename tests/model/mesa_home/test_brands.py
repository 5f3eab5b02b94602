"""Brands are Mesa agents whose attributes are the day's observables."""

from __future__ import annotations

import math

import mesa
import pytest

from model.errors import InputError
from model.observables import COLUMNS
from tests.model.mesa_home.towns import both_engines, town


@both_engines
def test_brands_are_agents_with_the_observables_as_attributes(engine: str) -> None:
    model = town(engine=engine)
    model.run(4)
    table = model.series()
    last = [i for i, day in enumerate(table["day"]) if day == 3]
    assert [table["brand"][i] for i in last] == [brand.name for brand in model.base.brands]
    for i in last:
        brand = model.brand(table["brand"][i])
        assert isinstance(brand, mesa.Agent)
        assert brand in model.agents
        for column in COLUMNS:
            value, found = getattr(brand, column.name), table[column.name][i]
            assert value == found or (math.isnan(value) and math.isnan(found)), column.name


def test_agent_sets_read_and_choose_among_them() -> None:
    model = town()
    model.run(3)
    trust = model.agents.get("trust")
    best = model.agents.select(lambda brand: brand.trust == max(trust))
    assert [brand.trust for brand in best] == [max(trust)]


def test_mesa_collects_from_them_as_from_any_agent() -> None:
    model = town()
    collector = mesa.DataCollector(agent_reporters={"followers": "followers"})
    model.step()
    collector.collect(model)
    collected = collector.get_agent_vars_dataframe()["followers"].tolist()
    assert collected == [brand.followers for brand in model.brands]


def test_before_the_first_day_nothing_has_been_observed() -> None:
    assert math.isnan(town().brands[0].trust)


def test_they_list_what_they_have_and_say_who_they_are() -> None:
    brand = town().brand("megaphone")
    assert {"trust", "profit", "plan", "name"} <= set(dir(brand))
    assert repr(brand) == "<brand megaphone: push>"
    with pytest.raises(AttributeError, match="turst"):
        _ = brand.turst


def test_an_unknown_brand_is_named() -> None:
    with pytest.raises(InputError, match="did you mean neighbour"):
        town().people[0].towards("neigbour")
