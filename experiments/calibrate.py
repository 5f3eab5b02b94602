"""Calibration: defaults under which the fitted targets hold, found and written down.

``python -m experiments.calibrate --out results/calibration.json`` repeats it. Parameters are fitted
in blocks, each to the experiments that it governs, by differential evolution (Storn & Price
1997) from several starts, then by Nelder & Mead; there are two rounds, since blocks share a few
targets. The search starts from the defaults, and leaves a block whose loss is ``ENOUGH`` there.
Every candidate meets the same seeds (common random numbers), in small worlds; ``goodwill
validate`` confirms the result in full. A target that is held out is never read.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.calibration_blocks import AIMS, BLOCKS, Block
from experiments.store.numbers import write_json
from experiments.validation.experiment import Target
from experiments.validation.registry import experiment
from experiments.validation.running import begin_worker
from experiments.validation.table import means
from model.parameters import PARAMETERS

SEEDS = (101, 102)
"""Seeds of calibration: other ones than those of validation."""
STARTS, ROUNDS = 2, 2
GENERATIONS, CROWD = 3, 2
"""Of differential evolution; candidates a generation are the crowd times the parameters."""
STEPS = 20
"""Evaluations of the search that follows."""
ENOUGH = 0.3
"""Loss at which a search ends: about half of one aim's scale away, well inside the band."""
LEASH = 0.02
"""Loss for a parameter that moves over its whole search range."""
MISSING = 10.0
"""Loss where a target has no value."""

Floats = npt.NDArray[np.float64]
Values = dict[str, float]


@dataclass
class Search:
    """The search over one block, the other parameters held at ``fixed``."""

    block: Block
    fixed: Mapping[str, float]
    evaluations: int = 0

    def values(self, place: Floats) -> Values:
        """Return parameters at a place in the unit cube; ranges of positive ones are in logs."""
        found = {}
        for x, (name, (low, high)) in zip(place, self.block.ranges.items(), strict=True):
            x = min(max(float(x), 0.0), 1.0)
            found[name] = low * (high / low) ** x if low > 0 else low + (high - low) * x
        return found

    def place(self, values: Mapping[str, float]) -> Floats:
        """Return where in the unit cube some parameters are."""
        found = []
        for name, (low, high) in self.block.ranges.items():
            x = min(max(values[name], low), high)
            share = (
                math.log(x / low) / math.log(high / low) if low > 0 else (x - low) / (high - low)
            )
            found.append(share)
        return np.array(found)

    def loss(self, place: Floats) -> float:
        """Return how far the fitted targets are from their aims, and the leash."""
        self.evaluations += 1
        away = LEASH * float(((place - self.place(self.fixed)) ** 2).sum())
        changes = {**self.fixed, **self.values(place)}
        return away + sum(misses(self.block, changes).values())


def misses(block: Block, values: Mapping[str, float]) -> dict[str, float]:
    """Return the squared distance of every fitted target of a block from its aim, in its scale."""
    found = {}
    for name, size in block.experiments.items():
        wanted = fitted(name)
        replicates = [
            experiment(name).run(seed, size=size, values=values) for seed in SEEDS[: block.seeds]
        ]
        middle = means(replicates)
        for target in wanted:
            found[f"{name}.{target.name}"] = miss(f"{name}.{target.name}", target.value(middle))
    return found


def fitted(name: str) -> list[Target]:
    """Return the targets of an experiment that calibration may read."""
    return [target for target in experiment(name).targets if target.role == "fitted"]


def miss(name: str, value: float) -> float:
    """Return the squared distance from the aim, in units of its scale."""
    aim = AIMS[name]
    if not math.isfinite(value):
        return MISSING
    outside = max(aim.low - value, value - aim.high, 0.0)
    return min((outside / aim.scale) ** 2, MISSING)


def search(block: Block, fixed: Mapping[str, float], start: int) -> tuple[Values, float, int]:
    """Return the best parameters of a block from one start, their loss, and evaluations."""
    from scipy.optimize import differential_evolution, minimize

    work = Search(block, fixed)
    here = work.place(fixed)
    now = work.loss(here)
    if now <= ENOUGH:
        return {name: float(fixed[name]) for name in block.ranges}, now, work.evaluations
    found = differential_evolution(
        work.loss, [(0.0, 1.0)] * len(here), x0=here, rng=start, popsize=CROWD, tol=0.0,
        maxiter=GENERATIONS, polish=False, init="sobol", callback=enough,
    )  # fmt: skip
    if found.fun <= ENOUGH:
        return work.values(found.x), float(found.fun), work.evaluations
    best = minimize(
        work.loss, found.x, method="Nelder-Mead", bounds=[(0.0, 1.0)] * len(here),
        options={"maxfev": STEPS, "xatol": 0.005, "fatol": 0.001},
    )  # fmt: skip
    return work.values(best.x), float(best.fun), work.evaluations


def enough(intermediate_result: Any) -> None:
    """End the search once all targets are as good as met."""
    if intermediate_result.fun <= ENOUGH:
        raise StopIteration


def calibrate(names: list[str], workers: int, say: Any) -> dict[str, Any]:
    """Return the parameters found, and how the search went; workers change nothing.

    The blocks of a round all start from what the round before left.
    """
    chosen = [block for block in BLOCKS if not names or block.name in names]
    current = {name: float(PARAMETERS[name].default) for block in BLOCKS for name in block.ranges}
    log = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=begin_worker) as pool:
        for number in range(1, ROUNDS + 1):
            asked = [(block, current, start) for block in chosen for start in range(1, STARTS + 1)]
            found = list(pool.map(search, *zip(*asked, strict=True)))
            for k, block in enumerate(chosen):
                tried = found[k * STARTS : (k + 1) * STARTS]
                best = min(tried, key=lambda one: one[1])[0]
                current = current | {name: rounded(value) for name, value in best.items()}
                losses, spent = [one[1] for one in tried], [one[2] for one in tried]
                log.append({
                    "round": number, "block": block.name, "losses": losses, "evaluations": spent,
                    "values": {name: current[name] for name in block.ranges},
                })  # fmt: skip
                say(f"round {number}, {block.name}: losses {losses}, {log[-1]['values']}\n")
        last = list(pool.map(misses, chosen, [current] * len(chosen)))
    missed = {name: value for one in last for name, value in one.items()}
    return {"values": current, "misses": missed, "seeds": SEEDS, "held_out": held_out(), "log": log}


def rounded(value: float) -> float:
    """Return a value with two figures: the data do not speak of more."""
    return float(f"{value:.2g}")


def held_out() -> list[str]:
    """Return the targets that are never read."""
    from experiments.validation.registry import IDS

    return [
        f"{name}.{target.name}"
        for name in IDS
        for target in experiment(name).targets
        if target.role == "held out"
    ]


def main(arguments: list[str] | None = None) -> int:
    """Calibrate, and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m experiments.calibrate", description=__doc__)
    parser.add_argument("blocks", nargs="*", metavar="BLOCK", help="only these")
    parser.add_argument("--out", type=Path, help="where to write it, as JSON")
    parser.add_argument("--workers", type=int, default=2, help="processes at a time")
    given = parser.parse_args(arguments)
    found = calibrate(given.blocks, given.workers, sys.stderr.write)
    if given.out:
        write_json(given.out, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
