"""Titles, captions, findings and labels speak of the data that were read, never of the sample."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.fits import NAMES, diffusion, engagement, fit_named, needed_files, purchases
from experiments.fits.data import DataFolder
from experiments.fits.result import Fit

SAMPLES = re.compile(
    r"CDNOW|Fader|Hardie|2,357|27 to 39|168,386|Nay|Vorobeychik|eight|Moro|Rita|Vala|Facebook"
    r"|(?i:page)|2014|500|(?i:farmer)|corn|(?i:physician)|tetracycline|(?i:medinnov)|netdiffuseR"
    r"|Bulte|LastFM|Twitch|Rozemberczki|(?i:brand\b)"
)
"""What only the published samples are called."""
FIGURES = {
    "n": 77, "reach_over_page_likes_q10_50_90": [0.01, 0.05, 0.2],
    "interactions_over_reach_q10_50_90": [0.01, 0.03, 0.1], "ln_reach_mu_sd": [8.0, 1.1],
    "reach_top10pct_share": 0.4, "inter_top10pct_share": 0.5,
    "elasticity_ln_inter_vs_ln_reach": 0.7, "like_comment_share_totals": [90, 5, 5],
}  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> DataFolder:
    """Return a folder of one's own data for every fit, each with something to guess."""
    rounds = [f"{t};{'coop' if (t + g) % 3 else 'defect'};{'' if t == 1 else (t + g) % 2}"
              for g in range(30) for t in range(1, 9)]  # fmt: skip
    people = [f"1,{i},{1 + i % 4},{(i + 1) % 30},99" for i in range(30)]
    links = [f"{i}\t{(i + step) % 40}" for i in range(40) for step in (1, 2)]
    files = {
        "trust/nv_games_decisions.csv.gz": "Round;decision;partner_decision\n" + "\n".join(rounds),
        "targets.json": json.dumps({"facebook_metrics": FIGURES}),
        "purchases/cdnow_customers_summary.csv":
            "x;t_x\n" + "\n".join(f"{i % 5};{i % 5 * 3},5" for i in range(40)),
        "diffusion/brfarmers.csv": "town,id,toa,net1,net2\n" + "\n".join(people),
        "diffusion/medInnovations.csv": "town,id,toa,net1,net2\n" + "\n".join(people),
        "graphs/lastfm_asia_edges.csv": "a\tb\n" + "\n".join(links),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        data = f"{text}\n".encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return DataFolder(tmp_path)


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model's runs be made up, since only words are looked at."""

    def customers(seed: int, people: int, **values: Any) -> purchases.Customers:
        return purchases.Customers(np.arange(50) % 4, np.arange(50) % 4 * 9.0)

    def adoption(graph: Any, hazards: Any, periods: int, seed: int) -> Any:
        return np.random.default_rng(seed).integers(0, periods + 1, len(graph.indptr) - 1)

    monkeypatch.setattr(engagement, "page_figures", lambda seed, people: np.full(13, 0.1))
    monkeypatch.setattr(purchases, "customers", customers)
    monkeypatch.setattr(diffusion, "adoption", adoption)


def texts(found: Any) -> Iterator[str]:
    """Yield every text within what a fit found."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(found, (list, tuple)):
        for value in found:
            yield from texts(value)


def spoken(found: Fit, data: DataFolder) -> list[str]:
    """Return all texts of a fit without the names of its files."""
    files = [data.path / file for file in needed_files(found.name)]
    names = [str(data.path), *(name for file in files for name in (str(file), file.name))]
    any_name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    said = [getattr(found, field.name) for field in fields(found) if field.name != "notices"]
    return [any_name.sub("", text) for text in texts(said)]


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_of_the_published_sample(name: str, own: DataFolder) -> None:
    found = fit_named(name)(own, True)
    wrong = [text for text in spoken(found, own) if SAMPLES.search(text)]
    assert not wrong
    assert str(own.path) in found.source


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("trust", ["Round is read as period", "separated by semicolons"]),
        ("purchases", ["x is read as frequency", "recency: the comma is taken as the mark"]),
        ("diffusion", ["town is read as village", "town is read as city",
                       "namings of somebody who is not in the file left out: 30"]),
        ("graphs", ["the first row is taken as the header"]),
    ],
)  # fmt: skip
def test_a_fit_keeps_what_was_guessed(name: str, said: list[str], own: DataFolder) -> None:
    kept = fit_named(name)(own, True).notices
    for text in said:
        assert any(text in notice and str(own.path) in notice for notice in kept), (text, kept)


@pytest.mark.usefixtures("swift")
def test_two_sets_of_contacts_have_a_row_each(own: DataFolder) -> None:
    panels = fit_named("diffusion")(own, True).panels
    rows = {(panel.labels[0], panel.x[0]) for panel in panels if panel.kind == "rows"}
    assert rows == {("brfarmers.csv", 0.0), ("medInnovations.csv", 1.0)}
