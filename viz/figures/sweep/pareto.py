"""Pareto front: what can be had of one objective without giving up another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.outcomes import Outcome
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.sweep.colours import amounts, as_hex
from viz.figures.sweep.facts import SweepFacts, fine_text, short_level
from viz.figures.sweep.indices import noun_of
from viz.figures.sweep.numbers import set_ticks, tick_form, value_limits
from viz.figures.sweep.telling import noun
from viz.figures.tables import Floats, Table
from viz.figures.typesetting import clip, font, line_height, wrap
from viz.figures.value_axis import gutter, marks_for, set_values

CAPTION = (
    "Each dot is one way to set the levers. On the front, nothing else tried was at least as "
    "good in every objective and better in one. Numbered dots are listed below the picture."
)
HEIGHT = 2.7
MOST_LISTED = 8
SURE = 0.5
"""Share of bootstrap resamples from which a place on the front counts as likely."""


def finding(table: Table, facts: SweepFacts, objectives: Sequence[str]) -> str:
    """Return the headline: what the two ends of the front offer."""
    front = _front(table, objectives)
    if not front.size:
        return "Nothing was found on the front"
    first, second = (facts.measured(name) for name in objectives[:2])
    best = front[np.argmax(_gain(table, facts, objectives[0])[front])]
    other = front[np.argmax(_gain(table, facts, objectives[1])[front])]
    texts = [
        [fine_text(m.outcome, float(table[name][i])) for m, name in zip((first, second), objectives,
                                                                         strict=False)]
        for i in (best, other)
    ]  # fmt: skip
    if best == other:
        return f"One way is best in both: {noun(first)} {texts[0][0]}, {noun(second)} {texts[0][1]}"
    return (
        f"From {noun(first)} {texts[0][0]} with {noun(second)} {texts[0][1]} to {texts[1][0]} "
        f"with {texts[1][1]}: {words.plural(len(front), 'way')} on the front"
    )


def _front(table: Table, objectives: Sequence[str]) -> npt.NDArray[np.int64]:
    on = np.asarray(table["on_front"], dtype=bool)
    there = np.isfinite(np.asarray(table[objectives[0]], dtype=float))
    found = np.flatnonzero(on & there)
    return found[np.argsort(np.asarray(table[objectives[0]], dtype=float)[found], kind="stable")]


def _gain(table: Table, facts: SweepFacts, name: str) -> Floats:
    sign = 1.0 if facts.measured(name).higher_is_better else -1.0
    return np.nan_to_num(sign * np.asarray(table[name], dtype=float), nan=-np.inf)


def listed(table: Table, objectives: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return at most eight candidates of the front, spread along it."""
    front = _front(table, objectives)
    if len(front) <= MOST_LISTED:
        return front
    return front[np.unique(np.linspace(0, len(front) - 1, MOST_LISTED).round().astype(int))]


def describe(
    table: Table, facts: SweepFacts, objectives: Sequence[str], levers: Sequence[str], i: int
) -> str:
    """Return what a candidate sets and gets."""
    gets = [
        f"{noun(facts.measured(name))} "
        f"{fine_text(facts.measured(name).outcome, float(table[name][i]))}"
        for name in objectives
    ]
    sets = [f"{noun_of(facts, name)} {short_level(table[name][i])}" for name in levers]
    return f"{', '.join(gets)}: {', '.join(sets)}"


def alternative(
    table: Table, facts: SweepFacts, objectives: Sequence[str], levers: Sequence[str],
    headline: str,
) -> str:  # fmt: skip
    """Return the picture in words: candidates of the front with their levers."""
    said = [describe(table, facts, objectives, levers, int(i)) for i in listed(table, objectives)]
    return f"{headline}. Scatter with a front. {'; '.join(said)}. {_note(table, facts)}"


def _note(table: Table, facts: SweepFacts) -> str:
    several = int(np.max(table["replicates"], initial=0))
    people, days = words.plural(facts.people, "person", "people"), words.plural(facts.days, "day")
    return (
        f"{people}, {days}; {words.plural(len(table['on_front']), 'candidate')}, "
        f"{words.plural(several, 'run')} of each, seeds from {facts.seed}."
    )


