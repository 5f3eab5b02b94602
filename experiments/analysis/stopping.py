"""When there are enough replicates: the half-width of an interval, as a rule for stopping.

Stopping as soon as the interval is narrow is the rule of Chow & Robbins (1965). It looks at
the spread again and again and stops where that happens to be small, so its intervals cover
the truth somewhat less often than they say; docs/statistics.md reports by how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.statistics import LEVEL, Floats, mean_interval


def half_width(values: npt.ArrayLike, level: float = LEVEL) -> float:
    """Return half the width of Student's interval of the mean of ``values`` [replicate].

    Replicates without value (NaN) are left out; with fewer than two it is infinite.
    """
    found = mean_interval(np.asarray(values, dtype=float).ravel(), level)
    if found.replicates < 2:
        return float("inf")
    return float(found.high - found.mean)


def compared(values: Mapping[Any, npt.ArrayLike]) -> dict[Any, Floats]:
    """Return what is estimated: differences from the first arm, or the only arm itself.

    ``values`` are those of each arm, [replicate], by replicate; arms must be of equal length.
    A pair of which one is missing is NaN.
    """
    first, *others = values
    base = np.asarray(values[first], dtype=float)
    if not others:
        return {first: base}
    return {arm: np.asarray(values[arm], dtype=float) - base for arm in others}


def satisfied(values: Mapping[Any, npt.ArrayLike], half_width: float, level: float = LEVEL) -> bool:
    """Tell whether each difference from the first arm is known to ``half_width`` either side.

    With one arm it is the mean that has to be. ``values`` as in :func:`compared`.
    """
    return all(_half(found, level) <= half_width for found in compared(values).values())


_half = half_width  # the argument of ``satisfied`` has the same name
