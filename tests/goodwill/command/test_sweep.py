"""``goodwill sweep`` and ``goodwill results``: what they print, refuse, and leave."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from experiments.sweep import open_results
from tests.goodwill.commands import here

TEXT = """
title = "A small question"
base = "one_brand"
days = 6
replicates = 3
set = {people.count = 60}
factors = {price = [8, 12]}
arms = {push = {strategy = "push"}, talk = {strategy = "conversational"}}
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sweep") / "question.toml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def out(file: Path) -> Path:
    folder = file.parent / "out"
    done = here("sweep", file, "--workers", 1, "--out", folder)
    assert done.exit_code == 0, done.stderr
    return folder


def test_it_says_what_was_found(out: Path) -> None:
    done = here("results", out)
    assert done.exit_code == 0, done.stderr
    assert "12 runs, 0 of them failed; complete" in done.stderr
    assert "trust: what each arm changes against push" in done.stdout
    assert done.stdout.count("talk") == 4


def test_everything_is_there(out: Path) -> None:
    names = {path.name for path in out.iterdir()}
    assert {"runs.parquet", "differences.parquet", "manifest.json", "experiment.toml"} <= names
    assert {"report.html", "figures"} <= names
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["command"].startswith("goodwill sweep")


def test_a_dry_run_writes_nothing(file: Path) -> None:
    before = sorted(file.parent.iterdir())
    done = here("sweep", file, "--dry-run", "--workers", 2)
    assert done.exit_code == 0, done.stderr
    for word in ("Points  2", "Runs    12", "Time", "Disk", "with 2 workers"):
        assert word in done.stdout
    assert sorted(file.parent.iterdir()) == before


def test_the_table_as_csv(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "runs.csv"
    assert here("results", out, "--csv", target).exit_code == 0
    with target.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    table = open_results(out).frame()
    assert len(rows) == len(table)
    assert [float(row["trust"]) for row in rows] == table["trust"].tolist()
    assert [path.name for path in tmp_path.iterdir()] == ["runs.csv"]


def test_the_page_can_be_drawn_again(out: Path) -> None:
    (out / "report.html").unlink()
    assert here("results", out, "--report").exit_code == 0
    assert "figures/" in (out / "report.html").read_text("utf-8")


@pytest.mark.slow
def test_a_row_is_repeated_as_a_run(out: Path, tmp_path: Path) -> None:
    row = open_results(out).frame().iloc[7]
    done = here("results", out, "--open", row["run_id"][:12], "--out", tmp_path / "one")
    assert done.exit_code == 0, done.stderr
    summary = json.loads((tmp_path / "one" / "summary.json").read_text("utf-8"))
    assert summary["brands"]["usual"]["final"]["trust"] == row["trust"]
    assert summary["seed"] == row["seed"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sweep", "smal", "--out", "x"), "did you mean small?"),
        (("sweep", "{file}"), "--out"),
        (
            ("sweep", "{file}", "--out", "x", "--set", "people.cuont=5"),
            "did you mean people.count?",
        ),
        (("sweep", "{file}", "--out", "x", "--retry-failed"), "goes with --resume"),
        (("sweep", "{file}", "--out", "x", "--reuse", "nowhere"), "holds no sweep"),
        (("sweep", "{file}", "--out", "{out}"), "holds a sweep already"),
        (("sweep", "{file}", "--out", "{file}"), "cannot be used"),
        (("sweep", "{file}", "--out", "x", "--strategies", "none.py"), "none.py"),
        (("results", "nowhere"), "holds no sweep"),
        (("results", "{out}", "--open", "zzzz"), "no such run"),
        (("results", "{out}", "--open", "a"), "run_id"),
        (("results", "{out}", "--csv", "no/such/folder/x.csv"), "cannot be written"),
        (("results", "{out}", "--out", "x"), "goes with --open"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    words: tuple[str, ...], message: str, file: Path, out: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    done = here(*(word.format(file=file, out=out) for word in words))
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") <= 4
    assert list(tmp_path.iterdir()) == []
