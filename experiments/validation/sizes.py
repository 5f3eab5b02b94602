"""How large the worlds of each virtual experiment are, and in how many seeds, by what asks it.

``full`` is what the verdicts are given on, ``quick`` a check. Calibration searches in worlds that
are large enough to aim by; identification asks for slopes only, with the same luck on both sides,
so its worlds are far smaller; the bounds on harm are read off a coarse grid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Size = Mapping[str, int]
"""Numbers of people, days and the like, by name."""


class Often(NamedTuple):
    """A size, and in how many seeds it is run."""

    size: Size
    seeds: int


class Worlds(NamedTuple):
    """The sizes of one experiment; None where it is not read."""

    full: Size
    quick: Size
    calibration: Size | None = None
    identification: Often | None = None
    harm: Often | None = None


WORLDS: Mapping[str, Worlds] = {
    "V1": Worlds(
        full={"people": 40, "customers": 100},
        quick={"people": 40, "customers": 80},
        calibration={"people": 40, "customers": 100},
        identification=Often({"people": 12, "customers": 40}, 1),
        harm=Often({"people": 20, "customers": 60}, 2),
    ),
    "V2": Worlds(
        full={"people": 4000},
        quick={"people": 600},
        calibration={"people": 4000},
        identification=Often({"people": 600}, 3),
        harm=Often({"people": 2000}, 3),  # elasticities are the noisiest
    ),
    "V3": Worlds(full={"people": 40_000}, quick={"people": 1000}),
    "V4": Worlds(
        full={"people": 8},
        quick={"people": 6},
        calibration={"people": 8},
        identification=Often({"people": 4}, 1),
        harm=Often({"people": 6}, 2),
    ),
    "V5": Worlds(
        full={"people": 60},
        quick={"people": 30},
        calibration={"people": 60},
        identification=Often({"people": 12}, 2),
        harm=Often({"people": 30}, 2),
    ),
    "V6": Worlds(full={"people": 300}, quick={"people": 100}),
    "V7": Worlds(
        full={"people": 400, "readers": 40},
        quick={"people": 100, "readers": 20},
        calibration={"people": 200, "readers": 20},
        identification=Often({"people": 40, "readers": 10}, 2),
        harm=Often({"people": 60, "readers": 8}, 2),
    ),
    "V8": Worlds(full={"people": 2500}, quick={"people": 200}),
    "V9": Worlds(
        full={"people": 400},
        quick={"people": 400},
        calibration={"people": 400},
        identification=Often({"people": 130}, 2),
        harm=Often({"people": 400}, 2),
    ),
    "V10": Worlds(
        full={"people": 1000, "hearers": 60},
        quick={"people": 400, "hearers": 30},
        calibration={"people": 10, "hearers": 60},
        identification=Often({"people": 200, "hearers": 12}, 1),
    ),
    "V11": Worlds(
        full={"people": 1_000_000, "accounts": 100, "largest": 100_000, "days": 30},
        quick={"people": 20_000, "accounts": 10, "largest": 10_000, "days": 15},
    ),
    "V12": Worlds(
        full={"people": 4000, "watched": 600},
        quick={"people": 1500, "watched": 300},
        calibration={"people": 2000, "watched": 600},
        identification=Often({"people": 700, "watched": 40}, 2),
    ),
    "V13": Worlds(
        full={"people": 2000},
        quick={"people": 500},
        calibration={"people": 2000},
        identification=Often({"people": 500}, 4),
    ),
    "V14": Worlds(
        full={"people": 6000},
        quick={"people": 2000},
        calibration={"people": 12_000},
        identification=Often({"people": 1000}, 4),
        harm=Often({"people": 2500}, 2),
    ),
}
IDENTIFICATION: Mapping[str, Often] = {
    name: worlds.identification for name, worlds in WORLDS.items() if worlds.identification
}
IDENTIFICATION_QUICK: Mapping[str, Often] = {
    name: often for name, often in IDENTIFICATION.items() if name != "V9"
} | {"V2": Often({"people": 500}, 2)}
"""The same without replies to ratings, whose slopes drown in luck in so small a world."""
HARM: Mapping[str, Often] = {name: worlds.harm for name, worlds in WORLDS.items() if worlds.harm}


def calibrated(*names: str) -> dict[str, Size]:
    """Return the sizes in which calibration runs some experiments."""
    found = {name: WORLDS[name].calibration for name in names}
    return {name: size for name, size in found.items() if size is not None}
