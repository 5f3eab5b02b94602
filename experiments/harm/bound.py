"""How much harm does the evidence allow? Bounds on the moral coefficients, from the fitted targets.

``python -m experiments.harm.bound --out results/harm`` repeats it. Two questions are asked:

- Of advertising that hurts: which long-run elasticity of sales is left (V2) as the harm in detected
  intent grows, and the suspicion it breeds? Published elasticities bound both from above.
- Of each moral coefficient by itself: over which values, the others at their defaults, does every
  fitted target that it can move, and that holds at the default, stay in its band?

A target counts as held if the mean over a few seeds lies in its band: ranges are those of a grid,
in smaller worlds than those of ``goodwill validate``.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from experiments.calibration.search import fitted
from experiments.validation.registry import experiment
from experiments.validation.table import means
from model.parameters import PARAMETERS

SEEDS = (201, 202, 203)
HARM = "appraisal.intent_harm"
GAIN = "suspicion.gain"
HARMS = (0.0, 0.01, 0.05, 0.2)
GAINS = (0.0, 0.003, 0.03)
FACTORS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)
"""Multiples of the default that are tried, besides zero and the ends of the declared range."""
SIZES: Mapping[str, Mapping[str, int]] = {
    "V1": {"people": 20, "customers": 60},
    "V2": {"people": 2000},
    "V4": {"people": 6},
    "V5": {"people": 30},
    "V7": {"people": 60, "readers": 8},
    "V9": {"people": 400},
    "V14": {"people": 2500},
}
GOVERNS: Mapping[str, tuple[str, ...]] = {
    "appraisal.intent_cost": ("V1", "V2", "V14"),
    "appraisal.intent_suspicion": ("V1", "V2", "V14"),
    "appraisal.canned_cost": ("V14",),
    "appraisal.intent_harm": ("V1", "V2", "V5", "V7"),
    "appraisal.reactance": ("V1", "V2"),
    "suspicion.gain": ("V2", "V5", "V7"),
    "suspicion.breach": ("V7",),
    "suspicion.calm": ("V5", "V7"),
    "suspicion.spillover": ("V2", "V5", "V7"),
    "trust.answer": ("V4", "V5", "V7"),
    "trust.breach": ("V7",),
    "trust.breach_exchange": ("V7",),
    "trust.lie": ("V4",),
    "trust.warmth": ("V4", "V5", "V7"),
    "trust.rereading": ("V4", "V7"),
    "trust.disillusion": ("V4",),
    "trust.thread": ("V9",),
    "conversation.praise_motive": ("V9",),
    "conversation.closeness_gain": ("V4", "V5", "V7"),
    "conversation.outreach_exposure": (),
    "repair.closeness": ("V4",),
}
"""Moral coefficients, and the experiments whose fitted targets they can move."""


@dataclass(frozen=True)
class Range:
    """Over which values of one coefficient the targets stay in their bands."""

    parameter: str
    default: float
    declared_low: float
    declared_high: float
    low: float
    high: float
    broken_below: str
    """What fails at the next lower value tried; empty if none was left to try."""
    broken_above: str


@dataclass(frozen=True)
class Cell:
    """V2 at one harm of intent and one gain of suspicion."""

    intent_harm: float
    suspicion_gain: float
    short: float
    long_to_short: float
    holds: bool


@lru_cache(maxsize=4096)
def _held(name: str, changes: tuple[tuple[str, float], ...], seeds: tuple[int, ...]) -> Any:
    """Return the value of every fitted target of an experiment, and whether it is in its band."""
    runs = [experiment(name).run(s, size=SIZES[name], defaults=dict(changes)) for s in seeds]
    middle = means(runs)
    found = {}
    for target in fitted(name):
        value = target.value(middle)
        found[f"{name}.{target.name}"] = value, target.holds(value, value)
    return found


def values_tried(name: str) -> list[float]:
    """Return the values of a parameter that are tried, ascending."""
    p = PARAMETERS[name]
    default = float(p.default)
    tried = {p.low, 0.0, p.high, *(default * factor for factor in FACTORS)}
    return sorted(value for value in tried if p.low <= value <= p.high)


def failing(name: str, value: float) -> list[str]:
    """Return the targets that leave their bands though they hold at the default."""
    out = []
    for one in GOVERNS[name]:
        seeds = SEEDS if one == "V2" else SEEDS[:2]  # elasticities are the noisiest
        usual, moved = _held(one, (), seeds), _held(one, ((name, value),), seeds)
        out += [key for key, (_, holds) in usual.items() if holds and not moved[key][1]]
    return out


def admissible(name: str) -> Range:
    """Return the range around the default over which nothing fails."""
    p, tried = PARAMETERS[name], values_tried(name)
    default = float(p.default)
    ends, broken = {}, {}
    for side, path in (
        ("low", [v for v in reversed(tried) if v < default]),
        ("high", [v for v in tried if v > default]),
    ):
        ends[side], broken[side] = default, ""
        for value in path:
            out = failing(name, value)
            if out:
                broken[side] = " ".join(out)
                break
            ends[side] = value
    return Range(
        name, default, p.low, p.high, ends["low"], ends["high"], broken["low"], broken["high"]
    )


def surface(harms: Iterable[float] = HARMS, gains: Sequence[float] = GAINS) -> list[Cell]:
    """Return what V2 gives as harm and suspicion grow."""
    cells = []
    for harm in harms:
        for gain in gains:
            found = _held("V2", ((HARM, harm), (GAIN, gain)), SEEDS)
            short, ratio = found["V2.short"][0], found["V2.long_to_short"][0]
            holds = all(held for _, held in found.values())
            cells.append(Cell(harm, gain, short, ratio, holds))
    return cells


def write_rows(path: Path, rows: Sequence[Any]) -> None:
    """Write records as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(asdict(rows[0])), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _text(v) for k, v in asdict(row).items()} for row in rows)


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}" if math.isfinite(value) else ""
    return value


def main(arguments: list[str] | None = None) -> int:
    """Find the bounds; write both tables and their picture."""
    from goodwill.command.pictures import draw_harm

    parser = argparse.ArgumentParser(prog="python -m experiments.harm.bound", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="a folder")
    folder = parser.parse_args(arguments).out
    folder.mkdir(parents=True, exist_ok=True)
    ranges = []
    for name in GOVERNS:
        ranges.append(admissible(name))
        sys.stderr.write(f"{name}: {ranges[-1].low:g} to {ranges[-1].high:g}\n")
    cells = surface()
    write_rows(folder / "ranges.csv", ranges)
    write_rows(folder / "surface.csv", cells)
    draw_harm(folder, [asdict(cell) for cell in cells], [asdict(row) for row in ranges])
    return 0


if __name__ == "__main__":
    sys.exit(main())
