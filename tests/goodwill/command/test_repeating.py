"""Runs and sweeps that are repeated from what they left, and archives of them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from experiments.manifest import file_facts
from tests.conftest import thinned
from tests.goodwill.commands import SMALL, here
from tests.model.strategies.own_file import only_shipped

OWN = """
from dataclasses import dataclass
from model.strategies.push import Push

@dataclass(frozen=True)
class OwnPush(Push):
    name = "own_push"
"""
SWEEP = """
base = "one_brand"
days = 4
replicates = 2
set = {people.count = 60}
arms = {push = {strategy = "push"}, talk = {strategy = "conversational"}}
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run on a graph of its own, with a change on the way; its graph is gone since."""
    place = tmp_path_factory.mktemp("run")
    graph = place / "friends.csv"
    graph.write_text("a,b\n" + "".join(f"p{i},p{(i * 7 + 1) % 50}\n" for i in range(50)))
    done = here(
        "run", "one_brand", "--days", 6, "--seed", 5, "--graph", graph, "--no-figures",
        "--set", "changes.3.brands.usual.price=9", "--out", place / "out",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    graph.unlink()
    return place / "out"


@pytest.mark.parametrize("named", ["", "manifest.json"])
def test_a_run_is_repeated_from_its_folder(named: str, ran: Path) -> None:
    done = here("run", ran / named)
    assert done.exit_code == 0, done.stderr
    assert "The results agree" in done.stderr
    assert "seed 5" in done.stderr


def test_results_that_differ_are_told(ran: Path, tmp_path: Path) -> None:
    manifest = json.loads((ran / "manifest.json").read_text("utf-8"))
    manifest["results_hash"] = "0" * 32
    manifest["graph"]["path"] = str(ran / "inputs" / "friends.csv")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    done = here("run", tmp_path)
    assert done.exit_code == 1
    assert "the results differ" in done.stderr


@pytest.mark.parametrize("kind", thinned(["run", "sweep"]))
def test_an_edited_graph_is_named_with_both_hashes(kind: str, tmp_path: Path) -> None:
    graph, out, new = (tmp_path / name for name in ("net.csv", "out", "new"))
    rows = [f"p{i},p{(i * 7 + 1) % 50}\n" for i in range(50)]
    graph.write_text("a,b\n" + "".join(rows))
    file = tmp_path / "question.toml"
    file.write_text(f"graph = {json.dumps(str(graph))}\n{SWEEP}".replace("people.count = 60", ""))
    how: tuple[object, ...] = ("--no-figures", "--workers", 1)
    words: tuple[object, ...] = ("sweep", file)
    if kind == "run":
        how, words = ("--no-figures",), ("run", "one_brand", *SMALL[2:], "--graph", graph)
    done = here(*words, *how, "--out", out)
    assert done.exit_code == 0, done.stderr
    before = file_facts(graph)["sha256"][:12]
    for edited in (graph, out / "inputs" / "net.csv"):
        edited.write_text("a,b\n" + "".join(rows[:25] + rows[:24:-1][:-3]))
    now = file_facts(graph)["sha256"][:12]
    again = here(kind, out, *how, "--out", new)
    assert again.exit_code == 1, again.stderr
    told = again.stderr.replace("\n", " ").partition("the results differ")[2]
    assert f"net.csv is not the file of then: SHA-256 {now} now, {before} then" in told


def test_another_run_is_not_compared(ran: Path) -> None:
    done = here("run", ran, "--seed", 6)
    assert done.exit_code == 0, done.stderr
    assert "agree" not in done.stderr
    assert "seed 6" in done.stderr


def test_somebodys_python_is_run_only_if_trusted(tmp_path: Path) -> None:
    own = tmp_path / "own.py"
    own.write_text(OWN)
    words = ("--strategies", own, "--set", "brands.usual.strategy=own_push", "--no-figures")
    done = here("run", "one_brand", *SMALL, *words, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    own.unlink()
    refused = here("run", tmp_path / "out")
    assert refused.exit_code == 2
    assert "own.py" in refused.stderr
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["strategies"][
        "sha256"
    ] in refused.stderr.replace("\n", "")
    trusted = here("run", tmp_path / "out", "--trust")
    assert trusted.exit_code == 0, trusted.stderr
    assert "The results agree" in trusted.stderr


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sweep") / "question.toml"
    file.write_text(SWEEP, "utf-8")
    done = here("sweep", file, "--workers", 1, "--no-figures", "--out", file.parent / "out")
    assert done.exit_code == 0, done.stderr
    return file.parent / "out"


def test_a_sweep_is_repeated_from_its_folder(swept: Path, tmp_path: Path) -> None:
    done = here("sweep", swept, "--workers", 1, "--no-figures", "--out", tmp_path / "new")
    assert done.exit_code == 0, done.stderr
    assert "The results agree" in done.stderr


def test_an_archive_opens_without_us(swept: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    assert here("results", swept, "--archive", file).exit_code == 0
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        rows = list(csv.DictReader(io.StringIO(archive.read("runs.csv").decode("utf-8-sig"))))
        readme = archive.read("README.md").decode()
    assert {"runs.parquet", "differences.csv", "experiment.toml", "manifest.json"} <= names
    assert {"versions.json", "scenario.toml"} <= names
    assert len(rows) == 4
    for column in rows[0]:
        assert f"`{column}`" in readme
    for word in ("Replicates: 2", "seeds 1 to 2", "An empty cell: no number"):
        assert word in readme


def test_files_that_were_edited_since_are_named_before_anything_is_made_of_them(
    tmp_path: Path,
) -> None:
    own, graph = tmp_path / "own.py", tmp_path / "g.csv"
    own.write_text(OWN)
    graph.write_text("a,b\n" + "".join(f"{i},{i + 1}\n" for i in range(30)))
    question = tmp_path / "question.toml"
    mine = SWEEP.replace('"push"', '"own_push"').replace("set = {people.count = 60}", "")
    question.write_text(mine + f'graph = "{graph}"\n', "utf-8")
    out = tmp_path / "out"
    words = ("--strategies", own, "--workers", 1, "--no-figures", "--out", out)
    done = here("sweep", question, *words)
    assert done.exit_code == 0, done.stderr
    clean = here("results", out, "--archive", tmp_path / "clean.zip", "--trust")
    assert "file of then" not in clean.stderr
    (out / "strategies.py").write_text(OWN + "# edited\n")
    (out / "inputs" / "g.csv").write_text("a,b\n1,2\n")
    for words in (
        ("results", out, "--archive", tmp_path / "all.zip", "--trust"),
        ("sweep", out, "--trust", "--dry-run"),
    ):
        told = here(*words)
        assert told.exit_code == 0, told.stderr
        for name in ("strategies.py", "inputs/g.csv"):
            assert f"Notice: {out / name} is not the file of then: SHA-256 " in told.stderr
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert "**Edited since" in archive.read("README.md").decode()
    with zipfile.ZipFile(tmp_path / "clean.zip") as archive:
        assert "**Edited since" not in archive.read("README.md").decode()


def test_an_archive_is_a_zip(swept: Path, tmp_path: Path) -> None:
    done = here("results", swept, "--archive", tmp_path / "all.rar")
    assert done.exit_code == 2
    assert ".zip" in done.stderr


def test_tables_say_what_they_are_of(swept: Path) -> None:
    text = here("results", swept).stderr
    assert "Notice" not in text
    for word in ("Replicates: 2", "seeds 1 to 2", "trust:", "A dash (-)"):
        assert word in text


COMPARE = ("--arms", "silent,mixed:promotion_share=0.3", "--replicates", 2, "--no-figures")


def test_a_comparison_is_repeated_from_its_folder(tmp_path: Path) -> None:
    graph = tmp_path / "friends.csv"
    graph.write_text("a,b\n" + "".join(f"p{i},p{(i * 7 + 1) % 50}\n" for i in range(50)))
    words = ("--days", 5, "--seed", 3, "--workers", 1, "--graph", graph)
    done = here("compare", "one_brand", *words, *COMPARE, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    graph.unlink()
    for named in (tmp_path / "out", tmp_path / "out" / "manifest.json"):
        again = here("compare", named, "--no-figures", "--workers", 1, "--out", tmp_path / "new")
        assert again.exit_code == 0, again.stderr
        assert "The results agree" in again.stderr
        assert "2 replicates of each" in again.stderr
    tables = [(tmp_path / name / "differences.parquet").read_bytes() for name in ("out", "new")]
    assert tables[0] == tables[1]
    other = here("compare", tmp_path / "out", "--replicates", 1, "--workers", 1)
    assert other.exit_code == 0, other.stderr
    assert "agree" not in other.stderr
    refused = here("run", tmp_path / "out")
    assert refused.exit_code == 2
    assert "is of a comparison, not of a run" in refused.stderr


def test_a_comparison_that_differs_or_is_no_comparison_is_told(tmp_path: Path) -> None:
    words = ("compare", "one_brand", *SMALL, *COMPARE, "--workers", 1, "--out", tmp_path / "out")
    assert here(*words).exit_code == 0
    file = tmp_path / "out" / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(manifest | {"results_hash": "0" * 32}))
    done = here("compare", tmp_path / "out", "--workers", 1)
    assert done.exit_code == 1
    assert "the results differ" in done.stderr
    file.write_text(json.dumps(manifest | {"arms": [1, 2]}))
    refused = here("compare", tmp_path / "out")
    assert refused.exit_code == 2
    assert "does not say what was compared" in refused.stderr


@pytest.mark.parametrize(("left_out", "said"), [(0, "--arms"), (2, "--replicates")])
def test_a_comparison_asks_for_what_is_missing(left_out: int, said: str) -> None:
    words = [*COMPARE[:left_out], *COMPARE[left_out + 2 :]]
    done = here("compare", "one_brand", *words)
    assert done.exit_code == 2
    assert f"{said}: missing" in done.stderr


STAMPED = """
import time
from dataclasses import dataclass
from model.plan import Plan
from model.strategies import Strategy

