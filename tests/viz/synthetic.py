"""Tables that look like those of a run, made from keyed draws."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from model.randomness import draws_array
from viz.figures.tables import RunFacts
from viz.reports.outcomes import PRINTED

Table = dict[str, npt.NDArray]

NAMES = ("Hearth", "Loudwell", "Nine O'Clock", "Kin & Sons", "Ortus", "Palaver", "Quill", "Rook")
KINDS = (
    "conversational",
    "push",
    "scheduled",
    "listening",
    "bait_and_pitch",
    "mixed",
    "switching",
    "silent",
)
FLOWS = (
    "reactions",
    "inbound",
    "answered",
    "talk_positive",
    "talk_negative",
    "follows",
    "unfollows_promotion",
    "unfollows_irrelevance",
    "unfollows_volume",
    "unfollows_ignored",
    "unfollows_betrayed",
)


def noise(seed: int, index: int, *shape: int) -> npt.NDArray[np.float64]:
    """Return keyed uniforms of a shape."""
    size = int(np.prod(shape))
    return draws_array(seed, np.arange(size), 96, index=index)[0].reshape(shape)


def series(
    brands: int = 3, days: int = 365, people: int = 7624, seed: int = 1, names: tuple = NAMES
) -> Table:
    """Return a run's series: trust drifts apart, filters learn, sales follow trust."""
    t = np.arange(days)
    grow = 1 - np.exp(-t / 110)
    goal = np.linspace(0.66, 0.33, brands)[[(i * 5) % brands for i in range(brands)]]
    trust = 0.5 + (goal[:, None] - 0.5) * grow
    trust = trust + 0.006 * np.cumsum(noise(seed, 1, brands, days) - 0.5, axis=1) / 4
    wide = 0.06 + 0.16 * grow
    reach = (
        np.linspace(0.4, 1.6, brands)[:, None] * people * (0.9 + 0.2 * noise(seed, 2, brands, days))
    )
    filtering = 0.1 + 0.4 * (goal[:, None] / 0.66) ** 3 * np.exp(-t / 200)
    buys = people * 0.01 * np.exp(1.5 * (trust - 0.5)) * (0.6 + 0.8 * noise(seed, 3, brands, days))
    wages = np.linspace(220, 90, brands)[:, None] * np.ones(days)
    columns = {
        "trust": trust,
        "trust_known": trust + 0.02,
        "trust_unknown": np.full_like(trust, 0.5) - 0.02 * grow,
        "trust_p10": np.clip(trust - wide, 0.02, 1),
        "trust_p50": trust,
        "trust_p90": np.clip(trust + wide, 0, 0.98),
        "closeness": 0.2 * grow * np.ones_like(trust),
        "familiarity": 0.3 + 0.5 * grow * np.ones_like(trust),
        "suspicion": 0.1 + 0.1 * grow * np.ones_like(trust),
        "followers": np.floor(people * 0.05 * grow * np.ones_like(trust)),
        "left": np.floor(people * 0.01 * grow * np.ones_like(trust)),
        "alienated": np.floor(people * 0.002 * grow * np.ones_like(trust)),
        "impressions": np.floor(reach),
        "read": np.floor(reach * filtering),
        "purchases": np.floor(buys),
        "revenue": np.floor(buys) * 9.9,
        "cost": np.floor(buys) * 6 + wages,
        "profit": np.floor(buys) * 3.9 - wages,
        "return_on_attention": filtering * 0.2,
    }
    columns |= {name: np.floor(reach * 0.002) for name in FLOWS}
    return {
        "day": np.repeat(t, brands).astype(np.int32),
        "brand": np.tile(np.array(names[:brands], dtype=object), days),
        "strategy": np.tile(np.array(KINDS[:brands], dtype=object), days),
        **{name: values.T.ravel() for name, values in columns.items()},
    }


def facts(people: int = 7624) -> RunFacts:
    return RunFacts(people=people, seed=1, outcomes=PRINTED)


ARMS = ("conversational", "scheduled", "push", "bait_and_pitch")


def differences(arms: tuple = ARMS, replicates: int = 30, seed: int = 1) -> Table:
    """Return paired differences from silence in six outcomes."""
    sizes = {
        "trust": 0.12,
        "read_share": 0.2,
        "purchases": 900,
        "profit": 42_000,
        "followers": 700,
        "return_on_attention": 0.08,
    }
    rows = [(arm, outcome) for outcome in sizes for arm in arms]
    lean = noise(seed, 7, len(rows)) * 2 - 1
    size = np.array([sizes[outcome] for _, outcome in rows])
    half = size * (0.05 + 0.3 * noise(seed, 8, len(rows)))
    return {
        "arm": np.array([arm for arm, _ in rows], dtype=object),
        "baseline": np.full(len(rows), "silent", dtype=object),
        "outcome": np.array([outcome for _, outcome in rows], dtype=object),
        "mean": lean * size,
        "low": lean * size - half,
        "high": lean * size + half,
        "replicates": np.full(len(rows), replicates),
    }


def paths(arms: tuple = (*ARMS, "silent"), days: int = 365, replicates: int = 30) -> Table:
    """Return mean trust over time under each arm."""
    t = np.arange(days)
    goals = np.linspace(0.62, 0.4, len(arms))
    mean = 0.5 + (goals[:, None] - 0.5) * (1 - np.exp(-t / 90))
    half = 0.004 + 0.012 * (1 - np.exp(-t / 60)) * np.ones_like(mean)
    return {
        "day": np.repeat(t, len(arms)),
        "arm": np.tile(np.array(arms, dtype=object), days),
        "mean": mean.T.ravel(),
        "low": (mean - half).T.ravel(),
        "high": (mean + half).T.ravel(),
        "replicates": np.full(days * len(arms), replicates),
    }


def friends(people: int, seed: int = 1) -> Table:
    """Return a graph in CSR form: two towns, a few friends each, some people with none."""
    draws = noise(seed, 11, 4, people)
    one = np.repeat(np.arange(people), 3)
    town = people // 2 or 1
    steps = 1 + np.floor(draws[:3].T.ravel() ** 2 * 12).astype(int)
    other = np.where(one < town, (one + steps) % town, town + (one + steps) % max(people - town, 1))
    kept = (one != other) & (other < people) & (np.repeat(draws[3], 3) > 0.04)
    pairs = np.unique(np.sort(np.stack([one[kept], other[kept]], 1), 1), axis=0)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    indptr = np.concatenate([[0], np.cumsum(np.bincount(both[:, 0], minlength=people))])
    return {"indptr": indptr.astype(np.int64), "indices": both[:, 1].astype(np.int32)}


def people(
    graph: Table, brands: int = 3, seed: int = 1, names: tuple = NAMES, limit: int = 5000
) -> Table:
    """Return the final state, one row a person and brand."""
    from viz.graphs.layout import positions

    count = len(graph["indptr"]) - 1
    x, y = positions(graph, seed, limit)
    goal = np.linspace(0.66, 0.33, brands)
    trust = np.clip(goal + 0.4 * (noise(seed, 12, count, brands) - 0.5), 0, 1)
    known = noise(seed, 13, count, brands) < np.linspace(0.95, 0.3, brands)
    return {
        "person": np.repeat(np.arange(count), brands),
        "brand": np.tile(np.array(names[:brands], dtype=object), count),
        "trust": trust.ravel().astype(np.float32),
        "familiarity": np.where(known, 0.6, 0.0).ravel().astype(np.float32),
        "x": np.repeat(x, brands),
        "y": np.repeat(y, brands),
    }
