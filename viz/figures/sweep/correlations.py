"""Rank correlations of an outcome with each factor of a sample, the strongest on top."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.sheet import Shape, Sheet
from viz.figures.sweep.bars import FOOT, HEAD, Bars, bar_panels, height_of
from viz.figures.sweep.facts import SweepFacts, present, rows, source, spoken
from viz.figures.sweep.telling import noun
from viz.figures.tables import Floats, Table

CAPTION = (
    "Spearman's rank correlation over the points of the sample: +1 where the outcome always "
    "rises with the factor, −1 where it always falls, 0 where neither. Curves that turn are "
    "underrated; the scatter shows them."
)
MOST = 20


def ordered(table: Table, factors: Sequence[str]) -> list[str]:
    """Return the factors, that of the strongest correlation in any arm first."""

    def strength(name: str) -> float:
        found = np.abs(np.asarray(table["mean"], dtype=float)[rows(table, factor=name)])
        return float(np.nanmax(found)) if np.isfinite(found).any() else -1.0

    return sorted(factors, key=lambda name: -strength(name))


def _part(table: Table, part: str, arm: str, names: Sequence[str]) -> Floats:
    values = {str(table["factor"][i]): float(table[part][i]) for i in rows(table, arm=arm)}
    return np.array([[values.get(name, np.nan) for name in names]])


def finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline: the factor that goes with the outcome most."""
    title = noun(facts.measured(outcome))
    sure = [i for i in range(len(table["mean"])) if table["low"][i] > 0 or table["high"][i] < 0]
    if not sure:
        return f"No factor goes with {title} beyond chance"
    top = max(sure, key=lambda i: abs(float(table["mean"][i])))
    name = facts.factor(str(table["factor"][top])).noun
    under = f" under {spoken(str(table['arm'][top]))}" if len(facts.arms) > 1 else ""
    way = "rises" if table["mean"][top] > 0 else "falls"
    measured = facts.measured(outcome).title
    return f"{measured} {way} most clearly with {name}{under}"


def alternative(table: Table, facts: SweepFacts, outcome: str, headline: str) -> str:
    """Return the picture in words, with its numbers."""
    del outcome
    said = [
        f"{spoken(str(arm))}, {facts.factor(str(name)).noun} "
        f"{words.trust(float(mean), True)} ({words.trust(float(low), True)} to "
        f"{words.trust(float(high), True)})"
        for arm, name, mean, low, high in zip(
            *(table[c] for c in ("arm", "factor", "mean", "low", "high")), strict=True
        )
        if np.isfinite(mean)
    ]
    return f"{headline}. Bars of rank correlations with 95 % intervals. {'; '.join(said)}."


def correlations(
    table: Table,
    facts: SweepFacts,
    outcome: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return bars from −1 to 1, one row a factor, one panel an arm."""
    arms = present(facts.arms, table, "arm")
    names = ordered(table, present([f.name for f in facts.factors], table, "factor"))[:MOST]
    across = 3 if shape == "wide" else 1
    each = (HEAD if len(arms) > 1 else 0.08) + height_of(len(names), 1) + FOOT
    body = -(-len(arms) // min(across, len(arms))) * each
    points = int(np.max(table["points"], initial=0))
    deck = (
        f"Rank correlation of {noun(facts.measured(outcome))} with each factor over "
        f"{words.plural(points, 'point')}. Line: 95{words.PERCENT} interval."
    )
    sheet = Sheet(mode, shape, headline, deck, source(facts, [facts.replicates]), body)
    colors = facts.colours(mode)
    panels = []
    for arm in arms:
        mean, low, high = (_part(table, part, arm, names) for part in ("mean", "low", "high"))
        tint = sheet.look.text(colors[arm])
        panels.append(Bars(spoken(arm), tint, mean, low, high, [colors[arm]]))
    titles = [facts.factor(name).title for name in names]
    bar_panels(sheet, titles, panels, (-1.0, 1.0), _number, across=across)
    return sheet.figure


def _number(value: float) -> str:
    return words.trust(value, True)
