"""Sweeps that look like real ones, made from keyed draws: facts, table of runs, paths."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.quantities import QUANTITIES
from tests.viz.synthetic import Table, noise

ARMS = ("push", "scheduled", "conversational")
TWELVE = tuple(f"arm number {k} with a name that goes on" for k in range(12))
LONG = "A factor whose name goes on and on and on and does not end"
OUTCOMES = ("trust", "profit", "purchases")
SIZES = {"trust": (0.46, 0.02), "profit": (800.0, 3000.0), "purchases": (900.0, 400.0)}


def factor(name: str, levels: Sequence[Any], title: str = "", unit: str = "hours a day") -> dict:
    numeric = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in levels)
    return {
        "name": name, "title": title or name.replace("_", " ").capitalize(), "unit": unit,
        "numeric": numeric, "scale": "linear", "levels": list(levels),
    }  # fmt: skip


def plain(
    factors: Sequence[dict] = (), arms: Sequence[str] = ARMS, outcomes: Sequence[str] = OUTCOMES,
    design: str = "grid", replicates: int = 5, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """Return the facts of an experiment, as ``experiments.analysis.facts`` gives them."""
    return {
        "title": "An experiment", "about": "What it asks.", "brand": "Hearth", "people": 1000,
        "days": 180, "seed": 1, "design": design, "replicates": [replicates, replicates],
        "factors": list(factors),
        "arms": [{"name": arm, "strategy": arm} for arm in arms],
        "outcomes": [outcome(name) for name in outcomes],
        "quantities": {
            name: {"title": one.title, "unit": one.unit, "better": one.better}
            for name, one in QUANTITIES.items()
        },
    } | more  # fmt: skip


def outcome(name: str, of: str = "", how: str = "", last_day: int = 179, **more: Any) -> dict:
    of = of or name
    return {
        "name": name, "of": of, "how": how or ("final" if of == "trust" else "total"), "by": "",
        "declared": "", "share": False, "brand": "", "first_day": 0, "last_day": last_day,
        "higher_is_better": True, "about": name,
    } | more  # fmt: skip


def runs(
    facts: dict, points: Sequence[dict] | None = None, replicates: int = 5, seed: int = 1
) -> Table:
    """Return a table of runs: each arm gains where the first factor is high, luck is shared."""
    given = grid(facts) if points is None else list(points)
    arms = [arm["name"] for arm in facts["arms"]]
    names = [f["name"] for f in facts["factors"]]
    rows = list(itertools.product(range(len(given)), range(replicates), range(len(arms))))
    at = np.array(rows)
    place = {f["name"]: {str(v): k for k, v in enumerate(f["levels"])} for f in facts["factors"]}
    share = np.zeros((len(given), max(len(names), 1)))
    for p, levels in enumerate(given):
        for k, name in enumerate(names):
            steps = max(len(place[name]) - 1, 1)
            value = levels.get(name, facts["factors"][k]["levels"][0])
            ends = facts["factors"][k]["levels"]
            share[p, k] = place[name].get(str(value), 0) / steps
            if facts["factors"][k]["numeric"] and str(value) not in place[name]:
                share[p, k] = (value - ends[0]) / (ends[-1] - ends[0])
    own, shared = noise(seed, 21, len(rows)), noise(seed, 22, replicates)
    lift = at[:, 2] / max(len(arms) - 1, 1)
    table: dict[str, Any] = {
        "point": at[:, 0], "arm": _texts([arms[k] for k in at[:, 2]]), "replicate": at[:, 1],
        "seed": at[:, 1] + 1,
    }  # fmt: skip
    for name in names:
        usual = facts["factors"][names.index(name)]["levels"][0]
        column = [given[p].get(name, usual) for p in at[:, 0]]
        numeric = facts["factors"][names.index(name)]["numeric"]
        table[name] = np.array(column, float) if numeric else _texts([str(v) for v in column])
    for k, given_outcome in enumerate(facts["outcomes"]):
        middle, size = SIZES.get(given_outcome["of"], (5.0, 2.0))
        x = share[at[:, 0], 0] - 0.3
        gain = lift * (x if k % 2 else 0.4 + 0.3 * x) + 0.3 * shared[at[:, 1]] + 0.08 * own
        table[given_outcome["name"]] = middle + size * gain
    count = len(rows)
    return table | {"status": _texts(["done"] * count), "error": _texts([None] * count)}


def grid(facts: dict) -> list[dict]:
    names = [f["name"] for f in facts["factors"]]
    return [
        dict(zip(names, levels, strict=True))
        for levels in itertools.product(*(f["levels"] for f in facts["factors"]))
    ]


def one_at_a_time(facts: dict) -> list[dict]:
    return [{}, *({f["name"]: v} for f in facts["factors"] for v in f["levels"])]


def sampled(facts: dict, count: int, seed: int = 1) -> list[dict]:
    """Return scattered points: numbers anywhere between the ends, texts at random."""
    luck = noise(seed, 31, count, max(len(facts["factors"]), 1))
    found = []
    for row in luck:
        point = {}
        for share, f in zip(row, facts["factors"], strict=True):
            levels = f["levels"]
            point[f["name"]] = (
                levels[0] + share * (levels[-1] - levels[0])
                if f["numeric"]
                else levels[int(share * len(levels))]
            )
        found.append(point)
    return found


def fail(table: Table, rows: Any, facts: dict, error: str = "ValueError: lost") -> Table:
    """Return the table with some rows failed: no values, an error."""
    found = {name: np.array(column) for name, column in table.items()}
    for given in facts["outcomes"]:
        found[given["name"]][rows] = np.nan
    found["status"][rows] = "failed"
    found["error"][rows] = error
    return found


def series(
    facts: dict, columns: Sequence[str], days: int = 180, replicates: int = 5, points: int = 1
) -> Table:
    """Return the days of the focal brand of every run."""
    arms = [arm["name"] for arm in facts["arms"]]
    each = (range(len(arms)), range(replicates), range(0, days, 7), range(points))
    rows = list(itertools.product(*each))
    at = np.array(rows)
    luck = noise(3, 41, len(rows), len(columns))
    values = {
        name: 0.5 + 0.001 * at[:, 2] * (at[:, 0] - 1) + 0.02 * luck[:, k]
        for k, name in enumerate(columns)
    }
    return {
        "point": at[:, 3], "arm": _texts([arms[k] for k in at[:, 0]]),
        "replicate": at[:, 1], "day": at[:, 2], **values,
    }  # fmt: skip


def _texts(values: Sequence[Any]) -> Any:
    found = np.empty(len(values), dtype=object)
    found[:] = list(values)
    return found
