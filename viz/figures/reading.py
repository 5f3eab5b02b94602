"""Who reads what: the filter at work, as the share of messages shown that people read."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.grid import Grid, Title, brand_titles, grid, head, panel
from viz.figures.lines import LinePanel, Lines, full_height, line_panel
from viz.figures.sheet import Shape, Sheet, origin
from viz.figures.tables import (
    WEEK,
    Floats,
    RunFacts,
    Table,
    by_brand,
    days,
    ends,
    labels,
    ratio,
    recent_mean,
    recent_sum,
    smoothed,
    strategies,
    window,
)
from viz.figures.theme import strategy_colours
from viz.figures.typesetting import brief, font
from viz.figures.value_axis import even, gutter, limits, ticks_between

DECK = (
    "People learn whom reading is worth: of the messages that stood in their feed, "
    "the share they read."
)
CAPTION = "Shown means it stood in somebody's feed; read means that person noticed and read it."
SHARE_HEIGHT = 1.45
VOLUME_HEIGHT = 1.0


def read_share(series: Table) -> Floats:
    """Return the share of shown messages read in recent days, [brand, day]."""
    width = window(len(days(series)))
    shown = recent_sum(by_brand(series, "impressions"), width)
    return ratio(recent_sum(by_brand(series, "read"), width), shown)


def finding(series: Table, facts: RunFacts) -> str:
    """Return the headline: whose messages get read at the end, and whose do not."""
    names, shares = labels(series, facts), read_share(series)
    end, start = ends(shares), ends(shares, last=False)
    if not np.isfinite(end).any():
        return "Nobody was sent anything"
    best, worst = int(np.nanargmax(end)), int(np.nanargmin(end))
    most = f"{brief(names[best])} gets {words.share(end[best])} of its messages read at the end"
    if best == worst:
        return f"{most}, {words.share(start[best])} at the start"
    return f"{most}, {brief(names[worst])} {words.share(end[worst])}"


def alternative(series: Table, facts: RunFacts) -> str:
    """Return the picture in words, with its numbers."""
    shares = read_share(series)
    start, end = ends(shares, last=False), ends(shares)
    sent, seen = (ends(_weekly(series, c, facts)) for c in ("impressions", "read"))
    parts = [
        f"{name}: {words.share(start[i])} of messages shown read at the start, "
        f"{words.share(end[i])} at the end, when {words.count(sent[i])} were shown and "
        f"{words.count(seen[i])} read a person and week"
        for i, name in enumerate(labels(series, facts))
    ]
    return f"{finding(series, facts)}. Line and area charts. {'; '.join(parts)}. {origin(facts)}"


def reading(series: Table, facts: RunFacts, mode: str = "light", shape: Shape = "wide") -> Figure:
    """Return the share of messages read over time, and shown against read by brand."""
    names, at = labels(series, facts), days(series)
    colors = strategy_colours(strategies(series), mode)
    height, whole = full_height(len(names), SHARE_HEIGHT)
    sent = _weekly(series, "impressions", facts)
    marks = ticks_between(*limits(sent), 3)
    left = gutter([even(marks)(mark) for mark in marks])
    titles = brand_titles(names, colors, strategies(series))
    plan = grid(len(names), shape, Sheet.inner(shape), VOLUME_HEIGHT, left=left, titles=titles)
    sheet = Sheet(
        mode, shape, finding(series, facts), DECK, origin(facts), whole + 0.1 + plan.height
    )
    share = facts.outcome("read_share")
    place = LinePanel(
        share.title, f"{share.unit}{smoothed(len(at))}", 0, 0, sheet.width, height, form=_percent,
    )  # fmt: skip
    line_panel(sheet, place, Lines(at, read_share(series), names, colors))
    _volumes(sheet, plan.lowered(whole + 0.1), series, facts, titles, marks)
    return sheet.figure


def _percent(value: float) -> str:
    return f"{value * 100:.10g}"


def _weekly(series: Table, column: str, facts: RunFacts) -> Floats:
    daily = recent_mean(by_brand(series, column), window(len(days(series))))
    return daily * WEEK / max(facts.people, 1)


def _say_nothing(sheet: Sheet, ax: Axes) -> None:
    """Say in an empty panel why it is empty."""
    ax.text(
        0.5,
        0.4,
        "nothing shown",
        ha="center",
        transform=ax.transAxes,
        fontproperties=font("tick"),
        color=sheet.look.muted,
    )


def _volumes(
    sheet: Sheet,
    plan: Grid,
    series: Table,
    facts: RunFacts,
    titles: list[Title],
    marks: list[float],
) -> None:
    at = days(series)
    sent, seen = (_weekly(series, column, facts) for column in ("impressions", "read"))
    top, unit = (
        limits(sent)[1],
        f"{facts.outcome('read').unit} a person and week{smoothed(len(at))}",
    )
    for i, title in enumerate(titles):
        color = title.tint
        ax = panel(sheet, plan, i, title, at, marks, even(marks))
        ax.fill_between(at, 0, sent[i], color=sheet.look.pale(color), linewidth=0)
        ax.fill_between(at, 0, seen[i], color=color, linewidth=0)
        ax.set_ylim(0, top * 1.04)
        if not np.nansum(sent[i]) > 0:
            _say_nothing(sheet, ax)
        if i == 0:
            head(sheet, plan, ax, "Shown and read", unit)
    grey = sheet.look.axis
    sheet.key(1.55, plan.top + 0.14, [(sheet.look.pale(grey), "shown"), (grey, "read")])
