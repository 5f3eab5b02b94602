"""The social graph under the people: friendships as faint lines or, if many, as a fog."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from viz.figures.tables import Floats, Table

FEW = 1500
"""Friendships up to which each is drawn as a line of its own."""
CELLS = 360
"""Pixels a side of the fog."""


@dataclass(frozen=True, slots=True)
class Web:
    """Positions [person, 2] (NaN: not in the picture), both ends of every friendship shown."""

    place: Floats
    one: npt.NDArray[np.int64]
    other: npt.NDArray[np.int64]
    fog: Floats
    """Opacity 0..1 [row, column] over -1..1; empty where lines are drawn instead."""


def make_web(place: Floats, graph: Table) -> Web:
    """Return the friendships between people who have a position."""
    inside = np.isfinite(place[:, 0])
    rows = np.repeat(np.arange(len(place)), np.diff(graph["indptr"]))
    columns = np.asarray(graph["indices"], dtype=np.int64)
    shown = (rows < columns) & inside[rows] & inside[columns]
    one, other = rows[shown], columns[shown]
    fog = np.zeros((0, 0)) if len(one) <= FEW else _fog(place[one], place[other])
    return Web(place, one, other, fog)


def _fog(start: Floats, end: Floats) -> Floats:
    """Return how densely lines cover each cell, as an opacity."""
    length = np.abs(end - start).max(axis=1) * CELLS / 2
    points = length.astype(np.int64) + 1
    line = np.repeat(np.arange(len(points)), points)
    nth = np.arange(len(line)) - np.repeat(np.cumsum(points) - points, points)
    way = (nth + 0.5) / points[line]
    at = (start[line] + (end - start)[line] * way[:, None] + 1) * (CELLS / 2)
    cell = np.clip(at.astype(np.int64), 0, CELLS - 1)
    counted = np.bincount(cell[:, 1] * CELLS + cell[:, 0], minlength=CELLS * CELLS)
    cover = counted.reshape(CELLS, CELLS).astype(float)
    return 1 - np.exp(-cover / max(3.0, float(np.quantile(cover[cover > 0], 0.9))))


def draw_web(ax: Axes, web: Web, color: str) -> None:
    """Draw the friendships of a web in one colour."""
    if web.fog.size:
        picture = np.empty((CELLS, CELLS, 4))
        picture[..., :3] = to_rgb(color)
        picture[..., 3] = 0.32 * web.fog
        ax.imshow(
            picture, origin="lower", extent=(-1, 1, -1, 1), aspect="auto", interpolation="bilinear"
        )
        return
    lines = np.stack([web.place[web.one], web.place[web.other]], axis=1)
    width = 0.9 if len(lines) < 200 else 0.5
    ax.add_collection(LineCollection(list(lines), colors=color, alpha=0.5, linewidths=width))
