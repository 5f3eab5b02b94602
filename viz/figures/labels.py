"""Names and numbers at the ends of lines, moved apart so that none overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from viz.figures.sheet import Area, Sheet
from viz.figures.typesetting import clip, font, line_height

LABEL = line_height("label") * 0.98
"""Least distance between two labels, in inches."""
STEM = 0.12
"""Room between the end of a line and its label, in inches."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of one line: where it is, what it is called, its colour."""

    x: float
    y: float
    text: str
    color: str


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions at least ``gap`` apart, as near the wanted ones as order allows.

    Neighbours that collide form a block around their mean (pool adjacent violators);
    where all do not fit between low and high they are spaced evenly.
    """
    count = len(wanted)
    gap = min(gap, (high - low) / max(count - 1, 1))
    blocks: list[tuple[float, int]] = []
    for place, i in enumerate(np.argsort(wanted, kind="stable")):
        blocks.append((float(wanted[i]) - place * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, n), (b, m) = blocks[-2:]
            blocks[-2:] = [((a * n + b * m) / (n + m), n + m)]
    bases = np.repeat([b for b, _ in blocks], [n for _, n in blocks])
    bases = np.clip(bases, low, high - gap * max(count - 1, 0))
    out = np.empty(count)
    out[np.argsort(wanted, kind="stable")] = bases + gap * np.arange(count)
    return [float(v) for v in out]


def height_for(count: int, least: float) -> float:
    """Return the panel height in inches in which ``count`` labels fit."""
    return max(least, count * LABEL + 0.1)


def label_ends(sheet: Sheet, ax: Axes, box: Area, ends: Sequence[End], room: float) -> None:
    """Write each line's label to the right of the panel, ``room`` inches wide.

    Limits of the axes must be set. Lines without a finite end get no label.
    """
    shown = [end for end in ends if np.isfinite(end.y)]
    low, high = ax.get_ylim()
    scale = box.height / (high - low)
    wanted = [(end.y - low) * scale for end in shown]
    for end, at, up in zip(shown, wanted, spread(wanted, LABEL, 0.02, box.height), strict=True):
        ax.plot(end.x, end.y, "o", color=end.color, markersize=4, clip_on=False, zorder=5)
        text = clip(end.text, "label", room - STEM)
        ax.text(
            1 + STEM / box.width,
            up / box.height,
            text,
            transform=ax.transAxes,
            va="center_baseline",
            fontproperties=font("label"),
            color=sheet.look.text(end.color),
            parse_math=False,
        )
        if abs(up - at) > 0.03:
            _stem(ax, box, at, up, end.color)


def _stem(ax: Axes, box: Area, at: float, up: float, color: str) -> None:
    """Join the end of a line to its label where the label had to move."""
    ax.plot(
        [1 + 0.03 / box.width, 1 + (STEM - 0.03) / box.width],
        [at / box.height, up / box.height],
        transform=ax.transAxes,
        color=color,
        linewidth=0.7,
        clip_on=False,
    )
