"""The Pareto front over a brand's levers, under noise.

The search (NSGA-II) compares candidates on the same few replicates. Whoever looks best there
was partly lucky, so the best are run again on fresh seeds, as many for each; front, means and
intervals come from these runs alone, and a bootstrap over the replicates says how sure each
place on the front is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Floats, Table
from experiments.analysis.nsga import first_generation, next_generation, survivors
from experiments.analysis.pareto import front_table, ranks
from experiments.analysis.surfaces import texts
from experiments.statistics import mean_interval
from experiments.studies.evaluating import Run, in_all_replicates, levels_at
from experiments.studies.objectives import Objective
from experiments.sweep.experiment import Experiment
from model.errors import InputError

SEARCH_SHARE = 0.6
"""Share of the budget that the search may use; the rest runs the best again."""
USUAL_BUDGET, USUAL_REPLICATES, USUAL_CONFIRMATIONS = 1000, 3, 10
NEXT = 1
"""The last front of the search that is run again."""
SMALLEST, LARGEST = 8, 64
"""Candidates of a generation."""

SEARCHED = {
    "generation": "the generation in which the candidate was first tried",
    "rank": "which front it is on by the search's own means: 0 is the first",
    "confirmed": "whether it was run again on fresh seeds",
}
"""Columns of the table of the search; of each lever and objective one comes on top."""


@dataclass(frozen=True)
class SearchPlan:
    """How a budget of runs is spent."""

    population: int
    generations: int
    replicates: int
    """Of each candidate in the search."""
    confirmed: int
    """Candidates that are run again."""
    confirmations: int
    """Fresh replicates of each of those."""

    @property
    def most_runs(self) -> int:
        """Runs it takes at most; candidates met again cost nothing."""
        search = self.population * self.generations * self.replicates
        return search + self.confirmed * self.confirmations


@dataclass(frozen=True)
class Optimisation:
    """What came of a search."""

    front: Table
    """Columns of ``pareto.FRONT``, levers and objectives."""
    search: Table
    plan: SearchPlan
    runs: int
    failed: int


@dataclass
class _Known:
    """Candidates that were tried: levels, shares, costs."""

    keys: dict[str, int] = field(default_factory=dict)
    levels: list[dict[str, Any]] = field(default_factory=list)
    shares: list[Floats] = field(default_factory=list)
    costs: list[Floats] = field(default_factory=list)
    generation: list[int] = field(default_factory=list)
    failed: int = 0


def plan_of(
    budget: int,
    replicates: int = USUAL_REPLICATES,
    confirmations: int = USUAL_CONFIRMATIONS,
    population: int | None = None,
) -> SearchPlan:
    """Return how a budget is spent; raise InputError if it is too small."""
    candidates = int(SEARCH_SHARE * budget) // replicates
    size = population or min(max(2 * round(candidates**0.5 / 2 * 1.2), SMALLEST), LARGEST)
    generations = candidates // size
    left = budget - size * generations * replicates
    plan = SearchPlan(size, generations, replicates, left // confirmations, confirmations)
    if generations < 2 or plan.confirmed < 2:
        least = next(
            more
            for more in range(budget + 1, 10**9, max(budget // 10, 10))
            if int(SEARCH_SHARE * more) // replicates >= 2 * size
            and (1 - SEARCH_SHARE) * more >= 2 * confirmations
        )
        raise InputError(
            "too few runs", file="--budget", value=budget,
            allowed=f"about {least} or more, or fewer replicates",
        )  # fmt: skip
    return plan


def optimise(
    asked: Experiment, run: Run, objectives: Sequence[Objective], plan: SearchPlan
) -> Optimisation:
    """Return the front over the factors of ``asked``, which measures the objectives.

    ``asked`` as ``read_asked`` gives it. The same scenario, seed and plan give the same front.
    """
    known = _Known()
    factors = asked.factors
    here = first_generation(plan.population, len(factors), asked.base.seed)
    ordered = [factor.is_number for factor in factors]
    for generation in range(plan.generations):
        name = f"generation_{generation + 1}"
        _evaluate(asked, run, objectives, plan, known, here, generation, name)
        pool, costs = np.array(known.shares), np.array(known.costs)
        kept = survivors(costs, plan.population)
        if generation + 1 < plan.generations:
            grown = _filled(pool[kept], plan.population)
            here = next_generation(
                grown, _filled(costs[kept], plan.population), ordered, asked.base.seed, generation
            )
    chosen = _best_of(np.array(known.costs), plan.confirmed)
    rows = [known.levels[at] for at in chosen]
    values = in_all_replicates(asked, rows, plan.confirmations, run, "confirmed", plan.replicates)
    own = {o.outcome: values[o.outcome] for o in objectives}
    front = front_table(_columns(asked, rows), own, [o.sign for o in objectives])
    failed = known.failed + int(np.isnan(np.stack(list(own.values()))).any(axis=0).sum())
    runs = len(known.levels) * plan.replicates + len(rows) * plan.confirmations
    return Optimisation(front, _search_table(asked, objectives, known, chosen), plan, runs, failed)


def _evaluate(
    asked: Experiment,
    run: Run,
    objectives: Sequence[Objective],
    plan: SearchPlan,
    known: _Known,
    shares: Floats,
    generation: int,
    name: str,
) -> None:
    """Run the candidates that are new, and take them in."""
    fresh: dict[str, tuple[dict[str, Any], Floats]] = {}
    for levels, share in zip(levels_at(asked.factors, shares), shares, strict=True):
        key = json.dumps(levels)
        if key not in known.keys:
            fresh.setdefault(key, (levels, share))
    if not fresh:
        return
    rows = [levels for levels, _ in fresh.values()]
    values = in_all_replicates(asked, rows, plan.replicates, run, name)
    table = np.stack([values[o.outcome] for o in objectives], axis=1)
    known.failed += int(np.isnan(table).any(axis=1).sum())
    means = mean_interval(np.moveaxis(table, 2, 0)).mean
    costs = -np.array([o.sign for o in objectives]) * means
    for (key, (levels, share)), cost in zip(fresh.items(), costs, strict=True):
        known.keys[key] = len(known.levels)
        known.levels.append(levels)
        known.shares.append(share)
        known.costs.append(cost)
        known.generation.append(generation)


def _best_of(costs: Floats, size: int) -> npt.NDArray[np.int64]:
    """Return whom to run again: the front, and those whom luck may have kept from it.

    Of candidates that came out exactly alike only the first: a lever that a strategy does not
    use tells no candidates apart.
    """
    order = survivors(costs, len(costs))
    order = order[ranks(costs)[order] <= NEXT]
    _, first = np.unique(costs[order], axis=0, return_index=True)
    return np.asarray(order[np.sort(first)][:size], dtype=np.int64)


def _filled(rows: Floats, size: int) -> Floats:
    """Return as many rows as asked for, repeating the first where there are fewer."""
    return np.asarray(rows[np.arange(size) % len(rows)])


def _columns(asked: Experiment, rows: Sequence[dict[str, Any]]) -> dict[str, npt.NDArray[Any]]:
    found = {}
    for factor in asked.factors:
        levels = [row[factor.name] for row in rows]
        found[factor.name] = np.array(levels) if factor.is_number else texts(list(map(str, levels)))
    return found


def _search_table(
    asked: Experiment, objectives: Sequence[Objective], known: _Known, chosen: Any
) -> Table:
    costs = np.array(known.costs)
    confirmed = np.zeros(len(costs), dtype=bool)
    confirmed[chosen] = True
    return {
        "generation": np.array(known.generation),
        **_columns(asked, known.levels),
        **{o.outcome: -o.sign * costs[:, at] for at, o in enumerate(objectives)},
        "rank": ranks(costs),
        "confirmed": confirmed,
    }
