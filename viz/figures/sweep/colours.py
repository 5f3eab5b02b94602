"""Colours of fields of numbers: one way for amounts, two ways for changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from viz.figures import colour
from viz.figures.theme import palette, trust_map

if TYPE_CHECKING:
    from matplotlib.colors import Colormap

RAMPS = {
    "light": [(96.0, 6.0, 95.0), (70.0, 30.0, 225.0), (36.0, 44.0, 272.0)],
    "dark": [(24.0, 14.0, 272.0), (54.0, 40.0, 255.0), (92.0, 20.0, 190.0)],
}
"""Anchors (L*, chroma, hue) from little to much; lightness alone tells the order."""


@lru_cache(maxsize=2)
def amounts(mode: str) -> Colormap:
    """Return the colours of amounts, in even steps."""
    from matplotlib.colors import ListedColormap

    steps = colour.even_ramp(RAMPS[mode], 256)
    return ListedColormap(steps, name=f"amounts_{mode}").with_extremes(bad=palette(mode).paper)


def changes(mode: str) -> Colormap:
    """Return the colours of changes: palest at zero, rust below, blue above."""
    return trust_map(mode)


def ink_on(fill: str, mode: str) -> str:
    """Return black or white, whichever is read better on a fill."""
    look = palette(mode)
    return max((look.ink, look.paper), key=lambda ink: colour.contrast(ink, fill))


def as_hex(cells: np.ndarray) -> list[str]:
    """Return colours [cell, channels] as hexadecimal texts."""
    return [colour.hexadecimal(cell[:3]) for cell in np.atleast_2d(cells)]
