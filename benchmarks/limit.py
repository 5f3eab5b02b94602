"""The limit: a kernel that only moves the same memory and makes the same draws.

It streams every record of the state once, reads what every friend gave off once, and makes
as many keyed draws and exponentials as the rules need in a real run, one by one as rules do;
nothing else. What the engine takes beyond it is the price of the rules.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from model.compilation import kernel
from model.engines.compiled.batch import BATCH, draw_together
from model.model import BrandAudienceModel
from model.randomness import draws
from model.scenario import Scenario

WORD = 8
"""Bytes moved at a time."""
SAMPLE, SETTLED, COUNTED = 1_000, 3, 7
"""People, days before and days of the run in which draws and exponentials are counted."""


class Work(NamedTuple):
    """What a day of a real run amounts to, per person."""

    blocks: float
    """Blocks of four draws."""
    exponentials: float
    """Exponentials and logarithms."""


def work_of(scenario: Scenario) -> Work:
    """Return what the rules draw and raise a person and day, counted in the plain engine.

    Shares of people do not depend on how many there are. A block that is asked for twice counts
    once.
    """
    model = BrandAudienceModel(
        scenario, engine="plain", **{"people.count": SAMPLE, "days": SETTLED + COUNTED}
    )
    model.run(SETTLED)
    blocks: set[tuple[Any, ...]] = set()
    with counting(blocks) as raised:
        model.run(COUNTED)
    person_days = SAMPLE * COUNTED
    return Work(len(blocks) / person_days, raised[0] / person_days)


@contextmanager
def counting(blocks: set[tuple[Any, ...]]) -> Iterator[list[int]]:
    """Note every block that is drawn, and count calls of exp, log and log1p, in plain Python."""
    raised = [0]

    def noted(*key: Any) -> Any:
        blocks.add(key)
        return draws(*key)

    def counted(function: Any) -> Any:
        def call(x: float) -> Any:
            raised[0] += 1
            return function(x)

        return call

    users = [
        module for name, module in sys.modules.items()
        if name.startswith("model.") and vars(module).get("draws") is draws
    ]  # fmt: skip
    with ExitStack() as stack:
        for module in users:
            stack.enter_context(patch.object(module, "draws", noted))
        for name in ("exp", "log", "log1p"):
            stack.enter_context(patch.object(math, name, counted(getattr(math, name))))
        yield raised


def stream(
    pairs: Any, people: Any, spoke: Any, indptr: Any, indices: Any, blocks: float,
    exponentials: float, words: Any, first: int, last: int,
) -> float:  # fmt: skip
    """Move the state of the people first to last - 1 once, with draws and exponentials.

    Draws are made one by one, or together if ``words`` has room for them.
    """
    done, total, drawn, raised, number = 0.0, 0.0, 0.0, 0.0, 0
    width, own, together = pairs.shape[1], people.shape[1], words.shape[1]
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
            if together > 0:
                draw_together(words, 1, 2, i, together, 3, number, 5)
                total += words[0, 0]
                drawn += together
            else:
                a, b, c, d = draws(1, 2, i, 3, number, 5, 6)
                total += a + b + c + d
                drawn += 1.0
            number += 1
        while raised < done * exponentials:
            total += math.exp(-total * 1e-9)
            raised += 1.0
    return total + about


stream_kernel = kernel(stream)


def limit_seconds(
    model: BrandAudienceModel, work: Work, threads: int, *, together: bool = False, rounds: int = 10
) -> float:
    """Return the seconds of one day of ``work`` at the limit, the best of some rounds.

    ``together`` asks for draws made in batches: faster than rules can use all of them.
    """
    world = model.world
    count = len(world.people)
    pairs = np.ones((count, -(-world.pairs[0].nbytes // WORD)), np.int64)
    people = np.ones((count, -(-world.people.dtype.itemsize // WORD)), np.int64)
    ranges = [(count * t // threads, count * (t + 1) // threads) for t in range(threads)]

    def one(bounds: tuple[int, int]) -> float:
        return float(
            stream_kernel(
                pairs, people, world.spoke[0], world.indptr, world.indices, work.blocks,
                work.exponentials, np.empty((4, BATCH if together else 0)), *bounds,
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
