"""How much harm does the evidence allow? Bounds on the moral coefficients, from the fitted targets.

``goodwill harm --out results/harm`` repeats it. Two questions are asked:

- Of advertising that hurts: which long-run elasticity of sales is left (V2) as the harm in detected
  intent grows, and the suspicion it breeds? Published elasticities bound both from above.
- Of each moral coefficient by itself: over which values, the others at their defaults, does every
  fitted target that it can move, and that holds at the default, stay in its band?

A target counts as held if the mean over a few seeds lies in its band: ranges are those of a grid,
in smaller worlds than those of ``goodwill validate``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from experiments.calibration.search import fitted
from experiments.run.pool import Pool
from experiments.store.cells import in_digits, write_rows
from experiments.validation.running import VirtualRun, measures_of
from experiments.validation.sizes import HARM as WORLDS
from experiments.validation.table import means
from model.parameters import PARAMETERS

Changes = tuple[tuple[str, float], ...]
Measuring = Callable[[str, Changes], Mapping[str, tuple[float, bool]]]
"""Gives the value of each fitted target of an experiment, and whether it is in its band."""

SEEDS = (201, 202, 203)
HARM = "appraisal.intent_harm"
GAIN = "suspicion.gain"
HARMS = (0.0, 0.01, 0.05, 0.2)
GAINS = (0.0, 0.003, 0.03)
FACTORS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)
"""Multiples of the default that are tried, besides zero and the ends of the declared range."""
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


def measuring_by(pool: Pool) -> Measuring:
    """Return what has each point measured, once."""
    known: dict[tuple[str, Changes], Mapping[str, tuple[float, bool]]] = {}

    def measured(name: str, changes: Changes) -> Mapping[str, tuple[float, bool]]:
        if (name, changes) not in known:
            size, seeds = WORLDS[name]
            asked = [VirtualRun(name, s, size, defaults=dict(changes)) for s in SEEDS[:seeds]]
            middle = means(pool.map(measures_of, asked))
            found = [(target, target.value(middle)) for target in fitted(name)]
            known[name, changes] = {
                f"{name}.{target.name}": (value, target.holds(value, value))
                for target, value in found
            }
        return known[name, changes]

    return measured


def values_tried(name: str) -> list[float]:
    """Return the values of a parameter that are tried, ascending."""
    p = PARAMETERS[name]
    default = float(p.default)
    tried = {p.low, 0.0, p.high, *(default * factor for factor in FACTORS)}
    return sorted(value for value in tried if p.low <= value <= p.high)


def failing(name: str, value: float, measured: Measuring) -> list[str]:
    """Return the targets that leave their bands though they hold at the default."""
    out = []
    for one in GOVERNS[name]:
        usual, moved = measured(one, ()), measured(one, ((name, value),))
        out += [key for key, (_, holds) in usual.items() if holds and not moved[key][1]]
    return out


def admissible(name: str, measured: Measuring) -> Range:
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
            out = failing(name, value, measured)
            if out:
                broken[side] = " ".join(out)
                break
            ends[side] = value
    return Range(
        name, default, p.low, p.high, ends["low"], ends["high"], broken["low"], broken["high"]
    )


def surface(
    measured: Measuring, harms: Iterable[float] = HARMS, gains: Sequence[float] = GAINS
) -> list[Cell]:
    """Return what V2 gives as harm and suspicion grow."""
    cells = []
    for harm in harms:
        for gain in gains:
            found = measured("V2", ((HARM, harm), (GAIN, gain)))
            short, ratio = found["V2.short"][0], found["V2.long_to_short"][0]
            holds = all(inside for _, inside in found.values())
            cells.append(Cell(harm, gain, short, ratio, holds))
    return cells


def write_tables(folder: Path, ranges: Sequence[Range], cells: Sequence[Cell]) -> None:
    """Write both tables."""
    write_records(folder / "ranges.csv", ranges)
    write_records(folder / "surface.csv", cells)


def write_records(path: Path, rows: Sequence[Any]) -> None:
    """Write records as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        records = [[_word(value) for value in asdict(row).values()] for row in rows]
        write_rows(file, asdict(rows[0]), records, partial(in_digits, digits=4))


def _word(value: Any) -> Any:
    return value if not isinstance(value, bool) else "yes" if value else "no"
