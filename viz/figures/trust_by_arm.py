"""Trust over time under each arm, with the interval of its mean over replicates."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.differences import OF_EACH, arms
from viz.figures.lines import LinePanel, Lines, full_height, line_panel
from viz.figures.sheet import Shape, Sheet, origin
from viz.figures.tables import Floats, RunFacts, Table, days, ends
from viz.figures.theme import strategy_colours
from viz.figures.value_axis import trust_limits

DECK = "Mean trust of all people. Band: 95\u00a0% interval of that mean over the replicates."
CAPTION = "How trust in the brand unfolds under each strategy, on the same people and luck."
HEIGHT = 2.4


def by_arm(paths: Table, column: str) -> Floats:
    """Return one column as an array [arm, day]; NaN where an arm has no row."""
    at, row_day = np.unique(np.asarray(paths["day"]), return_inverse=True)
    names = arms(paths)
    row_arm = np.array([names.index(str(name)) for name in paths["arm"]], dtype=int)
    values = np.full((len(names), len(at)), np.nan)
    values[row_arm, row_day] = np.asarray(paths[column], dtype=float)
    return values


def finding(paths: Table) -> str:
    """Return the headline: which arm ends most and which least trusted."""
    names, end = arms(paths), ends(by_arm(paths, "mean"))
    if not np.isfinite(end).any():
        return "No trust was measured"
    best, worst = int(np.nanargmax(end)), int(np.nanargmin(end))
    first = f"Trust ends at {words.trust(end[best])} under {words.spoken(names[best])}"
    if best == worst:
        return first
    return f"{first}, at {words.trust(end[worst])} under {words.spoken(names[worst])}"


def alternative(paths: Table, facts: RunFacts) -> str:
    """Return the picture in words, with its numbers."""
    mean, low, high = (by_arm(paths, column) for column in ("mean", "low", "high"))
    start, end, least, most = ends(mean, last=False), ends(mean), ends(low), ends(high)
    parts = [
        f"{words.spoken(name)}: from {words.trust(start[i])} to {words.trust(end[i])} "
        f"(95 % interval {words.trust(least[i])} to {words.trust(most[i])})"
        for i, name in enumerate(arms(paths))
    ]
    return f"{finding(paths)}. Line chart over time. {'; '.join(parts)}. {origin(facts, OF_EACH)}"


def trust_by_arm(
    paths: Table, facts: RunFacts, mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return mean trust over time, one line an arm, with 95 % intervals."""
    names = arms(paths)
    mean, low, high = (by_arm(paths, column) for column in ("mean", "low", "high"))
    height, whole = full_height(len(names), HEIGHT)
    sheet = Sheet(mode, shape, finding(paths), DECK, origin(facts, OF_EACH), whole)
    bounds = trust_limits(np.concatenate([mean, low, high]), least=0.1)
    trust = facts.outcome("trust")
    place = LinePanel(trust.title, trust.unit, 0, 0, sheet.width, height, bounds)
    colors = strategy_colours(names, mode)
    spoken = [words.spoken(name) for name in names]
    line_panel(sheet, place, Lines(days(paths), mean, spoken, colors, low, high))
    return sheet.figure
