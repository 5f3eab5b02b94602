"""Calibration: defaults under which the fitted targets hold, found and written down.

``python -m experiments.calibration.calibrate --out results/calibration.json`` repeats it: it begins at the
values that were proposed before anything was fitted, and takes about ten minutes a round
on two idle processors. Parameters are fitted in blocks, each to the experiments that it governs,
what others depend on first; each block sees what those before it came to (Gauss-Seidel). A block
that is near enough to its aims is left alone, else it is searched from several starts at a time
(see ``calibration_search``). Rounds are repeated until all blocks are near enough at once. Every
candidate meets the same seeds (common random numbers), in small worlds; ``goodwill validate``
confirms the result in full. A target that is held out is never read.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from experiments.calibration.blocks import AIMS, BLOCKS, PROPOSED, ParameterBlock
from experiments.calibration.search import (
    SEEDS,
    Map,
    Searched,
    Values,
    fitted,
    loss,
    measured,
    misses,
    near,
    search,
)
from experiments.store.numbers import write_json
from experiments.validation.registry import IDS, experiment
from experiments.validation.running import begin_worker
from model.parameters import PARAMETERS

STARTS = 4
"""Of a search: from where the block stands, and from Sobol points, other ones each round."""
ROUNDS = 4
"""At most."""
FRESH = tuple(range(401, 409))
"""Seeds on which the result is measured once more; nothing is chosen by them."""

Say = Callable[[str], Any]


def calibrate(
    names: Sequence[str], workers: int, say: Say, out: Path | None = None, begin: str = "proposals"
) -> dict[str, Any]:
    """Return the parameters found, and how the search went; the number of workers is no matter.

    What was found so far is written after each round.
    """
    chosen = [block for block in BLOCKS if not names or block.name in names]
    first = starting(begin)
    current, log, found = dict(first), [], {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=begin_worker) as pool:
        for number in range(1, ROUNDS + 1):
            for block in chosen:
                entry, values = visit(block, current, number, pool.map)
                current |= values
                log.append(entry)
                say(line(entry))
            targets = {block.name: measured(block, current, SEEDS, pool.map) for block in chosen}
            settled = all(near(distance(reached)) for reached in targets.values())
            last = settled or number == ROUNDS
            fresh = [measured(block, current, FRESH, pool.map) for block in chosen if last]
            found = report(first, current, joined(targets.values()), joined(fresh))
            found |= {"settled": settled, "log": log}
            if out:
                write_json(out, found)
            if last:
                break
    for name, one in found["targets"].items():
        if not one["inside"]:
            say(f"{name} is outside of its band: {one}\n")
    return found


def starting(begin: str) -> Values:
    """Return where the search begins: the proposals, or the defaults."""
    if begin == "proposals":
        return dict(PROPOSED)
    return {name: float(PARAMETERS[name].default) for name in PROPOSED}


def visit(
    block: ParameterBlock, current: Values, number: int, by: Map
) -> tuple[dict[str, Any], Values]:
    """Return what a round has to say of a block, and its values: as they are if near enough."""
    began = time.perf_counter()
    before = distance(measured(block, current, SEEDS, by))
    values, after = {name: current[name] for name in block.ranges}, before
    tries: list[Searched] = []
    if not near(before):
        starts = [0] + [(number - 1) * (STARTS - 1) + k for k in range(1, STARTS)]
        tries = list(by(search, [block] * STARTS, [current] * STARTS, starts))
        best = min(tries, key=lambda one: one.cost)
        values, after = best.values, best.loss
    spent = [one.evaluations for one in tries]
    seconds = [one.seconds / one.evaluations for one in tries] or [time.perf_counter() - began]
    return {
        "round": number, "block": block.name, "before": before, "after": after,
        "losses": [one.loss for one in tries], "evaluations": [1, *spent],
        "seconds_an_evaluation": round(sum(seconds) / len(seconds), 2),
        "seconds": round(time.perf_counter() - began, 1), "values": values,
    }, values  # fmt: skip


def line(entry: dict[str, Any]) -> str:
    """Return a line of progress."""
    what = "near enough" if near(entry["before"]) else f"now {entry['after']:.3g}"
    return (
        f"round {entry['round']}, {entry['block']}: loss {entry['before']:.3g}, {what}, "
        f"{sum(entry['evaluations'])} evaluations, {entry['seconds']} s, {entry['values']}\n"
    )


def distance(targets: Mapping[str, float]) -> float:
    """Return the loss of a block whose fitted targets are these."""
    return loss([misses(name, value) for name, value in targets.items()])


def joined(tables: Iterable[Mapping[str, float]]) -> Values:
    """Return the entries of all tables."""
    return {name: value for table in tables for name, value in table.items()}


def report(first: Values, current: Values, targets: Values, fresh: Values) -> dict[str, Any]:
    """Return what is written down, but for the log."""
    return {
        "proposed": first,
        "values": current,
        "targets": {name: compared(name, x, fresh.get(name)) for name, x in targets.items()},
        "seeds": SEEDS,
        "fresh_seeds": FRESH,
        "held_out": held_out(),
    }


def compared(name: str, value: float, fresh: float | None) -> dict[str, Any]:
    """Return a target's value on both sets of seeds, its aim, its band, and whether it holds."""
    number, _, what = name.partition(".")
    (target,) = (target for target in fitted(number) if target.name == what)
    return {
        "value": value, "fresh": fresh, "aim": [AIMS[name].low, AIMS[name].high],
        "band": [target.low, target.high], "miss": misses(name, value),
        "inside": target.holds(value, value) and (fresh is None or target.holds(fresh, fresh)),
    }  # fmt: skip


def held_out() -> list[str]:
    """Return the targets that are never read."""
    return [
        f"{name}.{target.name}"
        for name in IDS
        for target in experiment(name).targets
        if target.role == "held out"
    ]


def main(arguments: list[str] | None = None) -> int:
    """Calibrate, and write what was found; 1 if a target is outside of its band."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments.calibration.calibrate", description=__doc__
    )
    parser.add_argument("blocks", nargs="*", metavar="BLOCK", help="only these")
    parser.add_argument("--out", type=Path, help="where to write it, as JSON")
    parser.add_argument("--workers", type=int, default=2, help="processes at a time")
    parser.add_argument("--from", dest="begin", choices=("proposals", "defaults"),
                        default="proposals", help="where the search begins")  # fmt: skip
    given = parser.parse_args(arguments)
    found = calibrate(given.blocks, given.workers, sys.stderr.write, given.out, given.begin)
    return int(not all(one["inside"] for one in found["targets"].values()))


if __name__ == "__main__":
    sys.exit(main())
