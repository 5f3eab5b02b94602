"""The shape of social graphs: how many friends people have, and six numbers beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from viz.figures import words
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.tables import Floats, Table
from viz.figures.typesetting import clip, line_height, width_of

DECK = "How many friends people have, and what else can be said about a graph in one number."
HEAD = 0.3
"""Room above the curves for the name of their axis, in inches."""
FOOT = 0.42
CURVES = 2.35
"""Height of the axes of the curves, in inches."""
ROW = 0.4
COLUMN = 0.66
"""Width of a column of numbers, in inches."""
STRIP = 0.72
"""Room for a strip of dots, in inches; none where the table is narrower than ``WITH_STRIP``."""
WITH_STRIP = 3.4


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """One statistic: its column in the table, its name, the scale of its strip, its print."""

    column: str
    name: str
    low: float
    high: float
    form: Callable[[float], str]


def _two(value: float) -> str:
    return words.trust(value)


def _one(value: float) -> str:
    return f"{value:.1f}"


ROWS = (
    StatisticRow("mean_degree", "Mean friends", 0, 10, _one),
    StatisticRow("degree_sd", "Spread (ln)", 0, 1.5, _two),
    StatisticRow("clustering", "Clustering", 0, 0.4, _two),
    StatisticRow("modularity", "Modularity", 0, 1, _two),
    StatisticRow("mean_path", "Steps apart", 0, 8, _one),
    StatisticRow("assortativity", "Assortativity", -0.3, 0.3, _two),
)


def finding(statistics: Table) -> str:
    """Return the headline: clustering and modularity of the first graph against the others."""
    parts = []
    for column in ("clustering", "modularity"):
        ours, *real = (words.trust(float(value)) for value in statistics[column])
        parts.append(f"{column} {ours} against {words.listed(real)}")
    return f"The default network beside real ones: {'; '.join(parts)}"


def note(statistics: Table) -> str:
    """Return how many people each graph has."""
    graphs = zip(statistics["graph"].tolist(), statistics["people"].tolist(), strict=True)
    sizes = [f"{graph}: {words.plural(size, 'person', 'people')}" for graph, size in graphs]
    return f"{'; '.join(sizes)}."


def alternative(statistics: Table) -> str:
    """Return the picture in words, with its numbers."""
    graphs = statistics["graph"].tolist()
    parts = [
        f"{row.name}: "
        + ", ".join(
            f"{graph} {row.form(float(value))}"
            for graph, value in zip(graphs, statistics[row.column], strict=True)
        )
        for row in ROWS
    ]
    return f"{finding(statistics)}. {'. '.join(parts)}. {note(statistics)}"


def at_least(degrees: Floats) -> tuple[Floats, Floats]:
    """Return the degrees that occur, and the share of people with at least so many friends."""
    values, counts = np.unique(degrees[degrees > 0], return_counts=True)
    return values.astype(float), counts[::-1].cumsum()[::-1] / len(degrees)


def network_shape(
    people: Table, statistics: Table, mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return the degrees of some graphs as curves, and their statistics as dots and numbers.

    ``people`` has a row a person (``graph``, ``degree``), ``statistics`` a row a graph
    (``graph``, ``people`` and the columns of ``ROWS``). The first graph is set off in colour.
    """
    graphs = statistics["graph"].tolist()
    wide = shape == "wide"
    curves, table = HEAD + CURVES + FOOT, (len(ROWS) + 1) * ROW
    body = max(curves, table) if wide else curves + 0.1 + table
    sheet = Sheet(mode, shape, finding(statistics), DECK, note(statistics), body)
    colors = graph_colors(sheet, len(graphs))
    width = 0.45 * sheet.width if wide else sheet.width
    _curves(sheet, width, people, graphs, colors)
    left, top = (width + 0.3, 0.0) if wide else (0.0, curves + 0.1)
    _table(sheet, Area(left, top, sheet.width - left, table), statistics, colors)
    return sheet.figure


