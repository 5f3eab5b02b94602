"""Pictures on disk: light and dark, for a desktop and for a phone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from viz.figures.theme import Mode

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.figures.sheet import Shape

    Draw = Callable[[Mode, Shape], Figure]

VARIANTS: tuple[tuple[Mode, Shape, str], ...] = (
    ("light", "wide", ""),
    ("dark", "wide", "_dark"),
    ("light", "narrow", "_phone"),
    ("dark", "narrow", "_phone_dark"),
)
"""Mode, shape and what the file's name adds."""
CSS_PIXELS = 100
"""CSS pixels an inch of a picture is shown at."""
COMPRESSION = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in all its variants: ``figures/NAME.png``, ``NAME_dark.png`` and so on."""

    name: str
    headline: str
    alternative: str
    """What the picture shows, in words and numbers, for those who cannot see it."""
    caption: str
    width: int
    """Of the desktop variant, in CSS pixels."""
    height: int


def save_picture(
    folder: Path, name: str, draw: Draw, headline: str, alternative: str, caption: str
) -> Picture:
    """Draw and write all variants of a picture; return what a page needs to show it.

    One picture is packed and written while the next is drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = (0, 0)
    with _no_collection(), ThreadPoolExecutor(1) as writer:
        written = []
        for mode, shape, suffix in VARIANTS:
            figure = draw(mode, shape)
            pixels = rendered(figure)
            path = folder / f"{name}{suffix}.png"
            written.append(writer.submit(write_png, pixels, path, figure.dpi))
            if not suffix:
                wide, high = figure.get_size_inches() * CSS_PIXELS
                size = (round(wide), round(high))
        for done in written:
            done.result()
    return Picture(name, headline, alternative, caption, *size)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold off the garbage collector, which figures, full of cycles, keep busy."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def rendered(figure: Figure) -> npt.NDArray[np.uint8]:
    """Return the pixels of a figure, [row, column, red green blue]; its paper is opaque."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def write_png(pixels: npt.NDArray[np.uint8], path: Path, dpi: float) -> None:
    """Write pixels as they are, whatever matplotlib's settings for saving are."""
    from PIL import Image

    Image.fromarray(pixels).save(path, compress_level=COMPRESSION, dpi=(dpi, dpi))
