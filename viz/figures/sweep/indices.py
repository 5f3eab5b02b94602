"""What matters: shares of variance (Sobol) and elementary effects (Morris) as bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.sheet import Shape, Sheet
from viz.figures.sweep.bars import FOOT, HEAD, Bars, bar_panels, bounds_of, height_of
from viz.figures.sweep.colours import amounts, as_hex
from viz.figures.sweep.facts import SweepFacts, change_text, rows
from viz.figures.sweep.numbers import tick_form
from viz.figures.sweep.telling import noun
from viz.figures.tables import Floats, Table
from viz.figures.typesetting import clip
from viz.figures.value_axis import even

SOBOL_CAPTION = (
    "How much of the spread of an outcome each factor is behind, by itself and together with "
    "others; luck is what changes with the seed alone. Shares by itself add up to at most one."
)
MORRIS_CAPTION = (
    "Each factor is moved from many starting points. The longer the bar, the more the outcome "
    "follows; where the spread is as long as the effect, the effect depends on other factors."
)
MOST = 20
KEY = 0.3
SERIES = ("by itself", "in all, with others")


def title_of(facts: SweepFacts, factor: str) -> str:
    """Return a factor's name in print; the seed is luck."""
    known = {f.name: f.title for f in facts.factors}
    if factor in known:
        return known[factor]
    return "Luck (the seed)" if factor == "seed" else words.spoken(factor).capitalize()


def noun_of(facts: SweepFacts, factor: str) -> str:
    """Return a factor's name inside a sentence."""
    head, _, more = title_of(facts, factor).partition(", ")
    return f"{head.lower()} ({more})" if more else head.lower()


def outcomes_of(table: Table) -> list[str]:
    """Return the outcomes in the order in which they first appear."""
    return list(dict.fromkeys(str(name) for name in table["outcome"]))


def _ordered(table: Table, column: str) -> list[str]:
    """Return the factors, that of the largest value in any outcome first."""
    names = list(dict.fromkeys(str(name) for name in table["factor"]))

    def size(name: str) -> float:
        found = np.asarray(table[column], dtype=float)[rows(table, factor=name)]
        return float(np.nanmax(found)) if np.isfinite(found).any() else -np.inf

    return sorted(names, key=lambda name: -size(name))[:MOST]


def _column(table: Table, column: str, outcome: str, names: Sequence[str]) -> Floats:
    values = {
        str(table["factor"][i]): float(table[column][i]) for i in rows(table, outcome=outcome)
    }
    return np.array([values.get(name, np.nan) for name in names])


def sobol_finding(table: Table, facts: SweepFacts) -> str:
    """Return the headline: the factor behind most of the first outcome's spread."""
    outcome = outcomes_of(table)[0]
    title, names = noun(facts.measured(outcome)), _ordered(table, "total")
    total = _column(table, "total", outcome, names)
    if not np.isfinite(total).any():
        return f"Nothing was found to move {title}"
    top = int(np.nanargmax(total))
    share = words.share(float(np.clip(total[top], 0, 1)))
    return f"{title_of(facts, names[top])} has a part in {share} of the spread of {title}"


def morris_finding(table: Table, facts: SweepFacts, outcome: str) -> str:
    """Return the headline: the factor with the largest effect."""
    measured, names = facts.measured(outcome), _ordered(table, "mu_star")
    star = _column(table, "mu_star", outcome, names)
    if not np.isfinite(star).any():
        return f"Nothing was found to move {noun(measured)}"
    top = int(np.nanargmax(star))
    amount = change_text(measured.outcome, float(star[top]))
    unit = " points" if measured.outcome.points else ""
    name = title_of(facts, names[top])
    return f"{name} moves {noun(measured)} most: by {amount}{unit} over its range"


def sobol_alternative(table: Table, facts: SweepFacts, headline: str) -> str:
    """Return the picture in words, with its numbers."""
    said = []
    for i, factor in enumerate(table["factor"]):
        parts = [
            f"{name} {words.share(float(table[key][i]))} ("
            f"{words.share(float(table[f'{key}_low'][i]))} to "
            f"{words.share(float(table[f'{key}_high'][i]))})"
            for key, name in zip(("first", "total"), SERIES, strict=True)
        ]
        outcome = noun(facts.measured(str(table["outcome"][i])))
        said.append(f"{outcome}, {title_of(facts, str(factor))}: {', '.join(parts)}")
    return f"{headline}. Bars of shares of variance with 95 % intervals. {'; '.join(said)}."


