"""Studies of functions that are known, in place of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.sweep.design import points
from experiments.sweep.experiment import Experiment

World = Callable[[Mapping[str, Any], int], Mapping[str, float]]
"""Outcomes of levels and a seed; raises ArithmeticError where a run fails."""


@dataclass
class Fake:
    """Runs experiments by calling a function; remembers which."""

    world: World
    asked: list[tuple[str, Experiment]] = field(default_factory=list)
    runs: int = 0

    def __call__(self, made: Experiment, name: str) -> Any:
        self.asked.append((name, made))
        for levels in points(made)[:5]:
            made.scenario(levels, made.arms[0])  # what cannot be run is told here
        rows = [self._row(made, at, levels, r) for at, levels, r in self._wanted(made)]
        return Table({name: np.array([row[name] for row in rows]) for name in rows[0]})

    def _wanted(self, made: Experiment) -> list[tuple[int, Mapping[str, Any], int]]:
        own = made.design.replicates
        return [
            (at, levels, own[at] if own else replicate)
            for at, levels in enumerate(points(made))
            for replicate in range(made.replication.least)
        ]

    def _row(
        self, made: Experiment, point: int, levels: Mapping[str, Any], replicate: int
    ) -> dict[str, Any]:
        self.runs += 1
        keys = {"point": point, "arm": made.arms[0].name, "replicate": replicate}
        try:
            found, status = self.world(levels, made.base.seed + replicate), "done"
        except ArithmeticError:
            found, status = dict.fromkeys(made.outcome_names, np.nan), "failed"
        outcomes = {name: found[name] for name in made.outcome_names}
        return keys | dict(levels) | outcomes | {"status": status}


@dataclass
class Table:
    """Stands in for the results of a sweep."""

    columns: dict[str, Any]

    def table(self) -> dict[str, Any]:
        return self.columns
