"""Given points that are each run in one replicate of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.sweep import load_experiment, run_sweep
from experiments.sweep.writing import write_experiment
from model.errors import InputError

FILE = """
base = "one_brand"
days = 3
seed = 40
replicates = {replicates}
[set]
people.count = 30
[factors]
staff_hours = "range"
[design]
kind = "points"
file = "points.csv"
[outcomes]
trust = "final"
"""


def written(folder: Path, *rows: str, replicates: Any = 1) -> Path:
    (folder / "points.csv").write_text("\n".join(["staff_hours,replicate", *rows]))
    (folder / "asked.toml").write_text(FILE.format(replicates=replicates))
    return folder / "asked.toml"


def test_each_point_is_run_in_its_replicate(tmp_path: Path) -> None:
    made = load_experiment(written(tmp_path, "0.5,2", "1.5,0", "0.5,0"))
    table = run_sweep(made, tmp_path / "out", workers=1).table()
    assert table["point"].tolist() == [0, 1, 2]
    assert table["replicate"].tolist() == [2, 0, 0]
    assert table["seed"].tolist() == [42, 40, 40]
    assert table["staff_hours"].tolist() == [0.5, 1.5, 0.5]
    assert table["trust"][0] != table["trust"][2]


def test_they_are_written_and_read_again(tmp_path: Path) -> None:
    made = load_experiment(written(tmp_path, "0.1,3", "0.2,1"))
    (tmp_path / "again").mkdir()
    write_experiment(made, tmp_path / "again")
    again = load_experiment(tmp_path / "again" / "experiment.toml")
    assert again.design == made.design
    assert again.design.replicates == (3, 1)
    assert again.content_hash() == made.content_hash()


@pytest.mark.parametrize("cell", ["-1", "x", "", "1.5", "99999999"])
def test_what_is_no_replicate_is_told(tmp_path: Path, cell: str) -> None:
    with pytest.raises(InputError, match="line 3: no replicate"):
        load_experiment(written(tmp_path, "0.1,0", f"0.2,{cell}"))


@pytest.mark.parametrize(
    "replicates", ["5", '{outcome = "trust", half_width = 0.1, least = 2, most = 9}']
)
def test_a_point_cannot_have_one_replicate_and_several(tmp_path: Path, replicates: str) -> None:
    with pytest.raises(InputError, match="replicate of its own"):
        load_experiment(written(tmp_path, "0.1,0", replicates=replicates))
