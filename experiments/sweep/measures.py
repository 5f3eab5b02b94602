"""What is measured of a run: one number from the days of its brands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiments.summary import Columns
from model.observables import BY_NAME

Path = npt.NDArray[np.float64]
NAN = float("nan")

WAYS: Mapping[str, str] = {
    "final": "as it stands on the last day (or on `day`)",
    "mean": "mean over the days from `from` to `to`",
    "total": "sum over the days from `from` to `to`",
    "area": "area under the path from `from` to `to`, in its unit times days (trapezoids)",
    "change": "last day less first day, of the days from `from` to `to`",
    "largest": "highest of the days from `from` to `to`",
    "smallest": "lowest of the days from `from` to `to`",
    "ratio": "sum of it divided by the sum of `by`",
    "time_to": "first day it is at or `above` (or `below`) a threshold; null if never",
    "crossing": "first day from which it stays above that of brand `other`; null if it never does",
}
"""Each way to make one number of a path, and what it is."""


@dataclass(frozen=True)
class Measure:
    """One outcome of a run; its name is a column of the table of runs."""

    name: str
    of: str
    """The observable: a column of a run's series."""
    how: str = "final"
    brand: str = ""
    """Whose; empty for the focal brand's."""
    start: int = 0
    """First day of the window; negative counts from the end."""
    stop: int | None = None
    """Day after the window's last; None for the end."""
    above: float | None = None
    below: float | None = None
    by: str = ""
    other: str = ""

    def about(self) -> str:
        """Return what the column means."""
        column = BY_NAME[self.of]
        text = f"{self.how} of {self.of} ({column.unit}): {column.about}; {WAYS[self.how]}"
        return f"{text}; of {self.brand}" if self.brand else text

    def value(self, days: Mapping[str, Columns], focal: str) -> float:
        """Return the outcome from each brand's rows."""
        own = days[self.brand or focal]
        path = self._window(own[self.of])
        if not path.size:
            return NAN
        if self.how == "ratio":
            return _divided(path.sum(), self._window(own[self.by]).sum())
        first = range(len(own[self.of]))[self.start :].start
        if self.how == "crossing":
            return first + self._crossing(path, self._window(days[self.other][self.of]))
        if self.how == "time_to":
            return first + self._time_to(path)
        return SIMPLE[self.how](path)

    def _window(self, path: npt.ArrayLike) -> Path:
        whole: Path = np.asarray(np.ma.filled(np.ma.asarray(path, dtype=float), np.nan))
        return whole[self.start : self.stop]

    def _time_to(self, path: Path) -> float:
        reached = path >= self.above if self.above is not None else path <= (self.below or 0.0)
        return float(np.argmax(reached)) if reached.any() else NAN

    def _crossing(self, path: Path, others: Path) -> float:
        behind = np.flatnonzero(~(path > others))
        day = int(behind[-1]) + 1 if behind.size else 0
        return float(day) if day < path.size else NAN


def _area(path: Path) -> float:
    return float(np.trapezoid(path)) if path.size > 1 else 0.0


SIMPLE: Mapping[str, Callable[[Path], float]] = {
    "final": lambda path: float(path[-1]),
    "mean": lambda path: float(np.nanmean(path)) if np.isfinite(path).any() else NAN,
    "total": lambda path: float(np.nansum(path)),
    "area": _area,
    "change": lambda path: float(path[-1] - path[0]),
    "largest": lambda path: float(np.nanmax(path)) if np.isfinite(path).any() else NAN,
    "smallest": lambda path: float(np.nanmin(path)) if np.isfinite(path).any() else NAN,
}


def _divided(above: float, below: float) -> float:
    return float(above / below) if below > 0 else NAN


USUAL = (
    Measure("trust", "trust"),
    Measure("trust_known", "trust_known"),
    Measure("suspicion", "suspicion"),
    Measure("followers", "followers"),
    Measure("alienated", "alienated"),
    Measure("purchases", "purchases", "total"),
    Measure("revenue", "revenue", "total"),
    Measure("cost", "cost", "total"),
    Measure("profit", "profit", "total"),
)
"""What is measured where an experiment does not say."""
