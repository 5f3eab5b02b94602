"""An experiment: base, factors, design, arms, replicates, outcomes, limits. Immutable, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from experiments.sweep.factors import GRAPH, Choice, Factor
from experiments.sweep.measures import USUAL, Measure
from model.scenario import Scenario

DESIGNS: Mapping[str, str] = {
    "grid": "every combination of the factors' levels",
    "one_at_a_time": "the base, then each level of each factor with the others at the base",
    "random": "independent uniform points",
    "latin_hypercube": "as many points as levels, each part of each range visited once",
    "sobol": "a Sobol sequence under a random shift; points are rounded up to a power of two",
    "points": "the rows of a CSV file, a column for each factor",
}
"""Each design, and which points it has."""
DIGEST = 16


@dataclass(frozen=True)
class Design:
    """Which points are visited."""

    kind: str = "grid"
    points: int = 64
    """How many, in designs that sample."""
    seed: int = 1
    rows: tuple[Mapping[str, Any], ...] = ()
    """The levels by factor, in a design of given points."""
    replicates: tuple[int, ...] = ()
    """The one replicate in which each given point is run; empty if points share replicates."""


@dataclass(frozen=True)
class Replication:
    """How many replicates of each point and arm: a number, or a rule for when to stop.

    The rule: after ``least`` replicates, and then every ``step``, a point is done when the
    interval of each arm's difference from the first arm in ``outcome`` (of its mean, where
    there is one arm) is at most ``half_width`` to either side, or at ``most`` replicates.
    """

    least: int = 5
    most: int = 5
    step: int = 5
    outcome: str = ""
    half_width: float = 0.0

    @property
    def is_rule(self) -> bool:
        """Whether the number depends on what is found."""
        return bool(self.outcome)


@dataclass(frozen=True)
class Limits:
    """Where a sweep gives up."""

    runs: int = 200_000
    """Most runs that may be asked for."""
    failures: int | None = None
    """Stop after so many failed runs; None for never."""
    seconds: float | None = None
    """A run that takes longer fails; None for no limit."""


@dataclass(frozen=True)
class SeriesWanted:
    """Which paths are kept."""

    columns: tuple[str, ...]
    every: int = 1
    """Days between rows; the last day is always there."""
    all_brands: bool = False


@dataclass(frozen=True)
class Experiment:
    """A question to be asked of many runs."""

    title: str
    base: Scenario
    """With everything that is the same in all runs."""
    brand: str
    """The focal brand: whose outcomes are looked at, and what arms change."""
    factors: tuple[Factor, ...] = ()
    design: Design = Design()
    arms: tuple[Choice, ...] = (Choice("base", {}),)
    """The first is what the others are compared with."""
    replication: Replication = Replication()
    measures: tuple[Measure, ...] = USUAL
    series: SeriesWanted | None = None
    limits: Limits = Limits()
    about: str = ""
    graph: str | None = None
    """File of the social graph of all runs; None if networks are made or a factor names files."""
    graph_header: bool | None = None
    """Whether the first row of such a file names its columns; None to guess."""
    strategies: str | None = None
    """File of the user's own strategies."""
    file: str = field(default="experiment", compare=False)
    """What messages call the place it came from."""

    @property
    def outcome_names(self) -> tuple[str, ...]:
        """The columns of outcomes."""
        return tuple(measure.name for measure in self.measures)

    @property
    def factor_names(self) -> tuple[str, ...]:
        """The columns of factors."""
        return tuple(factor.name for factor in self.factors)

    @property
    def has_graph_factor(self) -> bool:
        """Whether social graphs are a factor."""
        return any(factor.key == GRAPH for factor in self.factors)

    def levels_changes(self, levels: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a point changes in the scenario; ``levels`` by factor's name."""
        changes: dict[str, Any] = {}
        for factor in self.factors:
            if factor.name in levels:
                changes |= factor.changes(levels[factor.name])
        return changes

    def scenario(self, levels: Mapping[str, Any], arm: Choice, replicate: int = 0) -> Scenario:
        """Return what is run at a point, in an arm, in a replicate (counted from 0)."""
        changes = self.levels_changes(levels) | dict(arm.changes)
        changes["seed"] = self.base.seed + replicate
        return self.base.with_values(changes, file=self.file)

    def graph_of(self, levels: Mapping[str, Any]) -> str | None:
        """Return the file of the social graph at a point, or None if it is made."""
        for factor in self.factors:
            if factor.key == GRAPH:
                return str(levels[factor.name])
        return self.graph

    def content_hash(self) -> str:
        """Return a hash of everything that decides which runs there are and what is measured."""
        content = [
            self.base.content_hash(),
            self.brand,
            repr(self.factors),
            repr(self.design),
            [[arm.name, sorted(arm.changes.items())] for arm in self.arms],
            repr(self.replication),
            repr(self.measures),
            repr(self.series),
            self.graph,
        ]
        text = json.dumps(content, sort_keys=True, default=repr)
        return blake2b(text.encode(), digest_size=DIGEST).hexdigest()
