"""``goodwill fit``: what it says of missing data, and what it leaves."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from experiments.fits.resampling import uniforms
from experiments.fits.tables import DISTANCES, FITS, PANELS
from tests.goodwill.commands import here


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with customers made up: most never return, some often do."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "purchases").mkdir()
    repeats = np.floor(-1.2 * np.log(uniforms(400, 1))).astype(int)
    last = np.where(repeats > 0, 4.0 + 30.0 * uniforms(400, 2), 0.0)
    rows = [f"{i},{n},{t:.2f},38.86" for i, (n, t) in enumerate(zip(repeats, last, strict=True))]
    path = folder / "purchases" / "cdnow_customers_summary.csv"
    path.write_text("\n".join(["ID,frequency,recency,T", *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def out(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fit") / "out"
    done = here("fit", "purchases", "--quick", "--data", data, "--out", folder)
    assert done.exit_code == 0, done.stderr
    assert "customers with 0 repeats" in done.stdout
    assert "Notice: " in done.stderr
    assert "cdnow_customers_summary.csv: columns not read: ID, T" in done.stderr
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.often
def test_everything_is_there(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        "fits.csv", "curves.csv", "distances.csv", "figures", "manifest.json",
    }  # fmt: skip
    assert (out / "figures" / "purchases.png").exists()
    for name, columns in (("fits", FITS), ("curves", PANELS), ("distances", DISTANCES)):
        found = rows(out / f"{name}.csv")
        assert list(found[0]) == list(columns)
        assert {row["fit"] for row in found} == {"purchases"}


@pytest.mark.often
def test_fitted_need_comes_nearer_than_what_ships(out: Path) -> None:
    far = {
        row["variant"]: float(row["distance"])
        for row in rows(out / "distances.csv")
        if row["measure"] == "total variation of repeats"
    }
    assert far["fitted"] < far["as shipped"]


@pytest.mark.often
def test_the_manifest_says_which_data(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["kind"] == "fits"
    assert manifest["quick"] is True
    assert [file["file"] for file in manifest["data"]] == ["purchases/cdnow_customers_summary.csv"]
    assert manifest["fits"][0]["name"] == "purchases"
    assert any("columns not read: ID, T" in text for text in manifest["fits"][0]["notices"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fit", "purchases"), "--data: no data given"),
        (("fit", "--data", "nowhere"), "no such folder"),
        (("fit", "purchase", "--data", "."), "did you mean purchases?"),
        (("fit", "trust", "--data", "."), "missing: trust/nv_games_decisions.csv.gz"),
        (("fit", "--data", "."), "diffusion/brfarmers.csv"),
    ],
)
def test_what_is_missing_is_said_at_once(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOODWILL_DATA", raising=False)
    done = here(*words, "--out", "out")
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_variable_names_the_folder_too(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOODWILL_DATA", str(data))
    done = here("fit", "graphs", "--quick", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "missing: graphs/lastfm_asia_edges.csv" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "frequency: this column is missing"),
        (
            "frequency,recency\n1,2\nmany,3\n",
            'line 3, column frequency = "many": not allowed here; allowed: a whole number from 0',
        ),
        (
            "frequency,recency\n1,2\n1,\n",
            'line 3, column recency = "": not allowed here; allowed: a number from 0',
        ),
        ("frequency,recency\n", "holds no rows"),
        ("", "the file is empty"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "purchases").mkdir()
    (tmp_path / "purchases" / "cdnow_customers_summary.csv").write_text(content)
    done = here("fit", "purchases", "--quick", "--data", tmp_path)
    assert done.exit_code == 2
    assert "cdnow_customers_summary.csv" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "facebook_metrics: this key is missing"),
        ("[", "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        ('{"facebook_metrics": {"n": 500}}', "not the figures of a page"),
    ],
)
def test_wrong_figures_are_said_to_be_wrong(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "targets.json").write_text(content)
    done = here("fit", "engagement", "--quick", "--data", tmp_path)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ('{"n": 9}', ".n = 9: not the figures of a page; allowed: a whole number of posts from 10"),
        ('{"m": 1}', ".n: not the figures of a page: missing; allowed: a whole number"),
        (
            '{"n": 20, "reach_over_page_likes_q10_50_9": [1, 2, 3]}',
            ".reach_over_page_likes_q10_50_9: no such figure; allowed: three rising numbers above"
            " 0; did you mean reach_over_page_likes_q10_50_90?",
        ),
        (
            '{"n": 20, "reach_over_page_likes_q10_50_90": [1, 2]}',
            ".reach_over_page_likes_q10_50_90 = [1, 2]: not",
        ),
    ],
)
def test_a_wrong_figure_is_one_message_with_what_is_allowed(
    figures: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "targets.json").write_text(f'{{"facebook_metrics": {figures}}}')
    done = here("fit", "engagement", "--quick", "--data", tmp_path)
    assert done.exit_code == 2
    assert f"targets.json: facebook_metrics{said}" in done.stderr


def test_wrong_games_and_contacts_are_said_to_be_wrong(tmp_path: Path) -> None:
    for folder in ("trust", "diffusion"):
        (tmp_path / folder).mkdir()
    games = tmp_path / "trust" / "nv_games_decisions.csv.gz"
    games.write_bytes(b"no gzip")
    assert "not a gzip file" in here("fit", "trust", "--data", tmp_path).stderr
    for name, place in (("brfarmers", "village"), ("medInnovations", "city")):
        path = tmp_path / "diffusion" / f"{name}.csv"
        path.write_text(f"{place},id,toa\n1,1,2\n1,2,3\n")
    assert "nobody is named" in here("fit", "diffusion", "--data", tmp_path).stderr
