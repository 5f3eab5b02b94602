"""From the tables of studies to pictures: what ``pictures`` is to runs and sweeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.studies.split import STRATEGY

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
    from viz.saving import save_picture

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
    from viz.saving import save_picture

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
    from viz.saving import save_picture

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
    from viz.saving import save_picture

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
    from viz.figures.sweep import bands
    from viz.saving import save_picture

    own = np.flatnonzero(table["outcome"] == outcome)
    (factor,), arm = facts.factors, STRATEGY
    facts = replace(facts, arms=(arm,), strategies=(arm,))
    surface = {name: np.asarray(table[name])[own] for name in ("mean", "low", "high", "replicates")}
    surface[factor.name] = np.asarray(table["promotion_share"])[own]
    surface["arm"] = np.full(len(own), arm, dtype=object)
    measured = facts.measured(outcome)
    names = [f"{outcome}_{day}" for day in table["horizon"][own].tolist()]
    surface["outcome"] = np.array(names, dtype=object)
    shown = list(dict.fromkeys(names))
    headline = split_finding(table, outcome, measured.title)
    named = replace(facts, outcomes={n: _after(measured, n) for n in shown})
    return save_picture(
        folder / FIGURES, f"split_{outcome}",
        lambda mode, shape: bands.bands(surface, named, factor.name, shown, headline, mode, shape),
        headline, bands.alternative(surface, named, factor.name, shown, headline), SPLIT_CAPTION,
    )  # fmt: skip


SPLIT_CAPTION = (
    "The share of a brand's posts that are promotions, the rest being posts for the relation. "
    "All shares ran on the same people and luck; what cannot be told from the best beyond "
    "chance is in split.parquet."
)


def _after(measured: Any, name: str) -> Any:
    """Return an outcome whose title says after how many days it is."""
    days = name.rpartition("_")[2]
    outcome = replace(measured.outcome, title=f"{measured.title}, {int(days):,} days")
    return replace(measured, outcome=outcome)


def split_finding(table: Table, outcome: str, title: str) -> str:
    """Return the headline: the best share at each horizon."""
    from viz import words

    own = (table["outcome"] == outcome) & table["best"]
    rows = np.flatnonzero(own)
    parts = []
    for row in rows:
        day = int(table["horizon"][row])
        rivals = (table["outcome"] == outcome) & (table["horizon"] == day)
        close = table["promotion_share"][rivals & (table["best"] | table["undecided"])]
        low, high = float(close.min()), float(close.max())
        share = words.share(low) if low == high else f"{words.share(low)} to {words.share(high)}"
        parts.append(f"{share} after {day:,} days")
    return f"Best share of promotions for {title.lower()}: {', '.join(parts)}"
