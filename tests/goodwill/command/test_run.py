"""``goodwill run``: what it prints, and what it leaves."""

from __future__ import annotations

import json
import re
import shlex
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from experiments import columns
from experiments.store.parquet import read_notes, read_table
from model.compilation import source_hash
from model.model import BrandAudienceModel
from model.network import read_network
from model.observables import COLUMNS
from model.scenario import load_scenario
from tests.conftest import ROOT
from tests.goodwill.commands import SMALL, apart, here

TABLES = ("series.parquet", "people.parquet")
WANTED = {
    "day", "brand", "strategy", "trust", "trust_known", "trust_p10", "trust_p50", "trust_p90",
    "closeness", "familiarity", "suspicion", "followers", "left", "alienated", "impressions",
    "read", "reactions", "inbound", "answered", "talk_positive", "talk_negative", "purchases",
    "revenue", "cost", "profit", "return_on_attention",
}  # fmt: skip
BANK = ("run", "bank_crush", "--set", "people.count=60", "--days", 40, "--seed", 5)
WATCHED = list(range(1, 60, 3))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole output, pictures and all, with some people watched."""
    folder = tmp_path_factory.mktemp("run") / "out"
    done = here(*BANK, "--watch", "58,1", "--watch", ",".join(map(str, WATCHED)), "--out", folder)
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def manifest(out: Path) -> dict:
    return json.loads((out / "manifest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def model() -> BrandAudienceModel:
    """The same run, by hand."""
    made = BrandAudienceModel(
        "bank_crush", seed=5, watch=WATCHED, **{"people.count": 60, "days": 40}
    )
    made.run()
    return made


def same(table: dict, expected: dict) -> None:
    assert list(table) == list(expected)
    for name, column in table.items():
        np.testing.assert_array_equal(column, expected[name], err_msg=name)


# --- what is printed -------------------------------------------------------------------


def test_without_a_folder_it_prints_what_became_of_each_brand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = here("run", "bank_crush", *SMALL)
    assert done.exit_code == 0
    for label, strategy in (
        ("The friendly teller", "bait and pitch"),
        ("The plain bank", "conversational"),
        ("The quiet bank", "silent"),
    ):
        assert f"{label} ({strategy})" in done.stdout
    assert "The bank crush: 60 people, 12 days, seed 1, compiled engine" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_one_is_no_plural() -> None:
    one = ("one_brand", "--days", 1, "--set", "people.count=1")
    assert "1 person, 1 day, seed 1, compiled" in here("run", *one).stderr
    done = here("compare", *one, "--arms", "push,silent", "--replicates", 1)
    assert "Arms of usual: push, silent; 1 replicate of each" in done.stderr


def test_progress_is_a_line_every_tenth_where_nobody_looks() -> None:
    done = here("run", "one_brand", "--set", "people.count=20", "--days", 200)
    lines = [line for line in done.stderr.splitlines() if line.startswith("Day: ")]
    assert 9 <= len(lines) <= 11
    assert lines[-1].split(": ")[1].split(" of ")[0] == lines[-1].split(" of ")[1]


def test_an_earlier_output_is_replaced_and_that_is_said(tmp_path: Path) -> None:
    words = ("run", "one_brand", *SMALL, "--no-figures", "--out", tmp_path / "out")
    assert "replaces" not in here(*words).stderr
    again = here(*words, "--seed", 2)
    assert "replaces an earlier output" in again.stderr
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["seed"] == 2


# --- what is left ----------------------------------------------------------------------


def test_everything_is_there(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        "manifest.json", "scenario.toml", "series.parquet", "people.parquet", "summary.json",
        "ledger.parquet", "events.parquet", "report.html", "figures",
    }  # fmt: skip


def test_every_picture_is_there_light_and_dark(out: Path) -> None:
    names = {path.name for path in (out / "figures").glob("*.png")}
    for picture in ("trust_and_sales", "reading", "money", "trust_graph"):
        assert {f"{picture}.png", f"{picture}_dark.png"} <= names


def test_the_report_shows_every_picture_and_how_to_repeat_it(out: Path) -> None:
    page = (out / "report.html").read_text("utf-8")
    for picture in ("trust_and_sales", "reading", "money", "trust_graph"):
        assert f"figures/{picture}.png" in page
    assert "The bank crush" in page
    assert "--seed 5" in re.sub("<[^>]+>", "", page)


def test_series_are_those_of_the_model(out: Path, model: BrandAudienceModel) -> None:
    table = read_table(out / "series.parquet")
    assert set(table) >= WANTED
    same(table, model.series())


def test_people_are_those_of_the_model_and_stand_in_the_picture(
    out: Path, model: BrandAudienceModel
) -> None:
    table = read_table(out / "people.parquet")
    assert table["brand"].tolist() == [b.name for b in model.base.brands for _ in range(60)]
    for brand in model.brands:
        rows = table["brand"] == brand.name
        np.testing.assert_array_equal(table["trust"][rows], model.trust()[:, brand.place])
    assert np.isfinite(table["x"]).all()
    assert np.isfinite(table["y"]).all()
    np.testing.assert_array_equal(table["x"][:60], table["x"][60:120])


def test_the_ledger_is_that_of_the_watched(out: Path, model: BrandAudienceModel) -> None:
    ledger = read_table(out / "ledger.parquet")
    assert len(set(ledger["person"])) > 5
    same({name: ledger[name] for name in model.ledger.changes()}, model.ledger.changes())
    events = read_table(out / "events.parquet")
    assert events["event"].tolist() == model.ledger.events()["event"].tolist()


def test_changes_of_trust_add_up_to_where_trust_stands(out: Path) -> None:
    ledger, people = (read_table(out / f"{name}.parquet") for name in ("ledger", "people"))
    for person, brand in set(zip(ledger["person"], ledger["brand"], strict=True)):
        rows = (ledger["person"] == person) & (ledger["brand"] == brand)
        stands = people["trust"][(people["person"] == person) & (people["brand"] == brand)][0]
        start = ledger["trust"][rows][0] - ledger["amount"][rows][0]
        assert start + ledger["amount"][rows].sum() == pytest.approx(stands, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("series", columns.SERIES), ("people", columns.PEOPLE),
        ("ledger", columns.LEDGER), ("events", columns.EVENTS),
    ],
)  # fmt: skip
def test_every_column_is_explained_in_the_file(out: Path, name: str, notes: dict) -> None:
    table, told = read_table(out / f"{name}.parquet"), read_notes(out / f"{name}.parquet")
    assert told == {column: notes[column] for column in table}


def test_the_summary_is_of_all_brands(out: Path) -> None:
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    series = read_table(out / "series.parquet")
    assert (summary["people"], summary["days"], summary["seed"]) == (60, 40, 5)
    assert list(summary["brands"]) == ["friendly_teller", "plain_bank", "quiet_bank"]
    told = summary["brands"]["plain_bank"]
    own = series["brand"] == "plain_bank"
    assert told["label"] == "The plain bank"
    assert told["final"]["trust"] == series["trust"][own][-1]
    assert told["total"]["purchases"] == series["purchases"][own].sum()


def test_the_manifest_holds_what_is_needed_to_repeat(manifest: dict) -> None:
    assert manifest["engine"] == "compiled"
    assert (manifest["seed"], manifest["days"], manifest["people"]) == (5, 40, 60)
    assert manifest["source_hash"] == source_hash()
    assert {"python", "goodwill", "numpy", "numba", "mesa"} <= set(manifest["versions"])
    assert manifest["watched"] == WATCHED
    assert manifest["command"].startswith("goodwill run bank_crush ")
    started, finished = (datetime.fromisoformat(manifest[key]) for key in ("started", "finished"))
    assert started.tzinfo is not None
    assert started <= finished
    assert manifest["seconds"] >= 0
    expected = load_scenario("bank_crush").with_values({"people.count": 60, "days": 40, "seed": 5})
    assert manifest["scenario"] == expected.to_dict()
    assert manifest["content_hash"] == expected.content_hash()


# --- again -----------------------------------------------------------------------------


def tables(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in TABLES]


def test_the_same_command_gives_the_same_tables(out: Path, manifest: dict, tmp_path: Path) -> None:
    words = shlex.split(manifest["command"])[1:]
    words[words.index("--out") + 1] = str(tmp_path / "again")
    assert here(*words, "--no-figures").exit_code == 0
    assert tables(tmp_path / "again") == tables(out)
    for name in ("ledger.parquet", "events.parquet", "summary.json", "scenario.toml"):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes()


def test_the_scenario_it_leaves_gives_the_same_tables(out: Path, tmp_path: Path) -> None:
    words = ("run", out / "scenario.toml", "--no-figures", "--out", tmp_path / "again")
    assert here(*words).exit_code == 0
    assert tables(tmp_path / "again") == tables(out)


@pytest.mark.often
def test_another_process_elsewhere_with_another_number_of_threads_gives_the_same_tables(
    out: Path, tmp_path: Path
) -> None:
    done = apart(*BANK, "--threads", 1, "--no-figures", "--out", "again", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path / "again") == tables(out)


def test_the_plain_engine_gives_the_same_tables(out: Path, tmp_path: Path) -> None:
    words = (*BANK, "--engine", "plain", "--no-figures", "--out", tmp_path / "plain")
    assert here(*words).exit_code == 0
    assert tables(tmp_path / "plain") == tables(out)
    assert json.loads((tmp_path / "plain" / "manifest.json").read_text())["engine"] == "plain"


def test_another_seed_gives_other_tables(out: Path, tmp_path: Path) -> None:
    words = (*BANK, "--seed", 6, "--no-figures", "--out", tmp_path / "other")
    assert here(*words).exit_code == 0
    assert tables(tmp_path / "other") != tables(out)


# --- a graph and strategies of one's own -----------------------------------------------


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    """A ring of forty people with names, one link of it told twice."""
    names = [f"p{number:02}" for number in range(40)]
    links = [*zip(names, [*names[1:], names[0]], strict=True), (names[1], names[0])]
    path = tmp_path / "ring.csv"
    path.write_text("from,to\n" + "".join(f"{a},{b}\n" for a, b in links))
    return path


def test_a_graph_sets_the_number_of_people_and_names_them(tmp_path: Path, ring: Path) -> None:
    words = (
        "run",
        "one_brand",
        "--graph",
        ring,
        "--days",
        30,
        "--watch",
        "p05,p06",
        "--no-figures",
    )
    done = here(*words, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert "40 people" in done.stderr
    assert "Notice: " in done.stderr
    people = read_table(tmp_path / "out" / "people.parquet")
    assert people["id"].tolist() == [f"p{number:02}" for number in range(40)]
    assert set(people["friends"]) == {2}
    assert set(read_table(tmp_path / "out" / "ledger.parquet")["id"]) == {"p05", "p06"}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["people"] == manifest["graph"]["people"] == manifest["graph"]["links"] == 40
    assert manifest["graph"]["file"] == "ring.csv"
    assert len(manifest["graph"]["sha256"]) == 64
    header, twice = manifest["graph"]["notices"]
    assert "header" in header
    assert "repeat a link" in twice


def test_a_run_on_a_graph_can_be_repeated_from_what_it_leaves(tmp_path: Path, ring: Path) -> None:
    words = ("--graph", ring, "--no-figures", "--out")
    assert here("run", "one_brand", "--days", 5, *words, tmp_path / "out").exit_code == 0
    again = here("run", tmp_path / "out" / "scenario.toml", *words, tmp_path / "again")
    assert again.exit_code == 0, again.stderr
    assert tables(tmp_path / "again") == tables(tmp_path / "out")


def test_whether_the_first_row_is_a_header_can_be_said(tmp_path: Path, ring: Path) -> None:
    words = ("run", "one_brand", "--graph", ring, "--days", 1)
    assert "40 people" in here(*words, "--graph-header", "yes").stderr
    assert "42 people" in here(*words, "--graph-header", "no").stderr
    assert len(read_network(ring, False).ids) == 42


def test_strategies_of_ones_own_are_run_and_their_file_is_recorded(tmp_path: Path) -> None:
    own = ROOT / "docs" / "examples" / "own_strategy.py"
    (tmp_path / "mine.toml").write_text('[brands.a]\nstrategy = "office_hours"\n')
    words = ("run", tmp_path / "mine.toml", "--strategies", own, *SMALL, "--no-figures")
    done = here(*words, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["strategies"]["file"] == "own_strategy.py"
    assert set(read_table(tmp_path / "out" / "series.parquet")["strategy"]) == {"office_hours"}


def test_every_column_of_the_model_is_in_the_series(out: Path) -> None:
    assert [column.name for column in COLUMNS] == list(read_table(out / "series.parquet"))[3:]
