"""The best share of promotions at each horizon: how it is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.analysis.cube import Table
from experiments.studies.asking import focal_of
from experiments.studies.objectives import Objective
from experiments.studies.split import STRATEGY, Split
from experiments.sweep.experiment import Experiment
from model.errors import InputError


def read_horizons(text: str) -> list[int]:
    """Return the days of ``30,365,1095``, or raise InputError."""
    words = [word.strip() for word in text.split(",")]
    if not all(word.isdecimal() and 0 < int(word) <= 20_000 for word in words):
        raise InputError(
            "no horizons", file="--horizons", value=text, allowed="days, such as 30,365,1095"
        )
    return [int(word) for word in words]


def with_mixed_content(ref: str, brand: str | None, sets: Sequence[str]) -> tuple[str, ...]:
    """Return the changes that give the focal brand the strategy with such a split."""
    focal, strategy = focal_of(ref, brand)
    if strategy == STRATEGY:
        return tuple(sets)
    return (*sets, f"brands.{focal}.strategy={STRATEGY}")


def best_row(table: Table, day: int, outcome: str) -> dict[str, Any]:
    """Return the best share at a horizon, and those that cannot be told from it."""
    own = (table["horizon"] == day) & (table["outcome"] == outcome)
    row = int(np.flatnonzero(own & table["best"])[0])
    close = table["promotion_share"][own & table["as_good"]]
    return {
        "horizon": day,
        "outcome": outcome,
        "promotion_share": float(table["promotion_share"][row]),
        "as_good_from": float(close.min()),
        "as_good_to": float(close.max()),
        "undecided": int((own & table["undecided"]).sum()),
        **{name: float(table[name][row]) for name in ("mean", "low", "high", "probability")},
        "replicates": int(table["replicates"][row]),
    }


def split_summary(
    made: Experiment,
    wanted: Sequence[Objective],
    found: Split,
    days: Sequence[int],
    replicates: int,
) -> dict[str, Any]:
    """Return ``summary.json``: the best share at each horizon for each objective."""
    return {
        "title": made.title,
        "brand": made.brand,
        "replicates": replicates,
        "best": [best_row(found.table, day, o.outcome) for day in days for o in wanted],
    }
