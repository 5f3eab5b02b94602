"""Bars with intervals from a zero line, one row a name, in one or two series and panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from viz.figures.sheet import Area, Sheet
from viz.figures.tables import Floats
from viz.figures.typesetting import clip, font, width_of
from viz.figures.value_axis import even, ticks_between

ROW, SERIES = 0.2, 0.17
"""Room around the bars of a name, and for each bar, in inches."""
HEAD, FOOT = 0.34, 0.34
NUMBER = 0.46
"""Room at the right for the numbers, in inches."""
WIDEST = 1.9


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one panel: [series, name], and the colour of each series."""

    title: str
    tint: str
    mean: Floats
    low: Floats
    high: Floats
    colors: Sequence[str]


def height_of(names: int, series: int) -> float:
    """Return the height of a panel's axes, in inches."""
    return names * (ROW + series * SERIES)


def side_of(names: Sequence[str], width: float) -> float:
    """Return the room that names take at the left of the panels, in inches."""
    widest = max((width_of(name, "label") for name in names), default=0.0)
    return min(WIDEST, 0.42 * width, widest + 0.12)


def bounds_of(panels: Sequence[Bars]) -> tuple[float, float]:
    """Return the least and greatest end of any bar or interval, zero included."""
    parts = [part.ravel() for p in panels for part in (p.mean, p.low, p.high)]
    found = np.concatenate(parts) if parts else np.zeros(0)
    found = found[np.isfinite(found)]
    low, high = float(found.min(initial=0.0)), float(found.max(initial=0.0))
    return (low, high) if high > low else (low, low + 1.0)


def bar_panels(
    sheet: Sheet,
    names: Sequence[str],
    panels: Sequence[Bars],
    bounds: tuple[float, float],
    write: Callable[[float], str],
    top: float = 0.0,
    across: int = 3,
    form: Callable[[list[float]], Callable[[float], str]] = even,
) -> float:
    """Draw the panels from ``top`` down; return the height they take.

    ``write`` writes the numbers at the bars' ends, what ``form`` returns those beside ticks.
    """
    series = panels[0].mean.shape[0] if panels else 1
    high = height_of(len(names), series)
    across = max(1, min(across, len(panels)))
    side = side_of(names, sheet.width)
    width = (sheet.width - side - 0.2 * (across - 1)) / across
    for k, bars in enumerate(panels):
        head = HEAD if len(panels) > 1 else 0.08
        y = top + (k // across) * (head + high + FOOT) + head
        x = side + (k % across) * (width + 0.2)
        _panel(sheet, Area(x, y, width, high), bars, bounds, write, form)
        if len(panels) > 1:
            sheet.text(x, y - 0.1, clip(bars.title, "panel", width), "panel", bars.tint)
        if k % across == 0:
            for i, name in enumerate(names):
                middle = y + (i + 0.5) * high / len(names)
                sheet.text(0, middle + 0.045, clip(name, "label", side - 0.08), "label")
    rows = -(-len(panels) // across)
    return rows * ((HEAD if len(panels) > 1 else 0.08) + high + FOOT)


def _panel(
    sheet: Sheet, box: Area, bars: Bars, bounds: tuple[float, float],
    write: Callable[[float], str], form: Callable[[list[float]], Callable[[float], str]],
) -> None:  # fmt: skip
    ax, look = sheet.axes(box), sheet.look
    series, count = bars.mean.shape
    ax.grid(False)
    ax.grid(True, axis="x", color=look.rule, linewidth=0.7)
    ax.set_ylim(box.height, 0)
    ax.set_yticks([])
    low, high = bounds
    left = NUMBER if low < 0 else 0.02
    scale = (box.width - NUMBER - left) / (high - low)
    ax.set_xlim(low - left / scale, high + NUMBER / scale)
    marks = ticks_between(low, high, max(1, min(4, int((box.width - NUMBER) / 0.55))))
    told = form(marks)
    ax.set_xticks(marks, labels=[told(mark) for mark in marks])
    ax.axvline(0, color=look.axis, linewidth=1)
    each = box.height / count
    for i in range(count):
        for s in range(series):
            y = i * each + each / 2 + (s - (series - 1) / 2) * SERIES
            mean = float(bars.mean[s, i])
            if not np.isfinite(mean):
                continue
            ax.barh(y, mean, height=SERIES - 0.05, color=bars.colors[s], linewidth=0)
            ends = [float(bars.low[s, i]), float(bars.high[s, i])]
            if np.isfinite(ends).all():
                ax.plot(ends, [y, y], color=look.ink, linewidth=1.0)
            known = [v for v in (mean, *ends) if np.isfinite(v)]
            right = mean >= 0
            at = max(*known, 0.0) if right else min(*known, 0.0)
            ax.text(
                at + (0.05 if right else -0.05) / scale, y, write(mean),
                ha="left" if right else "right", va="center_baseline",
                fontproperties=font("note"), color=look.muted, parse_math=False,
            )  # fmt: skip
