"""Scenario discovery: the region of the factors in which the cases of interest lie.

The patient rule induction method of Friedman & Fisher (1999) peels thin slices off the whole
space, each time the slice whose loss raises the share of wanted cases most per case lost
(the criterion of Kwakkel & Jaxa-Rozen 2016, fair to categories, whose slices are thick).
Which of the boxes on the way is told of, and how sure its limits are, follows Bryant &
Lempert (2010): coverage, density, and a quasi-p-value of each limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.analysis.boxes import Column, FactorBox, Limit, Mask, is_number, pastes, peels
from experiments.analysis.chance import resamples

MOST_P = 0.05
"""A limit that luck explains more often than that is dropped."""
RESAMPLES = 20


@dataclass(frozen=True)
class Rules:
    """How patient the search is, and when it is content."""

    peel: float = 0.05
    """Share of a box's cases that one step takes."""
    least_mass: float = 0.05
    """Share of all cases below which a box is not peeled further."""
    least_density: float = 0.8
    """Share of wanted cases in the box that is told of, if any box has it."""


@dataclass(frozen=True)
class PrimStep:
    """One box on the way, and what is in it."""

    box: FactorBox
    cases: int
    wanted: int


def search(columns: Mapping[str, Column], wanted: Mask, rules: Rules) -> list[PrimStep]:
    """Return the boxes of the peeling trajectory, the whole space first."""
    box = FactorBox()
    steps = [_step(box, columns, wanted)]
    least = max(rules.least_mass * len(wanted), 2)
    while steps[-1].wanted < steps[-1].cases:
        inside = box.holds(columns)
        tried = [
            _step(smaller, columns, wanted) for smaller in peels(box, columns, inside, rules.peel)
        ]
        tried = [step for step in tried if step.cases >= least]
        if not tried:
            break
        before = steps[-1]
        best = max(tried, key=lambda step: _gain(before, step))
        steps.append(best)
        box = best.box
    return steps


def choose(
    steps: list[PrimStep], columns: Mapping[str, Column], wanted: Mask, rules: Rules
) -> PrimStep:
    """Return the box that is told of.

    The one with most wanted cases of those that are dense enough (the densest, if none is),
    grown where that does not thin it out, and rid of limits that luck explains.
    """
    dense = [step for step in steps if density(step) >= rules.least_density]
    if dense:
        found = max(dense, key=lambda step: (step.wanted, density(step)))
    else:
        found = max(steps, key=lambda step: (density(step), step.wanted))
    found = _grown(found, columns, wanted, rules)
    while True:
        p = {side: quasi_p(found, *side, columns, wanted) for side in found.box.sides()}
        worst = max(p, key=lambda side: p[side], default=None)
        if worst is None or p[worst] <= MOST_P:
            return found
        found = _step(found.box.freed(*worst), columns, wanted)


def density(step: PrimStep) -> float:
    """Return the share of wanted cases among those inside."""
    return step.wanted / step.cases if step.cases else 0.0


def quasi_p(
    step: PrimStep, name: str, side: str, columns: Mapping[str, Column], wanted: Mask
) -> float:
    """Return how often luck alone would make the box as dense, were this limit of no account.

    The chance of as many wanted cases or more among those inside, if each is wanted as
    often as in the box without the limit. ``side`` as of ``FactorBox.sides``.
    """
    from scipy.special import bdtrc

    free = _step(step.box.freed(name, side), columns, wanted)
    if step.wanted == 0:
        return 1.0
    return float(bdtrc(step.wanted - 1, step.cases, density(free)))


def reproduced(
    columns: Mapping[str, Column], wanted: Mask, rules: Rules, times: int = RESAMPLES
) -> dict[str, float]:
    """Return by factor how often the search limits it, when repeated on resampled cases."""
    counts = dict.fromkeys(columns, 0)
    for chosen in resamples(len(wanted), times):
        again = {name: column[chosen] for name, column in columns.items()}
        if not wanted[chosen].any():
            continue
        found = choose(search(again, wanted[chosen], rules), again, wanted[chosen], rules)
        for name in found.box.limits:
            counts[name] += 1
    return {name: count / times for name, count in counts.items()}


def trimmed(box: FactorBox, columns: Mapping[str, Column]) -> FactorBox:
    """Return the box with its limits as tight as its cases: what is said is what was seen."""
    inside = box.holds(columns)
    limits = {}
    for name, limit in box.limits.items():
        own = columns[name]
        if not is_number(own):
            seen = frozenset(own[inside].tolist())
            limits[name] = Limit(levels=seen)
            continue
        low = float(own[inside].min()) if np.isfinite(limit.low) else -np.inf
        high = float(own[inside].max()) if np.isfinite(limit.high) else np.inf
        limits[name] = Limit(low, high)
    return FactorBox(limits)


def _step(box: FactorBox, columns: Mapping[str, Column], wanted: Mask) -> PrimStep:
    inside = box.holds(columns)
    return PrimStep(box, int(inside.sum()), int(wanted[inside].sum()))


def _gain(before: PrimStep, after: PrimStep) -> float:
    lost = before.cases - after.cases
    return (density(after) - density(before)) / lost if lost else -np.inf


def _grown(step: PrimStep, columns: Mapping[str, Column], wanted: Mask, rules: Rules) -> PrimStep:
    """Return the box after pasting: larger as long as that makes it no thinner."""
    while True:
        inside = step.box.holds(columns)
        tried = [
            _step(larger, columns, wanted)
            for larger in pastes(step.box, columns, inside, rules.peel)
        ]
        better = [s for s in tried if s.cases > step.cases and density(s) >= density(step)]
        if not better:
            return step
        step = max(better, key=lambda s: (density(s), s.wanted))
