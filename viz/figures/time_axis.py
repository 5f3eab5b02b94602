"""The axis of days: in days, weeks or months, whichever reads best for the span."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from viz.figures.tables import Floats

MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to count time: its length in days and the steps between ticks."""

    name: str
    length: float
    steps: tuple[int, ...]


DAY = Unit("days", 1, (1, 2, 5, 7, 14))
WEEK = Unit("weeks", 7, (1, 2, 4, 8, 13, 26))
MONTHS = Unit("months", MONTH, (1, 2, 3, 6, 12, 24, 60, 120))


def unit_for(span: float) -> Unit:
    """Return the unit for a span of days: days to three weeks, weeks to half a year."""
    return DAY if span <= 21 else WEEK if span <= 200 else MONTHS


def ticks_for(first: float, last: float, room: float) -> tuple[list[float], list[str]]:
    """Return tick positions (days) and labels; at most ``room`` of them fit.

    A last tick that falls just past the end (day 365.25 of 365) is set on the last day.
    """
    unit = unit_for(last - first)
    total = (last - first + 2) / unit.length
    fitting = [step for step in unit.steps if total / step + 1 <= max(room, 2)]
    step = fitting[0] if fitting else unit.steps[-1]
    counts = np.arange(0, int(total) + 1, step)
    at = first + counts * unit.length
    inside = at <= last + min(2.0, 0.3 * unit.length)
    return [min(float(t), last) for t in at[inside]], [str(int(c)) for c in counts[inside]]


def name_for(days: Floats) -> str:
    """Return the label of the axis."""
    if len(days) == 1:
        return f"day {int(days[0])}"
    return f"{unit_for(days[-1] - days[0]).name} since the start"


def set_time(ax: Axes, days: Floats, width: float) -> None:
    """Set limits and ticks of the x axis of a panel ``width`` inches wide."""
    first, last = float(days[0]), float(days[-1])
    if first == last:
        ax.set_xlim(first - 1, last + 0.05)
        ax.set_xticks([last], labels=["0"])
        return
    ax.set_xlim(first, last)
    at, labels = ticks_for(first, last, width / 0.34)
    ax.set_xticks(at, labels=labels)
