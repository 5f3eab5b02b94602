"""What all generators promise: the graph asked for, from the seed alone, at every size."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from model.network import GENERATORS, READ
from model.network.graph import degrees
from model.parameters.network import PARAMETERS
from tests.model.network.worlds import assert_well_formed, made, same

KINDS = tuple(GENERATORS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, 3, 10, 57, 1000, 20_000])
def test_every_size_gives_a_well_formed_graph(kind: str, count: int) -> None:
    assert_well_formed(made(kind, count), count)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [0, 7, -1, 2**63, 2**64 - 1])
def test_the_seed_alone_decides(kind: str, seed: int) -> None:
    assert same(made(kind, 500, seed), made(kind, 500, seed))
    assert not same(made(kind, 500, seed), made(kind, 500, seed + 1))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mean", [2.0, 8.0, 13.0, 50.0])
def test_the_mean_degree_is_the_one_asked_for(kind: str, mean: float) -> None:
    assert degrees(made(kind, 5000, mean_degree=mean)).mean() == pytest.approx(mean, rel=0.03)


@pytest.mark.parametrize("kind", KINDS)
def test_more_friends_than_people_gives_almost_everyone_as_friends(kind: str) -> None:
    graph = made(kind, 12, mean_degree=200.0, rewiring=0.0)
    assert_well_formed(graph, 12)
    least = 5.0 if kind == "scale_free" else 9  # a newcomer links to half of the others
    assert degrees(graph).mean() >= least


@pytest.mark.parametrize("kind", KINDS)
def test_extreme_values_give_a_well_formed_graph(kind: str) -> None:
    extremes = {p.key: (p.low, p.high) for p in PARAMETERS if p.kind is float}
    for key in set(READ[kind]) & set(extremes):
        for value in extremes[key]:
            assert_well_formed(made(kind, 400, **{key: value}), 400)
    if "community_size" in READ[kind]:
        for size in (5, 100_000):
            assert_well_formed(made(kind, 400, community_size=size), 400)


def test_every_declared_parameter_is_read_and_every_kind_declared() -> None:
    declared = {p.key: p for p in PARAMETERS}
    read = {key for keys in READ.values() for key in keys}
    assert read | {"kind", "interest_rounds"} == set(declared)
    assert set(declared["kind"].choices) == set(GENERATORS) == set(READ)


def test_in_the_default_network_nobody_is_alone() -> None:
    assert degrees(made("social", 5000)).min() >= 1


def test_friends_have_neighbouring_numbers_in_the_default_network() -> None:
    graph = made("social", 20_000)
    rows = np.repeat(np.arange(20_000), degrees(graph))
    assert np.median(np.abs(rows - graph.indices)) < 300


@pytest.mark.parametrize(("kind", "loop"), [("social", "_link"), ("scale_free", "_grow")])
def test_compiled_and_plain_code_make_the_same_graph(
    kind: str, loop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module(f"model.network.{kind}")
    compiled = made(kind, 300, seed=3)
    monkeypatch.setattr(module, f"{loop}_compiled", getattr(module, loop))
    with np.errstate(over="ignore"):  # products wrap, as they are meant to
        assert same(compiled, made(kind, 300, seed=3))
