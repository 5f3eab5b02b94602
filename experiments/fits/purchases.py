"""Repeat purchases: how many come back, how often, and after how long.

Data: a sample of 2,357 customers who first bought at the online shop CDNOW in the first weeks
of 1997, over 27 to 39 weeks each (Fader & Hardie 2001). Model: one brand of which nobody has
bought; those whose first purchase falls into the same weeks, over as many. Need (occasions a
year) and its evenness are as shipped, or fitted to the shares of customers with 0, 1, 2 …
repeats. The days between purchases are not fitted to.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from experiments.fits.data import DataFolder, counted, measured_in
from experiments.fits.resampling import resampled
from experiments.fits.result import (
    NAN,
    Distance,
    Estimated,
    Fit,
    FitPanel,
    Floats,
    measured,
    percent,
    setting,
    statistic,
)
from experiments.run.single import opened
from model.errors import InputError
from model.tabular.records import read_records

FILES = ("purchases/cdnow_customers_summary.csv",)
SOURCE = "CDNOW sample of 2,357 customers (Fader & Hardie 2001)"
WEEK = 7
SPAN = 273
"""Days of observation: 39 weeks."""
COHORT = 84
"""Days in which first purchases count: 12 weeks."""
MOST = 7
"""Repeats that are told apart; more are taken together."""
DAYS = (7, 14, 28, 56, 84, 112, 140, 182)
"""Days at which the distribution of days between purchases is compared."""
NEED = {"people.need": 12.0, "people.need_shape": 0.55}
BOUNDS = ((np.log(0.1), np.log(120.0)), (np.log(0.05), np.log(20.0)))
"""Of need and its shape, in logs."""


class Customers(NamedTuple):
    """What is known of each customer, arrays [customer]."""

    repeats: Any
    """Days with a purchase after the first."""
    last: Floats
    """Days from the first purchase to the last."""
    notices: tuple[str, ...] = ()
    """What was guessed about their file."""


def fit(data: DataFolder, quick: bool) -> Fit:
    """Compare customers under shipped and fitted need."""
    real = read_customers(data.file(FILES[0]))
    source = SOURCE
    if not data.is_known(*FILES):
        source = f"{data.file(FILES[0])}: {len(real.repeats):,} customers"
    people, replicates = (3000, 3) if quick else (12_000, 10)
    best = fitted_need(shares(real.repeats), people=4000 if quick else 8000,
                       rounds=14 if quick else 40)  # fmt: skip
    return compare(real, {"as shipped": {}, "fitted": best}, people, replicates, source)


COLUMNS = (
    counted("frequency", "repeats", "repeat_purchases", "x"),
    measured_in("recency", "t_x", "last", "weeks_to_last"),
)
FEWEST = 20
"""Customers, below whom nothing can be fitted."""


def read_customers(path: Path) -> Customers:
    """Return the customers of a file; raises InputError where one cannot be."""
    found = read_records(path, COLUMNS, FEWEST)
    table = found.columns
    wrong = np.flatnonzero((table["frequency"] > 0) & (table["recency"] <= 0))
    if len(wrong):
        raise InputError(
            "somebody who came back has no time from the first purchase to the last", file=path,
            key=f"row {wrong[0] + 1}, column recency", value=float(table["recency"][wrong[0]]),
            allowed="more than 0 weeks where frequency is above 0",
        )  # fmt: skip
    return Customers(
        table["frequency"].astype(int), table["recency"].astype(float) * WEEK, found.notices
    )


def customers(seed: int, people: int, **values: Any) -> Customers:
    """Return the customers that one run of the model wins in the cohort's days."""
    values = {"people.count": people, "brands.usual.customers": 0.0, **values}
    bought = np.zeros(people, np.int64)
    first, last = np.full(people, -1), np.full(people, -1)
    repeats = np.zeros(people, np.int64)
    with opened("one_brand", seed=seed, **values) as model:
        for day in range(SPAN):
            model.run(1)
            now = model.pairs.purchases[:, 0].astype(np.int64)
            buys = now > bought
            repeats += buys & (first >= 0)
            first[buys & (first < 0)] = day
            last[buys] = day
            bought = now
    kept = (first >= 0) & (first < COHORT)
    return Customers(repeats[kept], (last - first)[kept].astype(float))


def shares(repeats: Any, weight: Any = None) -> Floats:
    """Return the share of customers with 0, 1, … ``MOST`` or more repeats."""
    if not len(repeats):
        return np.full(MOST + 1, np.nan)
    counted = np.bincount(np.minimum(repeats, MOST), weights=weight, minlength=MOST + 1)
    return np.asarray(counted / counted.sum(), float)


def gaps(found: Customers, weight: Any = None) -> Floats:
    """Return the share of repeat customers whose mean days between purchases are ≤ ``DAYS``."""
    again = found.repeats > 0
    if not again.any():
        return np.full(len(DAYS), np.nan)
    days = found.last[again] / found.repeats[again]
    weights = None if weight is None else weight[again]
    return np.array([np.average(days <= limit, weights=weights) for limit in DAYS])


