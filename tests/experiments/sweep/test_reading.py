"""Experiment files: what they may say, and what is said of mistakes in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.sweep import load_experiment, make_experiment, shipped_experiments
from experiments.sweep.design import points
from experiments.sweep.writing import FILE, write_experiment
from model.errors import InputError
from tests.experiments.sweep.files import SMALL, small
from tests.experiments.sweep.mutants import RIGHT


def refusal(**changes: Any) -> str:
    with pytest.raises(InputError) as caught:
        small(**changes)
    return caught.value.message


@pytest.mark.parametrize("name", shipped_experiments())
def test_what_ships_loads(name: str) -> None:
    made = load_experiment(name)
    assert made.title
    assert made.about
    assert points(made)


def test_there_are_the_four_that_are_promised() -> None:
    promised = {"small", "staff_or_media", "horizon", "price_or_liking"}
    assert promised <= set(shipped_experiments())


def test_a_bare_lever_is_the_focal_brands() -> None:
    made = small(factors={"wage": [10.0, 20.0]})
    assert made.factors[0].key == "brands.usual.wage"
    assert made.arms[0].changes == {"brands.usual.strategy": "push"}


@pytest.mark.parametrize("document", [SMALL, RIGHT, RIGHT | {"replicates": 2}])
def test_an_experiment_reads_back_from_its_own_folder(
    document: dict[str, Any], tmp_path: Path
) -> None:
    made = make_experiment(document)
    write_experiment(made, tmp_path)
    again = load_experiment(tmp_path / FILE)
    assert again.content_hash() == made.content_hash()
    assert points(again) == points(made)
    assert again.outcome_names == made.outcome_names


def test_given_points_read_back_too(tmp_path: Path) -> None:
    (tmp_path / "given.csv").write_text("price, trust.prior\n8.0,0.35\n11.25,0.6000000000000001\n")
    document = SMALL | {
        "factors": {"price": {"low": 5, "high": 20}, "trust": {"prior": "range"}},
        "design": {"kind": "points", "file": "given.csv"},
    }
    made = make_experiment(document, folder=tmp_path)
    assert points(made)[1] == {"price": 11.25, "trust.prior": 0.6000000000000001}
    folder = tmp_path / "out"
    folder.mkdir()
    write_experiment(made, folder)
    assert points(load_experiment(folder / FILE)) == points(made)


def test_names_that_a_spreadsheet_would_work_out_are_guarded_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "given.csv").write_text("=offer,market.outside\n-10 %,1.5\n=same,-0.5\n")
    document = SMALL | {
        "factors": {
            "=offer": {"choices": {"-10 %": {"price": 9.0}, "=same": {"price": 10.0}}},
            "market.outside": {"low": -1.0, "high": 2.0},
        },
        "design": {"kind": "points", "file": "given.csv"},
    }
    made = make_experiment(document, folder=tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()
    write_experiment(made, folder)
    lines = (folder / "points.csv").read_text().splitlines()
    assert lines == ["'=offer,market.outside", "'-10 %,1.5", "'=same,-0.5"]
    assert points(load_experiment(folder / FILE)) == points(made)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"factors": {"prise": [1]}}, ("prise", "unknown key")),
        ({"factors": {"price": {"low": 9, "high": 8}}}, ("factors.price.high", "below low")),
        ({"factors": {"price": [1, 1]}}, ("factors.price", "twice")),
        ({"factors": {"price": [0.0]}}, ("price = 0.0", "out of range", "0.01 to 100000")),
        ({"factors": {"price": "rage"}}, ("factors.price", "range")),
        ({"factors": {"seed": [1, 2]}}, ("seeds are not a factor", "replicates")),
        ({"factors": {"price": {"low": 1, "high": 2, "scale": "lgo"}}}, ("did you mean log?",)),
        ({"base": "one_brnd"}, ("one_brnd", "did you mean")),
        ({"base": None}, ("base", "missing")),
        ({"brand": "usul"}, ("brand", "did you mean usual?")),
        ({"arms": {"a": {"strategy": "psh"}}}, ("arms.a", "did you mean push?")),
        ({"arms": {"a": {"strateg": "push"}}}, ("arms.a", "unknown key")),
        ({"design": {"kind": "gird"}}, ("design.kind", "did you mean grid?")),
        ({"design": {"kind": "points", "file": "none.csv"}}, ("none.csv", "cannot be read")),
        ({"outcomes": {"trst": "final"}}, ("outcomes.trst", "did you mean trust?")),
        ({"outcomes": {"trust": "finl"}}, ("outcomes.trust.how", "did you mean final?")),
        ({"outcomes": {"x": {"of": "trust", "how": "time_to"}}}, ("outcomes.x.above",)),
        ({"outcomes": {"x": {"of": "trust", "from": 9}}, "days": 5}, ()),
        ({"outcomes": {"x": {"of": "trust", "how": "mean", "to": 0}}}, ("empty window",)),
        ({"outcomes": {"price": {"of": "trust"}}}, ("price", "taken")),
        ({"replicates": 0}, ("replicates = 0", "1 to 100000")),
        ({"replicates": {"outcome": "trst", "half_width": 1}}, ("did you mean trust?",)),
        ({"replicates": {"outcome": "trust"}}, ("half_width", "missing")),
        ({"replicates": 10**4, "limits": {"runs": 99}}, ("40,000 runs", "limits.runs = 99")),
        ({"series": {"columns": ["trst"]}}, ("series.columns", "did you mean trust?")),
        ({"set": {"people": {"cuont": 5}}}, ("people.cuont", "did you mean people.count?")),
        ({"graph": "g.csv", "factors": {"people.count": [5, 6]}}, ("either people.count",)),
        ({"colour": 1}, ("colour = 1", "unknown key")),
    ],
)
def test_mistakes_are_told_by_name(changes: dict[str, Any], words: tuple[str, ...]) -> None:
    if not words:  # a window past the end is empty in every run, and no mistake of the file's
        small(**changes)
        return
    message = refusal(**changes)
    for word in words:
        assert word in message
    assert "\n" not in message