def pareto(
    table: Table,
    facts: SweepFacts,
    objectives: Sequence[str],
    levers: Sequence[str],
    headline: str,
    mode: str = "light",
    shape: Shape = "wide",
) -> Figure:
    """Return the second objective over the first, a third as colour, the front as a line.

    ``table`` as of ``experiments.analysis.pareto.front_table``: levers, objectives with
    ``_low`` and ``_high``, on_front, probability, replicates.
    """
    shown = listed(table, objectives)
    inner = Sheet.inner(shape)
    lines = [
        line
        for k, i in enumerate(shown)
        for line in _numbered(k + 1, describe(table, facts, objectives, levers, int(i)), inner)
    ]
    listing = 0.3 + len(lines) * line_height("note") if lines else 0.0
    third = len(objectives) > 2
    deck = (
        f"Lines: 95{words.PERCENT} intervals. Hollow: on the front in less than half of the "
        "resamples of the replicates. Faint: beaten."
    )
    if third:
        deck += (
            f" The darker the better in {noun(facts.measured(objectives[2]))}."
            if (mode == "light")
            else f" The brighter the better in {noun(facts.measured(objectives[2]))}."
        )
    sheet = Sheet(mode, shape, headline, deck, _note(table, facts), 0.42 + HEIGHT + 0.5 + listing)
    x, y = (facts.measured(name) for name in objectives[:2])
    bounds = _bounds(table, objectives[1], shown)
    marks = marks_for(*bounds, HEIGHT)
    form = tick_form(y.outcome, marks)
    left = gutter([form(mark) for mark in marks])
    box = Area(left, 0.42, inner - left - 0.06, HEIGHT)
    ax = sheet.axes(box)
    set_values(ax, *bounds, marks, [form(mark) for mark in marks])
    ax.set_ylim(*bounds)
    low, high = _bounds(table, objectives[0], shown)
    ax.set_xlim(low, high)
    set_ticks(ax, box.width, low, high, x.outcome)
    _dots(sheet, ax, table, facts, objectives, shown)
    up = _name(y.title, y.outcome, y.higher_is_better)
    across = _name(x.title, x.outcome, x.higher_is_better)
    sheet.name_axes(ax, box, clip(up, "tick", inner), clip(across, "tick", inner), left)
    for k, line in enumerate(lines):
        at = 0.42 + HEIGHT + 0.66 + k * line_height("note")
        sheet.text(0, at, line, "note", sheet.look.muted)
    return sheet.figure


def _numbered(number: int, text: str, width: float) -> list[str]:
    """Return a list's entry as lines, those after the first indented."""
    lines = wrap(text, "note", width - 0.2)
    return [f"{number}  {lines[0]}", *(f"    {line}" for line in lines[1:])]


def _name(title: str, outcome: Outcome, higher: bool) -> str:
    unit = f", {outcome.unit}" if outcome.unit else ""
    return f"{title}{unit} ({'more' if higher else 'less'} is better)"


def _bounds(table: Table, name: str, shown: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Return limits around all means and the intervals of the front."""
    parts = [np.asarray(table[name], dtype=float)]
    parts += [np.asarray(table[f"{name}_{end}"], dtype=float)[shown] for end in ("low", "high")]
    return value_limits(np.concatenate(parts))


def _dots(
    sheet: Sheet, ax: Axes, table: Table, facts: SweepFacts, objectives: Sequence[str],
    shown: npt.NDArray[np.int64],
) -> None:  # fmt: skip
    look = sheet.look
    xs, ys = (np.asarray(table[name], dtype=float) for name in objectives[:2])
    front = _front(table, objectives)
    beaten = np.setdiff1d(np.arange(len(xs)), front)
    ax.plot(xs[beaten], ys[beaten], "o", markersize=3.2, color=look.context, zorder=1)
    if len(objectives) == 2:
        ax.plot(xs[front], ys[front], color=look.axis, linewidth=1.0, zorder=2)
    tints = _tints(sheet, table, facts, objectives, front)
    likely = np.nan_to_num(np.asarray(table["probability"], dtype=float), nan=1.0) >= SURE
    for k, i in enumerate(front):
        x_ends, y_ends = (
            [float(table[f"{name}_{end}"][i]) for end in ("low", "high")] for name in objectives[:2]
        )
        ax.plot(x_ends, [ys[i], ys[i]], color=tints[k], linewidth=1.0, zorder=3)
        ax.plot([xs[i], xs[i]], y_ends, color=tints[k], linewidth=1.0, zorder=3)
        fill = tints[k] if likely[i] else look.paper
        ax.plot(xs[i], ys[i], "o", markersize=6.5, color=tints[k], markerfacecolor=fill, zorder=4)
    _numbers(sheet, ax, xs, ys, shown)


def _tints(
    sheet: Sheet, table: Table, facts: SweepFacts, objectives: Sequence[str],
    front: npt.NDArray[np.int64],
) -> list[str]:  # fmt: skip
    """Return the colour of each candidate of the front: by the third objective, if there is one."""
    if len(objectives) < 3 or not front.size:
        return [sheet.look.strategies["conversational"]] * len(front)
    gain = _gain(table, facts, objectives[2])[front]
    span = float(np.ptp(gain)) or 1.0
    return as_hex(amounts(sheet.look.mode)(0.35 + 0.65 * (gain - gain.min()) / span))


def _numbers(sheet: Sheet, ax: Axes, xs: Floats, ys: Floats, shown: npt.NDArray[np.int64]) -> None:
    """Number the listed candidates, leaving out numbers that would stand on one another."""
    taken: list[tuple[float, float]] = []
    place = ax.get_position()
    wide, high = place.width * sheet.full, place.height * sheet.height
    (left, right), (low, top) = ax.get_xlim(), ax.get_ylim()
    for k, i in enumerate(shown):
        at = ((xs[i] - left) / (right - left) * wide, (ys[i] - low) / (top - low) * high)
        if any(abs(at[0] - x) < 0.2 and abs(at[1] - y) < 0.17 for x, y in taken):
            continue
        taken.append(at)
        ax.annotate(
            str(k + 1), (xs[i], ys[i]), textcoords="offset points", xytext=(6, 5),
            fontproperties=font("note"), color=sheet.look.ink, parse_math=False, zorder=5,
        )  # fmt: skip
