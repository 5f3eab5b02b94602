"""What calibration targets leave of the width of each unknown number.

The table has one row a number, the most pinned first: ``parameter``, ``alone``, ``together``
(shares of the width before), ``after`` (half the interval left, in words), ``target``,
``moral`` and ``verdict``.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.tables import Floats, Table
from viz.figures.theme import palette
from viz.figures.typesetting import clip, font, width_of

CAPTION = (
    "A number that the targets leave as wide as it was can be anything plausible without any of "
    "them noticing: claims have to hold over it."
)
DECK = (
    "Share of the plausible width that is left. Filled: other numbers may make up for it. "
    "Hollow: all others known. Star: moral."
)
MOST = 30
"""Numbers that are shown one by one."""
ROW = 0.2
STRIP = 0.62
HEAD, FOOT = 0.3, 0.36


def counts(table: Table) -> dict[str, int]:
    """Return how many numbers are pinned, partly, loose."""
    said = [str(v) for v in table["verdict"]]
    return {name: said.count(name) for name in ("pinned", "partly", "loose")}


def finding(table: Table) -> str:
    """Return the headline."""
    found = counts(table)
    every = words.count(len(table["verdict"]))
    pinned = words.count(found["pinned"]) if found["pinned"] else "none"
    return (
        f"Of {every} unknown numbers the targets pin down {pinned}, narrow"
        f" {words.count(found['partly'])} and leave {words.count(found['loose'])} as loose as"
        " they were"
    )


def alternative(table: Table) -> str:
    """Return the picture in words, with its numbers."""
    said = [
        f"{table['parameter'][i]} {words.share(float(table['together'][i]))}"
        f" ({words.share(float(table['alone'][i]))} alone, by {table['target'][i]})"
        for i in _shown(table)
    ]
    return f"{finding(table)}. Width left: {'; '.join(said) or 'all of it, of every number'}."


def _shown(table: Table) -> list[int]:
    """Return the rows that are shown one by one: the most pinned that are not loose."""
    return [i for i, said in enumerate(table["verdict"]) if said != "loose"][:MOST]


def identifiability(table: Table, mode: str = "light", shape: Shape = "wide") -> Figure:
    """Return a strip of all numbers, and a row for each that is not loose."""
    rows = _shown(table)
    height = HEAD + STRIP + FOOT + HEAD + ROW * max(len(rows), 1) + FOOT
    more = "; to the right, the target that says most" if shape == "wide" else ""
    note = f"{len(rows)} shown one by one{more}."
    sheet = Sheet(mode, shape, finding(table), DECK, note, height)
    together = np.asarray(table["together"], float)
    _strip(sheet, Area(0.06, HEAD, sheet.width - 0.12, STRIP), together)
    _listed(sheet, table, rows, HEAD + STRIP + FOOT + HEAD)
    return sheet.figure


def _scale(ax: Axes) -> None:
    ax.set_xlim(0, 1.02)
    at = [0.0, 0.25, 0.5, 0.75, 1.0]
    ax.set_xticks(at, labels=[f"{mark:g}" for mark in at])
    ax.set_yticks([])


def _strip(sheet: Sheet, box: Area, together: Floats) -> None:
    """Draw how many numbers keep how much of their width."""
    sheet.text(0, box.y - 0.12, "All numbers, by width left", "panel")
    ax = sheet.axes(box)
    ax.grid(False)
    counted, edges = np.histogram(np.clip(together, 0, 1), bins=20, range=(0, 1))
    ax.bar(edges[:-1], counted, width=0.046, align="edge", color=palette(sheet.look.mode).context)
    for count, left in zip(counted, edges[:-1], strict=True):
        if count:
            ax.text(
                left + 0.023, count, str(count), ha="center", va="bottom", parse_math=False,
                fontproperties=font("note"), color=sheet.look.muted,
            )  # fmt: skip
    _scale(ax)
    ax.set_ylim(0, 1.45 * max(counted.max(), 1))


def _listed(sheet: Sheet, table: Table, rows: list[int], y: float) -> None:
    """Draw a row for each number: what is left alone and together."""
    sheet.text(0, y - 0.12, "One by one", "panel")
    if not rows:
        sheet.text(0, y + 0.12, "none is narrowed", "label", sheet.look.muted)
        return
    names = [f"{table['parameter'][i]}{' *' * int(table['moral'][i])}" for i in rows]
    wide = sheet.shape == "wide"
    most = (0.42 if wide else 0.6) * sheet.width
    left = min(max(width_of(name, "note") for name in names), most) + 0.1
    said = [str(table["target"][i]) for i in rows]
    right = max(width_of(text, "note") for text in said) + 0.1 if wide else 0.0
    box = Area(left, y, sheet.width - left - right - 0.06, ROW * len(rows))
    ax, color = sheet.axes(box), sheet.look.strategies["conversational"]
    ax.grid(False)
    ax.xaxis.grid(True, color=sheet.look.rule, linewidth=0.7)
    _scale(ax)
    ax.set_ylim(len(rows), 0)
    for place, i in enumerate(rows):
        alone, together = float(table["alone"][i]), float(table["together"][i])
        ax.plot([alone, together], [place + 0.5] * 2, color=color, linewidth=1.2)
        ax.plot(
            alone, place + 0.5, "o", color=color, markerfacecolor=sheet.look.paper, markersize=4.4
        )
        ax.plot(together, place + 0.5, "o", color=color, markersize=4.8)
        base = y + ROW * (place + 0.5) + 0.04
        sheet.text(0, base, clip(names[place], "note", left - 0.06), "note")
        if wide:
            sheet.text(sheet.width, base, said[place], "note", sheet.look.muted, ha="right")
