"""The one visual language of the project: colours, type, light and dark.

The nine strategy colours were found by maximising the least CIEDE2000 difference between
any two, as seen with normal, deuteranopic and protanopic eyes (Machado, Oliveira &
Fernandes 2009), at a contrast of at least 3:1 on the paper; ``tests/viz`` checks both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from viz.figures import colour

if TYPE_CHECKING:
    from matplotlib.colors import Colormap

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

SANS = ("DejaVu Sans",)
SERIF = ("DejaVu Serif",)
"""Families that come with matplotlib, so that a picture is the same on every machine."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes in points; a picture is shown at 100 CSS pixels an inch."""

    headline: float = 13.0
    deck: float = 9.0
    panel: float = 9.5
    label: float = 9.0
    tick: float = 8.5
    note: float = 8.0


TYPE = TypeScale()


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything about colour that differs between light and dark."""

    mode: Mode
    paper: str
    ink: str
    muted: str
    """Secondary text: at least 4.5:1 on the paper."""
    rule: str
    """Grid lines."""
    axis: str
    """Base lines and zero lines."""
    context: str
    """Lines that are there for comparison only."""
    unknown: str
    """People who have no opinion yet."""
    strategies: Mapping[str, str]
    ramp: tuple[tuple[float, float, float], ...]
    """Five anchors of the trust colours as (L*, chroma, hue); the third stands at one half."""

    def text(self, tint: str) -> str:
        """Return the tint made dark (or bright) enough to be read as text."""
        return colour.readable(tint, self.paper, self.ink)

    def pale(self, tint: str, share: float = 0.72) -> str:
        """Return the tint faded towards the paper."""
        return colour.mix(tint, self.paper, share)


LIGHT = Palette(
    mode="light",
    paper="#fdfcf9",
    ink="#1b1b1d",
    muted="#5f5e5a",
    rule="#e6e3dc",
    axis="#8b8880",
    context="#cfccc4",
    unknown="#d3d0c9",
    strategies={
        "silent": "#8d8b86",
        "business_as_usual": "#643502",
        "push": "#d1403e",
        "scheduled": "#cb8000",
        "conversational": "#266de8",
        "listening": "#029ac5",
        "bait_and_pitch": "#c53e91",
        "mixed": "#148b5c",
        "switching": "#652193",
    },
    ramp=((24, 54, 36), (54, 70, 54), (80, 40, 88), (64, 26, 215), (40, 42, 270)),
)

DARK = Palette(
    mode="dark",
    paper="#15171b",
    ink="#eceae5",
    muted="#a5a49f",
    rule="#2b2e34",
    axis="#6e7078",
    context="#454850",
    unknown="#3c3f46",
    strategies={
        "silent": "#939188",
        "business_as_usual": "#cca277",
        "push": "#e44623",
        "scheduled": "#ffce39",
        "conversational": "#6497ff",
        "listening": "#55ebfe",
        "bait_and_pitch": "#ff92c4",
        "mixed": "#b5f1be",
        "switching": "#9a6ba7",
    },
    ramp=((46, 76, 40), (66, 68, 60), (91, 26, 95), (72, 32, 232), (54, 46, 274)),
)

PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}

CYCLE = (
    "conversational",
    "scheduled",
    "mixed",
    "bait_and_pitch",
    "listening",
    "push",
    "switching",
    "business_as_usual",
    "silent",
)
"""Order in which colours go to names that have none of their own."""


def palette(mode: str) -> Palette:
    """Return the palette of ``light`` or ``dark``; KeyError for anything else."""
    return PALETTES[mode]  # type: ignore[index]


def strategy_colours(strategies: Sequence[str], mode: str) -> list[str]:
    """Return one colour for each entry: its strategy's own, or the next that is free.

    The second brand with one strategy, and a strategy of a user's own, take a colour that
    no strategy present claims; after nine names colours repeat.
    """
    own = palette(mode).strategies
    first = {s: strategies.index(s) for s in strategies if s in own}
    spare = [c for c in CYCLE if c not in first] or list(CYCLE)
    colours, taken = [], 0
    for position, strategy in enumerate(strategies):
        if first.get(strategy) == position:
            colours.append(own[strategy])
        else:
            colours.append(own[spare[taken % len(spare)]])
            taken += 1
    return colours


@lru_cache(maxsize=2)
def trust_map(mode: str) -> Colormap:
    """Return the colours of trust from 0 to 1, in even steps, split at one half.

    Rust to blue by way of pale straw: an axis that colour-blind eyes keep.
    """
    from matplotlib.colors import ListedColormap

    look = palette(mode)
    low, high = list(look.ramp[:3]), list(look.ramp[2:])
    steps = [*colour.even_ramp(low, 128), *colour.even_ramp(high, 128)]
    return ListedColormap(steps, name=f"trust_{mode}").with_extremes(bad=look.unknown)
