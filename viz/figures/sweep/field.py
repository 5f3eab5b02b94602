"""Fields of cells over two factors: where cells stand, and what is written on their edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from viz.figures.sheet import Area, Sheet
from viz.figures.sweep.facts import SweepFactor, level_text
from viz.figures.tables import Table
from viz.figures.typesetting import clip, font, line_height, width_of

LONGEST = 1.15
"""Widest label of a level beside a field, in inches."""
LEAST_NAME = 0.35
"""Room that the name of a level below a field needs at least, in inches."""
LINES_FROM = 0.09
"""Cells smaller than this, in inches, have no lines between them."""


@dataclass(frozen=True, slots=True)
class Field:
    """Two factors and their levels: the first runs to the right, the second upwards."""

    across: SweepFactor
    up: SweepFactor
    columns: list[str]
    """Levels of the first, as text."""
    rows: list[str]

    def places(self, table: Table, kept: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return column and row of some rows of a table, [part, row]."""
        found = []
        for factor, labels in ((self.across, self.columns), (self.up, self.rows)):
            at = {label: i for i, label in enumerate(labels)}
            found.append([at[key] for key in _texts(table[factor.name][kept])])
        return np.array(found, dtype=np.int64).reshape(2, -1)

    def gutter(self) -> float:
        """Return the room in inches that the labels of rows take."""
        widest = max((width_of(level_text(_value(r)), "tick") for r in self.rows), default=0.0)
        return min(LONGEST, widest) + 0.1


def make_field(table: Table, across: SweepFactor, up: SweepFactor) -> Field:
    """Return the field that a table's rows lie in: numbers in order, texts as they come."""
    return Field(across, up, _levels(table, across), _levels(table, up))


def _texts(levels: npt.NDArray[Any]) -> list[str]:
    return [str(level) for level in levels.tolist()]


def _levels(table: Table, factor: SweepFactor) -> list[str]:
    found = list(dict.fromkeys(table[factor.name].tolist()))
    if factor.numeric:
        found = sorted(found, key=float)
    else:
        known = [str(level) for level in factor.levels]
        found.sort(key=lambda v: known.index(str(v)) if str(v) in known else len(known))
    return [str(level) for level in found]


def _value(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def field_axes(
    sheet: Sheet, box: Area, field: Field, *, left: bool = True, below: bool = True
) -> Axes:
    """Add axes with one unit a cell; labels of levels stand left and below if asked for."""
    ax = sheet.axes(box)
    ax.grid(False)
    ax.set_xlim(0, len(field.columns))
    ax.set_ylim(0, len(field.rows))
    for spine in ax.spines.values():
        spine.set_visible(False)
    wide = box.width / len(field.columns)
    columns = list(range(len(field.columns)))
    if field.across.numeric or wide < LEAST_NAME:
        columns = _thinned(field.columns, wide, "x")
    rows = _thinned(field.rows, box.height / len(field.rows), "y")
    room = [_room(i, len(columns), len(field.columns), box.width) for i in columns]
    ax.set_xticks(
        [i + 0.5 for i in columns],
        labels=[
            clip(_label(field.columns[i]), "tick", wide) if below else ""
            for i, wide in zip(columns, room, strict=True)
        ],
    )
    ax.set_yticks(
        [i + 0.5 for i in rows],
        labels=[clip(_label(field.rows[i]), "tick", LONGEST) if left else "" for i in rows],
    )
    ax.tick_params(axis="x", length=0)
    return ax


def _room(i: int, shown: int, count: int, width: float) -> float:
    """Return the room of the label of column i: to its neighbours and, at an end, to the edge."""
    middle = (i + 0.5) * width / count
    return min(width / shown - 0.04, 2 * (min(middle, width - middle) + 0.08))


def _label(text: str) -> str:
    return level_text(_value(text))


def _thinned(labels: list[str], step: float, axis: str) -> list[int]:
    """Return which labels there is room for: every one, every second and so on."""
    if axis == "y":
        need = line_height("tick")
    else:
        need = min(0.75, max((width_of(_label(text), "tick") for text in labels), default=0)) + 0.1
    for every in (1, 2, 3, 4, 5, 8, 10, 20, 40, 80):
        if step * every >= need:
            return list(range(0, len(labels), every))
    return [0]


def paint(sheet: Sheet, ax: Axes, box: Area, at: npt.NDArray[np.int64], fills: list[Any]) -> None:
    """Fill cells at columns and rows ``at`` [part, cell]."""
    columns, rows = at
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    cells = np.stack([columns, rows], axis=1)[:, None] + corners
    size = min(box.width / ax.get_xlim()[1], box.height / ax.get_ylim()[1])
    edge = sheet.look.paper if size >= LINES_FROM else "face"
    width = 1.2 if size >= 2 * LINES_FROM else 0.5 if size >= LINES_FROM else 0.3
    ax.add_collection(
        PolyCollection(list(cells), facecolors=fills, edgecolors=edge, linewidths=width)
    )


def fits(lines: list[str], box: Area, field: Field) -> bool:
    """Tell whether lines of text fit into each cell of a field."""
    wide, high = box.width / len(field.columns), box.height / len(field.rows)
    widest = max((width_of(line, "note") for line in lines), default=0.0)
    return widest <= wide - 0.08 and len(lines) * line_height("note") <= high - 0.02


def write(
    ax: Axes, box: Area, column: int, row: int, lines: list[str], color: str, under: str = ""
) -> None:
    """Write lines into the middle of a cell, on a patch of the colour ``under`` if there is one."""
    patch = {"facecolor": under, "linewidth": 0, "pad": 1.2} if under else None
    step = line_height("note") / (box.height / ax.get_ylim()[1])
    top = row + 0.5 + step * (len(lines) - 1) / 2
    for i, line in enumerate(lines):
        ax.text(
            column + 0.5, top - i * step, line, ha="center", va="center",
            fontproperties=font("note"), color=color, parse_math=False, bbox=patch,
        )  # fmt: skip
