"""The page of a sweep as the command leaves it: from the runs on disk to pictures of paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.sweep import make_experiment, open_results, run_sweep
from viz.reports.sweep_page import report_sweep

QUESTION = {
    "title": "Paths & <pages>",
    "base": "three_strategies",
    "brand": "neighbour",
    "days": 8,
    "replicates": 2,
    "set": {"people.count": 40},
    "factors": {"staff_hours": [0.1, 0.8]},
    "arms": {"push": {"strategy": "push"}, "talk": {"strategy": "conversational"}},
    "outcomes": {
        "trust_soon": {"of": "trust", "how": "final", "day": 3},
        "trust_late": {"of": "trust", "how": "final", "day": 7},
        "never": {"of": "trust", "how": "time_to", "above": 0.999},
    },
    "series": {"columns": ["trust", "profit"], "brands": "all"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page") / "out"
    run_sweep(make_experiment(QUESTION), folder, workers=1)
    report_sweep(open_results(folder))
    return folder


@pytest.mark.slow
def test_every_kind_of_picture_that_fits_is_there(folder: Path) -> None:
    names = {path.stem for path in (folder / "figures").glob("*.png")}
    plain = {name for name in names if not name.endswith(("_dark", "_phone"))}
    assert plain == {"horizon", "over_staff_hours", "changes", "paths", "paths_by_point"}


@pytest.mark.often
def test_the_page_names_the_experiment_and_its_files(folder: Path) -> None:
    page = (folder / "report.html").read_text("utf-8")
    assert "Paths &amp; &lt;pages&gt;" in page
    assert "Neighbour" in page
    for name in ("runs.parquet", "differences.parquet", "manifest.json", "experiment.toml"):
        assert f'href="{name}"' in page
    assert "run_sweep" in page  # what repeats it, where no command line was there


@pytest.mark.often
def test_an_outcome_that_never_came_is_a_dash(folder: Path) -> None:
    page = (folder / "report.html").read_text("utf-8")
    assert "<span>–</span>" in page
    assert "nan" not in page.replace("finance", "")
