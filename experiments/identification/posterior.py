"""What is left of each number's width once the targets are read, by a linear approximation.

Around the defaults a target moves by its slope in each number. With a normal prior and normal
tolerances the posterior is normal; its precision is P = D + J' J, where J holds slopes in
tolerances a step and D the prior's precisions (Tarantola 2005, "Inverse Problem Theory").
The width that a number keeps *together* comes from the inverse of P: other numbers may make
up for it. The width that it keeps *alone*, all others being known, from the diagonal of P.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LEAST_TIMES = 2.0
"""Standard errors below which a slope is taken as none."""


class Widths(NamedTuple):
    """Arrays [number]; the first two as shares of the prior's width."""

    alone: Floats
    together: Floats
    strongest: npt.NDArray[np.int64]
    """Place of the target that says most about it; -1 where none says anything."""
    strength: Floats
    """Slope of that target, in tolerances a step."""


def cleaned(slopes: Floats, errors: Floats) -> Floats:
    """Return slopes [target, number] less what luck alone would make of them.

    A slope within ``LEAST_TIMES`` standard errors is none; the square of any other is reduced
    by that of its error, since a noisy slope is too large on average.
    """
    sure = np.abs(slopes) > LEAST_TIMES * errors
    square = np.maximum(slopes**2 - errors**2, 0.0)
    return np.where(sure & np.isfinite(slopes), np.sign(slopes) * np.sqrt(square), 0.0)


def widths(slopes: Floats, prior_sd: Floats) -> Widths:
    """Return what is left of each number's width; ``slopes`` [target, number] in tolerances."""
    before = 1.0 / prior_sd**2
    precision = np.diag(before) + slopes.T @ slopes
    together = np.sqrt(np.diag(np.linalg.inv(precision))) / prior_sd
    alone = 1.0 / np.sqrt(np.diag(precision)) / prior_sd
    size = np.abs(slopes)
    best = np.argmax(size, axis=0)
    strength = slopes[best, np.arange(slopes.shape[1])]
    return Widths(alone, together, np.where(strength == 0.0, -1, best), strength)
