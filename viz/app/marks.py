"""Round numbers along an axis that a browser draws."""

from __future__ import annotations

import math


def round_marks(low: float, high: float, parts: int) -> tuple[list[float], float]:
    """Return round numbers between two ends, zero among them if it lies there, and their step."""
    raw = (high - low) / parts
    size = 10 ** math.floor(math.log10(raw))
    step = next(unit * size for unit in (1, 2, 5, 10) if unit * size >= raw * 0.999)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [number * step for number in range(first, last + 1)], step
