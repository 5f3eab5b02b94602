"""Outcomes day by day under each arm, with the interval of their mean over replicates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from viz.figures.lines import LinePanel, Lines, full_height, line_panel
from viz.figures.sheet import Shape, Sheet
from viz.figures.sweep.facts import (
    SweepFacts,
    SweepOutcome,
    deck_for,
    fine_text,
    present,
    rows,
    source,
    spoken,
)
from viz.figures.sweep.numbers import tick_form, value_limits
from viz.figures.sweep.telling import interval, noun
from viz.figures.tables import Floats, Table, ends
from viz.figures.value_axis import marks_for
from viz.figures.words import PERCENT

DECK = f"Mean over replicates. Band: its 95{PERCENT} interval."
CAPTION = "How outcomes unfold under each arm, on the same people and luck."
HEIGHT, SMALL, MOST = 2.2, 1.3, 4


def by_day(table: Table, outcome: str, arms: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the days, and mean, low and high [part, arm, day]."""
    days = np.unique(np.asarray(table["day"], dtype=float))
    found = np.full((3, len(arms), len(days)), np.nan)
    for k, arm in enumerate(arms):
        own = rows(table, arm=arm, outcome=outcome)
        at = np.searchsorted(days, np.asarray(table["day"], dtype=float)[own])
        for part, name in enumerate(("mean", "low", "high")):
            found[part, k, at] = table[name][own]
    return days, found


def finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline: which arm ends highest and which lowest."""
    measured, arms = facts.measured(outcome), present(facts.arms, table, "arm")
    end = ends(by_day(table, outcome, arms)[1][0])
    if not np.isfinite(end).any():
        return f"No run has a value of {noun(measured)}"
    best, worst = int(np.nanargmax(end)), int(np.nanargmin(end))
    texts = [fine_text(measured.outcome, float(end[i])) for i in (best, worst)]
    if len(arms) == 1:
        return f"{measured.title} ends at {texts[0]}"
    first = f"{measured.title} ends at {texts[0]} under {spoken(arms[best])}"
    return first if best == worst else f"{first}, at {texts[1]} under {spoken(arms[worst])}"


def range_finding(table: Table, facts: SweepFacts, measured: SweepOutcome, by: str) -> str:
    """Return the headline of paths by point: the arm whose end depends most on the point."""
    arms = present(facts.arms, table, "arm")
    end = np.stack([ends(by_day(table, name, arms)[1][0]) for name in facts.outcomes])
    there = np.isfinite(end).any(axis=0)
    if not there.any():
        return f"No run has a value of {noun(measured)}"
    span = np.full(len(arms), -1.0)
    span[there] = np.nanmax(end[:, there], axis=0) - np.nanmin(end[:, there], axis=0)
    top = int(np.argmax(span))
    low, high = (fine_text(measured.outcome, float(f(end[:, top]))) for f in (np.nanmin, np.nanmax))
    under = f" under {spoken(arms[top])}" if len(arms) > 1 else ""
    if low == high:
        return f"{measured.title} ends at {low}{under}, whatever {by} is"
    return f"{measured.title} ends between {low} and {high}{under}, depending on {by}"


def alternative(table: Table, facts: SweepFacts, outcomes: Sequence[str], headline: str) -> str:
    """Return the picture in words, with the numbers at both ends."""
    arms, parts = present(facts.arms, table, "arm"), []
    for outcome in outcomes[:MOST]:
        measured, (_, found) = facts.measured(outcome), by_day(table, outcome, arms)
        start = ends(found[0], last=False)
        last = [ends(part) for part in found]
        said = [
            f"{spoken(arm)} from {fine_text(measured.outcome, float(start[k]))} to "
            + interval(measured, *(float(part[k]) for part in last))
            for k, arm in enumerate(arms)
        ]
        parts.append(f"{measured.title}: {'; '.join(said)}")
    return f"{headline}. Lines over time. {'. '.join(parts)}. {_note(table, facts)}"


def _note(table: Table, facts: SweepFacts) -> str:
    return source(facts, table["replicates"], "each arm" if len(facts.arms) > 1 else "")


def _unit(table: Table, outcome: str, unit: str) -> str:
    """Return the unit, with the number of days that values are means of."""
    window = int(np.max(table["window"][rows(table, outcome=outcome)], initial=1))
    return f"{unit} a day, mean of the last {window} days" if window > 1 else unit


def paths(
    table: Table,
    facts: SweepFacts,
    outcomes: Sequence[str],
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
    alike: bool = False,
) -> Figure:
    """Return one panel an outcome (at most four), one line an arm, over days.

    With ``alike`` all panels have one scale and one height; else the first is larger.
    """
    arms, shown = present(facts.arms, table, "arm"), list(outcomes[:MOST])
    colors = [facts.colours(mode)[arm] for arm in arms]
    width = Sheet.inner(shape)
    big, whole = full_height(len(arms), SMALL if alike else HEIGHT)
    small, part = full_height(len(arms), SMALL)
    body = whole + (len(shown) - 1) * (part + 0.1)
    deck = deck_for(DECK, table["replicates"])
    sheet = Sheet(mode, shape, headline, deck, _note(table, facts), body)
    y = 0.0
    for i, outcome in enumerate(shown):
        printed = facts.measured(outcome).outcome
        days, (mean, low, high) = by_day(table, outcome, arms)
        bounds = value_limits(np.concatenate([mean, low, high]))
        if alike:
            every = [by_day(table, name, arms)[1].ravel() for name in shown]
            bounds = value_limits(np.concatenate(every))
        height = small if i else big
        form = tick_form(printed, marks_for(*bounds, height))
        panel = LinePanel(
            printed.title, _unit(table, outcome, printed.unit), 0, y, width, height, bounds, form
        )
        names = [spoken(arm) for arm in arms]
        line_panel(sheet, panel, Lines(days, mean, names, colors, low, high))
        y += (part if i else whole) + 0.1
    return sheet.figure
