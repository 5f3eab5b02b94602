"""What an experiment takes: memory, runs, time and room on disk."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.memory import check_memory, needed_bytes
from experiments.run.networks import NetworkFile
from experiments.sweep import design
from experiments.sweep.block import Task, pilot
from experiments.sweep.cost import extremes
from experiments.sweep.experiment import Experiment
from experiments.sweep.identity import context_of

PILOT_DAYS = 10
A_ROW = 400
"""Bytes of a run in run index and table (seen: 250 to 500)."""
A_NUMBER = 5
"""Bytes of an outcome, or of one entry of a path, in a compressed part (seen: 3 to 8)."""


@dataclass(frozen=True)
class Expected:
    """What an experiment is going to take."""

    points: int
    arms: int
    runs: tuple[int, int]
    """At least, and at most."""
    seconds: float
    """Of a run."""
    size: float
    """Of a run on disk, in bytes."""


def expected(made: Experiment) -> Expected:
    """Return what an experiment is going to take; short runs of two points are timed."""
    points, arms = design.count_points(made), len(made.arms)
    rule = made.replication
    runs = (points * arms * rule.least, points * arms * rule.most)
    return Expected(points, arms, runs, seconds_a_run(made), bytes_a_run(made))


def seconds_a_run(made: Experiment) -> float:
    """Return how long a run takes, from a short one of the first and of the last point."""
    context, spent = context_of(made), []
    every = design.points(made)
    for levels in (every[0], every[-1]):
        changes = made.levels_changes(levels) | dict(made.arms[-1].changes)
        graph = made.graph_of(levels)
        task = Task("", changes, None if graph is None else NetworkFile(graph))
        spent.append(pilot(context, task, PILOT_DAYS))
    return sum(spent) / len(spent)


def bytes_a_run(made: Experiment) -> float:
    """Return roughly what a run leaves on disk."""
    size = A_ROW + A_NUMBER * (len(made.measures) + len(made.factors))
    if made.series is not None:
        brands = len(made.base.brands) if made.series.all_brands else 1
        rows = brands * (made.base.days / made.series.every + 1)
        size += int(A_NUMBER * rows * (len(made.series.columns) + 1))
    return float(size)


def check_size(made: Experiment, runs: int) -> None:
    """Raise InputError if so many runs at a time do not fit into memory."""
    for scenario in extremes(made):
        values = scenario.values
        people, brands = int(values["people.count"]), len(scenario.brands)
        needed = needed_bytes(
            people, brands, int(values["platform.topics"]),
            float(values["network.mean_degree"]), scenario.days,
        )  # fmt: skip
        check_memory(runs * needed, people, brands, made.file)
