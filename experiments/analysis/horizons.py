"""The same outcome at several distances in time: who is best after a month, who after years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.analysis.cube import Cube, Table
from experiments.analysis.surfaces import pool, texts
from experiments.analysis.winners import standings

HORIZONS = {
    "family": "key: the observable",
    "outcome": "key: the outcome",
    "days": "key: days from the start to the end of the outcome's window",
    "arm": "key: the arm",
    "rank": "place of the arm's mean, 1 is the best; 0 without a value",
    "mean": "mean over replicates, points pooled",
    "low": "lower end of its 95 % interval",
    "high": "upper end of it",
    "behind": "by how much the best is better, on the same people and luck",
    "tied": "whether the arm is the best or cannot be told from it",
    "replicates": "how many replicates have a value",
}


def families(outcomes: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return outcomes that differ only in when their windows end, by observable, soonest first.

    ``outcomes`` are those of ``facts.sweep_facts``; of several kinds of one observable the
    first is taken.
    """
    found: dict[tuple[str, ...], dict[int, str]] = {}
    for given in outcomes:
        key = (given["of"], given["how"], given.get("by", ""), given.get("brand", ""))
        found.setdefault(key, {}).setdefault(int(given["last_day"]) + 1, given["name"])
    out: dict[str, list[str]] = {}
    for (of, how, *_), by_day in found.items():
        if len(by_day) > 1 and how not in ("time_to", "crossing"):
            out.setdefault(of, [by_day[day] for day in sorted(by_day)])
    return out


def horizons(cube: Cube, outcomes: Sequence[Mapping[str, Any]]) -> Table:
    """Return ``HORIZONS``: the standings of all arms at each horizon of each family."""
    about = {given["name"]: given for given in outcomes}
    pooled, parts = pool(cube), []
    for family, names in families(outcomes).items():
        for name in names:
            table = standings(pooled, name, bool(about[name]["higher_is_better"]))
            size = len(table["arm"])
            parts.append({
                **table,
                "family": texts([family] * size), "outcome": texts([name] * size),
                "days": np.full(size, int(about[name]["last_day"]) + 1),
            })  # fmt: skip
    empty = np.zeros(0)
    return {
        name: np.concatenate([part[name] for part in parts]) if parts else empty
        for name in HORIZONS
    }
