"""Which unknown numbers the calibration's targets pin down, and which they leave loose.

Every unknown number is moved a step up and a step down, with the same luck; how far each target
moves says what is left of the number's width once the targets are read: alone (all other numbers
known) and together (others may make up for it). Numbers left loose are those over which claims
have to be tested. ``goodwill identify`` does it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.identification.posterior import Floats, Widths, cleaned, widths
from experiments.identification.scales import Scale
from experiments.identification.targets import TargetReading, Targets, tolerance
from experiments.validation.experiment import Target

PINNED, LOOSE = 0.5, 0.9
"""Shares of the prior's width: at most the first is pinned, at least the second loose."""
TABLE: Mapping[str, str] = {
    "parameter": "key: the unknown number",
    "default": "where it stands",
    "low": "least it may be",
    "high": "most it may be",
    "moral": "1 if it decides whether one way of dealing with people is better than another",
    "before": "half its 95 % interval before the targets are read",
    "after": "the same after, other numbers making up for it",
    "alone": "width left, all other numbers known, as a share of that before",
    "together": "width left, as a share of that before",
    "target": "the target that says most about it; empty where none says anything",
    "slope": "of that target, in its tolerances, a step of the number (a doubling; half the"
    " default where it may be negative)",
    "verdict": f"pinned (together at most {PINNED}), partly, or loose (at least {LOOSE})",
}
"""Columns of ``table.csv``."""


class Identified(NamedTuple):
    """Slopes and what follows from them."""

    numbers: Sequence[Scale]
    targets: Sequence[str]
    slopes: Floats
    """[target, number] in tolerances a step."""
    left: Widths


def identify(
    targets: Targets, numbers: Sequence[Scale], named: Sequence[tuple[str, Target]],
    both: bool = True,
) -> Identified:  # fmt: skip
    """Return what the targets say about each number; ``both`` steps up and down."""
    points, sides = steps(numbers, both)
    base, *moved = targets([{}, *points])
    tolerances = np.array(
        [tolerance(t, v, e) for (_, t), v, e in zip(named, base.values, base.errors, strict=True)]
    )
    raw, errors = differences(base, moved, sides, len(numbers))
    slopes = cleaned(raw / tolerances[:, None], errors / tolerances[:, None])
    prior = np.array([number.prior_sd for number in numbers])
    names = [f"{name} {target.name}" for name, target in named]
    return Identified(numbers, names, slopes, widths(slopes, prior))


def steps(numbers: Sequence[Scale], both: bool) -> tuple[list[dict[str, Any]], list[Any]]:
    """Return the points around the defaults, and which number each moves by how many steps.

    A number at an end of its range moves the other way.
    """
    points, sides = [], []
    for place, number in enumerate(numbers):
        wanted = [number.at(1.0), number.at(-1.0)]
        moves = [number.steps_to(value) for value in wanted]
        there = [i for i in (0, 1) if abs(moves[i]) > 0.05]
        there.sort(key=lambda i: -abs(round(moves[i], 6)))
        for i in there[: 2 if both else 1]:
            points.append({number.name: wanted[i]})
            sides.append((place, moves[i]))
    return points, sides


def differences(
    base: TargetReading, moved: Sequence[TargetReading], sides: Sequence[Any], count: int
) -> tuple[Floats, Floats]:
    """Return slopes and their standard errors [target, number], by least squares through base.

    A difference of two runs is at most as uncertain as if they shared no luck.
    """
    many = len(base.values)
    above, below = np.zeros((many, count)), np.zeros(count)
    noise = np.sqrt(2.0) * np.nan_to_num(base.errors)
    changed = np.zeros((many, count), bool)
    for reading, (place, step) in zip(moved, sides, strict=True):
        change = np.nan_to_num(reading.values - base.values)
        above[:, place] += step * change
        below[place] += step * step
        changed[:, place] |= change != 0.0
    scale = np.maximum(below, 1e-12)
    errors = np.where(changed, noise[:, None] / np.sqrt(scale), 0.0)
    return above / scale, errors


def table(found: Identified) -> dict[str, list[Any]]:
    """Return ``table.csv``, the most pinned number first."""
    left = found.left
    out: dict[str, list[Any]] = {name: [] for name in TABLE}
    for i in np.argsort(left.together, kind="stable").tolist():
        number, p = found.numbers[i], found.numbers[i].parameter
        share = float(left.together[i])
        best = int(left.strongest[i])
        row = (
            number.name, number.default, p.low, p.high, int(p.moral),
            number.width(number.prior_sd), number.width(share * number.prior_sd),
            float(left.alone[i]), share, found.targets[best] if best >= 0 else "",
            float(left.strength[i]), verdict(share),
        )  # fmt: skip
        for name, cell in zip(TABLE, row, strict=True):
            out[name].append(cell)
    return out


def verdict(share: float) -> str:
    """Return what a share of width left means."""
    return "pinned" if share <= PINNED else "loose" if share >= LOOSE else "partly"


def slopes_table(found: Identified) -> dict[str, list[Any]]:
    """Return ``slopes.csv``: every slope that is one."""
    rows = [
        (found.numbers[j].name, found.targets[i], float(found.slopes[i, j]))
        for j in range(len(found.numbers))
        for i in range(len(found.targets))
        if found.slopes[i, j] != 0.0
    ]
    names = ("parameter", "target", "slope")
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}
