"""How much of the content should promote, and how much should be for the relation, by horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from experiments.analysis.best import COLUMNS, best_levels
from experiments.analysis.cube import Table
from experiments.analysis.surfaces import texts
from experiments.studies.evaluating import Run, in_all_replicates
from experiments.studies.objectives import Objective
from experiments.sweep.experiment import Experiment
from experiments.sweep.factors import Factor
from experiments.sweep.measures import Measure
from model.errors import InputError

OPTION = "options.promotion_share"
STRATEGY = "mixed"
USUAL_SHARES = tuple(step / 10 for step in range(11))
USUAL_HORIZONS = (30, 365, 1095)

SPLIT = {
    "horizon": "key: days after which it is measured",
    "outcome": "key: the outcome",
    **{("promotion_share" if k == "level" else k): v for k, v in COLUMNS.items()},
}
"""Columns of a split."""


@dataclass(frozen=True)
class Split:
    """What came of it."""

    table: Table
    runs: int
    failed: int


def split_experiment(
    asked: Experiment, horizons: Sequence[int], shares: Sequence[float] = USUAL_SHARES
) -> Experiment:
    """Return the experiment whose one factor is the share of promotions of a ``mixed`` brand.

    It runs to the farthest horizon and measures each of ``asked``'s outcomes at each.
    """
    days = [int(day) for day in horizons]
    if not days or min(days) < 1 or len(set(days)) < len(days):
        raise InputError(
            "no horizons", file="--horizons", value=",".join(map(str, days)),
            allowed="different numbers of days from 1, such as 30,365,1095",
        )  # fmt: skip
    base = asked.base.with_values({"days": max(days)}, file="--horizons")
    key = f"brands.{asked.brand}.strategy"
    if base.brand(asked.brand).strategy != STRATEGY:
        base = base.with_values({key: STRATEGY})
    factor = Factor(OPTION, f"brands.{asked.brand}.{OPTION}", values=tuple(shares))
    measures = tuple(at_horizon(m, day) for day in days for m in asked.measures)
    return replace(asked, base=base, factors=(factor,), measures=measures)


def at_horizon(measure: Measure, day: int) -> Measure:
    """Return the outcome as it is after so many days."""
    start = day - 1 if measure.how == "final" else measure.start
    return replace(measure, name=f"{measure.name}_{day}", start=start, stop=day)


def best_split(
    asked: Experiment,
    run: Run,
    objectives: Sequence[Objective],
    horizons: Sequence[int] = USUAL_HORIZONS,
    shares: Sequence[float] = USUAL_SHARES,
    replicates: int = 20,
) -> Split:
    """Return one row a horizon, objective and share of promotions: which share is best.

    ``asked`` measures the objectives. All shares face the same people and luck; a share
    whose distance from the best could be luck is marked undecided. Raises InputError if no
    replicate of an objective is complete.
    """
    made = split_experiment(asked, horizons, shares)
    rows = [{OPTION: share} for share in shares]
    values = in_all_replicates(made, rows, replicates, run, "shares")
    parts = []
    for day in horizons:
        for objective in objectives:
            own = values[f"{objective.outcome}_{day}"]
            try:
                found = best_levels(np.asarray(shares, dtype=float), own, objective.sign)
            except ValueError as error:
                raise InputError(
                    str(error), file="--objectives", value=objective.outcome
                ) from error
            found["promotion_share"] = found.pop("level")
            keys = {
                "horizon": np.full(len(rows), day),
                "outcome": texts([objective.outcome] * len(rows)),
            }
            parts.append(keys | found)
    table = {name: np.concatenate([part[name] for part in parts]) for name in SPLIT}
    failed = int(np.isnan(np.stack(list(values.values()))).all(axis=0).sum())
    return Split(table, len(rows) * replicates, failed)
