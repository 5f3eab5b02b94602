"""From the tables of studies to pictures on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.analysis.discovery import Discovery
from experiments.analysis.facts import sweep_facts
from experiments.store.parquet import Table
from experiments.sweep.experiment import Experiment
from viz.figures.sweep import indices, pareto, prim, split
from viz.figures.sweep.facts import SweepFacts
from viz.reports.saving import save_picture

FIGURES = "figures"


def study_facts(made: Experiment, runs: int, failed: int = 0) -> Any:
    """Return what pictures say about where they come from."""
    return SweepFacts.of(sweep_facts(made), runs, failed)


def draw_sensitivity(folder: Path, table: Table, method: str, facts: Any) -> list[Any]:
    """Draw the bars of shares of variance, or of effects on each outcome."""
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
    headline = indices.morris_finding(table, facts, outcome)
    return save_picture(
        folder / FIGURES, f"effects_{outcome}",
        lambda mode, shape: indices.morris(table, facts, outcome, headline, mode, shape),
        headline, indices.morris_alternative(table, facts, outcome, headline),
        indices.MORRIS_CAPTION,
    )  # fmt: skip


def draw_regions(folder: Path, found: Discovery, facts: Any, aim: str) -> list[Any]:
    """Draw how each region was found, and its limits."""
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
    headline = split.finding(table, facts, outcome)
    return save_picture(
        folder / FIGURES, f"split_{outcome}",
        lambda mode, shape: split.split(table, facts, outcome, headline, mode, shape),
        headline, split.alternative(table, facts, outcome, headline), split.CAPTION,
    )  # fmt: skip
