"""In which region of an experiment's factors a condition holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.analysis.boxes import Column
from experiments.analysis.condition import cases, in_words, outcomes_of, parse
from experiments.analysis.cube import Table, make_cube
from experiments.analysis.discovery import USUAL, Discovery, discover
from experiments.analysis.prim import Rules
from experiments.sweep.results import Results
from model.errors import InputError

FEWEST = 20
"""Points below which nothing can be found."""
FEWEST_CASES = 5
"""Points of each kind below which nothing can be found."""
CASES = {
    "point": "key: number of the point",
    "wanted": "whether the condition holds, by means over the replicates",
    "sure": "whether the 95 % interval of what is compared leaves out a tie",
    "box": "number of the box the point lies in; 0 for none",
}
"""Columns of the table of cases; one for each factor comes on top."""


@dataclass(frozen=True)
class Regions:
    """What came of a search."""

    discovery: Discovery
    cases: Table
    aim: str
    """The condition as a sentence has it."""
    replicates: int
    """Most replicates of a point."""
    unknown: int
    """Points without values to compare; they are left out."""


def find_regions(results: Results, where: str, rules: Rules = USUAL, boxes: int = 1) -> Regions:
    """Return the regions in which a condition holds, as ``condition`` reads it.

    Raises InputError if the experiment cannot answer.
    """
    made, table = results.experiment, results.table()
    arms = tuple(arm.name for arm in made.arms)
    parts = parse(where, arms, made.outcome_names)
    names = _varied(results)
    cube = make_cube(table, names, outcomes_of(parts), arms)
    found = cases(parts, cube)
    columns = {name: _column(cube.levels[name][found.known]) for name in names}
    if found.known.sum() < FEWEST:
        raise InputError(
            "too few points", file=str(results.folder), value=int(found.known.sum()),
            allowed=f"an experiment with {FEWEST} or more, such as a latin_hypercube",
        )  # fmt: skip
    wanted = found.wanted[found.known]
    if min(wanted.sum(), (~wanted).sum()) < FEWEST_CASES:
        raise InputError(
            f"holds at {int(wanted.sum())} of {len(wanted)} points", file="--where", value=where,
            allowed=f"a condition that holds at {FEWEST_CASES} points or more, and not everywhere",
        )  # fmt: skip
    discovery = discover(columns, wanted, rules, boxes)
    kept = {
        "point": cube.points[found.known],
        **columns,
        "wanted": wanted,
        "sure": found.sure[found.known],
        "box": discovery.inside,
    }
    replicates = max((values.shape[2] for values in cube.values.values()), default=0)
    return Regions(discovery, kept, in_words(parts), replicates, int((~found.known).sum()))


def _varied(results: Results) -> list[str]:
    made = results.experiment
    if not made.factors:
        raise InputError("varies nothing", file=str(results.folder), allowed="a sweep with factors")
    return list(made.factor_names)


def _column(levels: Column) -> Column:
    """Return levels as numbers, or as texts: truth values and names are categories."""
    if np.issubdtype(levels.dtype, np.number) and levels.dtype != bool:
        return levels.astype(float)
    return np.array([str(level) for level in levels], dtype=object)
