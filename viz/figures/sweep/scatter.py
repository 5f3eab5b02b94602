"""A sample's points: an outcome against each of the factors that matter most, by arm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.dots import key_lines
from viz.figures.sweep.facts import SweepFacts, fine_text, present, rows, source, spoken
from viz.figures.sweep.numbers import NumberAxis, tick_form, value_limits
from viz.figures.sweep.telling import noun
from viz.figures.tables import Table
from viz.figures.typesetting import clip
from viz.figures.value_axis import gutter, marks_for, set_values

DECK = "Each dot is the mean over the replicates of one point and arm."
CAPTION = "All points of the sample, against the factors that go with the outcome most."
MOST = 4
HEIGHT, HEAD, FOOT = 1.7, 0.44, 0.46


def strongest(table: Table, factors: Sequence[str]) -> list[str]:
    """Return at most four factors, those of the strongest rank correlations first."""

    def strength(name: str) -> float:
        found = np.abs(np.asarray(table["mean"], dtype=float)[rows(table, factor=name)])
        return float(np.nanmax(found)) if np.isfinite(found).any() else -1.0

    return sorted(factors, key=lambda name: -strength(name))[:MOST]


def finding(table: Table, facts: SweepFacts, outcome: str, factors: Sequence[str]) -> str:
    """Return the headline: how far the outcome ranges over the sample."""
    measured = facts.measured(outcome)
    values = np.asarray(table["mean"], dtype=float)[rows(table, outcome=outcome)]
    values = values[np.isfinite(values)]
    if not values.size:
        return f"No run has a value of {noun(measured)}"
    low, high = (fine_text(measured.outcome, float(v)) for v in (values.min(), values.max()))
    by = facts.factor(factors[0]).noun
    if low == high:
        return f"{measured.title} is {low} at every point of the sample"
    return f"{measured.title} ranges from {low} to {high} over the sample, first of all by {by}"


def alternative(
    table: Table, facts: SweepFacts, outcome: str, factors: Sequence[str], headline: str
) -> str:
    """Return the picture in words."""
    names = ", ".join(facts.factor(name).noun for name in factors)
    count = len(rows(table, outcome=outcome))
    note = source(facts, table["replicates"])
    return f"{headline}. Scatter of {count:,} dots against {names}. {note}"


def scatter(
    table: Table,
    facts: SweepFacts,
    outcome: str,
    factors: Sequence[str],
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return one panel a factor, dots in the colours of the arms."""
    own, measured = rows(table, outcome=outcome), facts.measured(outcome)
    arms, colors = present(facts.arms, table, "arm"), facts.colours(mode)
    across = 2 if shape == "wide" and len(factors) > 1 else 1
    key = [(colors[arm], clip(spoken(arm), "label", 3.0)) for arm in arms if len(arms) > 1]
    lines = key_lines(key, Sheet.inner(shape))
    top, step = 0.24 * len(lines), HEAD + HEIGHT + FOOT
    note = source(facts, table["replicates"][own])
    sheet = Sheet(mode, shape, headline, DECK, note, top + -(-len(factors) // across) * step)
    for i, line in enumerate(lines):
        sheet.key(0, 0.12 + 0.22 * i, line)
    bounds = value_limits(np.asarray(table["mean"], dtype=float)[own])
    marks = marks_for(*bounds, HEIGHT)
    form = tick_form(measured.outcome, marks)
    left = gutter([form(mark) for mark in marks])
    width = (sheet.width - 0.3 * (across - 1)) / across - left
    for k, name in enumerate(factors):
        x = (k % across) * (width + left + 0.3) + left
        box = Area(x, top + (k // across) * step + HEAD, width, HEIGHT)
        ax, factor = sheet.axes(box), facts.factor(name)
        levels = np.asarray(table[name], dtype=float)
        axis = NumberAxis(np.unique(levels[own]), factor.heading, factor.scale == "log", True)
        for arm in arms:
            mine = own[table["arm"][own] == arm]
            ax.plot(
                axis.place(levels[mine]), table["mean"][mine], "o", markersize=3.4,
                color=colors[arm], alpha=0.75, markeredgewidth=0,
            )  # fmt: skip
        set_values(ax, *bounds, marks, [form(mark) for mark in marks])
        ax.set_ylim(*bounds)
        axis.set_on(ax, box.width, 0.03)
        unit = clip(measured.outcome.unit, "tick", width + left) if k < across else ""
        sheet.name_axes(ax, box, unit, clip(axis.name, "tick", width), left)
        sheet.text(x - left, box.y - 0.28, clip(factor.title, "panel", width + left), "panel")
    return sheet.figure
