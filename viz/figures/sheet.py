"""The sheet a picture stands on: headline, deck, body, note, all placed in inches.

Every property is set on the artist itself, so a figure looks the same whatever
matplotlib's global settings are, and figures can be made in several threads at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from viz.figures.tables import RunFacts
from viz.figures.theme import TYPE, palette
from viz.figures.typesetting import Role, balanced, font, line_height, width_of, wrap
from viz.figures.words import plural

Shape = Literal["wide", "narrow"]
WIDTHS: dict[Shape, float] = {"wide": 7.6, "narrow": 3.6}
PAD = 0.14
"""Blank edge of every picture, in inches."""
DPI = 160


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in inches, measured from the top left of the body."""

    x: float
    y: float
    width: float
    height: float


def origin(facts: RunFacts, of_each: str = "") -> str:
    """Return where the numbers come from: people, runs (``of_each`` arm), seed."""
    people = plural(facts.people, "person", "people")
    seed = f"seed {facts.seed}" if facts.replicates == 1 else f"seeds from {facts.seed}"
    return f"{people}, {plural(facts.replicates, 'run')}{of_each}, {seed}."


class Sheet:
    """A figure with its headline, deck and note set, and room for panels between."""

    def __init__(
        self, mode: str, shape: Shape, headline: str, deck: str, note: str, body: float
    ) -> None:
        self.look = palette(mode)
        self.shape: Shape = shape
        self.full = WIDTHS[shape]
        self.width = self.inner(shape)
        texts: list[tuple[str, Role]] = [(headline, "headline"), (deck, "deck"), (note, "note")]
        lines = [balanced(headline, "headline", self.width)]
        lines += [wrap(text, role, self.width) for text, role in texts[1:]]
        heights = [len(ls) * line_height(role) for ls, (_, role) in zip(lines, texts, strict=True)]
        self._body_top = PAD + heights[0] + heights[1] + 0.16
        self.height = self._body_top + body + 0.14 + heights[2] + PAD
        self.figure = Figure(
            figsize=(self.full, self.height),
            dpi=DPI,
            facecolor=self.look.paper,
            layout=cast(Any, "none"),
        )
        self._block(lines[0], "headline", PAD, self.look.ink)
        self._block(lines[1], "deck", PAD + heights[0] + 0.04, self.look.muted)
        self._block(lines[2], "note", self.height - PAD - heights[2], self.look.muted)

    @staticmethod
    def inner(shape: Shape) -> float:
        """Return the width between the blank edges, in inches."""
        return WIDTHS[shape] - 2 * PAD

    def _block(self, lines: list[str], role: Role, top: float, color: str) -> None:
        for i, line in enumerate(lines):
            y = 1 - (top + (i + 0.8) * line_height(role)) / self.height
            self._place(PAD / self.full, y, line, role, color)

    def _place(self, x: float, y: float, text: str, role: Role, color: str, **kw: Any) -> None:
        self.figure.text(x, y, text, fontproperties=font(role), color=color, parse_math=False, **kw)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the figure, 0..1, of inches from the top left of the body."""
        return (PAD + x) / self.full, 1 - (self._body_top + y) / self.height

    def text(
        self, x: float, y: float, text: str, role: Role, color: str | None = None, ha: str = "left"
    ) -> None:
        """Set a line with its base line ``y`` inches below the top of the body."""
        self._place(*self.at(x, y), text, role, color or self.look.ink, ha=ha)

    def key(self, x: float, y: float, entries: list[tuple[str, str]]) -> None:
        """Set a row of colour patches with their words, base line at ``y``."""
        for color, words in entries:
            patch = Rectangle(
                self.at(x, y),
                0.12 / self.full,
                0.1 / self.height,
                transform=self.figure.transFigure,
                facecolor=color,
                edgecolor=self.look.axis,
                linewidth=0.4,
            )
            self.figure.add_artist(patch)
            self.text(x + 0.18, y, words, "label", self.look.muted)
            x += 0.18 + width_of(words, "label") + 0.22

    def blank(self, box: Area) -> Axes:
        """Add axes without any furniture."""
        left, bottom = self.at(box.x, box.y + box.height)
        place = (left, bottom, box.width / self.full, box.height / self.height)
        ax = self.figure.add_axes(place, facecolor="none")
        ax.set_axis_off()
        return ax

    def axes(self, box: Area) -> Axes:
        """Add axes with a base line, faint horizontal rules and quiet tick labels."""
        ax = self.blank(box)
        ax.set_axis_on()
        for side, spine in ax.spines.items():
            spine.set_visible(side == "bottom")
            spine.set(color=self.look.axis, linewidth=0.8)
        look, family = self.look, font("tick").get_family()
        words: dict[str, Any] = {
            "labelsize": TYPE.tick,
            "labelcolor": look.muted,
            "labelfontfamily": family,
        }
        ax.yaxis.set_tick_params(length=0, pad=3, grid_linewidth=0.7, **words)
        ax.xaxis.set_tick_params(length=3, pad=3, width=0.8, color=look.axis, **words)
        ax.yaxis.grid(True, color=look.rule, linestyle="-")
        ax.set_axisbelow(True)
        return ax

    def name_axes(self, ax: Axes, box: Area, y: str = "", x: str = "", gutter: float = 0.0) -> None:
        """Label the axes: the y unit above its top left corner, the x unit below on the right."""
        style: dict[str, Any] = {
            "fontproperties": font("tick"),
            "color": self.look.muted,
            "parse_math": False,
        }
        if y:
            ax.set_ylabel(y, rotation=0, ha="left", va="bottom", **style)
            ax.yaxis.set_label_coords(-gutter / box.width, 1 + 0.07 / box.height)
        if x:
            ax.set_xlabel(x, ha="right", va="top", **style)
            ax.xaxis.set_label_coords(1, -0.21 / box.height)
