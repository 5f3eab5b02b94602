"""Shares of variance: how much of an outcome's spread each factor is behind, through SALib.

First-order and total indices (Sobol' 1993) of the design and estimators of Saltelli et al.
2010. Factors without order need nothing of their own: an index asks only how the variance
splits. The seed is a factor too, so its total index is the share of variance that is luck,
alone or together with other factors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.analysis.cube import Floats, Table
from experiments.analysis.morris import problem, salib_seed
from experiments.analysis.surfaces import texts
from experiments.statistics import LEVEL

RESAMPLES = 1000

COLUMNS = {
    "outcome": "key: the outcome",
    "factor": "key: what is varied",
    "kind": "number, category (levels without order), or seed (the luck of a run)",
    "first": "share of the variance that the factor explains by itself",
    "first_low": "lower end of the bootstrap's 95 % interval",
    "first_high": "upper end of it",
    "total": "share of the variance in which the factor has a part, alone or with others",
    "total_low": "lower end of the bootstrap's 95 % interval",
    "total_high": "upper end of it",
    "variance": "variance of the outcome over the whole design",
    "points": "how many base points had all their values",
}


def sobol_shares(width: int, points: int, seed: int) -> Floats:
    """Return the rows to be evaluated, [row, factor], shares of each range.

    ``points``, rounded up to a power of two, times (factors + 2) rows.
    """
    from SALib.sample import sobol

    size = 1 << max(points - 1, 0).bit_length()
    rows = sobol.sample(problem(width), size, calc_second_order=False, seed=salib_seed(seed))
    return np.asarray(rows, dtype=float)


def sobol_table(
    values: dict[str, Floats], factors: Sequence[str], kinds: Sequence[str], seed: int
) -> Table:
    """Return one row an outcome and factor; ``values`` by outcome, [row of the design].

    Base points with a missing value among their rows are left out. NaN where fewer than two
    are left, or where nothing varies.
    """
    parts = [_one(np.asarray(own, dtype=float), len(factors), seed) for own in values.values()]
    keys: dict[str, Any] = {
        "outcome": texts([name for name in values for _ in factors]),
        "factor": texts(list(factors) * len(parts)),
        "kind": texts(list(kinds) * len(parts)),
    }
    return keys | {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _one(values: Floats, width: int, seed: int) -> dict[str, Any]:
    from SALib.analyze import sobol

    blocks = values.reshape(-1, width + 2)
    whole = blocks[np.isfinite(blocks).all(axis=1)]
    lacking = np.full(width, np.nan)
    names = ("first", "first_low", "first_high", "total", "total_low", "total_high")
    found: dict[str, Any] = dict.fromkeys(names, lacking)
    spread = float(whole[:, [0, -1]].var()) if len(whole) else np.nan
    if len(whole) > 1 and np.ptp(whole) > 0:
        asked = sobol.analyze(
            problem(width), whole.ravel(), calc_second_order=False, num_resamples=RESAMPLES,
            conf_level=LEVEL, keep_resamples=True, seed=salib_seed(seed),
        )  # fmt: skip
        for name, key in (("first", "S1"), ("total", "ST")):
            ends = np.quantile(asked[f"{key}_conf_all"], [0.5 - LEVEL / 2, 0.5 + LEVEL / 2], axis=0)
            found[name] = np.asarray(asked[key], dtype=float)
            found[f"{name}_low"], found[f"{name}_high"] = ends
    size = {"variance": np.full(width, spread), "points": np.full(width, len(whole))}
    return found | size
