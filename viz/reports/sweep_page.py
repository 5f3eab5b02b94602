"""The page of a sweep's folder, complete or not: its pictures and ``report.html``."""

from __future__ import annotations

from experiments.analysis.facts import sweep_facts
from experiments.sweep.results import Results
from viz.figures.tables import Table
from viz.reports.about import about_sweep
from viz.reports.sweep import sweep_report


def report_sweep(found: Results) -> None:
    """Draw the default pictures of a sweep and write its page into its folder."""
    made, folder = found.experiment, found.folder
    planned = None if found.is_complete else found.counts()["rows"]
    about = about_sweep(folder, made)
    sweep_report(folder, found.table(), sweep_facts(made), about, _series(found), planned)


def _series(found: Results) -> Table | None:
    """Return the days that were kept of the focal brand, if any were."""
    if found.experiment.series is None:
        return None
    frame = found.series()
    if "brand" in frame:
        frame = frame[frame["brand"] == found.experiment.brand]
    return {name: frame[name].to_numpy() for name in frame} if len(frame) else None
