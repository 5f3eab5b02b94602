"""The main job on real input: three strategies on a social network of 7,624 people."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.store.parquet import read_table
from tests.conftest import ROOT, shared_data
from tests.goodwill.commands import apart

DAYS = 60

pytestmark = pytest.mark.often


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = shared_data("graphs/lastfm_asia_edges.csv")
    folder = tmp_path_factory.mktemp("main")
    words = ("run", "three_strategies", "--graph", graph, "--days", DAYS, "--out", "out")
    done = apart(*words, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == ["out"]
    return folder / "out"


@pytest.mark.slow
def test_everybody_in_the_file_is_there_by_id(out: Path) -> None:
    people = read_table(out / "people.parquet")
    assert len(people["person"]) == 3 * 7624
    assert people["id"][:7624].tolist() == list(range(7624))
    assert people["friends"][:7624].sum() == 2 * 27_806
    assert ((people["trust"] > 0) & (people["trust"] < 1)).all()


def test_five_thousand_of_them_are_in_the_picture(out: Path) -> None:
    people = read_table(out / "people.parquet")
    assert np.isfinite(people["x"][:7624]).sum() == 5000


def test_all_days_of_all_brands_are_told(out: Path) -> None:
    series = read_table(out / "series.parquet")
    assert series["day"].tolist() == [day for day in range(DAYS) for _ in range(3)]
    assert series["brand"][:3].tolist() == ["megaphone", "metronome", "neighbour"]


def test_all_pictures_and_the_page_are_there(out: Path) -> None:
    for name in ("trust_and_sales", "reading", "money", "trust_graph"):
        for mode in ("", "_dark"):
            picture = (out / "figures" / f"{name}{mode}.png").read_bytes()
            assert picture.startswith(b"\x89PNG")
    page = (out / "report.html").read_text("utf-8")
    for label in ("Megaphone", "Metronome", "Neighbour"):
        assert label in page


def test_the_manifest_knows_the_graph(out: Path) -> None:
    graph = json.loads((out / "manifest.json").read_text("utf-8"))["graph"]
    assert graph["file"] == "lastfm_asia_edges.csv"
    assert (graph["people"], graph["links"]) == (7624, 27_806)


def test_it_is_found_by_path_from_the_checkout(tmp_path: Path) -> None:
    graph = shared_data("graphs/lastfm_asia_edges.csv")
    words = ("run", "scenarios/three_strategies.toml", "--graph", graph, "--days", 1)
    done = apart(*words, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "7,624 people" in done.stderr
