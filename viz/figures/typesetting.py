"""Measuring, wrapping and shortening text before it is placed."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Literal

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from viz.figures.theme import SANS, SERIF, TYPE
from viz.figures.words import FIXED

Role = Literal["headline", "deck", "panel", "label", "tick", "note"]
BOLD: tuple[Role, ...] = ("headline", "panel")
LEADING = 1.36
"""Line height as a multiple of the type size."""
ELLIPSIS = "…"
BOX = "□"

_ruler = RendererAgg(1, 1, 72)
_ruler_lock = threading.Lock()


@lru_cache(maxsize=16)
def font(role: Role) -> FontProperties:
    """Return the font of one role of the type scale."""
    family = list(SERIF if role == "headline" else SANS)
    weight = "bold" if role in BOLD else "normal"
    return FontProperties(family=family, size=getattr(TYPE, role), weight=weight)


@lru_cache(maxsize=4)
def _letters(path: str) -> frozenset[int]:
    """Return the code points that a font file has letters for."""
    return frozenset(FT2Font(path).get_charmap())


def drawable(text: str, role: Role) -> str:
    """Return the text with a box for every sign the font cannot show."""
    if text.isascii() and text.isprintable():
        return text
    known = _letters(str(findfont(font(role))))
    return "".join(c if (c.isprintable() and ord(c) in known) or c == FIXED else BOX for c in text)


def line_height(role: Role) -> float:
    """Return the height of one line in inches."""
    return float(getattr(TYPE, role)) * LEADING / 72


@lru_cache(maxsize=4096)
def width_of(text: str, role: Role) -> float:
    """Return the width of one line of text in inches."""
    with _ruler_lock:
        wide, _, _ = _ruler.get_text_width_height_descent(text, font(role), False)
    return float(wide) / 72


def clip(text: str, role: Role, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than ``width`` inches."""
    text = drawable(text, role)
    if width_of(text, role) <= width:
        return text
    keep = len(text)
    while keep > 1 and width_of(text[:keep].rstrip() + ELLIPSIS, role) > width:
        keep -= 1
    return text[:keep].rstrip() + ELLIPSIS


def wrap(text: str, role: Role, width: float) -> list[str]:
    """Return the lines of a text set to ``width`` inches; words too long are cut.

    Lines break at plain spaces only, not at the fixed space before a per cent sign.
    """
    lines: list[str] = []
    for word in drawable(text, role).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, role) <= width:
            lines[-1] = joined
        else:
            lines.append(clip(word, role, width))
    return lines


def balanced(text: str, role: Role, width: float) -> list[str]:
    """Return as few lines as :func:`wrap`, as even in length as can be."""
    lines = wrap(text, role, width)
    text = drawable(text, role)
    longest = max((width_of(word, role) for word in text.split(" ")), default=0.0)
    if len(lines) == 1 or longest > width:
        return lines
    narrow, wide = max(0.5 * width, longest), width
    for _ in range(5):
        middle = (narrow + wide) / 2
        if len(wrap(text, role, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrap(text, role, wide)


def brief(name: str, longest: int = 26) -> str:
    """Return a brand's name short enough for running text in a picture."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + ELLIPSIS
