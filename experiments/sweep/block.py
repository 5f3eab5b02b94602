"""What a worker does: some runs, one after the other, each in one thread.

A worker may be anywhere that Goodwill is installed. What it returns is a pure function of
the task, but for the bookkeeping; whatever goes wrong with a run is part of the answer.
"""

from __future__ import annotations

import os
import pickle
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from experiments.run.failing import told
from experiments.run.networks import NetworkFile, network_of
from experiments.run.single import EachDay, days_of, opened, plans_in_time, run_one
from experiments.run.stopped import Stopped
from experiments.sweep.experiment import SeriesWanted
from experiments.sweep.measures import Measure
from model.compilation import source_hash
from model.errors import InputError
from model.network.graph import Graph
from model.scenario import Scenario
from model.strategies import load_strategies

MOST_CHECKED = 256
"""Scenarios that are kept, at most."""


@dataclass(frozen=True)
class Context:
    """What all runs of a sweep have in common."""

    base: Scenario
    brand: str
    measures: tuple[Measure, ...]
    series: SeriesWanted | None
    seconds: float | None
    """A run that takes longer fails."""
    sources: str
    """Hash of the model's sources: a worker that has others must not answer."""
    strategies: tuple[str, bytes] | None = None
    """Name and content of the user's own strategies."""
    checked: dict[str, Scenario] = field(default_factory=dict)
    """Scenarios so far, by all their changes but the seed: to check all values takes a while."""

    def scenario(self, task: Task) -> Scenario:
        """Return the scenario of a run, or raise an ``InputError``."""
        changes = {key: value for key, value in task.changes.items() if key != "seed"}
        text = repr(changes)
        if text not in self.checked:
            if len(self.checked) >= MOST_CHECKED:
                self.checked.clear()
            self.checked[text] = self.base.with_values(changes)
        return self.checked[text].with_seed(task.changes.get("seed", self.base.seed))


@dataclass(frozen=True)
class Task:
    """One run."""

    run_id: str
    changes: Mapping[str, Any]
    """By full key, the seed among them."""
    graph: NetworkFile | None = None
    """The social graph's file; None if the network is made."""


@dataclass(frozen=True)
class Answer:
    """What came of one run."""

    run_id: str
    error: str | None
    outcomes: tuple[float, ...]
    series: Mapping[str, Any] | None
    started: float
    finished: float
    seconds: float
    worker: str
    host: str
    by_user: bool = False
    """Whether what went wrong is something that the user wrote."""


def run_block(
    context: bytes,
    tasks: Sequence[Task],
    threads: int | None = 1,
    each_day: EachDay | None = None,
) -> list[Answer]:
    """Return what came of each task, in their order; ``threads`` and ``each_day`` as of a run."""
    known = _context(context)
    return [_answer(known, task, threads, each_day) for task in tasks]


@lru_cache(maxsize=2)
def _context(pickled: bytes) -> Context:
    context: Context = pickle.loads(pickled)
    if context.sources != source_hash():
        raise RuntimeError("this worker has another version of Goodwill's model")
    if context.strategies is not None:
        name, text = context.strategies
        load_strategies(name, text=text)
    return context


def _answer(context: Context, task: Task, threads: int | None, each_day: EachDay | None) -> Answer:
    started, begin = time.time(), time.perf_counter()
    error: str | None = None
    by_user = False
    outcomes: tuple[float, ...] = ()
    series = None
    try:
        outcomes, series = _run(context, task, threads, each_day, begin)
    except Stopped:
        raise
    except Exception as wrong:
        error, by_user = told(wrong), isinstance(wrong, InputError)
    spent = time.perf_counter() - begin
    worker = f"{os.getpid()}.{threading.get_ident() % 10_000}"
    return Answer(
        task.run_id, error, outcomes, series, started, started + spent, spent, worker,
        socket.gethostname(), by_user,
    )  # fmt: skip


def pilot(context: Context, task: Task, days: int) -> float:
    """Return the seconds that a run is expected to take, from its building and first days."""
    begin = time.perf_counter()
    scenario, graph = _scenario(context, task)
    with (
        opened(scenario, graph=graph, threads=1) as model,
        plans_in_time(context.seconds, begin),
    ):
        built = time.perf_counter()
        model.run(min(days, scenario.days))
        each = (time.perf_counter() - built) / min(days, scenario.days)
    return built - begin + each * scenario.days


def _scenario(context: Context, task: Task) -> tuple[Scenario, Graph]:
    scenario = context.scenario(task)
    graph = network_of(scenario, task.graph)
    if task.graph is not None:
        scenario = scenario.with_values({"people.count": len(graph.indptr) - 1})
    return scenario, graph


def _run(
    context: Context, task: Task, threads: int | None, each_day: EachDay | None, begun: float
) -> tuple[tuple[float, ...], Any]:
    scenario, graph = _scenario(context, task)
    days = run_one(
        scenario, days_of, graph=graph, threads=threads, seconds=context.seconds, begun=begun,
        each_day=each_day,
    )  # fmt: skip
    return outcomes_of(days, context.measures, context.brand), _series(days, context, scenario.days)


def outcomes_of(
    days: Mapping[str, Any], measures: Sequence[Measure], brand: str
) -> tuple[float, ...]:
    """Return each measure of the focal brand from the days of all brands."""
    return tuple(measure.value(days, brand) for measure in measures)


def _series(days: Mapping[str, Any], context: Context, count: int) -> dict[str, Any] | None:
    wanted = context.series
    if wanted is None:
        return None
    kept = np.unique([*range(0, count, wanted.every), count - 1])
    brands = list(days) if wanted.all_brands else [context.brand]
    found: dict[str, Any] = {
        "day": np.tile(kept, len(brands)),
        "brand": np.repeat(np.array(brands, dtype=object), len(kept)),
    }
    for name in wanted.columns:
        columns = [np.ma.filled(np.ma.asarray(days[b][name], float), np.nan)[kept] for b in brands]
        found[name] = np.concatenate(columns)
    return found
