"""The model against data: dots with intervals for data, lines or dots for the model.

The table has one row a point: panel, kind (``rows`` or ``line``), unit, along, variant, x,
label, and data and model with their intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from viz.figures import words
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.tables import Floats, Table
from viz.figures.theme import CYCLE, palette
from viz.figures.typesetting import clip, font, width_of
from viz.figures.value_axis import even, gutter, ticks_between

DECK = "Data with 95\u00a0% interval, and the model with that of its mean over replicates."
HEIGHT = 1.9
"""Of the axes of a line panel, in inches."""
ROW = 0.4
HEAD, FOOT, GAP = 0.5, 0.5, 0.36
KEY = 0.3
LOG = "log scale"


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """One panel: its points in the order of x, and the model's values by variant."""

    title: str
    kind: str
    unit: str
    along: str
    x: Floats
    labels: list[str]
    data: Floats
    """[data, low, high; point]."""
    model: dict[str, Floats]
    """By variant, [model, low, high; point]."""

    @property
    def log(self) -> bool:
        """Whether values stand on a logarithmic axis."""
        return LOG in self.unit

    def values(self) -> Floats:
        """Return all finite values."""
        rows = np.concatenate([self.data.ravel(), *(m.ravel() for m in self.model.values())])
        found = rows[np.isfinite(rows)]
        return found[found > 0] if self.log else found


def parts(table: Table) -> list[DrawnPart]:
    """Return the panels in the order in which they first appear, lines before rows."""
    found = [_part(table, title) for title in dict.fromkeys(table["panel"].tolist())]
    return sorted(found, key=lambda part: part.kind)


def _part(table: Table, title: str) -> DrawnPart:
    rows = np.flatnonzero(table["panel"] == title)
    x = np.unique(np.asarray(table["x"], float)[rows])
    data = np.full((3, len(x)), np.nan)
    model: dict[str, Floats] = {}
    labels = [""] * len(x)
    for row in rows:
        at, name = int(np.searchsorted(x, table["x"][row])), str(table["variant"][row])
        labels[at] = str(table["label"][row])
        data[:, at] = [table[f"data{end}"][row] for end in ("", "_low", "_high")]
        mine = model.setdefault(name, np.full((3, len(x)), np.nan))
        mine[:, at] = [table[f"model{end}"][row] for end in ("", "_low", "_high")]
    kind, unit, along = (str(table[name][rows[0]]) for name in ("kind", "unit", "along"))
    return DrawnPart(title, kind, unit, along, x, labels, data, model)


def variants(table: Table) -> list[str]:
    """Return the model's variants in the order in which they first appear."""
    return [str(name) for name in dict.fromkeys(table["variant"].tolist())]


def alternative(table: Table, headline: str) -> str:
    """Return the picture in words, with its numbers."""
    said = []
    for part in parts(table):
        for i, label in enumerate(part.labels):
            model = ", ".join(
                f"{name} {_short(values[0, i])}" for name, values in part.model.items()
            )
            said.append(f"{part.title}, {label}: data {_short(part.data[0, i])}, model {model}")
    return f"{headline}. {'; '.join(said)}."


def _short(value: float) -> str:
    return words.NOTHING if not np.isfinite(value) else f"{value:.3g}".replace("-", words.MINUS)


