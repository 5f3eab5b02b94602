"""What a fit finds: statistics of data and model, the curves behind them, and distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.statistics import mean_interval

Floats = npt.NDArray[np.float64]
NAN = float("nan")


class Estimated(NamedTuple):
    """A number with its interval of 95 %; NaN where there is none."""

    value: float
    low: float = NAN
    high: float = NAN


class Statistic(NamedTuple):
    """One number, in the data and in one variant of the model."""

    name: str
    variant: str
    unit: str
    data: Estimated
    model: Estimated
    """Mean over replicates, with the interval of that mean."""
    model_sd: float
    """Standard deviation between replicates: what luck alone does."""
    replicates: int


class FitPanel(NamedTuple):
    """Numbers that belong into one panel of a picture."""

    title: str
    unit: str
    """Of the values; for lines the axis below is ``along``."""
    kind: str
    """``rows`` (one label a row) or ``line`` (values over x)."""
    variant: str
    x: Sequence[float]
    labels: Sequence[str]
    data: Sequence[Estimated]
    model: Sequence[Estimated]
    along: str = ""


class Distance(NamedTuple):
    """How far a variant of the model is from the data, in one number; 0 is no distance."""

    variant: str
    measure: str
    value: float
    parameters: str
    """What the variant sets, ``name = value`` and so on; empty for the numbers that ship."""


@dataclass(frozen=True)
class Fit:
    """All that a fit found."""

    name: str
    title: str
    source: str
    finding: str
    statistics: Sequence[Statistic]
    panels: Sequence[FitPanel]
    distances: Sequence[Distance]
    replicates: int
    people: int
    note: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    notices: Sequence[str] = ()
    """What was guessed about the files of data, and what of them was left out."""


def over_replicates(values: npt.ArrayLike) -> tuple[Estimated, float, int]:
    """Return mean with interval, standard deviation and number of replicates that have a value."""
    table = np.asarray(values, float)
    found = mean_interval(table)
    there = table[np.isfinite(table)]
    spread = float(there.std(ddof=1)) if len(there) > 1 else NAN
    count = int(found.replicates)
    return Estimated(float(found.mean), float(found.low), float(found.high)), spread, count


def statistic(
    name: str, variant: str, unit: str, data: Estimated, values: npt.ArrayLike
) -> Statistic:
    """Return a statistic from the values of the model's replicates."""
    return Statistic(name, variant, unit, data, *over_replicates(values))


def measured(values: npt.ArrayLike) -> list[Estimated]:
    """Return the mean over the first axis with its interval, one for each other entry."""
    found = mean_interval(values)
    return [Estimated(*map(float, row)) for row in zip(*found[:3], strict=True)]


def setting(values: dict[str, float]) -> str:
    """Return what a variant sets as text."""
    return ", ".join(f"{name} = {value:.4g}" for name, value in values.items())


def percent(value: float, decimals: int = 0) -> str:
    """Return a share as print has it: 45 %, with a space at which no line breaks."""
    return f"{100.0 * value:.{decimals}f}\u00a0%"
