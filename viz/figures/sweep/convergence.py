"""How the difference between arms settles as replicates come in."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from viz.figures.lines import LinePanel, Lines, full_height
from viz.figures.sheet import Shape, Sheet
from viz.figures.sweep.facts import SweepFacts, half_text, present, rows, source, spoken
from viz.figures.sweep.numbers import NumberAxis, number_panel, unit_of, value_limits
from viz.figures.sweep.telling import interval, noun, quoted
from viz.figures.tables import Floats, Table
from viz.figures.words import PERCENT

CAPTION = (
    "The mean difference over the first so many replicates. Where the band has left zero and "
    "stays away from it, more replicates change the size of the difference, not its sign."
)
HEIGHT = 2.4


def curves(table: Table, arms: list[str]) -> tuple[Floats, Floats]:
    """Return the numbers of replicates, and mean, low and high [part, arm, number]."""
    counts = np.unique(np.asarray(table["count"], dtype=float))
    found = np.full((3, len(arms), len(counts)), np.nan)
    for k, arm in enumerate(arms):
        own = rows(table, arm=arm)
        at = np.searchsorted(counts, np.asarray(table["count"], dtype=float)[own])
        for part, name in enumerate(("mean", "low", "high")):
            found[part, k, at] = table[name][own]
    return counts, found


def finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline: how well the differences are known after all replicates."""
    measured = facts.measured(outcome)
    counts, (_, low, high) = curves(table, present(facts.arms, table, "arm"))
    half = (high[:, -1] - low[:, -1]) / 2 if counts.size else np.zeros(0)
    half = half[np.isfinite(half)]
    if not half.size:
        return f"Too few replicates to tell how well {noun(measured)} is known"
    amount = half_text(measured.outcome, float(half.max()))
    return (
        f"After {int(counts[-1]):,} replicates, differences in {noun(measured)} are known "
        f"to ± {amount}"
    )


def alternative(table: Table, facts: SweepFacts, outcome: str, headline: str) -> str:
    """Return the picture in words, with the differences after all replicates."""
    arms, measured = present(facts.arms, table, "arm"), facts.measured(outcome)
    counts, found = curves(table, arms)
    said = [f"{spoken(arm)} {interval(measured, *map(float, found[:, k, -1]))}"
            for k, arm in enumerate(arms)]  # fmt: skip
    start = f"{headline}. Lines narrowing with replicates, {int(counts[0])} to {int(counts[-1])}."
    return f"{start} Differences from {spoken(facts.arms[0])} at the end: {'; '.join(said)}."


def convergence(
    table: Table,
    facts: SweepFacts,
    outcome: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return one line an arm: its mean difference from the first after so many replicates."""
    arms, printed = present(facts.arms, table, "arm"), facts.measured(outcome).outcome
    height, whole = full_height(len(arms), HEIGHT)
    deck = (
        f"Change against {quoted(facts.arms[0])} over the first so many replicates. "
        f"Band: 95{PERCENT} interval."
    )
    counts, (mean, low, high) = curves(table, arms)
    sheet = Sheet(mode, shape, headline, deck, source(facts, counts[-1:]), whole)
    colors = [facts.colours(mode)[arm] for arm in arms]
    settled = counts >= min(4, counts[-1])
    parts = np.concatenate([low[:, settled], high[:, settled], mean[:, settled]])
    bounds = value_limits(parts, zero=True)
    place = LinePanel(printed.title, unit_of(printed, True), 0, 0, sheet.width, height, bounds)
    lines = Lines(counts, mean, [spoken(arm) for arm in arms], colors, low, high)
    axis = NumberAxis(counts, "replicates")
    number_panel(sheet, place, lines, axis, outcome=printed, change=True, dots=len(counts) <= 30)
    return sheet.figure