def graph_colors(sheet: Sheet, count: int) -> list[str]:
    """Return a colour for the first graph and shades of ink for those it is compared with."""
    shades = (sheet.look.ink, sheet.look.axis, sheet.look.context)
    return [sheet.look.strategies["conversational"], *(shades[i % 3] for i in range(count - 1))]


def _curves(
    sheet: Sheet, width: float, people: Table, graphs: Sequence[str], colors: Sequence[str]
) -> None:
    ticks = ["100" + words.PERCENT, "10", "1", "0.1", "0.01"]
    left = max(width_of(tick, "tick") for tick in ticks) + 0.08
    box = Area(left, HEAD, width - left, CURVES)
    ax = sheet.axes(box)
    for graph, color in reversed(list(zip(graphs, colors, strict=True))):
        mine = np.asarray(people["graph"]) == graph
        ax.plot(*at_least(np.asarray(people["degree"])[mine]), color=color, linewidth=1.7)
    _log_axes(ax, float(np.max(people["degree"])), ticks)
    sheet.name_axes(ax, box, "people with at least so many friends", "friends", left)


def _log_axes(ax: Axes, most: float, ticks: Sequence[str]) -> None:
    ax.set(xscale="log", yscale="log", xlim=(1, most * 1.1), ylim=(10.0 ** (1 - len(ticks)), 1.15))
    steps = [step for step in (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000) if step <= most]
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_locator(FixedLocator(steps))
    ax.set_xticklabels([words.count(step) for step in steps])
    ax.yaxis.set_major_locator(FixedLocator([10.0**-power for power in range(len(ticks))]))
    ax.set_yticklabels(ticks)


def _table(sheet: Sheet, box: Area, statistics: Table, colors: Sequence[str]) -> None:
    """Set a row for each statistic: name, strip with a dot a graph, numbers in columns."""
    graphs = statistics["graph"].tolist()
    numbers = box.x + box.width - COLUMN * len(graphs)
    room = STRIP if box.width >= WITH_STRIP else 0.0
    for at, (graph, color) in enumerate(zip(graphs, colors, strict=True)):
        _heading(sheet, numbers + (at + 1) * COLUMN, box.y, graph, color)
    for line, row in enumerate(ROWS, 1):
        base = box.y + line * ROW + 0.26
        values = [float(value) for value in statistics[row.column]]
        name = clip(row.name, "label", numbers - room - box.x - 0.06)
        sheet.text(box.x, base, name, "label")
        if room:
            strip = Area(numbers - room, base - 0.12, room - 0.12, 0.16)
            _strip(sheet, strip, row, values, colors)
        for at, (value, color) in enumerate(zip(values, colors, strict=True)):
            right = numbers + (at + 1) * COLUMN
            sheet.text(right, base, row.form(value), "label", sheet.look.text(color), ha="right")


def _heading(sheet: Sheet, right: float, top: float, graph: str, color: str) -> None:
    """Set a graph's name over its column, a word a line, in its colour."""
    lines = graph.split(" ")[:2]
    for at, word in enumerate(lines, 3 - len(lines)):
        base = top + at * line_height("tick")
        text = clip(word, "tick", COLUMN - 0.02)
        sheet.text(right, base, text, "tick", sheet.look.text(color), ha="right")


def _strip(
    sheet: Sheet, box: Area, row: StatisticRow, values: Sequence[float], colors: Sequence[str]
) -> None:
    ax = sheet.blank(box)
    ax.set(xlim=(row.low, row.high), ylim=(-1, 1))
    ax.plot([row.low, row.high], [0, 0], color=sheet.look.rule, linewidth=1.2, zorder=1)
    if row.low < 0:
        ax.plot([0, 0], [-0.6, 0.6], color=sheet.look.rule, linewidth=1.2, zorder=1)
    for value, color in reversed(list(zip(values, colors, strict=True))):
        (dot,) = ax.plot(min(max(value, row.low), row.high), 0, "o", color=color, clip_on=False)
        dot.set(markersize=5.5, markeredgewidth=0.6, markeredgecolor=sheet.look.paper)
