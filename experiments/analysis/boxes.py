"""Boxes in the space of factors: an interval of each number, a set of each category's levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Limit:
    """What a box allows of one factor."""

    low: float = -np.inf
    high: float = np.inf
    levels: frozenset[Any] | None = None
    """Of a category; None for a number."""

    def allows(self, column: Column) -> Mask:
        """Tell which cases it allows."""
        if self.levels is None:
            return np.asarray((column >= self.low) & (column <= self.high))
        return np.isin(column, sorted(self.levels, key=str))


@dataclass(frozen=True)
class FactorBox:
    """Limits by factor; a factor without one is free."""

    limits: Mapping[str, Limit] = field(default_factory=dict)

    def holds(self, columns: Mapping[str, Column]) -> Mask:
        """Tell which cases are inside; ``columns`` by factor, [case]."""
        inside = np.ones(len(next(iter(columns.values()))), dtype=bool)
        for name, limit in self.limits.items():
            inside &= limit.allows(columns[name])
        return inside

    def having(self, name: str, limit: Limit) -> FactorBox:
        """Return the box with another limit of one factor."""
        return FactorBox({**self.limits, name: limit})

    def sides(self) -> Iterator[tuple[str, str]]:
        """Yield factor and side of all that is limited: ``low``, ``high`` or ``levels``."""
        for name, limit in self.limits.items():
            if limit.levels is not None:
                yield name, "levels"
                continue
            for side in ("low", "high"):
                if np.isfinite(getattr(limit, side)):
                    yield name, side

    def freed(self, name: str, side: str) -> FactorBox:
        """Return the box with one side of one factor set free."""
        limit = self.limits[name]
        left = Limit(high=limit.high) if side == "low" else Limit(low=limit.low)
        free = side == "levels" or not (np.isfinite(left.low) or np.isfinite(left.high))
        return self.without(name) if free else self.having(name, left)

    def without(self, name: str) -> FactorBox:
        """Return the box with one factor set free."""
        return FactorBox({key: limit for key, limit in self.limits.items() if key != name})


def is_number(column: Column) -> bool:
    """Tell whether levels have an order; truth values and texts have none."""
    return bool(np.issubdtype(column.dtype, np.number))


def peels(
    box: FactorBox, columns: Mapping[str, Column], inside: Mask, share: float
) -> Iterator[FactorBox]:
    """Yield every box that is smaller by about a share of its cases at one side.

    At least the outermost level goes; of categories, one level at a time.
    """
    for name, column in columns.items():
        own = column[inside]
        limit = box.limits.get(name, Limit())
        levels = np.unique(own) if is_number(column) else sorted(set(own.tolist()), key=str)
        if len(levels) < 2:
            continue
        if is_number(column):
            low, high = np.quantile(own, [share, 1 - share])
            low = levels[max(int(np.searchsorted(levels, low)), 1)]
            high = levels[min(int(np.searchsorted(levels, high, "right")), len(levels) - 1) - 1]
            yield box.having(name, Limit(float(low), limit.high))
            yield box.having(name, Limit(limit.low, float(high)))
        else:
            for level in levels:
                yield box.having(name, Limit(levels=frozenset(levels) - {level}))


def pastes(
    box: FactorBox, columns: Mapping[str, Column], inside: Mask, share: float
) -> Iterator[FactorBox]:
    """Yield every box that is larger by about a share of its cases at one side."""
    more = max(int(share * inside.sum()), 1)
    for name, limit in box.limits.items():
        column = columns[name]
        free = column[box.without(name).holds(columns)]
        if limit.levels is not None:
            for level in sorted(set(free.tolist()) - limit.levels, key=str):
                yield box.having(name, Limit(levels=limit.levels | {level}))
            continue
        below, above = np.sort(free[free < limit.low])[::-1], np.sort(free[free > limit.high])
        if below.size:
            yield box.having(name, Limit(float(below[:more][-1]), limit.high))
        if above.size:
            yield box.having(name, Limit(limit.low, float(above[:more][-1])))
