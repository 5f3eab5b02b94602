"""Axes of numbers other than days: a factor's levels below, an outcome's values beside."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from viz.figures import words
from viz.figures.labels import STEM, End, label_ends
from viz.figures.lines import HEAD, WIDEST_NAME, LinePanel, Lines
from viz.figures.outcomes import Outcome
from viz.figures.sheet import Area, Sheet
from viz.figures.sweep.facts import number_text
from viz.figures.tables import Floats
from viz.figures.typesetting import clip, width_of
from viz.figures.value_axis import Format, even, gutter, marks_for, set_values, ticks_between

GAP = 0.14
"""Least room between two tick labels, in inches."""


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """An axis of numbers: its levels, what stands below it, and whether it is logarithmic."""

    levels: Floats
    name: str
    log: bool = False
    scattered: bool = False
    """Whether levels lie anywhere, so that round numbers are marked in their stead."""

    def place(self, values: Floats) -> Floats:
        """Return where values stand."""
        return np.log10(values) if self.log else np.asarray(values, dtype=float)

    def set_on(self, ax: Axes, width: float, pad: float = 0.0) -> None:
        """Set limits and ticks of an x axis ``width`` inches wide."""
        at = self.place(self.levels)
        low, high = float(at.min()), float(at.max())
        if high == low:
            low, high = low - 1.0, high + 1.0
        room = pad * (high - low)
        low, high = low - room, high + room
        ax.set_xlim(low, high)
        marks = self._marks(width / (high - low))
        if self.scattered and not self.log:
            marks = self._inside(marks, low, high, width)
        ax.set_xticks([self._one(m) for m in marks], labels=[number_text(m) for m in marks])

    def _one(self, value: float) -> float:
        return math.log10(value) if self.log else value

    def _marks(self, scale: float) -> list[float]:
        """Return the values to be marked: the levels, or as many of them as there is room for."""
        levels = [float(level) for level in np.unique(self.levels)]
        if (self.scattered or len(levels) > 12) and not self.log and levels[-1] > levels[0]:
            most = max(2, int(scale * (levels[-1] - levels[0]) / 0.6))
            return ticks_between(levels[0], levels[-1], most)
        kept: list[float] = []
        for level in [levels[0], levels[-1], *levels[1:-1]]:
            if all(self._apart(level, other, scale) for other in kept):
                kept.append(level)
        return sorted(kept)

    def _inside(self, marks: list[float], low: float, high: float, width: float) -> list[float]:
        """Return the marks whose labels do not stick out beyond the axis."""
        inch = width / (high - low)
        half = {mark: width_of(number_text(mark), "tick") / 2 - 0.1 for mark in marks}
        return [m for m in marks if min(m - low, high - m) * inch >= half[m]]

    def _apart(self, one: float, other: float, scale: float) -> bool:
        wide = (width_of(number_text(one), "tick") + width_of(number_text(other), "tick")) / 2
        return abs(self._one(one) - self._one(other)) * scale >= wide + GAP


def tick_form(outcome: Outcome, marks: list[float], change: bool = False) -> Format:
    """Return how an outcome's values are written beside ticks."""
    if outcome.points:
        percents = even([round(100 * mark, 9) for mark in marks])
        return lambda value: percents(round(100 * value, 9))
    if "€" in outcome.unit:
        return lambda value: words.short_euros(value, change)
    return even(marks)


def value_limits(values: Floats, zero: bool = False) -> tuple[float, float]:
    """Return limits around the finite values, with some room; about one value where all are it."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-300):
        room = 0.1 * abs(low) or 1.0
        return low - room, high + room
    room = 0.06 * (high - low)
    return low - room, high + room


def unit_of(outcome: Outcome, change: bool = False) -> str:
    """Return the unit that stands above an axis."""
    unit = outcome.change if change else outcome.unit
    return f"change, {unit}" if change and unit else "change" if change else unit


def number_panel(
    sheet: Sheet,
    panel: LinePanel,
    lines: Lines,
    axis: NumberAxis,
    *,
    outcome: Outcome,
    change: bool = False,
    dots: bool = True,
) -> Axes:
    """Draw lines with bands over a factor's levels, named at their right ends."""
    parts = [part for part in (lines.values, lines.low, lines.high) if part is not None]
    bounds = panel.bounds or value_limits(np.concatenate(parts), zero=change)
    names = [clip(name, "label", min(WIDEST_NAME, panel.width * 0.4)) for name in lines.names]
    room = STEM + max((width_of(name, "label") for name in names), default=0.0) + 0.02
    marks = marks_for(*bounds, panel.height)
    form = panel.form or tick_form(outcome, marks, change)
    left = gutter([form(mark) for mark in marks])
    box = Area(panel.x + left, panel.y + HEAD, panel.width - left - room, panel.height)
    ax = sheet.axes(box)
    at = axis.place(lines.at)
    for i, color in enumerate(lines.colors):
        if lines.low is not None and lines.high is not None:
            ax.fill_between(at, lines.low[i], lines.high[i], color=color, alpha=0.18, linewidth=0)
        marker = "o" if dots else ""
        ax.plot(at, lines.values[i], color=color, linewidth=1.7, marker=marker, markersize=3.6)
    set_values(ax, *bounds, marks, [form(mark) for mark in marks])
    ax.set_ylim(*bounds)
    axis.set_on(ax, box.width)
    if bounds[0] < 0 < bounds[1]:
        ax.axhline(0, color=sheet.look.axis, linewidth=0.8)
    unit = clip(panel.unit, "tick", panel.width - room)
    sheet.name_axes(ax, box, unit, clip(axis.name, "tick", box.width + left), left)
    sheet.text(panel.x, panel.y + 0.14, clip(panel.title, "panel", panel.width), "panel")
    label_ends(sheet, ax, box, _ends(lines, at, names), room)
    return ax


def _ends(lines: Lines, at: Floats, names: Sequence[str]) -> list[End]:
    """Return the right ends of lines: the last place where each has a value."""
    found = []
    for values, name, color in zip(lines.values, names, lines.colors, strict=True):
        there = np.flatnonzero(np.isfinite(values))
        if there.size:
            found.append(End(float(at[there[-1]]), float(values[there[-1]]), name, color))
    return found


def set_ticks(
    ax: Axes, width: float, low: float, high: float, outcome: Outcome, change: bool = False
) -> None:
    """Set ticks of an outcome's values along the bottom, as many as fit ``width`` inches."""
    for most in (5, 4, 3, 2, 1):
        marks = ticks_between(low, high, most)
        form = tick_form(outcome, marks, change)
        labels = [form(mark) for mark in marks]
        scale = width / (high - low)
        ends = [width_of(text, "tick") / 2 for text in labels]
        clear = all(
            (b - a) * scale > ends[k] + ends[k + 1] + 0.1
            for k, (a, b) in enumerate(itertools.pairwise(marks))
        )
        if clear:
            break
    inside = [
        (mark, text) for mark, text, half in zip(marks, labels, ends, strict=True)
        if (mark - low) * scale > half - 0.12 and (high - mark) * scale > half - 0.12
    ]  # fmt: skip
    ax.set_xticks([mark for mark, _ in inside], labels=[text for _, text in inside])
