"""How much harm the evidence allows: long-run elasticity as harm grows, and admissible ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from viz.figures.bands import number
from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.typesetting import clip, font

Entry = Mapping[str, Any]
BAND = (1.5, 3.0)
"""Long-run over short-run elasticity in published work."""
PANEL, ROW, HEAD = 2.3, 0.25, 0.62
CAPTION = (
    "Above: mean of three seeds. Below: values tried, the others at their defaults, over which "
    "every fitted target that holds at the default keeps holding; the axis bends near zero."
)


def bound(cells: Sequence[Entry]) -> float:
    """Return the largest harm of intent tried at which V2 holds with any gain of suspicion."""
    return max((float(cell["intent_harm"]) for cell in cells if cell["holds"]), default=np.nan)


def finding(cells: Sequence[Entry]) -> str:
    """Return the headline."""
    most = bound(cells)
    if not np.isfinite(most):
        return "No harm of intent that was tried agrees with published elasticities"
    return f"Published elasticities allow an intent harm of up to {number(most)}"


def alternative(cells: Sequence[Entry], ranges: Sequence[Entry]) -> str:
    """Return both panels in words and numbers."""
    points = [
        f"harm {number(c['intent_harm'])}, gain {number(c['suspicion_gain'])}: "
        f"{number(c['long_to_short'])}"
        for c in cells
    ]
    spans = [f"{r['parameter']} {number(r['low'])} to {number(r['high'])}" for r in ranges]
    return (
        f"{finding(cells)}. Long-run over short-run elasticity, {'; '.join(points)}. "
        f"Admissible ranges: {'; '.join(spans)}."
    )


def harm(
    cells: Sequence[Entry], ranges: Sequence[Entry], mode: str = "light", shape: Shape = "wide"
) -> Figure:
    """Return the elasticity's decline above, the ranges below."""
    body = HEAD + PANEL + HEAD + ROW * len(ranges) + 0.1
    deck = "What the targets of calibration say about the coefficients that carry the moral."
    sheet = Sheet(mode, shape, finding(cells), deck, CAPTION, body)
    _curves(sheet, cells)
    top = HEAD + PANEL + HEAD
    title = clip("What moral coefficients may be", "panel", sheet.width)
    sheet.text(0, top - 0.12, title, "panel")
    for k, entry in enumerate(ranges):
        _range(sheet, entry, top + k * ROW, shape == "narrow")
    return sheet.figure


def _curves(sheet: Sheet, cells: Sequence[Entry]) -> None:
    look = sheet.look
    title = clip("Long-run over short-run elasticity", "panel", sheet.width)
    sheet.text(0, 0.2, title, "panel")
    sheet.text(0, 0.42, "of sales to push, by harm in detected intent", "note", look.muted)
    ax = sheet.axes(Area(0.35, HEAD, sheet.width - 1.1, PANEL - 0.35))
    harms = sorted({float(c["intent_harm"]) for c in cells})
    gains = sorted({float(c["suspicion_gain"]) for c in cells})
    ax.set_xlim(0, len(harms) - 1)
    ax.set_ylim(0, 4)
    ax.set_yticks([0, 1, 2, 3, 4])
    ax.set_xticks(range(len(harms)), labels=[number(h) for h in harms])
    band = Rectangle((0, BAND[0]), len(harms) - 1, BAND[1] - BAND[0], facecolor=look.rule)
    ax.add_patch(band)
    tints = [look.pale(look.strategies["push"], s) for s in np.linspace(0.65, 0.0, len(gains))]
    ends = []
    for gain, tint in zip(gains, tints, strict=True):
        own = {float(c["intent_harm"]): c["long_to_short"] for c in cells
               if float(c["suspicion_gain"]) == gain}  # fmt: skip
        values = np.clip([own[h] for h in harms], 0, 4)
        ax.plot(range(len(harms)), values, color=tint, linewidth=1.8, marker="o", markersize=4)
        ends.append((float(values[-1]), gain, tint))
    _label(sheet, ax, ends)


def _label(sheet: Sheet, ax: Axes, ends: list[tuple[float, float, str]]) -> None:
    """Write beside each line which gain of suspicion it has, without overlap."""
    low = -1.0
    x = ax.get_xlim()[1] + 0.06
    ax.text(
        x, 4.0, "gain of\nsuspicion", fontproperties=font("note"), color=sheet.look.muted,
        va="top", parse_math=False,
    )  # fmt: skip
    for value, gain, tint in sorted(ends):
        low = max(value, low + 0.36)
        ax.text(
            x, low, number(gain), fontproperties=font("note"), va="center",
            color=sheet.look.text(tint), parse_math=False,
        )  # fmt: skip


def _range(sheet: Sheet, entry: Entry, top: float, narrow: bool) -> None:
    look = sheet.look
    label = 1.55 if narrow else 2.5
    tell = 1.05
    name = clip(str(entry["parameter"]), "note", label - 0.08)
    base = top + ROW / 2 + 0.04
    sheet.text(0, base, name, "note", look.muted)
    ax = sheet.blank(Area(label, top, sheet.width - label - tell - 0.1, ROW))
    place = bent(float(entry["default"]))
    low, high = (place(float(entry[f"declared_{end}"])) for end in ("low", "high"))
    pad = 0.02 * (high - low)
    ax.set_xlim(low - pad, high + pad)
    ax.set_ylim(0, 1)
    ax.plot([low, high], [0.5, 0.5], color=look.rule, linewidth=1)
    ends = [place(float(entry["low"])), place(float(entry["high"]))]
    ax.plot(
        ends,
        [0.5, 0.5],
        color=look.strategies["conversational"],
        linewidth=4,
        solid_capstyle="butt",
    )
    if low <= place(0.0) <= high:
        ax.plot([place(0.0)] * 2, [0.15, 0.85], color=look.axis, linewidth=1)
    ax.plot(place(float(entry["default"])), 0.5, "o", color=look.ink, markersize=4)
    low_text, high_text = (number(float(f"{float(entry[end]):.2g}")) for end in ("low", "high"))
    text = f"{low_text} to {high_text}"
    sheet.text(sheet.width - tell, base, clip(text, "note", tell), "note")


def bent(default: float) -> Any:
    """Return a scale that is even near zero and logarithmic beyond a tenth of the default."""
    unit = max(abs(default), 1e-6) / 10
    return lambda x: float(np.arcsinh(x / unit))
