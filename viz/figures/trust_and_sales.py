"""Trust and sales over time: one panel of trust a brand with its people, then all sales."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.grid import Grid, Title, brand_titles, grid, head, panel
from viz.figures.labels import End, label_ends
from viz.figures.lines import LinePanel, Lines, full_height, line_panel
from viz.figures.sheet import Shape, Sheet, origin
from viz.figures.tables import (
    RunFacts,
    Table,
    by_brand,
    days,
    ends,
    labels,
    recent_mean,
    smoothed,
    strategies,
    window,
)
from viz.figures.theme import strategy_colours
from viz.figures.typesetting import brief, width_of
from viz.figures.value_axis import even, gutter, ticks_between, trust_limits

DECK = "Solid: mean over all people. Dashed: over those who know the brand."
OTHERS = " Grey: the other brands."
CAPTION = (
    "Each brand's trust as people hold it, day by day, and what the brand sold in the meantime."
)
DRAWN = ("trust", "trust_known", "trust_p10", "trust_p90")
TRUST_HEIGHT = 1.3
SALES_HEIGHT = 1.35


def finding(series: Table, facts: RunFacts) -> str:
    """Return the headline: who ends most and least trusted, or how the only brand fared."""
    names, trust = labels(series, facts), by_brand(series, "trust")
    start, end = ends(trust, last=False), ends(trust)
    if not np.isfinite(end).any():
        return "No trust was measured"
    if len(names) == 1:
        return _way(brief(names[0]), float(start[0]), float(end[0]))
    best, worst = int(np.nanargmax(end)), int(np.nanargmin(end))
    if end[best] - end[worst] < 0.01:
        return f"All brands end about equally trusted, at {words.trust(float(np.nanmean(end)))}"
    first = f"{brief(names[best])} ends most trusted, at {words.trust(end[best])}"
    return f"{first}; {brief(names[worst])} least, at {words.trust(end[worst])}"


def _way(name: str, start: float, end: float) -> str:
    if abs(end - start) < 0.005:
        return f"Trust in {name} stays at {words.trust(end)}"
    verb = "rises" if end > start else "falls"
    return f"Trust in {name} {verb} from {words.trust(start)} to {words.trust(end)}"


def sales_unit(series: Table, facts: RunFacts) -> str:
    """Return the unit of the sales panel, smoothing said."""
    return f"{facts.outcome('purchases').unit} a day{smoothed(len(days(series)))}"


def alternative(series: Table, facts: RunFacts) -> str:
    """Return the picture in words, with its numbers."""
    trust = by_brand(series, "trust")
    sales = ends(recent_mean(by_brand(series, "purchases"), window(len(days(series)))))
    start, end = ends(trust, last=False), ends(trust)
    low, high = ends(by_brand(series, "trust_p10")), ends(by_brand(series, "trust_p90"))
    parts = [
        f"{name}: trust from {words.trust(start[i])} to {words.trust(end[i])}, middle 80\u00a0% of "
        f"people {words.trust(low[i])} to {words.trust(high[i])}, at the end "
        f"{facts.outcome('purchases').phrase} {words.count(sales[i])} {sales_unit(series, facts)}"
        for i, name in enumerate(labels(series, facts))
    ]
    return f"{finding(series, facts)}. Line charts over time. {'; '.join(parts)}. {origin(facts)}"


def trust_and_sales(
    series: Table, facts: RunFacts, mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return trust over time with a band over people, one panel a brand, and sales below."""
    names, at = labels(series, facts), days(series)
    colors = strategy_colours(strategies(series), mode)
    right = width_of("0.00", "label") + 0.18
    titles = brand_titles(names, colors, strategies(series))
    bounds = trust_limits(np.concatenate([by_brand(series, column) for column in DRAWN]), 0.2)
    marks = ticks_between(*bounds, 5)
    inner, left = Sheet.inner(shape), gutter([even(marks)(mark) for mark in marks])
    plan = grid(len(names), shape, inner, TRUST_HEIGHT, left=left, right=right, titles=titles)
    height, whole = full_height(len(names), SALES_HEIGHT)
    note = f"{origin(facts)} Band = middle 80\u00a0% of people."
    deck = DECK + (OTHERS if len(names) > 1 else "")
    sheet = Sheet(mode, shape, finding(series, facts), deck, note, plan.height + 0.1 + whole)
    _trust_panels(sheet, plan, series, facts, titles, bounds)
    sales = recent_mean(by_brand(series, "purchases"), window(len(at)))
    place = LinePanel(
        facts.outcome("purchases").title, sales_unit(series, facts), 0, plan.height + 0.1,
        sheet.width, height,
    )  # fmt: skip
    line_panel(sheet, place, Lines(at, sales, names, colors))
    return sheet.figure


def _trust_panels(
    sheet: Sheet, plan: Grid, series: Table, facts: RunFacts, titles: list[Title],
    bounds: tuple[float, float],
) -> None:  # fmt: skip
    at, trust = days(series), by_brand(series, "trust")
    low, high = by_brand(series, "trust_p10"), by_brand(series, "trust_p90")
    known = by_brand(series, "trust_known")
    marks, last = ticks_between(*bounds, 5), ends(trust)
    for i, title in enumerate(titles):
        color = title.tint
        ax = panel(sheet, plan, i, title, at, marks, even(marks))
        ax.plot(at, np.delete(trust, i, axis=0).T, color=sheet.look.context, linewidth=0.9)
        ax.fill_between(at, low[i], high[i], color=color, alpha=0.22, linewidth=0)
        if len(at) == 1:  # a band needs two days; one day has a bar
            ax.vlines(at, low[i], high[i], color=color, alpha=0.5, linewidth=5)
        ax.plot(at, known[i], color=color, linewidth=1.1, linestyle=(0, (3, 2)))
        ax.plot(at, trust[i], color=color, linewidth=2)
        ax.set_ylim(*bounds)
        end = End(float(at[-1]), float(last[i]), words.trust(last[i]), color)
        label_ends(sheet, ax, plan.boxes[i], [end], 0.6)
        if i == 0:
            head(sheet, plan, ax, facts.outcome("trust").title, facts.outcome("trust").unit)
