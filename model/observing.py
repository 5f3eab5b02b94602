"""What an observable is, how it is named wherever it is shown, and the usual ways to count one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from model.history import History
from model.rules.arithmetic import SCALE
from model.world import F64

Kind = Literal["key", "flow", "stock", "ratio"]
Better = Literal["more", "fewer", "neither"]
NONE_TO_FULL = "0 none to 1 full"
"""The unit of what lies between none of it and all of it."""


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Sizes of the fixed groups that means are taken over."""

    people: int
    followers: F64
    """Followers on day 0, [brand]."""
    customers: F64
    """Customers on day 0, [brand]."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that is measured: all that tables, pages and pictures say of it."""

    name: str
    title: str
    """What it is called in print; what follows a comma tells it from its like."""
    unit: str
    """A scale from 0 to 1 says what its ends mean."""
    better: Better
    """Whether a brand would have more of it, fewer, or does not mind."""
    about: str
    """Its definition."""

    @property
    def is_fraction(self) -> bool:
        """Tell whether it lies between 0 and 1."""
        return self.unit.startswith(("0 ", "share "))


@dataclass(frozen=True, slots=True)
class Observable(Quantity):
    """A quantity of each brand and day: a column of ``series.parquet``."""

    kind: Kind
    compute: Callable[[History, Cohorts], Any]
    """Returns values [day, brand]."""


def ratio(above: Any, below: Any) -> F64:
    """Return above / below, NaN where there is nothing to divide by."""
    above, below = np.broadcast_arrays(np.asarray(above, float), np.asarray(below, float))
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


def everyone(values: Any, h: History) -> F64:
    """Return values [day] as [day, brand], the same for every brand."""
    return np.repeat(np.asarray(values, float)[:, None], h.brand.shape[1], axis=1)


def count(name: str, kind: Kind, title: str, unit: str, better: Better, about: str) -> Observable:
    """Return an observable that is one of the tallies."""
    return Observable(name, title, unit, better, about, kind, lambda h, c: h.brand[name])


def mean(
    name: str, title: str, unit: str, better: Better, about: str, over: str = ""
) -> Observable:
    """Return an observable that is a fixed-point sum over everybody, or over a counted group."""

    def compute(h: History, c: Cohorts) -> F64:
        return ratio(h.brand[f"{name}_fixed"] / SCALE, h.brand[over] if over else c.people)

    return Observable(name, title, unit, better, about, "stock", compute)


def quantile(name: str, title: str, place: int, about: str) -> Observable:
    """Return an observable that is a quantile of trust."""
    return Observable(
        name, title, NONE_TO_FULL, "more", about, "stock", lambda h, c: h.quantiles[..., place]
    )


def cohort_trust(name: str, title: str, about: str, group: str) -> Observable:
    """Return an observable that is the mean trust of a group fixed on day 0."""

    def compute(h: History, c: Cohorts) -> F64:
        return ratio(h.brand[f"{name}_fixed"] / SCALE, getattr(c, group))

    return Observable(name, title, NONE_TO_FULL, "more", about, "stock", compute)
