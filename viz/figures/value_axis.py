"""The axis of values: round limits, few ticks, numbers as a newspaper prints them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from viz.figures.tables import Floats
from viz.figures.typesetting import width_of

Format = Callable[[float], str]
_STEPS = [1, 2, 5, 10]


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
    low = np.floor((low - missing) * part + 1e-9) / part
    high = np.ceil((high + missing) * part - 1e-9) / part
    return max(0.0, round(float(low), 2)), min(1.0, round(float(high), 2))


def limits(values: Floats, zero: bool = True) -> tuple[float, float]:
    """Return the least and greatest finite value, zero included; (0, 1) if all are zero."""
    finite = values[np.isfinite(values)]
    low = float(min(finite.min(), 0.0) if zero else finite.min()) if finite.size else 0.0
    high = float(max(finite.max(), 0.0) if zero else finite.max()) if finite.size else 0.0
    return (low, high) if high > low else (low, low + 1.0)


def ticks_between(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from low to high, at most ``most`` + 1 of them."""
    at = MaxNLocator(nbins=most, steps=_STEPS).tick_values(low, high)
    room = 1e-9 * (high - low)
    return [float(t) for t in at if low - room <= t <= high + room]


def set_values(ax: Axes, low: float, high: float, form: Format, height: float) -> float:
    """Set limits and ticks of the y axis; return the room in inches its labels take."""
    most = max(2, min(5, int(height / 0.3)))
    at = ticks_between(low, high, most)
    pad = 0.04 * (high - low)
    ax.set_ylim(low - (pad if low < 0 else 0), high + pad)
    labels = [form(t) for t in at]
    ax.set_yticks(at, labels=labels)
    return gutter(labels)


def gutter(labels: list[str]) -> float:
    """Return the room in inches that tick labels take beside their axis."""
    return max((width_of(label, "tick") for label in labels), default=0.0) + 0.08
