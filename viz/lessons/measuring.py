"""What the runs show of a contrast, and whether it is more, less, the same, or cannot be told.

The smallest effects that count are those of the claims' registered experiments: .02 of trust
(and of whatever else lies between 0 and 1), 2 % of anything else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiments.comparison.outcomes import PATHS
from experiments.quantities import QUANTITIES, RATIOS
from experiments.statistics import paired
from model.observables import BY_NAME
from viz.lessons.lesson import Contrast, LessonMeasure, Verdict

LEAST, LEAST_SHARE = 0.02, 0.02
LEAST_COUNT = 0.5
"""Less than half a person, a sale or a euro is nothing."""
WINDOWS = (*PATHS, "read_share")
"""Outcomes that can be measured over some days only."""


@dataclass(frozen=True)
class Run:
    """What came of one arm under one seed."""

    outcomes: Mapping[str, float]
    paths: npt.NDArray[np.float32]
    """``PATHS`` by day, [path, day]."""


Runs = Mapping[str, Sequence[Run]]
"""The runs of each arm, by replicate."""


@dataclass(frozen=True)
class Finding:
    """What the runs show of a contrast."""

    contrast: Contrast
    differences: tuple[float, ...]
    """LessonArm minus other arm, a replicate each; NaN where either has no value."""
    mean: float
    low: float
    high: float
    """Ends of the 95 % interval; NaN for a single replicate."""
    arm_mean: float
    against_mean: float
    least: float
    """The smallest difference that counts."""

    @property
    def verdict(self) -> Verdict:
        """What that amounts to."""
        return verdict(self.mean, self.low, self.high, self.least)


def verdict(mean: float, low: float, high: float, least: float) -> Verdict:
    """Return what a difference amounts to.

    More (less): the interval leaves out zero and the mean counts. The same: the whole
    interval lies within what does not count. All else cannot be told.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return "unclear"
    if low > 0 and mean >= least:
        return "more"
    if high < 0 and mean <= -least:
        return "less"
    return "same" if -least <= low and high <= least else "unclear"


def find(contrast: Contrast, runs: Runs) -> Finding:
    """Return what the runs show; arms are paired by replicate."""
    arm = [measured(run, contrast.measure) for run in runs[contrast.arm]]
    against = [measured(run, contrast.measure) for run in runs[contrast.against]]
    pairs = min(len(arm), len(against))
    arm, against = arm[:pairs], against[:pairs]
    interval = paired(arm, against)
    means = _mean(arm), _mean(against)
    return Finding(
        contrast,
        tuple(a - b for a, b in zip(arm, against, strict=True)),
        float(interval.mean),
        float(interval.low),
        float(interval.high),
        *means,
        least_that_counts(contrast.measure.outcome, *means),
    )


def measured(run: Run, measure: LessonMeasure) -> float:
    """Return the measure's value in one run."""
    if measure.days is None:
        return run.outcomes[measure.outcome]
    first, end = measure.days
    if measure.outcome == "read_share":
        parts = RATIOS[measure.outcome].above, RATIOS[measure.outcome].below
        read, shown = (float(_path(run, name)[first:end].sum()) for name in parts)
        return read / shown if shown > 0 else math.nan
    path = _path(run, measure.outcome)
    if BY_NAME[measure.outcome].kind == "stock":
        return float(path[end - 1])
    return float(path[first:end].sum())


def _path(run: Run, name: str) -> npt.NDArray[np.float32]:
    return run.paths[PATHS.index(name)]


def least_that_counts(outcome: str, *means: float) -> float:
    """Return the smallest difference in an outcome that counts, given the arms' means."""
    if QUANTITIES[outcome].is_fraction:
        return LEAST
    floor = LEAST_COUNT if BY_NAME[outcome].kind != "ratio" else 0.0
    sizes = [LEAST_SHARE * abs(mean) for mean in means if math.isfinite(mean)]
    return max([*sizes, floor])


def _mean(values: Sequence[float]) -> float:
    there = [value for value in values if math.isfinite(value)]
    return math.fsum(there) / len(there) if there else math.nan
