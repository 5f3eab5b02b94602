"""Which unknown numbers the calibration's targets pin down, and which they leave loose.

``python -m experiments.identification.identify --out results/identifiability`` moves every unknown number a
step up and a step down, with the same luck, sees how far each target moves, and works out
what is left of the number's width once the targets are read: alone (all other numbers known)
and together (others may make up for it). It writes ``table.csv``, ``slopes.csv``, a picture
and a manifest. ``--quick`` takes one step only. Numbers left loose are those over which
claims have to be tested.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.fits.tables import write_csv
from experiments.identification.posterior import Floats, Widths, cleaned, widths
from experiments.identification.scales import Scale, scales
from experiments.identification.targets import (
    QUICK,
    SIZES,
    TargetReading,
    Targets,
    read_targets,
    tolerance,
    validation_targets,
)
from experiments.manifest import make_manifest
from experiments.store.numbers import write_json
from experiments.validation.experiment import Target
from goodwill.command.clock import Clock
from goodwill.command.printing import plain_table, say
from goodwill.command.progress import progress
from model.scenario import load_scenario

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


def write(
    folder: Path, found: Identified, clock: Clock, command: str, quick: bool, seeds: int
) -> None:
    """Write tables, picture and manifest."""
    from goodwill.command import pictures

    folder.mkdir(parents=True, exist_ok=True)
    result = table(found)
    write_csv(folder / "table.csv", result)
    write_csv(folder / "slopes.csv", slopes_table(found))
    pictures.report_identifiability(folder / "figures", result)
    manifest = make_manifest(
        load_scenario("one_brand"), kind="identifiability", command=command, engine="compiled",
        graph={}, started=clock.started, seconds=clock.seconds, quick=quick, seeds=seeds,
        targets=list(found.targets),
        sizes={
            name: {**size.size, "seeds": seeds * size.seeds}
            for name, size in (QUICK if quick else SIZES).items()
        },
    )  # fmt: skip
    write_json(folder / "manifest.json", manifest)


def main(arguments: Sequence[str]) -> int:
    """Work it out, print the most pinned numbers, write the rest; return an exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments.identification.identify", description=__doc__
    )
    parser.add_argument("--out", metavar="DIR", default=None)
    parser.add_argument("--quick", action="store_true", help="one step a number, V9 left out")
    parser.add_argument("--seeds", type=int, default=1, metavar="N", help="times as many seeds")
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    given = parser.parse_args(list(arguments))
    clock, numbers = Clock(), scales()
    points = len(steps(numbers, not given.quick)[0]) + 1
    sizes = QUICK if given.quick else SIZES
    each = given.seeds * sum(size.seeds for size in sizes.values())
    with clock("runs"), progress("Runs", points * each) as advance:
        targets = validation_targets(given.seeds, given.workers, lambda: advance(0), sizes)
        found = identify(targets, numbers, read_targets(sizes), both=not given.quick)
    result = table(found)
    rows = [[str(result[k][i]) if k != "together" else f"{result[k][i]:.2f}"
             for k in ("parameter", "together", "after", "target")]
            for i in range(len(numbers)) if result["verdict"][i] != "loose"]  # fmt: skip
    sys.stdout.write(plain_table("", ["Parameter", "Width left", "95 %", "Target"], rows) + "\n")
    loose = result["verdict"].count("loose")
    say(f"{loose} of {len(numbers)} numbers stay as loose as they were")
    if given.out:
        command = shlex.join(["python", "-m", "experiments.identification.identify", *arguments])
        write(Path(given.out), found, clock, command, given.quick, given.seeds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
