"""What the charts of a page can show: each a line a brand, day by day, of a model's own figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from model.observables import BY_NAME

Floats = npt.NDArray[np.float64]
WEEK = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing a chart can show."""

    key: str
    title: str
    unit: str
    write: str
    """How its numbers are printed: trust, share, euros or count."""
    compute: Callable[[Any], Floats]
    """From a function that gives an observable [day, brand] to values [day, brand]."""
    zero: bool = True
    """Whether its axis begins at zero."""


def total(values: Floats) -> Floats:
    """Return the sum over the last week, along the first axis."""
    summed = np.cumsum(np.nan_to_num(values), axis=0)
    summed[WEEK:] -= summed[:-WEEK].copy()
    return summed


def level(name: str) -> Callable[[Any], Floats]:
    """Return an observable as it is."""
    return lambda read: read(name)


def weekly(name: str) -> Callable[[Any], Floats]:
    """Return the daily mean of an observable over the last week."""

    def compute(read: Any) -> Floats:
        values = read(name)
        days = np.minimum(np.arange(len(values)) + 1, WEEK)[:, None]
        return np.asarray(total(values) / days)

    return compute


def share(above: str, below: str) -> Callable[[Any], Floats]:
    """Return a ratio of sums over the last week, NaN where there is nothing to divide by."""

    def compute(read: Any) -> Floats:
        part, whole = total(read(above)), total(read(below))
        return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)

    return compute


def _net_talk(read: Any) -> Floats:
    return weekly("talk_positive")(read) - weekly("talk_negative")(read)


def _earned(read: Any) -> Floats:
    return np.asarray(np.cumsum(read("profit"), axis=0))


A_DAY = "a day, mean of the last 7"
MEASURES = (
    Measure("trust_known", "Trust among those who know the brand",
            "0 none to 1 full", "trust", level("trust_known"), False),
    Measure("trust", "Trust of everybody", "0 none to 1 full", "trust", level("trust"), False),
    Measure("closeness", "Closeness", "0 distant to 1 close", "trust", level("closeness")),
    Measure("suspicion", "Suspicion of marketers",
            "0 none to 1", "trust", level("suspicion"), False),
    Measure("read_share", "Messages read",
            "share of those shown, last 7 days", "share", share("read", "impressions")),
    Measure("impressions", "Messages shown", A_DAY, "count", weekly("impressions")),
    Measure("reactions", "Likes, comments and shares", A_DAY, "count", weekly("reactions")),
    Measure("value", "Value a message shown",
            "value, last 7 days", "trust", share("value", "impressions"), False),
    Measure("talk", "Word of mouth: good minus bad", A_DAY, "count", _net_talk),
    Measure("talk_positive", "Good word of mouth", A_DAY, "count", weekly("talk_positive")),
    Measure("talk_negative", "Bad word of mouth", A_DAY, "count", weekly("talk_negative")),
    Measure("inbound", "Letters from people", A_DAY, "count", weekly("inbound")),
    Measure("answered", "Letters answered",
            "share of letters, last 7 days", "share", share("answered", "inbound")),
    Measure("followers", "Followers", "people", "count", level("followers")),
    Measure("known", "People who know the brand", "people", "count", level("known")),
    Measure("left", "People who stopped following", "people", "count", level("left")),
    Measure("alienated", "People lost for good", "people", "count", level("alienated")),
    Measure("satisfaction", "Satisfaction with the product",
            "0 to 1", "trust", level("satisfaction"), False),
    Measure("purchases", "Sales", A_DAY, "count", weekly("purchases")),
    Measure("customers", "People who ever bought", "people", "count", level("customers")),
    Measure("revenue", "Revenue", f"€ {A_DAY}", "euros", weekly("revenue")),
    Measure("cost", "Cost", f"€ {A_DAY}", "euros", weekly("cost")),
    Measure("profit", "Profit", f"€ {A_DAY}", "euros", weekly("profit")),
    Measure("earned", "Profit so far", "€ since day 0", "euros", _earned),
)  # fmt: skip
"""In the order of the menu."""
BY_KEY = {measure.key: measure for measure in MEASURES}
SHOWN = ("trust_known", "read_share", "talk", "followers", "earned")
"""What the charts show at first: trust, reading, talk, ties, money."""


def values(model: Any, key: str) -> Floats:
    """Return a measure of a run so far, [brand, day], brands in the scenario's order."""
    history, cohorts = model.history, model.cohorts
    days, brands = history.days, len(model.brands)
    if days == 0:
        return np.zeros((brands, 0))
    places = {brand.name: brand.place for brand in model.brands}
    order = [places[spec.name] for spec in model.base.brands]

    def read(name: str) -> Floats:
        return np.asarray(BY_NAME[name].compute(history, cohorts), dtype=float)

    return np.ascontiguousarray(BY_KEY[key].compute(read)[:, order].T)
