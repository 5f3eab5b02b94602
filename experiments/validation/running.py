"""Running validation experiments, in several processes if asked.

Forced acts are plain Python, so threads would wait for one another. Each result is a pure
function of experiment, seed, size and parameters; the number of workers changes nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from experiments.validation.experiment import Measures
from experiments.validation.registry import experiment
from model.parameters.declaration import Value

FIRST_SEED = 1
QUICK_REPLICATES = 4
HEAVY = ("V11", "V12", "V9", "V2", "V3")
"""Begun first, so that no worker is left with a long one at the end."""


@dataclass(frozen=True)
class Job:
    """One replicate of one experiment, as it is or with its mechanism switched off."""

    id: str
    seed: int
    ablated: bool
    quick: bool
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Result:
    """What a job gave."""

    id: str
    seed: int
    ablated: bool
    measures: Measures
    seconds: float


def jobs(
    ids: Sequence[str], replicates: int | None, quick: bool, values: Mapping[str, Value]
) -> list[Job]:
    """Return the work: every replicate of every experiment, with the mechanism and without."""
    found = []
    for name in sorted(ids, key=lambda name: HEAVY.index(name) if name in HEAVY else len(HEAVY)):
        usual = QUICK_REPLICATES if quick else experiment(name).replicates
        seeds = range(FIRST_SEED, FIRST_SEED + (replicates or usual))
        found += [Job(name, seed, off, quick, values) for seed in seeds for off in (False, True)]
    return found


def run_job(job: Job) -> Result:
    """Run one job."""
    start = time.perf_counter()
    found = experiment(job.id).run(
        job.seed, quick=job.quick, ablated=job.ablated, values=job.values
    )
    return Result(job.id, job.seed, job.ablated, found, time.perf_counter() - start)


def run_jobs(
    work: Sequence[Job], workers: int = 1, progress: Callable[[int], None] = lambda done: None
) -> list[Result]:
    """Return the results in the order of the work; ``progress`` hears of each."""
    found: dict[int, Result] = {}
    if workers == 1:
        for number, job in enumerate(work):
            found[number] = run_job(job)
            progress(number)
        return list(found.values())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=begin_worker) as pool:
        try:
            futures = {pool.submit(run_job, job): number for number, job in enumerate(work)}
            for future in as_completed(futures):
                found[futures[future]] = future.result()
                progress(len(found))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise
    return [found[number] for number in range(len(work))]


def begin_worker() -> None:
    """Leave an interruption to the process that asked, and end when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["GOODWILL_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
