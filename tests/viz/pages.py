"""Looking at a figure as a reader would: its words, where they stand, what its axes say."""

from __future__ import annotations

import itertools

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

SLACK = 1.5
"""Pixels by which the boxes of two texts may touch: their blank edges, not their letters."""


def drawn_texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Lay the figure out; return every visible text with its box in pixels."""
    canvas = FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    renderer = canvas.get_renderer()
    hidden = {text for ax in figure.axes for text in _hidden(ax)}
    return [
        (text.get_text(), text.get_window_extent(renderer))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in hidden
    ]


def _hidden(ax: Axes) -> list[Text]:
    """Return the texts of axes that are never drawn: of no axis, or of ticks outside it."""
    if not ax.axison:
        return [*ax.xaxis.findobj(Text), *ax.yaxis.findobj(Text)]
    found = []
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        room = 1e-6 * (high - low)
        for tick in axis.get_major_ticks():
            if not low - room <= tick.get_loc() <= high + room:
                found += [tick.label1, tick.label2]
    return found


def overlaps(texts: list[tuple[str, Bbox]]) -> list[tuple[str, str]]:
    """Return the pairs of texts that stand on one another."""
    found = []
    for (one, a), (other, b) in itertools.combinations(texts, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        high = min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > SLACK and high > SLACK:
            found.append((one, other))
    return found


def cut_off(figure: Figure, texts: list[tuple[str, Bbox]]) -> list[str]:
    """Return the texts that leave the picture."""
    width, height = figure.canvas.get_width_height()
    return [
        text
        for text, box in texts
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]


def assert_legible(figure: Figure) -> None:
    """Fail if any text stands on another or leaves the picture."""
    texts = drawn_texts(figure)
    assert texts
    assert overlaps(texts) == []
    assert cut_off(figure, texts) == []


def words_of(figure: Figure) -> str:
    """Return all words of a figure, line breaks undone."""
    return " ".join(text.get_text() for text in figure.findobj(Text) if text.get_visible())