MARK = time.time_ns() % 10**6 / 10**6

@dataclass(frozen=True)
class Stamped(Strategy):
    name = "stamped"

    def plan(self, view):
        return Plan(staff_hours=view.staff_hours * MARK)
"""
QUESTION = """
base = "one_brand"
days = 12
set = {people.count = 60}
arms = {own = {strategy = "stamped"}}
"""
DOUBTED = {
    "run": ("one_brand", *SMALL, "--set", "brands.usual.strategy=stamped"),
    "compare": ("one_brand", *SMALL, "--arms", "silent,stamped", "--replicates", 1),
    "sweep": ("question.toml",),
}


@pytest.mark.parametrize(
    "command", ["run", "compare", pytest.param("sweep", marks=pytest.mark.slow)]
)
def test_a_strategy_that_plans_otherwise_is_named_where_results_differ(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(STAMPED)
    Path("question.toml").write_text(QUESTION)
    how = ("--no-figures",) if command == "run" else ("--no-figures", "--workers", 1)
    with only_shipped():
        done = here(command, *DOUBTED[command], "--strategies", "own.py", *how, "--out", "out")
        assert done.exit_code == 0, done.stderr
        again = here(command, "out", "--trust", *how, "--out", "new")
    assert again.exit_code == 2, again.stderr
    assert "strategy stamped, staff_hours" in again.stderr
    assert "planned at first; asked again on the same view" in again.stderr
