"""The limit: a kernel that only moves the same memory and makes the same draws.

It streams every record of the state once, reads what every friend gave off once, and makes
as many keyed draws and exponentials as the engine did in a real run; nothing else. What
the engine takes beyond it is the price of the rules.
"""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from model.compilation import kernel
from model.model import BrandAudienceModel
from model.randomness import draws

WORD = 8
"""Bytes moved at a time."""


class Work(NamedTuple):
    """What a day of a real run amounts to, per person."""

    blocks: float
    """Blocks of four draws."""
    exponentials: float


def work_of(model: BrandAudienceModel) -> Work:
    """Return the draws and exponentials a person and day, from the counts of a run."""
    rows, people = model.history.brand, len(model.world.people)
    person_days = people * model.day
    online = model.history.person.online.sum()
    posts = model.world.post_count.sum(axis=0) / np.minimum(model.day, 8)
    followed = float((rows.followers.mean(axis=0) * posts).sum()) * model.day * online / person_days
    read, shown = int(rows.read.sum()), int(rows.impressions.sum())
    bought = model.history.person.occasions.sum() * len(model.brands)
    talking = int(((model.world.pairs.event > 0) & (model.world.pairs.told >= 0)).sum()) * model.day
    blocks = person_days + online * len(model.brands) + followed + read + talking + bought
    exponentials = person_days + shown + bought
    return Work(float(blocks / person_days), float(exponentials / person_days))


def stream(
    pairs: Any, people: Any, spoke: Any, indptr: Any, indices: Any, blocks: float,
    exponentials: float, first: int, last: int,
) -> float:  # fmt: skip
    """Move the state of the people first to last - 1 once, with draws and exponentials."""
    done, total, drawn, raised = 0.0, 0.0, 0.0, 0.0
    width, own = pairs.shape[1], people.shape[1]
    about = np.int64(0)
    for i in range(first, last):
        for k in range(width):
            pairs[i, k] += 1
        for k in range(own):
            people[i, k] += 1
        for e in range(indptr[i], indptr[i + 1]):
            about |= spoke[indices[e]]
        done += 1.0
        while drawn < done * blocks:
            a, b, c, d = draws(1, 2, i, 3, 4, 5, 6)
            total += a + b + c + d
            drawn += 1.0
        while raised < done * exponentials:
            total += math.exp(-total * 1e-9)
            raised += 1.0
    return total + about


stream_kernel = kernel(stream)


def limit_seconds(model: BrandAudienceModel, threads: int, rounds: int = 5) -> float:
    """Return the seconds of one day at the limit, the best of some rounds."""
    world, work = model.world, work_of(model)
    count = len(world.people)
    pairs = np.ones((count, world.pairs[0].nbytes // WORD), np.int64)
    people = np.ones((count, -(-world.people.dtype.itemsize // WORD)), np.int64)
    ranges = [(count * t // threads, count * (t + 1) // threads) for t in range(threads)]

    def one(bounds: tuple[int, int]) -> float:
        return float(
            stream_kernel(
                pairs, people, world.spoke[0], world.indptr, world.indices, work.blocks,
                work.exponentials, *bounds,
            )
        )  # fmt: skip

    one((0, 1))
    best = math.inf
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(rounds):
            start = time.perf_counter()
            list(pool.map(one, ranges))
            best = min(best, time.perf_counter() - start)
    return best
