"""Regions of interest as tables: the boxes found one after the other, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.boxes import Column, FactorBox, Mask
from experiments.analysis.cube import Table
from experiments.analysis.prim import (
    PrimStep,
    Rules,
    choose,
    density,
    quasi_p,
    reproduced,
    search,
    trimmed,
)
from experiments.analysis.surfaces import texts

USUAL = Rules()
LEAST_WANTED = 3
"""Wanted cases that have to be left for another box to be looked for."""

BOXES = {
    "box": "key: number of the box, counted from 1, in the order found",
    "coverage": "share of all wanted cases that lie in it (and in no earlier box)",
    "density": "share of the cases in it that are wanted",
    "mass": "share of all cases that lie in it",
    "cases": "cases in it",
    "wanted": "wanted cases in it",
    "limits": "how many factors it limits",
}
LIMITS = {
    "box": "key: number of the box",
    "factor": "key: the factor that is limited",
    "low": "lowest value inside; null if it is free downwards, or a category",
    "high": "highest value inside; null if it is free upwards, or a category",
    "levels": "levels inside, of a category; empty for numbers",
    "p": "quasi-p-value: how often luck would do as well without the limit; of two, the larger",
    "reproduced": "share of resampled searches that limit this factor too",
}
TRAJECTORY = {
    "box": "key: number of the box that was looked for",
    "step": "key: number of the step, 0 for the whole space",
    "coverage": "share of all wanted cases inside",
    "density": "share of the cases inside that are wanted",
    "mass": "share of all cases inside",
    "limits": "how many factors are limited",
}


@dataclass(frozen=True)
class Discovery:
    """What was found."""

    boxes: Table
    limits: Table
    trajectory: Table
    inside: npt.NDArray[np.int64]
    """Number of the box each case lies in, 0 for none, [case]."""


def discover(
    columns: Mapping[str, Column], wanted: Mask, rules: Rules = USUAL, boxes: int = 1
) -> Discovery:
    """Return up to ``boxes`` regions in which the wanted cases lie, one after the other.

    The first is the best there is; later ones have to be as dense as asked.
    ``columns``: the level of each factor, [case]; texts and truth values are categories.
    Raises ValueError if there is no wanted case or no other one.
    """
    wanted = np.asarray(wanted, dtype=bool)
    if wanted.all() or not wanted.any():
        raise ValueError("all cases are wanted" if wanted.all() else "no case is wanted")
    inside = np.zeros(len(wanted), dtype=np.int64)
    found: list[PrimStep] = []
    parts: dict[str, list[dict[str, Any]]] = {"boxes": [], "limits": [], "trajectory": []}
    for number in range(1, boxes + 1):
        left = inside == 0
        own = {name: column[left] for name, column in columns.items()}
        aim = wanted[left]
        if aim.sum() < (LEAST_WANTED if found else 1) or aim.all():
            break
        steps = search(own, aim, rules)
        step = choose(steps, own, aim, rules)
        if not step.box.limits or (found and density(step) < rules.least_density):
            break
        found.append(step)
        sizes = (int(wanted.sum()), len(wanted))
        parts["boxes"].append(_box_row(number, step, *sizes))
        parts["limits"] += _limit_rows(number, step, own, aim, rules)
        parts["trajectory"] += [_way_row(number, at, s, *sizes) for at, s in enumerate(steps)]
        inside[left & step.box.holds(columns)] = number
    return Discovery(
        _table(parts["boxes"], BOXES),
        _table(parts["limits"], LIMITS),
        _table(parts["trajectory"], TRAJECTORY),
        inside,
    )


def _box_row(number: int, step: PrimStep, wanted: int, cases: int) -> dict[str, Any]:
    return {
        "box": number,
        "coverage": step.wanted / wanted,
        "density": density(step),
        "mass": step.cases / cases,
        "cases": step.cases,
        "wanted": step.wanted,
        "limits": len(step.box.limits),
    }


def _way_row(number: int, at: int, step: PrimStep, wanted: int, cases: int) -> dict[str, Any]:
    row = _box_row(number, step, wanted, cases)
    return {"box": number, "step": at} | {name: row[name] for name in row if name in TRAJECTORY}


def _limit_rows(
    number: int, step: PrimStep, columns: Mapping[str, Column], wanted: Mask, rules: Rules
) -> list[dict[str, Any]]:
    again = reproduced(columns, wanted, rules)
    shown: FactorBox = trimmed(step.box, columns)
    rows = []
    for name, limit in shown.limits.items():
        levels = () if limit.levels is None else sorted(map(str, limit.levels))
        rows.append({
            "box": number,
            "factor": name,
            "low": limit.low if np.isfinite(limit.low) else np.nan,
            "high": limit.high if np.isfinite(limit.high) else np.nan,
            "levels": ", ".join(levels),
            "p": max(
                quasi_p(step, *side, columns, wanted)
                for side in step.box.sides()
                if side[0] == name
            ),
            "reproduced": again[name],
        })  # fmt: skip
    return sorted(rows, key=lambda row: row["p"])


def _table(rows: list[dict[str, Any]], names: Mapping[str, str]) -> Table:
    def column(name: str) -> npt.NDArray[Any]:
        values = [row[name] for row in rows]
        return texts(values) if name in ("factor", "levels") else np.array(values)

    return {name: column(name) for name in names}
