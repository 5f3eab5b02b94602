"""A panel of lines over time, one a brand or arm, named at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from viz.figures.labels import STEM, End, height_for, label_ends
from viz.figures.sheet import Area, Sheet
from viz.figures.tables import Floats, ends
from viz.figures.time_axis import name_for, set_time
from viz.figures.typesetting import clip, width_of
from viz.figures.value_axis import Format, even, gutter, limits, marks_for, set_values

HEAD = 0.46
"""Room above the axes for the panel's title and its unit, in inches."""
FOOT = 0.42
"""Room below the axes for tick labels and the name of the x axis."""
WIDEST_NAME = 1.35


@dataclass(frozen=True, slots=True)
class Lines:
    """What is drawn: days, values [line, day], and each line's name and colour."""

    at: Floats
    values: Floats
    names: Sequence[str]
    colors: Sequence[str]
    low: Floats | None = None
    high: Floats | None = None
    """Edges of a band around each line, [line, day]."""


@dataclass(frozen=True, slots=True)
class LinePanel:
    """How it is drawn: where, under which title, in which unit."""

    title: str
    unit: str
    x: float
    y: float
    width: float
    height: float
    """Of the axes alone, in inches."""
    bounds: tuple[float, float] | None = None
    form: Format | None = None
    """How numbers beside ticks are written; with even decimals if not given."""


def full_height(lines: int, least: float) -> tuple[float, float]:
    """Return the heights of the axes and of the whole panel for a number of lines."""
    axes = height_for(lines, least)
    return axes, HEAD + axes + FOOT


def line_panel(sheet: Sheet, panel: LinePanel, lines: Lines) -> None:
    """Draw lines with their names at the right; the zero line is drawn where values cross it."""
    bounds = panel.bounds or limits(lines.values)
    names = [clip(name, "label", min(WIDEST_NAME, panel.width * 0.4)) for name in lines.names]
    room = STEM + max(width_of(name, "label") for name in names) + 0.02
    at = marks_for(*bounds, panel.height)
    form = panel.form or even(at)
    left = gutter([form(mark) for mark in at])
    box = Area(panel.x + left, panel.y + HEAD, panel.width - left - room, panel.height)
    ax = sheet.axes(box)
    for i, color in enumerate(lines.colors):
        if lines.low is not None and lines.high is not None:
            ax.fill_between(
                lines.at, lines.low[i], lines.high[i], color=color, alpha=0.18, linewidth=0
            )
        ax.plot(lines.at, lines.values[i], color=color, linewidth=1.7)
    set_values(ax, *bounds, at, [form(mark) for mark in at])
    set_time(ax, lines.at, box.width)
    if bounds[0] < 0:
        ax.axhline(0, color=sheet.look.axis, linewidth=0.8)
    sheet.name_axes(ax, box, panel.unit, name_for(lines.at), left)
    sheet.text(panel.x, panel.y + 0.14, panel.title, "panel")
    last = ends(np.atleast_2d(lines.values))
    marks = [
        End(float(lines.at[-1]), float(y), name, color)
        for y, name, color in zip(last, names, lines.colors, strict=True)
    ]
    label_ends(sheet, ax, box, marks, room)
