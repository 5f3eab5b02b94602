"""Reading the tables that figures take: columns by name, one array each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from viz.figures.outcomes import Outcome, undeclared

Table = Mapping[str, npt.NDArray[Any]]
Floats = npt.NDArray[np.float64]
WEEK = 7


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a picture of one run has to say about where it comes from."""

    people: int
    seed: int
    replicates: int = 1
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a brand is called in print, where that is not its key in the tables."""
    known_from: float = 0.1
    """Familiarity from which a person counts as knowing a brand (``market.known_from``)."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """How the columns of the tables are printed."""

    def outcome(self, name: str) -> Outcome:
        """Return how a column is printed, also one nobody declared."""
        return self.outcomes.get(name) or undeclared(name)


def brands(table: Table) -> list[str]:
    """Return the brands in the order in which they first appear."""
    return [str(name) for name in dict.fromkeys(table["brand"].tolist())]


def labels(table: Table, facts: RunFacts) -> list[str]:
    """Return what the brands are called in print, in the order of :func:`brands`."""
    return [facts.labels.get(brand, brand) for brand in brands(table)]


def strategies(series: Table) -> list[str]:
    """Return the strategy of each brand on its last day, in the order of :func:`brands`."""
    last = dict(zip(series["brand"].tolist(), series["strategy"].tolist(), strict=True))
    return [str(last[brand]) for brand in brands(series)]


def days(series: Table) -> Floats:
    """Return the days of the series, ascending."""
    return np.unique(np.asarray(series["day"])).astype(float)


def by_brand(series: Table, column: str) -> Floats:
    """Return one column as an array [brand, day]; NaN where a brand has no row."""
    days_present, row_day = np.unique(np.asarray(series["day"]), return_inverse=True)
    names = brands(series)
    place = {name: i for i, name in enumerate(names)}
    row_brand = [place[name] for name in series["brand"].tolist()]
    values = np.full((len(names), len(days_present)), np.nan)
    values[row_brand, row_day] = np.asarray(series[column], dtype=float)
    return values


def window(length: int) -> int:
    """Return over how many days noisy flows are averaged: 1, 7 or, from 200 days on, 28."""
    return 1 if length < 4 * WEEK else WEEK if length < 200 else 4 * WEEK


def smoothed(length: int) -> str:
    """Return what the label of an averaged flow adds; nothing where a day stands alone."""
    width = window(length)
    return f", mean of the last {width} days" if width > 1 else ""


def recent_sum(values: Floats, width: int) -> Floats:
    """Return the sum over the last ``width`` days, along the last axis; NaN counts as 0."""
    total = np.cumsum(np.nan_to_num(values), axis=-1)
    total[..., width:] -= total[..., :-width].copy()
    return total


def recent_mean(values: Floats, width: int) -> Floats:
    """Return the mean over the last ``width`` days that have a value.

    The first days, before a week (or ``width`` days) is full, are left out as NaN.
    """
    present = recent_sum(np.isfinite(values).astype(float), width)
    mean = ratio(recent_sum(values, width), present)
    mean[..., : min(width, WEEK) - 1] = np.nan
    return mean


def ratio(above: Floats, below: Floats) -> Floats:
    """Return a ratio, NaN where the lower part is zero."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)


def ends(values: Floats, last: bool = True) -> Floats:
    """Return the last (or first) finite value of each row; NaN where there is none."""
    out = np.full(len(values), np.nan)
    for i, row in enumerate(values):
        finite = row[np.isfinite(row)]
        if finite.size:
            out[i] = finite[-1 if last else 0]
    return out
