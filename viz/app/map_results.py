"""What there is to see of a map: an experiment with its results so far, and what is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.analysis.cube import Cube
from experiments.sweep import Experiment
from model.errors import InputError
from model.scenario import Scenario
from viz.figures.sweep.facts import SweepFacts
from viz.lessons.arms import check_shipped


@dataclass(frozen=True)
class MapResults:
    """An experiment with its results so far."""

    experiment: Experiment
    facts: SweepFacts
    points: tuple[Mapping[str, Any], ...]
    """The levels of each of the cube's points."""
    cube: Cube
    note: str = ""

    def scenario(self, point: int, arm: int, replicate: int = 0) -> Scenario:
        """Return the very scenario that was run; raise ``InputError`` if a page cannot have it."""
        experiment = self.experiment
        levels = self.points[point]
        if experiment.graph_of(levels) is not None:
            raise InputError("ran on a social graph from a file", allowed="goodwill run --graph")
        made = experiment.scenario(levels, experiment.arms[arm], replicate)
        check_shipped(made, "this run")
        return made


def varying(mapped: MapResults) -> list[str]:
    """Return the factors with more than one level."""
    levels = mapped.cube.levels
    return [name for name in levels if len({str(v) for v in levels[name].tolist()}) > 1]


@dataclass(frozen=True)
class Look:
    """What of a map is looked at."""

    outcome: str
    arm: int = 0
    change: bool = False
    """Whether the arm's change against the first is shown, not its own value."""
    across: str = ""
    up: str = ""
    front: bool = False
    other: str = ""
    """The second outcome of the front."""
