"""What was measured against the band that published work puts it in, one strip a quantity.

Every strip has a scale of its own: a band with two ends takes the middle of the strip, an open
one the side it opens to. What lies beyond the strip is marked by a triangle at its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from viz.figures import words
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.typesetting import clip, wrap

Entry = Mapping[str, Any]
"""One quantity: see ``goodwill.command.validation_table.figure_table``."""

CAPTION = (
    "Each strip has its own scale. A quantity passes if its 95\u00a0% interval lies in its band; "
    "the ring shows it with the mechanism in question switched off."
)
ROW = 0.27
HEAD = 0.34
MIDDLE = (0.34, 0.66)
"""Where a band with two ends lies on its strip."""
EDGE = 0.42
"""Where the end of an open band lies, from the side it is closed to."""
ROLES = {"held out": "held out", "reported": "reported only"}


def finding(entries: Sequence[Entry]) -> str:
    """Return the headline: how much passes."""
    asked = [entry for entry in entries if entry["role"] != "reported"]
    passed = sum(bool(entry["passes"]) for entry in asked)
    return f"{passed} of {len(asked)} quantities lie where published work puts them"


def alternative(entries: Sequence[Entry]) -> str:
    """Return the picture in words and numbers."""
    parts = [
        f"{entry['id']}, {entry['about']}: {number(entry['mean'])}, band {band(entry)}, "
        f"{'passes' if entry['passes'] else 'does not pass'}, ablated {number(entry['ablated'])}"
        for entry in entries
    ]
    return f"{finding(entries)}. {'; '.join(parts)}."


def number(value: float) -> str:
    """Return a number with three figures."""
    if not np.isfinite(value):
        return words.NOTHING
    text = f"{abs(value):.3g}"
    return (words.MINUS if value < 0 else "") + text


def band(entry: Entry) -> str:
    """Return a band in few signs."""
    low, high = entry["band_low"], entry["band_high"]
    if np.isfinite(low) and np.isfinite(high):
        return f"{number(low)} to {number(high)}"
    if np.isfinite(low):
        return f"≥ {number(low)}"
    return f"≤ {number(high)}" if np.isfinite(high) else "any"


def bands(entries: Sequence[Entry], mode: str = "light", shape: Shape = "wide") -> Figure:
    """Return the strips of all quantities, grouped by experiment."""
    groups = list(dict.fromkeys(str(entry["experiment"]) for entry in entries))
    narrow = shape == "narrow"
    step = ROW + 0.2 if narrow else ROW
    height = len(groups) * HEAD + len(entries) * step
    deck = "Shaded: accepted band. Dot: measured, with 95\u00a0% interval. Ring: mechanism off."
    sheet = Sheet(mode, shape, finding(entries), deck, CAPTION, height)
    y = 0.0
    for group in groups:
        rows = [entry for entry in entries if entry["experiment"] == group]
        title = clip(f"{group}  {rows[0]['title']}", "panel", sheet.width)
        sheet.text(0, y + HEAD - 0.09, title, "panel")
        y += HEAD
        for entry in rows:
            _row(sheet, entry, y, step, narrow)
            y += step
    return sheet.figure


def _row(sheet: Sheet, entry: Entry, y: float, step: float, narrow: bool) -> None:
    """Draw one quantity: what it is, its strip, its numbers."""
    look, tell = sheet.look, 1.42
    label = 0.0 if narrow else 3.0
    width = sheet.width - label - tell - 0.1
    role = ROLES.get(str(entry["role"]), "")
    text = f"{entry['about']}{f' ({role})' if role else ''}"
    if narrow:
        sheet.text(0, y + 0.15, clip(text, "note", sheet.width), "note", look.muted)
    else:
        lines = wrap(text, "note", label - 0.1)[:2]
        for k, line in enumerate(lines):
            base = y + ROW / 2 + 0.04 + 0.125 * (k - 0.5 * (len(lines) - 1))
            sheet.text(0, base, line, "note", look.muted)
    top = y + step - ROW
    ax = sheet.blank(Area(label, top, width, ROW))
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    _strip(ax, entry, look)
    y = top + ROW / 2 + 0.04
    sheet.text(sheet.width - tell, y, clip(number(entry["mean"]), "label", 0.6), "label")
    sheet.text(sheet.width - tell + 0.62, y, clip(band(entry), "note", 0.8), "note", look.muted)


def _strip(ax: Axes, entry: Entry, look: Any) -> None:
    place, start, end = scale(entry)
    passed = bool(entry["passes"]) or entry["role"] == "reported"
    color = look.strategies["conversational" if passed else "push"]
    ax.plot([0, 1], [0.5, 0.5], color=look.rule, linewidth=0.8)
    shade = Rectangle((start, 0.14), end - start, 0.72, facecolor=look.context, linewidth=0)
    ax.add_patch(shade)
    if np.isfinite(entry["ablated"]):
        _mark(ax, place(entry["ablated"]), look.muted, "none", 4.5)
    if not np.isfinite(entry["mean"]):
        return
    ends = [place(value) for value in (entry["low"], entry["high"])]
    if np.isfinite(ends).all():
        ax.plot(np.clip(ends, 0, 1), [0.5, 0.5], color=color, linewidth=2.2)
    _mark(ax, place(entry["mean"]), color, color, 5)


def _mark(ax: Axes, x: float, color: str, fill: str, size: float) -> None:
    sign = "<" if x < 0.01 else ">" if x > 0.99 else "o"
    ax.plot(
        min(max(x, 0.01), 0.99), 0.5, sign, markersize=size, color=color, markerfacecolor=fill,
        clip_on=False,
    )  # fmt: skip


def scale(entry: Entry) -> tuple[Any, float, float]:
    """Return how values are placed on the strip, and where the band begins and ends there."""
    low, high = float(entry["band_low"]), float(entry["band_high"])
    if np.isfinite(low) and np.isfinite(high):
        a, b = MIDDLE
        return lambda x: a + (x - low) / (high - low) * (b - a), a, b
    values = [float(entry[name]) for name in ("mean", "low", "high", "ablated")]
    values = [value for value in values if np.isfinite(value)]
    limit = low if np.isfinite(low) else high if np.isfinite(high) else 0.0
    reach = max((abs(value - limit) for value in values), default=1.0) or 1.0
    reach = min(reach, 20 * max(abs(float(entry["mean"]) - limit), 1e-9)) if values else reach
    if np.isfinite(low):
        return lambda x: EDGE + (x - limit) / reach * 0.54, EDGE, 1.0
    if np.isfinite(high):
        return lambda x: 1 - EDGE + (x - limit) / reach * 0.54, 0.0, 1 - EDGE
    return lambda x: 0.5 + (x - limit) / reach * 0.45, 0.0, 0.0
