"""The table of runs, set up by point, arm and replicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Table = Mapping[str, npt.NDArray[Any]]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Cube:
    """Outcomes of all runs; NaN where a run failed, is not there or has no value."""

    points: npt.NDArray[np.int64]
    levels: Mapping[str, npt.NDArray[Any]]
    """Level of each factor, by point."""
    arms: tuple[str, ...]
    """The first is what the others are compared with."""
    values: Mapping[str, Floats]
    """By outcome, [point, arm, replicate]."""

    def at(self, points: npt.NDArray[Any]) -> Cube:
        """Return some of the points, given by place or by mask."""
        return Cube(
            self.points[points],
            {name: levels[points] for name, levels in self.levels.items()},
            self.arms,
            {name: values[points] for name, values in self.values.items()},
        )

    def onto(self, factors: Sequence[str]) -> Cube:
        """Return the cube over some factors only: a point for each combination of their levels.

        Each replicate's runs at the points that agree in these factors count as one: their mean.
        """
        keys = list(zip(*(map(str, self.levels[name]) for name in factors), strict=True))
        first = {key: at for at, key in reversed(list(enumerate(keys)))}
        order = sorted(first, key=first.__getitem__)
        place = {key: at for at, key in enumerate(order)}
        group = np.array([place[key] for key in keys], dtype=np.int64)
        kept = np.array([first[key] for key in order], dtype=np.int64)
        return Cube(
            np.arange(len(order)),
            {name: self.levels[name][kept] for name in factors},
            self.arms,
            {name: _group_means(values, group, len(order)) for name, values in self.values.items()},
        )

    def differences(self, outcome: str) -> Floats:
        """Return what each arm changes against the first, run by run, [point, arm, replicate]."""
        values = self.values[outcome]
        return values - values[:, :1]


def make_cube(
    table: Table, factors: Sequence[str], outcomes: Sequence[str], arms: Sequence[str] = ()
) -> Cube:
    """Return the table of runs as a cube; arms in the order given, or in that of the table.

    A run of another arm, and a later run of a row that is there twice, are left out.
    """
    names = list(arms) or list(dict.fromkeys(str(arm) for arm in table["arm"]))
    place = {name: at for at, name in enumerate(names)}
    points, first, row_point = np.unique(
        np.asarray(table["point"], dtype=np.int64), return_index=True, return_inverse=True
    )
    row_arm = np.array([place.get(str(arm), -1) for arm in table["arm"]], dtype=np.int64)
    replicates, row_replicate = np.unique(table["replicate"], return_inverse=True)
    kept = np.flatnonzero(row_arm >= 0)[::-1]
    at = (row_point[kept], row_arm[kept], row_replicate[kept])
    values = {}
    for outcome in outcomes:
        found = np.full((len(points), len(names), len(replicates)), np.nan)
        column: Any = np.ma.filled(np.ma.asarray(table[outcome], dtype=float), np.nan)
        found[at] = np.where(np.isfinite(column), column, np.nan)[kept]
        values[outcome] = found
    levels = {name: np.asarray(table[name])[first] for name in factors}
    return Cube(points, levels, tuple(names), values)


def _group_means(values: Floats, group: npt.NDArray[np.int64], groups: int) -> Floats:
    """Return means over the points of each group that have a value, [group, arm, replicate]."""
    there = np.isfinite(values)
    total, count = np.zeros((2, groups, *values.shape[1:]))
    np.add.at(total, group, np.where(there, values, 0.0))
    np.add.at(count, group, there)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
