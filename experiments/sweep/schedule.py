"""Which rows come next: point by point, replicate by replicate, arm by arm, until enough.

What is decided depends on the values of finished runs only, never on when they came in: a
rule is asked at fixed numbers of replicates, once all of them are there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.sweep.experiment import Replication

Satisfied = Callable[[dict[int, npt.NDArray[np.float64]]], bool]
"""Tells from each arm's values by replicate whether these are enough."""


class PlannedRun(NamedTuple):
    """One run that is wanted."""

    point: int
    arm: int
    replicate: int


@dataclass
class _Open:
    """A point that is not done: its values so far, [arm, replicate]."""

    upto: int
    waiting: int
    values: dict[tuple[int, int], float] = field(default_factory=dict)


class Schedule:
    """Hands out rows; told of each that is finished."""

    def __init__(
        self,
        points: int,
        arms: int,
        replication: Replication,
        satisfied: Satisfied | None = None,
        begins: Sequence[int] = (),
    ) -> None:
        self._points, self._arms, self._replication = points, arms, replication
        self._satisfied = satisfied if replication.is_rule else None
        self._begins = begins
        """The first replicate of each point, where that is not 0."""
        self._fresh = self._first_rows()
        self._more: deque[PlannedRun] = deque()
        self._open: dict[int, _Open] = {}
        self._beyond = 0
        """Rows beyond the least, of points that are done."""

    def next_row(self) -> PlannedRun | None:
        """Return a row to be run, or None if none is wanted until more has finished."""
        if self._more:
            return self._more.popleft()
        return next(self._fresh, None)

    def finished(self, row: PlannedRun, value: float) -> None:
        """Take note of a finished row and its value of the rule's outcome (NaN if it failed)."""
        if self._satisfied is None:
            return
        point = self._open[row.point]
        point.values[row.arm, row.replicate] = value
        point.waiting -= 1
        if point.waiting == 0:
            self._consider(row.point, point)

    def expected_rows(self) -> int:
        """Return how many rows are planned so far; with a rule it may become more."""
        more = sum((p.upto - self._replication.least) * self._arms for p in self._open.values())
        return self._points * self._arms * self._replication.least + more + self._beyond

    def _first_rows(self) -> Iterator[PlannedRun]:
        for point in range(self._points):
            if self._satisfied is not None:
                self._open[point] = _Open(
                    self._replication.least, self._arms * self._replication.least
                )
            yield from self._rows(point, 0, self._replication.least)

    def _rows(self, point: int, first: int, last: int) -> Iterator[PlannedRun]:
        begin = self._begins[point] if self._begins else 0
        for replicate in range(begin + first, begin + last):
            for arm in range(self._arms):
                yield PlannedRun(point, arm, replicate)

    def _consider(self, number: int, point: _Open) -> None:
        """Ask the rule; plan more replicates, or close the point."""
        assert self._satisfied is not None
        table = {
            arm: np.array([point.values[arm, n] for n in range(point.upto)])
            for arm in range(self._arms)
        }
        most = self._replication.most
        if point.upto >= most or self._satisfied(table):
            self._beyond += (point.upto - self._replication.least) * self._arms
            del self._open[number]
            return
        upto = min(point.upto + self._replication.step, most)
        self._more.extend(self._rows(number, point.upto, upto))
        point.waiting = (upto - point.upto) * self._arms
        point.upto = upto
