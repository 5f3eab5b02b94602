"""Lines with bands over one numeric factor, one line an arm: levels, or changes by the arm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from viz.figures.lines import LinePanel, Lines, full_height
from viz.figures.sheet import Shape, Sheet
from viz.figures.sweep.facts import (
    SweepFacts,
    change_text,
    deck_for,
    level_text,
    present,
    rows,
    source,
    spoken,
)
from viz.figures.sweep.numbers import NumberAxis, number_panel, unit_of
from viz.figures.sweep.telling import (
    interval,
    largest_change,
    most_changed,
    none_changed,
    quoted,
    trend,
    who_wins,
)
from viz.figures.tables import Floats, Table
from viz.figures.words import PERCENT

DECK = f"Line: mean over replicates. Band: its 95{PERCENT} interval."
CHANGE_DECK = f"Change against {{base}} on the same people and luck. Band: 95{PERCENT} interval."
CAPTION = "What follows from each arm as one factor changes, everything else being the same."
CHANGE_CAPTION = (
    "The same as differences: every arm met the same people and the same luck as the first, so "
    "that what varies between replicates cancels and bands are narrower."
)
MOST = 3
HEIGHT, SMALL = 2.2, 1.3


def levels_of(table: Table, factor: str) -> Floats:
    """Return the levels of a numeric factor, ascending."""
    return np.unique(np.asarray(table[factor], dtype=float))


def curves(table: Table, factor: str, outcome: str, arms: Sequence[str]) -> Floats:
    """Return mean, low and high, [part, arm, level]."""
    levels = levels_of(table, factor)
    found = np.full((3, len(arms), len(levels)), np.nan)
    for k, arm in enumerate(arms):
        own = rows(table, arm=arm, outcome=outcome)
        at = np.searchsorted(levels, np.asarray(table[factor], dtype=float)[own])
        for part, name in enumerate(("mean", "low", "high")):
            found[part, k, at] = table[name][own]
    return found


def finding(
    table: Table, facts: SweepFacts, factor: str, outcome: str, winners: Table | None = None
) -> str:
    """Return the headline: who is best where, or how the only arm's outcome goes."""
    if winners is not None and len(facts.arms) > 1:
        return who_wins(winners, facts, outcome, (factor,))
    arms = present(facts.arms, table, "arm")
    mean = curves(table, factor, outcome, arms)[0, 0]
    title = facts.factor(factor).noun
    return trend(levels_of(table, factor), mean, facts.measured(outcome), title)


def change_finding(table: Table, facts: SweepFacts, factor: str, outcome: str) -> str:
    """Return the headline of changes: which arm moves the outcome most against the first."""
    top, printed = largest_change(table, outcome), facts.measured(outcome).outcome
    if top is None:
        return none_changed(facts, outcome)
    unit = " points" if printed.points else ""
    amount = f"{change_text(printed, abs(float(table['mean'][top])))}{unit}"
    where = f"{facts.factor(factor).noun} {level_text(table[factor][top])}"
    return f"{most_changed(table, facts, outcome, top, amount)} at {where}"


def alternative(
    table: Table, facts: SweepFacts, factor: str, outcomes: Sequence[str], headline: str
) -> str:
    """Return the picture in words, with the numbers at both ends."""
    arms, levels = present(facts.arms, table, "arm"), levels_of(table, factor)
    name, parts = facts.factor(factor).noun, []
    for outcome in outcomes[:MOST]:
        measured, found = facts.measured(outcome), curves(table, factor, outcome, arms)
        said = [
            f"{spoken(arm)} {interval(measured, *found[:, k, 0])} at {level_text(levels[0])}, "
            f"{interval(measured, *found[:, k, -1])} at {level_text(levels[-1])}"
            for k, arm in enumerate(arms)
        ]
        parts.append(f"{measured.title} by {name}: {'; '.join(said)}")
    return f"{headline}. Lines with bands. {'. '.join(parts)}. {source(facts, table['replicates'])}"


def bands(
    table: Table,
    facts: SweepFacts,
    factor: str,
    outcomes: Sequence[str],
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
    change: bool = False,
) -> Figure:
    """Return one panel an outcome (at most three), one line an arm, over a factor's levels."""
    arms = present(facts.arms, table, "arm")
    colors = [facts.colours(mode)[arm] for arm in arms]
    shown, what = list(outcomes[:MOST]), facts.factor(factor)
    places, body = _places(shown, facts, len(arms), shape, change)
    deck = CHANGE_DECK.format(base=quoted(facts.arms[0])) if change else DECK
    deck = deck_for(deck, table["replicates"])
    sheet = Sheet(mode, shape, headline, deck, source(facts, table["replicates"]), body)
    axis = NumberAxis(levels_of(table, factor), what.heading, what.scale == "log")
    for outcome, place in zip(shown, places, strict=True):
        mean, low, high = curves(table, factor, outcome, arms)
        names = [spoken(arm) for arm in arms]
        lines = Lines(axis.levels, mean, names, colors, low, high)
        number_panel(
            sheet, place, lines, axis, outcome=facts.measured(outcome).outcome, change=change
        )
    return sheet.figure


def _places(
    outcomes: Sequence[str], facts: SweepFacts, lines: int, shape: Shape, change: bool
) -> tuple[list[LinePanel], float]:
    """Return where panels stand, the first one large, and the height of them all."""
    width = Sheet.inner(shape)
    big, whole = full_height(lines, HEIGHT)
    small, part = full_height(lines, SMALL)
    side = (width - 0.3) / 2 if shape == "wide" and len(outcomes) == 3 else width
    panels, y = [], 0.0
    for i, outcome in enumerate(outcomes):
        printed = facts.measured(outcome).outcome
        title, unit = printed.title, unit_of(printed, change)
        x = side + 0.3 if i == 2 and side < width else 0.0
        wide, high = (width, big) if i == 0 else (side, small)
        panels.append(LinePanel(title, unit, x, y, wide, high))
        if i == 0:
            y += whole + 0.1
        elif i == len(outcomes) - 1 or side == width:
            y += part + 0.1
    return panels, y - 0.1
