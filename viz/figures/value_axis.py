"""The axis of values: round limits, few ticks, numbers as a newspaper prints them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from viz.figures import words
from viz.figures.tables import Floats
from viz.figures.typesetting import width_of

Format = Callable[[float], str]
_STEPS = (1, 2, 5, 10)


def trust_limits(values: Floats, least: float = 0.3) -> tuple[float, float]:
    """Return round limits of a trust axis around the values, within 0 and 1.

    They lie at least ``least`` apart and on whole tenths (twentieths where that is little).
    """
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    part = 10 if high - low > 0.2 or least > 0.2 else 20
    missing = max(0.0, least - (high - low)) / 2
    shift = max(0.0, missing - low) - max(0.0, high + missing - 1)
    low = np.floor((low - missing + shift) * part + 1e-9) / part
    high = np.ceil((high + missing + shift) * part - 1e-9) / part
    return max(0.0, round(float(low), 2)), min(1.0, round(float(high), 2))


def limits(values: Floats, zero: bool = True) -> tuple[float, float]:
    """Return the least and greatest finite value, zero included; (0, 1) if all are zero."""
    finite = values[np.isfinite(values)]
    low = float(min(finite.min(), 0.0) if zero else finite.min()) if finite.size else 0.0
    high = float(max(finite.max(), 0.0) if zero else finite.max()) if finite.size else 0.0
    return (low, high) if high > low else (low, low + 1.0)


def ticks_between(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from low to high in equal steps, at most ``most`` + 1 of them."""
    power = math.floor(math.log10((high - low) / most))
    marks: list[float] = []
    for factor in _STEPS:
        step = factor * 10.0**power
        first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
        marks = [round(k * step, 3 - power) for k in range(first, last + 1)]
        if len(marks) <= most + 1:
            break
    return marks


def even(marks: list[float]) -> Format:
    """Return how to write numbers beside ticks: all with as many decimals as any needs."""
    if max((abs(m) for m in marks), default=0.0) >= 10_000:
        return words.short
    needed = [len(f"{abs(m):.6f}".rstrip("0").partition(".")[2]) for m in marks]
    decimals = max(needed, default=0)
    return lambda value: (words.MINUS if value < 0 else "") + f"{abs(value):,.{decimals}f}"


def marks_for(low: float, high: float, height: float) -> list[float]:
    """Return the ticks of a y axis ``height`` inches tall."""
    return ticks_between(low, high, max(2, min(5, int(height / 0.3))))


def set_values(ax: Axes, low: float, high: float, at: list[float], labels: list[str]) -> None:
    """Set limits, ticks and their labels on the y axis, with a little room above."""
    pad = 0.04 * (high - low)
    ax.set_ylim(low - (pad if low < 0 else 0), high + pad)
    ax.set_yticks(at, labels=labels)


def gutter(labels: list[str]) -> float:
    """Return the room in inches that tick labels take beside their axis."""
    return max((width_of(label, "tick") for label in labels), default=0.0) + 0.08
