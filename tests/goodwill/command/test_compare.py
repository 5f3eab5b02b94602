"""``goodwill compare``: what it prints, and what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.comparison import tables
from experiments.comparison.outcomes import OUTCOMES, PATHS
from experiments.store.parquet import read_notes, read_table
from tests.goodwill.commands import SMALL, here

ARMS = ("silent", "push", "mixed:promotion_share=0.3")
WORDS = ("compare", "three_strategies", "--arms", ",".join(ARMS), *SMALL)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare") / "out"
    done = here(*WORDS, "--replicates", 3, "--brand", "metronome", "--seed", 4, "--out", folder)
    assert done.exit_code == 0, done.stderr
    return folder


def test_everything_is_there(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        "manifest.json", "scenario.toml", "runs.parquet", "series.parquet",
        "differences.parquet", "summary.json", "report.html", "figures",
    }  # fmt: skip
    names = {path.name for path in (out / "figures").iterdir()}
    assert {"differences.png", "differences_dark.png", "trust_by_arm.png"} <= names
    page = (out / "report.html").read_text("utf-8")
    assert "figures/differences.png" in page
    assert "Metronome" in page
    assert "one row an arm, outcome and day" in page


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("runs", tables.runs_notes()), ("series", tables.PATHS),
        ("differences", tables.DIFFERENCES),
    ],
)  # fmt: skip
def test_every_column_is_explained_in_the_file(out: Path, name: str, notes: dict) -> None:
    assert read_notes(out / f"{name}.parquet") == notes
    assert list(read_table(out / f"{name}.parquet")) == list(notes)


def test_there_is_a_row_for_everything(out: Path) -> None:
    runs, series, differences = (
        read_table(out / f"{name}.parquet") for name in ("runs", "series", "differences")
    )
    assert runs["arm"].tolist() == [*ARMS] * 3
    assert runs["seed"].tolist() == [4] * 3 + [5] * 3 + [6] * 3
    assert len(series["day"]) == len(ARMS) * len(PATHS) * 12
    assert len(differences["arm"]) == 2 * len(OUTCOMES)


def test_the_manifest_and_the_summary_say_what_was_compared(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["kind"] == "comparison"
    assert manifest["engine"] == "compiled"
    assert manifest["brand"] == "metronome"
    assert [arm["name"] for arm in manifest["arms"]] == list(ARMS)
    assert manifest["arms"][2]["options"] == {"promotion_share": 0.3}
    assert manifest["seeds"] == [4, 5, 6]
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert (summary["baseline"], summary["brand"], summary["replicates"]) == (
        "silent", "metronome", 3,
    )  # fmt: skip
    differences = read_table(out / "differences.parquet")
    row = (differences["arm"] == "push") & (differences["outcome"] == "trust")
    assert summary["differences"]["push"]["trust"]["mean"] == differences["mean"][row][0]


def test_the_number_of_workers_changes_nothing(out: Path, tmp_path: Path) -> None:
    words = (*WORDS, "--replicates", 3, "--brand", "metronome", "--seed", 4, "--no-figures")
    assert here(*words, "--workers", 1, "--out", tmp_path / "one").exit_code == 0
    for name in ("runs.parquet", "series.parquet", "differences.parquet", "summary.json"):
        assert (tmp_path / "one" / name).read_bytes() == (out / name).read_bytes()


def test_what_it_leaves_can_be_run_again(out: Path, tmp_path: Path) -> None:
    words = ("compare", out / "scenario.toml", "--arms", ",".join(ARMS), "--replicates", 3)
    done = here(*words, "--brand", "metronome", "--no-figures", "--out", tmp_path / "again")
    assert done.exit_code == 0, done.stderr
    for name in ("runs.parquet", "differences.parquet"):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes()


def test_the_first_brand_is_the_focal_one(tmp_path: Path) -> None:
    done = here(*WORDS, "--replicates", 1, "--no-figures", "--out", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["brand"] == "megaphone"
    assert "Arms of megaphone: silent, push" in done.stderr


@pytest.mark.often
def test_one_replicate_works_and_says_what_it_cannot_say(tmp_path: Path) -> None:
    done = here(*WORDS, "--replicates", 1, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert "One replicate: no intervals" in done.stderr
    differences = read_table(tmp_path / "out" / "differences.parquet")
    assert np.isfinite(differences["mean"]).any()
    assert np.isnan(differences["low"]).all()


def test_it_prints_how_the_arms_differ() -> None:
    done = here(*WORDS, "--replicates", 2)
    assert done.exit_code == 0
    assert "Trust" in done.stdout
    assert "Profit" in done.stdout
    assert "Push" in done.stdout


@pytest.mark.slow
def test_a_graph_is_shared_by_all(tmp_path: Path) -> None:
    (tmp_path / "ring.csv").write_text("".join(f"{n},{(n + 1) % 30}\n" for n in range(30)))
    words = ("compare", "one_brand", "--arms", "silent,push", "--replicates", 2, "--days", 5)
    done = here(*words, "--graph", tmp_path / "ring.csv", "--no-figures", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["people"] == manifest["graph"]["people"] == 30
