"""What happened in a run, in plain sentences and one table, from its series."""

from __future__ import annotations

import numpy as np

from viz.figures import words
from viz.figures.tables import (
    RunFacts,
    Table,
    by_brand,
    days,
    ends,
    labels,
    ratio,
    strategies,
)
from viz.reports.page import PageTable, TableColumn, TableRow

FLOWS = ("purchases", "revenue", "cost", "profit")
STEADY = 0.005
"""Change of trust below which it is said to have stayed."""


def totals(series: Table, column: str) -> np.ndarray:
    """Return a flow summed over the run, by brand."""
    return np.nansum(by_brand(series, column), axis=1)


def heads(facts: RunFacts) -> list[TableColumn]:
    """Return the heads of the table's columns."""
    first, *rest = (
        TableColumn(outcome.title, outcome.unit)
        for outcome in map(facts.outcome, ("trust", "read_share", "followers", *FLOWS))
    )
    return [first, TableColumn("Change", f"of {facts.outcome('trust').phrase}"), *rest]


def table(series: Table, facts: RunFacts) -> PageTable:
    """Return the run's results, one row a brand."""
    trust = by_brand(series, "trust")
    start, end = ends(trust, last=False), ends(trust)
    shares = ratio(totals(series, "read"), totals(series, "impressions"))
    flows = [totals(series, column) for column in FLOWS]
    followers = ends(by_brand(series, "followers"))
    rows = []
    for i, (name, strategy) in enumerate(_who(series, facts)):
        cells = [
            words.trust(end[i]),
            words.trust(end[i] - start[i], plus=True),
            words.share(shares[i]),
            words.count(followers[i]),
            *(words.count(round(flow[i])) for flow in flows),
        ]
        rows.append(TableRow(name, strategy, cells))
    people = words.plural(facts.people, "person", "people")
    when = "trust and followers on the last day, the rest over the whole run"
    caption = f"{words.plural(len(days(series)), 'day')}, {people}; {when}."
    return PageTable(caption, "Brand", heads(facts), rows)


def sentences(series: Table, facts: RunFacts) -> list[tuple[str, str]]:
    """Return each brand with a paragraph on its trust, its readers and its money."""
    trust = by_brand(series, "trust")
    start, end = ends(trust, last=False), ends(trust)
    shares = ratio(totals(series, "read"), totals(series, "impressions"))
    sales, profit = totals(series, "purchases"), totals(series, "profit")
    found = []
    for i, (name, strategy) in enumerate(_who(series, facts)):
        parts = (_trust(start[i], end[i]), _reading(shares[i]), _money(sales[i], profit[i]))
        found.append((name, f"({strategy}): {' '.join(parts)}"))
    return found


def _who(series: Table, facts: RunFacts) -> list[tuple[str, str]]:
    """Return each brand and its strategy, as printed."""
    kinds = (words.spoken(strategy) for strategy in strategies(series))
    return list(zip(labels(series, facts), kinds, strict=True))


def _trust(start: float, end: float) -> str:
    if not np.isfinite(end):
        return "no trust was measured."
    if abs(end - start) < STEADY:
        return f"trust stayed at {words.trust(end)}."
    verb = "rose" if end > start else "fell"
    return f"trust {verb} from {words.trust(start)} to {words.trust(end)}."


def _reading(share: float) -> str:
    if not np.isfinite(share):
        return "It showed no messages."
    return f"People read {words.share(share)} of the messages that it showed them."


def _money(sales: float, profit: float) -> str:
    sold = "It sold nothing" if sales == 0 else f"It sold {words.plural(sales, 'time')}"
    if round(profit, 2) == 0:
        return f"{sold} and broke even."
    verb = "made" if profit > 0 else "lost"
    return f"{sold} and {verb} {words.euros(abs(profit))}."
