"""``goodwill graph``: what was guessed, the shape, and the default network beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.fits.own_graph import nearness, shape_of, verdict
from model.network import build_network
from model.network.graph import from_edges
from model.parameters import defaults
from tests.goodwill.commands import here


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    path = tmp_path / "ring.csv"
    rows = "".join(f"p{at};p{(at + 1) % 30}\n" for at in range(30))
    path.write_text(f"Name;Adores\n{rows}p0;p0\n")
    return path


def test_everything_is_said_and_nothing_written(ring: Path) -> None:
    done = here("graph", ring)
    assert done.exit_code == 0
    for said in ("first row", "themselves: 1", "largest degree", "components", "default network"):
        assert said in done.stdout
    assert list(ring.parent.iterdir()) == [ring]


def test_json_has_the_same(ring: Path) -> None:
    found = json.loads(here("graph", ring, "--json").stdout)
    assert (found["people"], found["links"], found["components"]) == (30, 30, 1)
    assert found["clustering"] == 0
    assert found["default_network"]["figures"]["mean degree"]["graph"]["value"] == 2
    assert any("first row" in notice for notice in found["notices"])


def test_the_header_can_be_denied(ring: Path) -> None:
    found = json.loads(here("graph", ring, "--json", "--graph-header", "no").stdout)
    assert (found["people"], found["components"]) == (32, 2)


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text('{"a": 1}')
    done = here("graph", path)
    assert done.exit_code == 2
    assert "JSON" in done.stderr


def test_the_shape_of_two_pairs_and_somebody_alone() -> None:
    import numpy as np

    shape = shape_of(from_edges(np.array([0, 2]), np.array([1, 3]), 5))
    assert (shape.people, shape.links, shape.without_links) == (5, 2, 1)
    assert (shape.components, shape.largest_component) == (3, 2)


def test_the_default_network_comes_near_itself() -> None:
    found = nearness(build_network(dict(defaults()), 1500, seed=5))
    assert found is not None
    assert "comes near" in verdict(found)
