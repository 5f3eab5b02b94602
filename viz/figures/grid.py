"""Small multiples: where the panels of a grid stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from viz.figures.sheet import Area, Shape, Sheet
from viz.figures.tables import Floats
from viz.figures.time_axis import name_for, set_time
from viz.figures.typesetting import clip, font, width_of
from viz.figures.words import spoken

TITLE = 0.24
"""Room above a panel for its title, in inches."""
UNIT = 0.46
"""Room above the first row for the heading and the unit of the y axis."""
FOOT = 0.42
"""Room below the last row for tick labels and the name of the x axis."""
GAP = 0.24
"""Room between two rows, with tick labels on the last row only."""


@dataclass(frozen=True, slots=True)
class Title:
    """What stands above a panel: a brand in its colour, and its strategy."""

    name: str
    tint: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Panels in rows: ``boxes`` in order, and which of them begin a row or end a column."""

    boxes: tuple[Area, ...]
    columns: int
    height: float
    """Of the whole grid, in inches."""

    two_lines: bool = False
    """Whether titles stand above their strategies, for want of room beside them."""
    top: float = 0.0
    """Where the grid begins, from the top of the body."""

    def lowered(self, by: float) -> Grid:
        """Return the same grid, further down."""
        boxes = tuple(replace(box, y=box.y + by) for box in self.boxes)
        return replace(self, boxes=boxes, top=self.top + by)

    def begins_row(self, i: int) -> bool:
        """Tell whether panel i shows the labels of the y axis."""
        return i % self.columns == 0

    def ends_column(self, i: int) -> bool:
        """Tell whether panel i shows the labels of the x axis."""
        return i + self.columns >= len(self.boxes)


def columns_for(count: int, shape: Shape) -> int:
    """Return how many panels stand side by side: evenly filled rows, at most four (or two)."""
    most = 4 if shape == "wide" else 2
    if count <= 3:
        return max(count, 1) if shape == "wide" else 1
    return min(most, -(-count // (-(-count // most))))


def grid(
    count: int,
    shape: Shape,
    width: float,
    panel: float,
    *,
    left: float = 0.0,
    right: float = 0.0,
    unit: float = UNIT,
    foot: float = FOOT,
    titles: Sequence[Title] = (),
) -> Grid:
    """Lay out ``count`` panels of height ``panel``: labels take ``left``, ends ``right``.

    ``left`` is kept once a row, ``right`` beside every panel (all in inches).
    """
    across = columns_for(count, shape)
    gap = max(0.3, right)
    each = (width - left - gap * (across - 1) - right) / across
    rows = -(-count // across)
    two_lines = any(_beside(title) > each for title in titles)
    title = 2 * TITLE - 0.06 if two_lines else TITLE
    step = title + panel + GAP
    boxes = tuple(
        Area(left + (i % across) * (each + gap), unit + title + (i // across) * step, each, panel)
        for i in range(count)
    )
    return Grid(boxes, across, unit + rows * step - GAP + foot, two_lines)


def panel(
    sheet: Sheet,
    plan: Grid,
    i: int,
    title: Title,
    at: Floats,
    marks: list[float],
    form: Callable[[float], str],
) -> Axes:
    """Add panel i with its title; tick labels stand on the outer panels only.

    ``at`` are the days, ``marks`` the ticks of the y axis, written by ``form``.
    """
    box = plan.boxes[i]
    ax = sheet.axes(box)
    begins, last = plan.begins_row(i), plan.ends_column(i)
    ax.set_yticks(marks, labels=[form(mark) if begins else "" for mark in marks])
    set_time(ax, at, box.width)
    if not last:
        ax.tick_params(axis="x", labelbottom=False)
    name = name_for(at) if i == len(plan.boxes) - 1 else ""
    sheet.name_axes(ax, box, x=name)
    entitle(sheet, plan, i, title)
    return ax


def brand_titles(
    names: Sequence[str], colors: Sequence[str], strategies: Sequence[str]
) -> list[Title]:
    """Return the titles of one panel a brand."""
    parts = zip(names, colors, strategies, strict=True)
    return [Title(name, color, spoken(strategy)) for name, color, strategy in parts]


def _beside(title: Title) -> float:
    """Return the width of a title with its second part beside the name, in inches."""
    return width_of(title.name, "panel") + 0.09 + width_of(title.under, "tick")


def entitle(sheet: Sheet, plan: Grid, i: int, title: Title) -> None:
    """Write the title of panel i: the name, and beside or under it what goes with it."""
    box = plan.boxes[i]
    name, under = clip(title.name, "panel", box.width), clip(title.under, "tick", box.width)
    x = box.x if plan.two_lines else box.x + width_of(name, "panel") + 0.09
    y = box.y - 0.09
    sheet.text(box.x, y - 0.18 * plan.two_lines, name, "panel", sheet.look.text(title.tint))
    if under:
        sheet.text(x, y, under, "tick", sheet.look.muted)


def head(sheet: Sheet, plan: Grid, ax: Axes, title: str, unit: str) -> None:
    """Write the heading of a grid and, below it, the unit of its y axes (label of ``ax``)."""
    sheet.text(0, plan.top + 0.14, title, "panel")
    ax.set_ylabel(
        unit,
        rotation=0,
        ha="left",
        va="baseline",
        fontproperties=font("tick"),
        color=sheet.look.muted,
        parse_math=False,
    )
    ax.yaxis.set_label_coords(*sheet.at(0, plan.top + 0.36), transform=sheet.figure.transFigure)
