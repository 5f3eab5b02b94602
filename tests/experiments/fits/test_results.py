"""The results that are kept: what the command writes, and still what the model says."""

from __future__ import annotations

import csv
import json
import math

import numpy as np
import pytest

from experiments.fits import NAMES
from experiments.fits.games import CONDITIONS, read_games
from experiments.fits.replay import Weights, shipped
from experiments.fits.tables import DISTANCES, FITS
from experiments.fits.trust import FROM_REPLAY, counts_of, with_choice
from model.parameters import defaults
from tests.conftest import ROOT, shared_data

FOLDER = ROOT / "results" / "fits"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "columns"), [("fits.csv", FITS), ("distances.csv", DISTANCES)])
def test_every_fit_is_kept(name: str, columns: dict[str, str]) -> None:
    found = rows(name)
    assert list(found[0]) == list(columns)
    assert list(dict.fromkeys(row["fit"] for row in found)) == list(NAMES)


def test_the_manifest_tells_how_to_make_them() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    assert manifest["kind"] == "fits"
    assert manifest["quick"] is False
    assert manifest["command"].startswith("goodwill fit --data")
    assert all(len(file["sha256"]) == 64 for file in manifest["data"])


@pytest.mark.slow
def test_the_games_are_still_predicted_as_they_were() -> None:
    """Replays the real games through today's ledger; run the command again if this fails."""
    games = read_games(shared_data("trust/nv_games_decisions.csv.gz"))
    today = with_choice(games, FROM_REPLAY, Weights(shipped(dict(defaults()))), {})
    counts = counts_of(games)
    chances = counts.share(today.chances, np.ones(games.histories))
    kept = {
        row["statistic"]: (float(row["model"]), float(row["model_sd"]), int(row["replicates"]))
        for row in rows("fits.csv")
        if (row["fit"], row["variant"]) == ("trust", FROM_REPLAY)
    }
    for (name, _, _), chance in zip(CONDITIONS, chances, strict=False):
        mean, spread, replicates = kept[name]
        assert chance == pytest.approx(mean, abs=4 * spread / math.sqrt(replicates) + 1e-4)
