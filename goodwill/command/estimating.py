"""What a sweep would take: ``--dry-run``."""

from __future__ import annotations

import click

from experiments.memory import gigabytes
from experiments.sweep import design
from experiments.sweep.experiment import Experiment
from goodwill.command.sweeping import duration, warm_up

PILOT_DAYS = 10
A_ROW = 400
"""Bytes of a run in ledger and table (seen: 250 to 500)."""
A_NUMBER = 5
"""Bytes of an outcome, or of one entry of a path, in a compressed part (seen: 3 to 8)."""


def say_estimate(made: Experiment, workers: int) -> None:
    """Print points, runs, and the time and room they are expected to take."""
    points, rule = design.count_points(made), made.replication
    per_point = len(made.arms)
    each = seconds_a_run(made)
    lines = [("Points", f"{points:,}"), ("Arms", f"{len(made.arms):,}")]
    for name, replicates in (("least", rule.least), ("most", rule.most)):
        runs = points * per_point * replicates
        word = f" ({name})" if rule.is_rule else ""
        lines += [
            (f"Runs{word}", f"{runs:,}"),
            (f"Time{word}", f"about {duration(runs * each / workers)} with {workers} workers"),
            (f"Disk{word}", f"about {gigabytes_or_less(runs * bytes_a_run(made))}"),
        ]
        if not rule.is_rule:
            break
    width = max(len(name) for name, _ in lines)
    for name, text in lines:
        click.echo(f"{name:{width}}  {text}")


def seconds_a_run(made: Experiment) -> float:
    """Return how long a run takes, from a short one of the first and of the last point."""
    from experiments.run.networks import NetworkFile
    from experiments.sweep.block import Task, pilot
    from experiments.sweep.identity import context_of

    warm_up(made)
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


def gigabytes_or_less(size: float) -> str:
    """Return a size in words, small ones too."""
    return gigabytes(size) if size > 5e7 else f"{size / 2**20:.1f} MB"
