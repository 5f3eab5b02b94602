"""The front that an optimisation found: what its columns are, and who is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.analysis.pareto import FRONT
from experiments.studies.objectives import Objective
from experiments.studies.optimisation import SEARCHED, Optimisation
from experiments.sweep.experiment import Experiment

LIKELY = 0.05
"""Candidates that are on the front less often than that are not shown."""


def named(wanted: Sequence[Objective], made: Experiment) -> list[Objective]:
    """Return the objectives by the names that their outcomes have in tables."""
    names = made.outcome_names
    return [Objective(names[at], objective.sign) for at, objective in enumerate(wanted)]


def front_notes(wanted: Sequence[Objective]) -> dict[str, str]:
    """Return what the columns of a front are."""
    notes = dict(FRONT)
    for objective in wanted:
        notes[objective.outcome] = "objective: mean over fresh replicates"
        notes[f"{objective.outcome}_low"] = "lower end of its 95 % interval (Student's t)"
        notes[f"{objective.outcome}_high"] = "upper end of it"
    return notes


def search_notes(wanted: Sequence[Objective]) -> dict[str, str]:
    """Return what the columns of a search are."""
    return SEARCHED | {o.outcome: "objective: mean over the search's replicates" for o in wanted}


def likely_rows(wanted: Sequence[Objective], found: Optimisation) -> list[int]:
    """Return the rows of the front that are on it, or likely to be, by the first objective."""
    front, first = found.front, wanted[0]
    likely = np.flatnonzero(front["on_front"] | (front["probability"] >= LIKELY))
    order = np.argsort(-first.sign * front[first.outcome][likely], kind="stable")
    return [int(row) for row in likely[order]]


def front_summary(
    made: Experiment, wanted: Sequence[Objective], found: Optimisation
) -> dict[str, Any]:
    """Return ``summary.json``: the candidates on the front."""
    front = found.front
    rows = [int(row) for row in np.flatnonzero(front["on_front"])]
    return {
        "title": made.title,
        "brand": made.brand,
        "objectives": {o.outcome: "max" if o.sign > 0 else "min" for o in wanted},
        "runs": found.runs,
        "failed": found.failed,
        "front": [{name: column[row] for name, column in front.items()} for row in rows],
    }
