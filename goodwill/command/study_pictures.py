"""From the tables of studies to pictures: what ``pictures`` is to runs and sweeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.analysis.discovery import Discovery
    from experiments.store.parquet import Table
    from experiments.sweep.experiment import Experiment

FIGURES = "figures"


def facts_of(made: Experiment, runs: int, failed: int = 0) -> Any:
    """Return what pictures say about where they come from."""
    from experiments.analysis.facts import sweep_facts
    from viz.figures.sweep.facts import SweepFacts

    return SweepFacts.of(sweep_facts(made), runs, failed)


def draw_sensitivity(folder: Path, table: Table, method: str, facts: Any) -> list[Any]:
    """Draw the bars of shares of variance, or of effects on each outcome."""
    from viz.figures.sweep import indices
    from viz.reports.saving import save_picture

    if method == "sobol":
        headline = indices.sobol_finding(table, facts)
        words = indices.sobol_alternative(table, facts, headline)
        return [
            save_picture(
                folder / FIGURES, "indices",
                lambda mode, shape: indices.sobol(table, facts, headline, mode, shape),
                headline, words, indices.SOBOL_CAPTION,
            )
        ]  # fmt: skip
    return [_effects(folder, table, facts, name) for name in indices.outcomes_of(table)]


def _effects(folder: Path, table: Table, facts: Any, outcome: str) -> Any:
    from viz.figures.sweep import indices
    from viz.reports.saving import save_picture

    headline = indices.morris_finding(table, facts, outcome)
    return save_picture(
        folder / FIGURES, f"effects_{outcome}",
        lambda mode, shape: indices.morris(table, facts, outcome, headline, mode, shape),
        headline, indices.morris_alternative(table, facts, outcome, headline),
        indices.MORRIS_CAPTION,
    )  # fmt: skip


def draw_regions(folder: Path, found: Discovery, facts: Any, aim: str) -> list[Any]:
    """Draw how each region was found, and its limits."""
    from viz.figures.sweep import prim
    from viz.reports.saving import save_picture

    pictures = []
    for box in found.boxes["box"].tolist():
        headline = prim.finding(found.boxes, found.limits, facts, aim, box)

        def draw(mode: str, shape: Any, box: int = box, headline: str = headline) -> Any:
            tables = (found.boxes, found.limits, found.trajectory)
            return prim.prim(*tables, facts, headline, aim, box, mode, shape)

        words = prim.alternative(found.boxes, found.limits, facts, headline, box)
        where = folder / FIGURES
        pictures.append(save_picture(where, f"region_{box}", draw, headline, words, prim.CAPTION))
    return pictures


def draw_front(
    folder: Path, front: Table, objectives: Sequence[str], levers: Sequence[str], facts: Any
) -> list[Any]:
    """Draw the Pareto front; with one objective there is nothing to draw."""
    from viz.figures.sweep import pareto
    from viz.reports.saving import save_picture

    if len(objectives) < 2:
        return []
    headline = pareto.finding(front, facts, objectives)
    return [
        save_picture(
            folder / FIGURES, "front",
            lambda mode, shape: pareto.pareto(
                front, facts, objectives, levers, headline, mode, shape
            ),
            headline, pareto.alternative(front, facts, objectives, levers, headline),
            pareto.CAPTION,
        )
    ]  # fmt: skip


def draw_split(folder: Path, table: Table, outcomes: Sequence[str], facts: Any) -> list[Any]:
    """Draw each objective over the share of promotions, one panel a horizon."""
    return [_split(folder, table, outcome, facts) for outcome in outcomes]


def _split(folder: Path, table: Table, outcome: str, facts: Any) -> Any:
    from viz.figures.sweep import split
    from viz.reports.saving import save_picture

    headline = split.finding(table, facts, outcome)
    return save_picture(
        folder / FIGURES, f"split_{outcome}",
        lambda mode, shape: split.split(table, facts, outcome, headline, mode, shape),
        headline, split.alternative(table, facts, outcome, headline), split.CAPTION,
    )  # fmt: skip


FILES = {
    "indices.parquet": "one row an outcome and factor: its indices with intervals",
    "boxes.parquet": "one row a region: how dense it is, and how much it covers",
    "limits.parquet": "one row a region and factor that limits it",
    "trajectory.parquet": "one row a step of the peeling",
    "cases.parquet": "one row a point: its levels, and whether the condition holds",
    "front.parquet": "one row a candidate that was run again: levers, objectives, place",
    "search.parquet": "one row a candidate of the search",
    "split.parquet": "one row a horizon, objective and share of promotions",
    "summary.json": "the most important numbers",
    "scenario.toml": "the scenario that everything starts from",
    "manifest.json": "parameters, seeds, versions and hashes: everything needed to repeat",
}
"""What the folder of a study may hold, and what that is."""


def report(
    folder: Path,
    made: Experiment,
    found: Any,
    pictures: Sequence[Any],
    notes: Mapping[str, str],
    command: str,
) -> None:
    """Write the page of a study; ``found`` is what it says, ``notes`` define the columns."""
    from experiments.manifest import version
    from viz.reports.page import About
    from viz.reports.study import study_report

    there = {path.name for path in folder.iterdir()} | {"manifest.json"}
    base = made.base
    what = {
        "Base": base.title,
        "Brand": base.brand(made.brand).label,
        "People": f"{base.values['people.count']:,}",
        "Days": f"{base.days:,}",
        "First seed": str(base.seed),
        "Version": f"Goodwill {version()}",
    }
    split = ((name, *note.partition(": ")) for name, note in notes.items())
    about = About(
        made.title, made.about, command, what,
        [(name, kind if text else "", text or kind) for name, kind, _, text in split],
        [(name, text) for name, text in FILES.items() if name in there],
    )  # fmt: skip
    study_report(folder, found, pictures, about)