def fit(
    table: Table, headline: str, note: str, mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return the picture of one fit; ``note`` says where its numbers come from."""
    found, names = parts(table), variants(table)
    keys = _key_lines(names, mode, Sheet.inner(shape))
    boxes, height = _layout(found, shape, KEY * len(keys))
    sheet = Sheet(mode, shape, headline, DECK, note, height)
    for row, entries in enumerate(keys):
        sheet.key(0, 0.08 + KEY * row, entries)
    colors = _colors(names, mode)
    for part, box in zip(found, boxes, strict=True):
        sheet.text(box.x, box.y - HEAD + 0.16, clip(part.title, "panel", box.width), "panel")
        (_line if part.kind == "line" else _rows)(sheet, part, box, colors)
    return sheet.figure


def _colors(names: list[str], mode: str) -> dict[str, str]:
    own = palette(mode).strategies
    return {name: own[CYCLE[i % len(CYCLE)]] for i, name in enumerate(names)}


def _key_lines(names: list[str], mode: str, width: float) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    entries = [(palette(mode).ink, "data")]
    entries += [(color, f"model {name}") for name, color in _colors(names, mode).items()]
    for color, text in entries:
        wide = 0.4 + width_of(text, "label")
        if lines[-1] and used + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append((color, text))
        used += wide
    return lines


def _layout(found: list[DrawnPart], shape: Shape, top: float) -> tuple[list[Area], float]:
    """Return where the axes of each panel stand: in pairs of a kind, what is left across."""
    full = Sheet.inner(shape)
    half = (full - GAP) / 2
    boxes, y = [], top
    for row in _pairs(found) if shape == "wide" else [[part] for part in found]:
        highs = [HEIGHT if part.kind == "line" else ROW * max(len(part.x), 2) for part in row]
        width = full if len(row) == 1 else half
        boxes += [Area(i * (half + GAP), y + HEAD, width, high) for i, high in enumerate(highs)]
        y += HEAD + max(highs) + FOOT
    return boxes, y


def _pairs(found: list[DrawnPart]) -> list[list[DrawnPart]]:
    """Return the panels in rows of two lines, or of two short lists of rows."""
    rows: list[list[DrawnPart]] = []
    for part in found:
        last = rows[-1] if rows else []
        fits = len(last) == 1 and last[0].kind == part.kind and len(part.x) <= 24
        if fits:
            last.append(part)
        else:
            rows.append([part])
    return rows


def _span(part: DrawnPart) -> tuple[float, float]:
    """Return the limits of the values, zero included unless on a logarithmic axis."""
    found = part.values()
    if not found.size:
        return 0.0, 1.0
    low, high = float(found.min()), float(found.max())
    if part.log:
        return low / 1.4, high * 1.4
    low, high = min(low, 0.0), max(high, 0.0)
    high = high if high > low else low + 1.0
    pad = 0.05 * (high - low)
    return (low - pad if low < 0 else 0.0), high + pad


def _marks(part: DrawnPart, low: float, high: float, most: int) -> tuple[list[float], list[str]]:
    if part.log:
        tens = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
        at = [f * 10.0**ten for ten in tens for f in (1, 3) if low <= f * 10.0**ten <= high]
        return at, [f"{mark:g}" for mark in at]
    at = ticks_between(low, high, max(2, most))
    form = even(at)
    return at, [form(mark) for mark in at]


def _line(sheet: Sheet, part: DrawnPart, box: Area, colors: dict[str, str]) -> None:
    low, high = _span(part)
    at, said = _marks(part, low, high, 5)
    left = gutter(said)
    ax = sheet.axes(Area(box.x + left, box.y, box.width - left - 0.06, box.height))
    if part.log:
        ax.set_yscale("log")
        ax.minorticks_off()
    ax.set_ylim(low, high)
    ax.set_yticks(at, labels=said)
    for name, (mean, least, most) in part.model.items():
        ax.fill_between(part.x, least, most, color=colors[name], alpha=0.22, linewidth=0)
        ax.plot(part.x, mean, color=colors[name], linewidth=1.7, marker="o", markersize=2.6)
    ink, (mean, least, most) = sheet.look.ink, part.data
    ax.vlines(part.x, least, most, color=ink, linewidth=1.3)
    ax.plot(part.x, mean, "o", color=ink, markersize=3.6)
    _places(ax, part, box.width - left)
    sheet.name_axes(ax, box, clip(part.unit, "tick", box.width), "", left)
    ax.set_xlabel(
        clip(part.along, "tick", box.width), fontproperties=font("tick"), ha="right", va="top",
        color=sheet.look.muted, parse_math=False,
    )  # fmt: skip
    ax.xaxis.set_label_coords(1, -0.21 / box.height)


def _places(ax: Axes, part: DrawnPart, width: float) -> None:
    """Set ticks along x: every one, or every second and so on, as there is room."""
    first, last = float(part.x[0]), float(part.x[-1])
    room = 0.04 * (last - first) or 1.0
    ax.set_xlim(first - room, last + room)
    scale = width / (last - first + 2 * room)
    wide = [width_of(label, "tick") + 0.06 for label in part.labels]
    for step in range(1, len(part.x) + 1):
        kept = range(0, len(part.x), step)
        apart = [
            (part.x[j] - part.x[i]) * scale - 0.5 * (wide[i] + wide[j]) for i, j in pairwise(kept)
        ]
        if min(apart, default=0.0) >= 0.0:
            break
    ax.set_xticks([part.x[i] for i in kept], labels=[part.labels[i] for i in kept])


def _rows(sheet: Sheet, part: DrawnPart, box: Area, colors: dict[str, str]) -> None:
    ax, look = sheet.axes(box), sheet.look
    low, high = _span(part)
    at, said = _marks(part, low, high, int(box.width / 0.6))
    ax.set_xlim(low, high)
    ax.set_ylim(len(part.x), 0)
    ax.set_yticks([])
    ax.grid(False)
    ax.xaxis.grid(True, color=look.rule, linewidth=0.7)
    ax.set_xticks(at, labels=said)
    if low < 0:
        ax.axvline(0, color=look.axis, linewidth=0.9)
    for i, label in enumerate(part.labels):
        ax.text(
            0, i + 0.38, clip(label, "note", box.width), transform=ax.get_yaxis_transform(),
            fontproperties=font("note"), color=look.muted, va="baseline", parse_math=False,
            bbox={"facecolor": look.paper, "linewidth": 0, "pad": 0.4},
        )  # fmt: skip
        _dots(ax, part.data[:, i], i + 0.62, look.ink, 4.2)
        for k, (name, values) in enumerate(part.model.items()):
            _dots(ax, values[:, i], i + 0.72 + 0.1 * k, colors[name], 3.6)
    sheet.text(box.x, box.y - HEAD + 0.34, clip(part.unit, "tick", box.width), "tick", look.muted)


def _dots(ax: Axes, values: Floats, y: float, color: str, size: float) -> None:
    ax.plot(values[1:], [y, y], color=color, linewidth=1.6)
    ax.plot(values[0], y, "o", color=color, markersize=size)
