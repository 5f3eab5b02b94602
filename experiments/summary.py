"""A run in a few numbers a brand: how it ended, what it added up to, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.quantities import RATIOS
from experiments.store.parquet import Table
from model.observables import COLUMNS
from model.scenario import Scenario

WEIGHTED = {"wait": "answered", "rating": "ratings"}
"""Daily means, and what each day counts by in the mean over the run."""
FIXED = {
    "everyone": "trust",
    "followers_at_start": "trust_followers",
    "customers_at_start": "trust_customers",
}
"""Fixed groups, and the column that holds their mean trust."""
STOCKS = tuple(column.name for column in COLUMNS if column.kind == "stock")
FLOWS = tuple(column.name for column in COLUMNS if column.kind == "flow")

Columns = Mapping[str, npt.NDArray[Any]]


def summarise(series: Table, scenario: Scenario) -> dict[str, Any]:
    """Return ``summary.json``: for each brand its last day, its totals, its trust by group."""
    return {
        brand.name: {"label": brand.label, "strategy": brand.strategy}
        | brand_summary(of_brand(series, brand.name))
        for brand in scenario.brands
    }


def of_brand(series: Table, brand: str) -> Columns:
    """Return the rows of one brand, day by day."""
    rows = np.flatnonzero(series["brand"] == brand)
    return {name: column[rows] for name, column in series.items()}


def brand_summary(days: Columns) -> dict[str, Any]:
    """Return the numbers of one brand from its rows."""
    return {
        "final": {name: days[name][-1] for name in STOCKS},
        "total": {name: days[name].sum() for name in FLOWS},
        "whole_run": whole_run(days),
        "trust": {group: _way(days[column]) for group, column in FIXED.items()},
    }


def whole_run(days: Columns) -> dict[str, float]:
    """Return ratios over the whole run; NaN where there is nothing to divide by."""
    shares = {r.name: _ratio(days[r.above].sum(), days[r.below].sum()) for r in RATIOS.values()}
    means = {
        name: _ratio(np.nansum(days[name] * days[by]), days[by].sum())
        for name, by in WEIGHTED.items()
    }
    return shares | means


def _ratio(above: float, below: float) -> float:
    return float(above / below) if below > 0 else float("nan")


def _way(values: npt.NDArray[Any]) -> dict[str, float]:
    return {"first_day": values[0], "last_day": values[-1], "change": values[-1] - values[0]}
