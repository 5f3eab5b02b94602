"""Which rows an experiment has: all it may ever ask for, and those that are planned so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from experiments.store.run_index import RowEntry
from experiments.sweep.experiment import Experiment
from experiments.sweep.identity import Runs
from experiments.sweep.schedule import PlannedRun, Schedule


def schedule_of(experiment: Experiment, points: int) -> Schedule:
    """Return the schedule of an experiment of so many points, at its beginning."""
    rule = experiment.replication
    return Schedule(
        points, len(experiment.arms), rule, _satisfied(rule), experiment.design.replicates
    )


def possible_rows(runs: Runs) -> dict[str, RowEntry]:
    """Return every row that the experiment may ask for, by the id of its run."""
    made = runs.experiment
    begins = made.design.replicates or (0,) * len(runs.points)
    rows = (
        runs.entry(PlannedRun(point, arm, begins[point] + replicate))
        for point in range(len(runs.points))
        for arm in range(len(made.arms))
        for replicate in range(made.replication.most)
    )
    return {row.run_id: row for row in rows}


def planned_rows(runs: Runs, value: Callable[[str], float | None]) -> list[RowEntry]:
    """Return the rows that are planned where each run that is there has a ``value``."""
    schedule, rows = schedule_of(runs.experiment, len(runs.points)), []
    while (row := schedule.next_row()) is not None:
        rows.append(runs.entry(row))
        known = value(rows[-1].run_id)
        if known is not None:
            schedule.finished(row, known)
    return rows


def _satisfied(rule: Any) -> Callable[[dict[int, np.ndarray[Any, Any]]], bool] | None:
    if not rule.is_rule:
        return None
    from experiments.analysis.stopping import satisfied

    return lambda values: satisfied(values, rule.half_width)
