"""Letting days pass with compiled loops: in one thread, or a large crowd in several.

Kernels release the GIL and work on ranges of people, so a crowd is cut into ranges that a
pool of threads works off. Only one run of a process does so at a time; any other run goes on in its
own thread. No result depends on it: all sums are of integers.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from typing import Any

import numpy as np

from model.compilation import alone, is_warm
from model.engines.compiled.desks import desks_kernel
from model.engines.compiled.evenings import evenings_kernel
from model.engines.compiled.morning import mornings_kernel
from model.engines.compiled.whole_day import whole_day_kernel
from model.errors import InputError
from model.world import World

CROWD_FROM = 6_000
"""People from which two threads are worth their coordination (``python -m benchmarks.crowd``)."""
TASKS, LEAST = 16, 12_000
"""Most ranges of people in a crowd, and least people in a range; no result depends on them."""
NOTHING = nullcontext()
CROWD = threading.Lock()
"""Held by the one run of this process that uses several threads."""


def tasks_for(people: int) -> int:
    """Return into how many ranges a run of this size is cut."""
    return min(TASKS, max(2, people // LEAST)) if people >= CROWD_FROM else 1


def allowed_threads(asked: int | None) -> int:
    """Return how many threads a run may use: as asked, else ``GOODWILL_THREADS``, else all."""
    available = os.cpu_count() or 1
    if asked is None:
        wanted = os.environ.get("GOODWILL_THREADS") or str(available)
        if not wanted.isdecimal():
            raise InputError(
                "wrong number of threads", key="GOODWILL_THREADS", value=wanted,
                allowed="a whole number",
            )  # fmt: skip
        asked = int(wanted)
    return max(1, min(asked, available))


def threads_for(people: int, asked: int | None) -> int:
    """Return how many threads a run of this size uses."""
    return allowed_threads(asked) if people >= CROWD_FROM else 1


@lru_cache(maxsize=4)
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="goodwill")


class CompiledEngine:
    """Lets days pass with compiled loops."""

    name = "compiled"

    def __init__(self, people: int, threads: int | None = None) -> None:
        self.threads = threads_for(people, threads)
        self.tasks = tasks_for(people)
        self._world: World | None = None
        self._arrays: Any = None
        self._called: set[str] = set()
        """Kernels that this run has called: those are compiled."""

    def settle(self, model: Any) -> None:
        """Do nothing: people live in the arrays."""

    @staticmethod
    def is_warm(people: int = 0, threads: int | None = None) -> bool:
        """Tell whether the first day of such a run can start at once, without compiling."""
        return is_warm("evenings" if threads_for(people, threads) > 1 else "whole_day")

    def live(self, world: World, day: int, ads: float) -> None:
        """Let one day pass."""
        if self._world is not world:
            self._world, self._arrays = world, bare(world)
        if self.threads > 1 and CROWD.acquire(blocking=False):
            try:
                with self._compiled("evenings"):
                    _live_in_threads(self._arrays, day, ads, _pool(self.threads))
            finally:
                CROWD.release()
        else:
            with self._compiled("whole_day"):
                whole_day_kernel(self._arrays, day, ads)

    def _compiled(self, kernel_name: str) -> AbstractContextManager[None]:
        """Return what a kernel is to be called in: the first time it may have to be compiled."""
        if kernel_name in self._called:
            return NOTHING
        self._called.add(kernel_name)
        return compiling(kernel_name)


def bare(world: World) -> World:
    """Return the same arrays as plain ones: numba recognises these twenty times faster."""
    return World(*(array.view(np.ndarray) for array in world))


@contextmanager
def compiling(kernel_name: str) -> Iterator[None]:
    """Let a kernel be compiled if need be: by one process at a time, and without interruption."""
    with alone(kernel_name), uninterrupted_by_garbage():
        yield


@contextmanager
def uninterrupted_by_garbage() -> Iterator[None]:
    """Keep the garbage collector from walking the compiler's data again and again."""
    wanted = gc.isenabled()
    if wanted:
        gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _live_in_threads(arrays: World, day: int, ads: float, pool: ThreadPoolExecutor) -> None:
    people, tasks = len(arrays.people), len(arrays.person_tally)
    bounds = [(people * t // tasks, people * (t + 1) // tasks, t) for t in range(tasks)]
    list(pool.map(lambda r: mornings_kernel(arrays, day, r[0], r[1], ads, r[2]), bounds))
    desks_kernel(arrays, day)
    list(pool.map(lambda r: evenings_kernel(arrays, day, *r), bounds))
