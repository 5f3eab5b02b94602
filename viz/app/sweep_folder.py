"""Results that ``goodwill sweep`` wrote, opened by a page: read, never run."""

from __future__ import annotations

from pathlib import Path

from experiments.analysis.cube import make_cube
from experiments.analysis.facts import sweep_facts
from experiments.sweep import open_results
from experiments.sweep.design import points as points_of
from experiments.sweep.layout import OWN_STRATEGIES
from model.errors import InputError
from viz.app.map_results import MapResults
from viz.figures.sweep.facts import SweepFacts

MOST_ROWS = 500_000
"""Runs of results from elsewhere that a page opens."""
_results = Path()


def use_results(folder: str) -> None:
    """Let the pages of this process open the sweeps in a folder; raise ``InputError``."""
    global _results
    if not Path(folder).is_dir():
        raise InputError("no such folder", file=folder, allowed="a folder with results of sweeps")
    _results = Path(folder).resolve()


def results_folder() -> Path:
    """Return the folder whose sweeps the pages may open."""
    return _results


def sweeps_in(folder: Path) -> list[str]:
    """Return the names of the folders with a sweep's results in a folder, sorted."""
    try:
        found = [path for path in folder.iterdir() if (path / "ledger.sqlite").is_file()]
    except OSError:
        return []
    return sorted(path.name for path in found)[:200]


def open_map(folder: Path, name: str) -> MapResults:
    """Return the results that a sweep wrote to ``folder / name``, or raise ``InputError``."""
    if name not in sweeps_in(folder):
        raise InputError("no results of that name", value=name, allowed="one of the list")
    place = folder / name
    if (place / OWN_STRATEGIES).exists():
        raise InputError(
            "was run with strategies of its own, which a page never loads", file=name,
            allowed=f"goodwill results {name}",
        )  # fmt: skip
    results = open_results(place)
    experiment, counts = results.experiment, results.counts()
    if counts["rows"] > MOST_ROWS:
        raise InputError("too large for a page", file=name, value=counts["rows"],
                         allowed=f"at most {MOST_ROWS:,} runs")  # fmt: skip
    table = results.table()
    if not len(table["point"]):
        raise InputError("holds no finished run yet", file=name, allowed="wait for the sweep")
    arms = [arm.name for arm in experiment.arms]
    cube = make_cube(table, experiment.factor_names, experiment.outcome_names, arms)
    known = points_of(experiment)
    facts = SweepFacts.of(sweep_facts(experiment), counts["rows"], counts["failed"])
    note = "" if results.is_complete else "The sweep is not complete; this is what is there so far."
    return MapResults(experiment, facts, tuple(known[point] for point in cube.points), cube, note)
