"""Docking on random worlds: any values that the declarations allow, any graph, any brands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.network.graph import Graph, from_edges
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.strategies import SHIPPED
from tests.model.engines.docking import dock
from tests.model.engines.markets import BUSY, OWN, market
from tests.model.scenario.documents import options, value_of

MOST_PEOPLE = 10
FREE = {
    name: parameter
    for name, parameter in PARAMETERS.items()
    if name != "people.count" and not name.startswith("network.")
}


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """Draw values: some at their busy ones, some anywhere in their range, the rest usual."""
    busy = {key: value for key, value in BUSY.items() if key in FREE}
    chosen = draw(st.lists(st.sampled_from(sorted(FREE)), max_size=40, unique=True))
    values = {key: value for key, value in busy.items() if draw(st.booleans())}
    return values | {key: draw(value_of(FREE[key])) for key in chosen}


@st.composite
def brands(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one brand: a strategy with any options, and any levers."""
    kind = draw(st.sampled_from([*OWN, *SHIPPED]))
    levers = {key: value_of(parameter) for key, parameter in BRAND_PARAMETERS.items()}
    drawn = draw(st.fixed_dictionaries({}, optional=levers))
    return {"strategy": kind.name, "options": draw(options(kind))} | drawn


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a small graph; some people may have no friends."""
    people = draw(st.integers(1, MOST_PEOPLE))
    person = st.integers(0, people - 1)
    links = np.array(draw(st.lists(st.tuples(person, person), max_size=25)), int).reshape(-1, 2)
    return from_edges(links[:, 0], links[:, 1], people)


@pytest.mark.often
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.dictionaries(st.sampled_from("abcd"), brands(), min_size=1, max_size=3),
    worlds(),
    graphs(),
    st.integers(5, 15),
    st.integers(0, 2**63 - 1),
)
def test_random_worlds(
    tables: dict[str, Any], values: dict[str, Any], graph: Graph, days: int, seed: int
) -> None:
    base = market(tables, len(graph.indptr) - 1, seed=seed, **values)
    dock(base, days, graph)
