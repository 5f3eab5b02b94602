"""The money: profit, revenue and cost, added up since the start."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.lines import LinePanel, Lines, full_height, line_panel
from viz.figures.sheet import Shape, Sheet, origin
from viz.figures.tables import Floats, RunFacts, Table, by_brand, days, ends, labels, strategies
from viz.figures.theme import strategy_colours
from viz.figures.typesetting import brief

DECK = "What came in, what was spent, and what was left."
CAPTION = "Each brand's books: profit, revenue and cost, added up from the first day on."
SINCE = "added up since the start"


def added_up(series: Table, column: str) -> Floats:
    """Return a flow added up from the first day, [brand, day]."""
    return np.cumsum(np.nan_to_num(by_brand(series, column)), axis=1)


def finding(series: Table, facts: RunFacts) -> str:
    """Return the headline: who made most and who least."""
    names, end = labels(series, facts), ends(added_up(series, "profit"))
    best, worst = int(np.argmax(end)), int(np.argmin(end))
    most = f"{brief(names[best])} {_result(end[best])}"
    if len(names) == 1:
        return most
    if end[worst] < end[best] < 0:
        first = f"{brief(names[best])} loses least, {words.euros(-end[best])}"
        return f"{first}; {brief(names[worst])} most, {words.euros(-end[worst])}"
    if 0 < end[worst] < end[best]:
        first = f"{brief(names[best])} earns most, {words.euros(end[best])}"
        return f"{first}; {brief(names[worst])} least, {words.euros(end[worst])}"
    if end[best] == end[worst]:
        return f"All brands end alike: {_result(end[best])} each"
    return f"{most}; {brief(names[worst])} {_result(end[worst])}"


def _result(profit: float) -> str:
    if round(profit, 2) == 0:
        return "ends even"
    return f"{'makes' if profit > 0 else 'loses'} {words.euros(abs(profit))}"


def alternative(series: Table, facts: RunFacts) -> str:
    """Return the picture in words, with its numbers."""
    profit, revenue, cost = (ends(added_up(series, c)) for c in ("profit", "revenue", "cost"))
    parts = [
        f"{name}: revenue {words.euros(revenue[i])}, cost {words.euros(cost[i])}, "
        f"profit {words.euros(profit[i])}"
        for i, name in enumerate(labels(series, facts))
    ]
    start = f"{finding(series, facts)}. Line charts, totals at the end."
    return f"{start} {'; '.join(parts)}. {origin(facts)}"


def money(series: Table, facts: RunFacts, mode: str = "light", shape: Shape = "wide") -> Figure:
    """Return profit, and below it revenue and cost, cumulated, one line a brand."""
    names, at = labels(series, facts), days(series)
    colors = strategy_colours(strategies(series), mode)
    big, whole = full_height(len(names), 1.7)
    small, part = full_height(len(names), 1.15)
    width, wide = Sheet.inner(shape), shape == "wide"
    body = whole + 0.1 + (part if wide else 2 * part + 0.1)
    sheet = Sheet(mode, shape, finding(series, facts), DECK, origin(facts), body)
    half = (width - 0.3) / 2 if wide else width
    below, form = whole + 0.1, words.short_euros
    beside = (half + 0.3, below) if wide else (0, below + part + 0.1)
    places = {
        "profit": (0, 0, width, big), "revenue": (0, below, half, small),
        "cost": (*beside, half, small),
    }  # fmt: skip
    for column, (x, y, across, high) in places.items():
        outcome = facts.outcome(column)
        unit = f"{outcome.unit}, {SINCE}"
        panel = LinePanel(outcome.title, unit, x, y, across, high, form=form)
        line_panel(sheet, panel, Lines(at, added_up(series, column), names, colors))
    return sheet.figure