def summary(found: Customers, weight: Any = None) -> Floats:
    """Return all that is compared: shares, gaps, mean repeats, the share of the top tenth."""
    one = np.ones(len(found.repeats)) if weight is None else weight
    each = np.repeat(found.repeats, np.asarray(one, int))
    top = np.sort(each)[::-1][: max(1, len(each) // 10)].sum() / max(each.sum(), 1)
    return np.concatenate(
        [shares(found.repeats, one), gaps(found, one), [each.mean() if len(each) else NAN, top]]
    )


def fitted_need(wanted: Floats, people: int, rounds: int, seed: int = 1) -> dict[str, float]:
    """Return need and shape that give the wanted shares of repeats, by Nelder & Mead.

    The same luck throughout, so that the distance moves with the parameters alone; it is the
    sum of squared gaps over the wanted shares (Neyman's chi-square, for a sample of one).
    """

    def distance(x: Floats) -> float:
        if any(not low <= value <= high for value, (low, high) in zip(x, BOUNDS, strict=True)):
            return 10.0
        found = customers(seed, people, **dict(zip(NEED, np.exp(x).tolist(), strict=True)))
        if len(found.repeats) < 20:
            return 10.0
        return float(((shares(found.repeats) - wanted) ** 2 / np.maximum(wanted, 1e-3)).sum())

    start = np.log(list(NEED.values()))
    simplex = start + np.array([[0.0, 0.0], [0.7, 0.0], [0.0, 0.5]])
    best = minimize(
        distance, start, method="Nelder-Mead",
        options={"maxfev": rounds, "initial_simplex": simplex, "xatol": 0.02, "fatol": 1e-5},
    )  # fmt: skip
    return dict(zip(NEED, (float(value) for value in np.exp(best.x)), strict=True))


# --- what is compared ------------------------------------------------------------------


def compare(
    real: Customers,
    variants: Mapping[str, Mapping[str, float]],
    people: int,
    replicates: int,
    source: str = SOURCE,
) -> Fit:
    """Return the fit."""
    data = resampled(len(real.repeats), lambda weight: summary(real, weight))
    statistics, panels, distances = [], [], []
    for name, values in variants.items():
        found = [customers(seed, people, **values) for seed in range(1, replicates + 1)]
        runs = np.array([summary(one) for one in found])
        statistics += [
            statistic(title, name, unit, data[row], runs[:, row])
            for row, (title, unit) in enumerate(titles())
        ]
        panels += drawn(data, runs, name, " in 27 to 39 weeks" if source == SOURCE else "")
        gap = np.abs(runs.mean(axis=0) - [d.value for d in data])
        said = setting(dict(values))
        distances += [
            Distance(name, "total variation of repeats", float(gap[: MOST + 1].sum() / 2), said),
            Distance(name, "greatest gap in days between",
                     float(gap[MOST + 1 : MOST + 1 + len(DAYS)].max()), said),
        ]  # fmt: skip
    return Fit(
        "purchases", "Repeat purchases", source, finding(distances, statistics), statistics,
        panels, distances, replicates, people, note=note(source), notices=real.notices,
    )  # fmt: skip


def note(source: str) -> str:
    """Return how the intervals came about, and how long customers of the model are followed.

    The published sample was followed for as long as the model's; other data may not have been.
    """
    resampled_data = "Intervals of the data: customers resampled."
    if source == SOURCE:
        return resampled_data
    weeks, first = SPAN // WEEK, COHORT // WEEK
    return f"{resampled_data} Model: {weeks} weeks, first purchases in the first {first}."


def titles() -> list[tuple[str, str]]:
    """Return name and unit of all that is compared."""
    counts = [str(n) for n in range(MOST)] + [f"{MOST} or more"]
    return [
        *((f"customers with {n} repeats", "share") for n in counts),
        *((f"within {days} days of one another on average", "share") for days in DAYS),
        ("repeats a customer", "purchases"), ("share of repeats, top tenth", "share"),
    ]  # fmt: skip


def drawn(data: list[Estimated], runs: Floats, variant: str, span: str) -> list[FitPanel]:
    """Return the two panels of the picture."""
    model, many, end = measured(runs), MOST + 1, MOST + 1 + len(DAYS)
    counts = [*(str(n) for n in range(MOST)), f"{MOST}+"]
    return [
        FitPanel("Customers by repeat purchases", "share of customers", "line", variant,
              range(many), counts, data[:many], model[:many], f"repeats{span}"),
        FitPanel("Days between purchases", "share of repeat customers", "line", variant, DAYS,
              [str(d) for d in DAYS], data[many:end], model[many:end], "days at most, on average"),
    ]  # fmt: skip


def finding(distances: list[Distance], statistics: list[Any]) -> str:
    """Return what came of it in a sentence."""
    none = {s.variant: s for s in statistics if s.name == "customers with 0 repeats"}
    apart = {d.variant: d.value for d in distances if "repeats" in d.measure}
    return (
        f"Of the customers {percent(none['fitted'].data.value)} never come back; in the"
        f" model {percent(none['as shipped'].model.value)} as shipped,"
        f" {percent(none['fitted'].model.value)} with fitted need, which leaves"
        f" {percent(apart['fitted'])} of customers at a wrong number of repeats"
    )
