"""What the charts of a page can show: each a line a brand, day by day, of a model's own figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiments.quantities import RATIOS
from model.observables import BY_NAME
from viz.figures.outcomes import Outcome
from viz.figures.tables import WEEK, Floats
from viz.reports.outcomes import PRINTED

Compute = Callable[[Any], Floats]
"""From a function that gives an observable [day, brand] to values [day, brand]."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One thing a chart can show."""

    key: str
    outcome: Outcome
    compute: Compute
    zero: bool = True
    """Whether its axis begins at zero."""

    def panel(self) -> dict[str, Any]:
        """Return it as a page draws it."""
        outcome = self.outcome
        return {
            "key": self.key, "title": outcome.title, "unit": outcome.unit,
            "write": outcome.form, "zero": self.zero,
        }  # fmt: skip


def total(values: Floats) -> Floats:
    """Return the sum over the last week, along the first axis."""
    summed = np.cumsum(np.nan_to_num(values), axis=0)
    summed[WEEK:] -= summed[:-WEEK].copy()
    return summed


def level(name: str, zero: bool = True) -> Chart:
    """Return the chart of an observable as it is."""
    return Chart(name, PRINTED[name], lambda read: read(name), zero)


def weekly(name: str) -> Chart:
    """Return the chart of the daily mean of an observable over the last week."""
    return Chart(name, _a_day(PRINTED[name]), _weekly(name))


def _a_day(outcome: Outcome) -> Outcome:
    return replace(outcome, unit=f"{outcome.unit} a day, mean of the last {WEEK} days")


def _weekly(name: str) -> Compute:
    def compute(read: Any) -> Floats:
        values = read(name)
        days = np.minimum(np.arange(len(values)) + 1, WEEK)[:, None]
        return np.asarray(total(values) / days)

    return compute


def share(name: str, zero: bool = True) -> Chart:
    """Return the chart of a ratio of sums over the last week, NaN where there is nothing below."""
    ratio = RATIOS[name]

    def compute(read: Any) -> Floats:
        part, whole = total(read(ratio.above)), total(read(ratio.below))
        return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)

    outcome = PRINTED[name]
    return Chart(name, replace(outcome, unit=f"{outcome.unit}, last {WEEK} days"), compute, zero)


def _talk() -> Chart:
    good, bad = _weekly("talk_positive"), _weekly("talk_negative")
    outcome = replace(_a_day(PRINTED["talk_positive"]), title="Word of mouth: good minus bad")
    return Chart("talk", outcome, lambda read: good(read) - bad(read))


def _earned() -> Chart:
    profit = PRINTED["profit"]
    outcome = replace(profit, title=f"{profit.title} so far", unit=f"{profit.unit} since day 0")
    return Chart("earned", outcome, lambda read: np.asarray(np.cumsum(read("profit"), axis=0)))


CHARTS = (
    level("trust_known", zero=False),
    level("trust", zero=False),
    level("closeness"),
    level("suspicion", zero=False),
    share("read_share"),
    weekly("impressions"),
    weekly("reactions"),
    share("return_on_attention", zero=False),
    _talk(),
    weekly("talk_positive"),
    weekly("talk_negative"),
    weekly("inbound"),
    share("answered_share"),
    level("followers"),
    level("known"),
    level("left"),
    level("alienated"),
    level("satisfaction", zero=False),
    weekly("purchases"),
    level("customers"),
    weekly("revenue"),
    weekly("cost"),
    weekly("profit"),
    _earned(),
)
"""In the order of the menu."""
BY_KEY = {chart.key: chart for chart in CHARTS}
SHOWN = ("trust_known", "read_share", "talk", "followers", "earned")
"""What the charts show at first: trust, reading, talk, ties, money."""


def values(model: Any, key: str) -> Floats:
    """Return what a chart shows of a run so far, [brand, day], brands in the scenario's order."""
    history, cohorts = model.history, model.cohorts
    days, brands = history.days, len(model.brands)
    if days == 0:
        return np.zeros((brands, 0))
    places = {brand.name: brand.place for brand in model.brands}
    order = [places[spec.name] for spec in model.base.brands]

    def read(name: str) -> Floats:
        return np.asarray(BY_NAME[name].compute(history, cohorts), dtype=float)

    return np.ascontiguousarray(BY_KEY[key].compute(read)[:, order].T)
