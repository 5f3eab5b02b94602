"""A model that nobody holds any more is freed, people and all."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from collections.abc import Callable

import mesa
import pytest

from model.model import BrandAudienceModel
from tests.model.mesa_home.towns import both_engines, town


def as_made(model: BrandAudienceModel) -> None:
    """Do nothing."""


def stepped(model: BrandAudienceModel) -> None:
    model.step()


def looked_at(model: BrandAudienceModel) -> None:
    model.step()
    assert model.people[0].friends
    assert len(model.grid.agents) == len(model.people)
    assert len(model.datacollector.get_model_vars_dataframe()) == 1


def joined(model: BrandAudienceModel) -> None:
    mesa.Agent(model)


@both_engines
@pytest.mark.parametrize("use", [as_made, stepped, looked_at, joined])
def test_the_last_reference_frees_it(engine: str, use: Callable[..., None]) -> None:
    model = town(engine=engine)
    use(model)
    watched = weakref.ref(model)
    parts = [weakref.ref(part) for part in (*model.agents, model.world.people, model.world.pairs)]
    del model
    gc.collect()
    assert watched() is None
    assert [part for part in parts if part() is not None] == []


@pytest.mark.often
@pytest.mark.parametrize(("engine", "people", "models"), [("compiled", 2000, 50), ("plain", 60, 8)])
def test_many_models_take_no_more_memory_than_one(engine: str, people: int, models: int) -> None:
    town(engine=engine, people=people)  # whatever stays once, stays
    gc.collect()
    tracemalloc.start()
    try:
        model = town(engine=engine, people=people)
        size, _ = tracemalloc.get_traced_memory()
        del model
        for _ in range(models):
            town(engine=engine, people=people)
        gc.collect()
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > people * 300  # what is measured holds the people
    assert left < size / 2
