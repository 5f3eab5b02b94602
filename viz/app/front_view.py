"""A map's Pareto front as plain values for a page to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.analysis.cube import Cube
from experiments.analysis.pareto import dominated, on_front_probability
from experiments.statistics import mean_interval
from viz.app.map_results import Look, MapResults, varying
from viz.app.marks import round_marks
from viz.figures import words
from viz.figures.sweep.facts import SweepOutcome, fine_text, level_text
from viz.figures.theme import MODES

TIMES = 200
"""Resamples behind how sure a place on the front is."""


def front_view(mapped: MapResults, look: Look) -> dict[str, Any]:
    """Return every point and arm by two outcomes, and which of them nothing beats in both."""
    facts, cube = mapped.facts, mapped.cube
    pair = [facts.measured(look.outcome), facts.measured(look.other)]
    found = [_means(cube, name) for name in (look.outcome, look.other)]
    signs = [1.0 if measured.higher_is_better else -1.0 for measured in pair]
    costs = np.stack([-sign * part[0] for sign, part in zip(signs, found, strict=True)], axis=1)
    there = np.isfinite(costs).all(axis=1)
    if not there.any():
        return {"empty": "No run has a value of both yet."}
    beaten = dominated(costs)
    sure = _sure(cube, (look.outcome, look.other), signs)
    tints = {mode: facts.colours(mode) for mode in MODES}
    arms = len(facts.arms)
    dots = [
        {
            "place": at // arms, "arm": at % arms, "best": bool(not beaten[at]),
            "x": [_finite(part[at]) for part in found[0]],
            "y": [_finite(part[at]) for part in found[1]],
            "fill": {mode: tints[mode][facts.arms[at % arms]] for mode in MODES},
            "text": _point_text(mapped, at // arms, at % arms),
            "sure": "" if np.isnan(sure[at]) else words.share(float(sure[at])),
            "values": " · ".join(f"{m.title} {fine_text(m.outcome, float(part[0][at]))}"
                                for m, part in zip(pair, found, strict=True)),
        }
        for at in np.flatnonzero(there).tolist()
    ]  # fmt: skip
    return {
        "plot": {
            "x": _axis(pair[0], found[0]), "y": _axis(pair[1], found[1]),
            "dots": dots, "arms": [
                {"label": words.spoken(arm).capitalize(), **{m: tints[m][arm] for m in MODES}}
                for arm in facts.arms
            ],
            "best": int((~beaten & there).sum()), "of": int(there.sum()),
            "note": _not_chosen(mapped),
        }
    }  # fmt: skip


def _sure(cube: Cube, outcomes: tuple[str, str], signs: Sequence[float]) -> Any:
    """Return how often each point and arm is on the front of resampled runs; NaN if unknown.

    Nobody knows while runs are still missing.
    """
    costs = np.stack(
        [-sign * cube.values[name] for name, sign in zip(outcomes, signs, strict=True)], axis=2
    )
    costs = costs.reshape(-1, *costs.shape[2:])
    if not np.isfinite(costs).all():
        return np.full(len(costs), np.nan)
    return on_front_probability(costs, TIMES)


def _not_chosen(mapped: MapResults) -> str:
    """Return a warning where the map varies what no brand can choose."""
    facts = mapped.facts
    world = [
        facts.factor(factor.name).title.lower()
        for factor in mapped.experiment.factors
        if not factor.key.startswith("brands.") and factor.name in varying(mapped)
    ]
    if not world:
        return ""
    return f"No brand can choose {words.listed(world)}: compare only dots where that is the same."


def _means(cube: Cube, name: str) -> list[Any]:
    """Return mean, low and high of an outcome, [point and arm]."""
    values = cube.values[name]
    found = mean_interval(np.moveaxis(values.reshape(-1, values.shape[2]), 1, 0))
    return [found.mean, found.low, found.high]


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _point_text(mapped: MapResults, place: int, arm: int) -> str:
    facts, levels = mapped.facts, mapped.points[place]
    parts = [f"{facts.factor(name).title} {level_text(levels[name])}" for name in levels]
    if len(facts.arms) > 1:
        parts.insert(0, words.spoken(facts.arms[arm]).capitalize())
    return ", ".join(parts)


def _axis(measured: SweepOutcome, found: Sequence[Any]) -> dict[str, Any]:
    ends = np.concatenate([np.asarray(part, dtype=float) for part in found])
    ends = ends[np.isfinite(ends)]
    low, high = float(ends.min()), float(ends.max())
    pad = 0.05 * (high - low) or 0.5
    low, high = low - pad, high + pad
    marks, _ = round_marks(low, high, 4)
    unit = f", {measured.outcome.unit}" if measured.outcome.unit else ""
    return {
        "title": f"{measured.title}{unit}", "low": low, "high": high,
        "better": "more" if measured.higher_is_better else "less",
        "marks": [{"at": mark, "text": fine_text(measured.outcome, mark)} for mark in marks],
    }  # fmt: skip
