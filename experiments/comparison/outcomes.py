"""What a comparison looks at: the focal brand's outcomes of one run, and its paths."""

from __future__ import annotations

from experiments.summary import RATIOS, Columns
from experiments.sweep.measures import Measure
from model.observables import BY_NAME

FINAL = (
    "trust", "trust_known", "trust_unknown", "trust_followers", "trust_customers", "closeness",
    "familiarity", "satisfaction", "suspicion", "followers", "left", "alienated", "customers",
)  # fmt: skip
"""Stocks, as they stand on the last day."""
TOTAL = (
    "impressions", "read", "reactions", "inbound", "answered", "breaches", "talk_positive",
    "talk_negative", "purchases", "category_sales", "revenue", "cost", "profit",
)  # fmt: skip
"""Flows, added up over the run."""
SHARES = ("read_share", "return_on_attention")
"""Ratios of sums over the whole run."""
OUTCOMES = (*FINAL, *TOTAL, *SHARES)
HEADLINES = (
    "trust", "trust_known", "suspicion", "followers", "alienated", "read_share",
    "return_on_attention", "purchases", "profit",
)  # fmt: skip
"""What pictures and printed tables show."""
PATHS = (
    "trust", "trust_known", "closeness", "suspicion", "followers", "alienated", "impressions",
    "read", "purchases", "profit",
)  # fmt: skip
"""What is told day by day."""


MEASURES = (
    *(Measure(name, name, "final") for name in FINAL),
    *(Measure(name, name, "total") for name in TOTAL),
    *(Measure(name, RATIOS[name][0], "ratio", by=RATIOS[name][1]) for name in SHARES),
)
"""The same as a sweep measures them."""


def outcomes(days: Columns) -> dict[str, float]:
    """Return every outcome of one brand from its rows."""
    return {measure.name: measure.value({"": days}, "") for measure in MEASURES}


def notes() -> dict[str, str]:
    """Return the definition of each outcome."""
    told = {name: BY_NAME[name] for name in (*FINAL, *TOTAL)}
    found = {
        name: f"{'last day' if name in FINAL else 'total'}, {column.unit}: {column.about}"
        for name, column in told.items()
    }
    return found | {name: f"whole run: {' divided by '.join(RATIOS[name])}" for name in SHARES}
