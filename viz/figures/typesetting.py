"""Measuring, wrapping and shortening text before it is placed."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Literal

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from viz.theme import SANS, SERIF, TYPE

Role = Literal["headline", "deck", "panel", "label", "tick", "note"]
BOLD: tuple[Role, ...] = ("headline", "panel")
LEADING = 1.36
"""Line height as a multiple of the type size."""
ELLIPSIS = "…"

_ruler = RendererAgg(1, 1, 72)
_ruler_lock = threading.Lock()


@lru_cache(maxsize=16)
def font(role: Role) -> FontProperties:
    """Return the font of one role of the type scale."""
    family = list(SERIF if role == "headline" else SANS)
    weight = "bold" if role in BOLD else "normal"
    return FontProperties(family=family, size=getattr(TYPE, role), weight=weight)


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
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, role) <= width:
            lines[-1] = joined
        else:
            lines.append(clip(word, role, width))
    return lines


def brief(name: str, longest: int = 26) -> str:
    """Return a brand's name short enough for running text in a picture."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + ELLIPSIS