def morris_alternative(table: Table, facts: SweepFacts, outcome: str, headline: str) -> str:
    """Return the picture in words, with its numbers."""
    write = _writer(facts, outcome)
    said = [
        f"{title_of(facts, str(table['factor'][i]))} {write(float(table['mu_star'][i]))} ("
        f"{write(float(table['mu_star_low'][i]))} to {write(float(table['mu_star_high'][i]))}), "
        f"spread {write(float(table['sigma'][i]))}"
        for i in rows(table, outcome=outcome)
    ]
    return f"{headline}. Bars of mean absolute effects with 95 % intervals. {'; '.join(said)}."


def _writer(facts: SweepFacts, outcome: str) -> Callable[[float], str]:
    printed = facts.measured(outcome).outcome
    return lambda value: change_text(printed, value)


def _origin(facts: SweepFacts, count: int, what: str) -> str:
    people, days = words.plural(facts.people, "person", "people"), words.plural(facts.days, "day")
    points, runs = words.plural(count, what, _many(what)), words.plural(facts.runs, "run")
    return f"{people}, {days}; {points}, {runs}."


def _many(what: str) -> str:
    return {"trajectory": "trajectories"}.get(what, f"{what}s")


def _tints(sheet: Sheet) -> list[str]:
    return as_hex(amounts(sheet.look.mode)(np.array([0.88, 0.42])))


def _body(names: int, panels: int, across: int) -> float:
    head = HEAD if panels > 1 else 0.08
    return KEY + -(-panels // min(across, panels)) * (head + height_of(names, 2) + FOOT)


def sobol(
    table: Table, facts: SweepFacts, headline: str, mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return bars of first-order and total indices, one panel an outcome.

    ``table``: outcome, factor, first, first_low, first_high, total, total_low, total_high,
    points (``experiments.analysis.sobol``).
    """
    outcomes, names = outcomes_of(table)[:6], _ordered(table, "total")
    across = 3 if shape == "wide" else 1
    deck = f"Share of the outcome's variance. Line: 95{words.PERCENT} interval of the bootstrap."
    note = _origin(facts, int(np.max(table["points"], initial=0)), "base point")
    sheet = Sheet(mode, shape, headline, deck, note, _body(len(names), len(outcomes), across))
    tints = _tints(sheet)
    sheet.key(0, 0.12, list(zip(tints, SERIES, strict=True)))
    panels = []
    for outcome in outcomes:
        mean, low, high = (
            np.stack([_column(table, key + end, outcome, names) for key in ("first", "total")])
            for end in ("", "_low", "_high")
        )
        title = facts.measured(outcome).title
        panels.append(Bars(title, sheet.look.ink, mean, low, high, tints))
    least, most = bounds_of(panels)
    bounds = (min(max(least, -0.5), 0.0), max(1.0, min(most, 1.5)))
    titles = [title_of(facts, name) for name in names]
    bar_panels(sheet, titles, panels, bounds, words.share, KEY, across, _percents)
    return sheet.figure


def _percents(marks: list[float]) -> Callable[[float], str]:
    told = even([round(100 * mark, 9) for mark in marks])
    return lambda value: told(round(100 * value, 9)) + words.PERCENT


def morris(
    table: Table,
    facts: SweepFacts,
    outcome: str,
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return bars of mean absolute effects, and of their spread, of one outcome.

    ``table``: outcome, factor, mu_star, mu_star_low, mu_star_high, sigma, trajectories
    (``experiments.analysis.morris``).
    """
    own = rows(table, outcome=outcome)
    mine = {name: np.asarray(column)[own] for name, column in table.items()}
    names, measured = _ordered(mine, "mu_star"), facts.measured(outcome)
    unit = f", {measured.outcome.change}" if measured.outcome.change else ""
    deck = (
        f"Mean absolute effect on {noun(measured)}{unit}, of a move over the whole range. "
        f"Line: 95{words.PERCENT} interval."
    )
    note = _origin(facts, int(np.max(mine["trajectories"], initial=0)), "trajectory")
    sheet = Sheet(mode, shape, headline, deck, note, _body(len(names), 1, 1))
    tints = _tints(sheet)
    entries = list(zip(tints, ("effect", "its spread from start to start"), strict=True))
    sheet.key(0, 0.12, [(tint, clip(text, "label", 2.6)) for tint, text in entries])
    parts = [
        np.stack([_column(mine, first, outcome, names), _column(mine, second, outcome, names)])
        for first, second in (("mu_star", "sigma"), ("mu_star_low", "mu_star_high"))
    ]
    lacking = np.full(len(names), np.nan)
    low, high = np.stack([parts[1][0], lacking]), np.stack([parts[1][1], lacking])
    panels = [Bars(measured.title, sheet.look.ink, parts[0], low, high, tints)]
    titles = [title_of(facts, name) for name in names]
    bar_panels(
        sheet, titles, panels, bounds_of(panels), _writer(facts, outcome), KEY, 1,
        lambda marks: tick_form(measured.outcome, marks),
    )  # fmt: skip
    return sheet.figure
