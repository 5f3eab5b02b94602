"""What a worker does: some runs, one after the other, each in one thread.

A worker may be anywhere that Goodwill is installed. What it returns is a pure function of
the task, but for the bookkeeping; whatever goes wrong with a run is part of the answer.
"""

from __future__ import annotations

import os
import pickle
import socket
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from experiments.comparison.replication import release
from experiments.summary import of_brand
from experiments.sweep.experiment import SeriesWanted
from experiments.sweep.measures import Measure
from model.compilation import source_hash
from model.errors import InputError
from model.network import build_network, read_network
from model.network.graph import Graph
from model.scenario import Scenario


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
    strategies: tuple[str, str] | None = None
    """Name and text of the user's own strategies."""


@dataclass(frozen=True)
class Task:
    """One run."""

    run_id: str
    changes: Mapping[str, Any]
    """By full key, the seed among them."""
    graph: tuple[str, str] | None = None
    """Path and hash of the social graph's file; an empty hash is not checked."""


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


class TooLong(Exception):
    """A run took longer than it was allowed to."""


def run_block(context: bytes, tasks: Sequence[Task]) -> list[Answer]:
    """Return what came of each task, in their order."""
    known = _context(context)
    return [_answer(known, task) for task in tasks]


@lru_cache(maxsize=2)
def _context(pickled: bytes) -> Context:
    context: Context = pickle.loads(pickled)
    if context.sources != source_hash():
        raise RuntimeError("this worker has another version of Goodwill's model")
    if context.strategies is not None:
        _take_strategies(*context.strategies)
    return context


def _take_strategies(name: str, text: str) -> None:
    from model.strategies import load_strategies

    with tempfile.TemporaryDirectory(prefix="goodwill-") as folder:
        file = Path(folder) / name
        file.write_text(text, "utf-8")
        load_strategies(file)


def _answer(context: Context, task: Task) -> Answer:
    started, begin = time.time(), time.perf_counter()
    error: str | None = None
    outcomes: tuple[float, ...] = ()
    series = None
    try:
        outcomes, series = _run(context, task, begin)
    except InputError as wrong:
        error = wrong.message
    except Exception as wrong:
        error = " ".join(f"{type(wrong).__name__}: {wrong}".split())
    spent = time.perf_counter() - begin
    worker = f"{os.getpid()}.{threading.get_ident() % 10_000}"
    return Answer(
        task.run_id, error, outcomes, series, started, started + spent, spent, worker,
        socket.gethostname(),
    )  # fmt: skip


def pilot(context: Context, task: Task, days: int) -> float:
    """Return the seconds that a run is expected to take, from its building and first days."""
    from model.model import BrandAudienceModel

    begin = time.perf_counter()
    scenario, graph = _scenario(context, task)
    model = BrandAudienceModel(scenario, graph=graph, threads=1)
    built = time.perf_counter()
    model.run(min(days, scenario.days))
    each = (time.perf_counter() - built) / min(days, scenario.days)
    release(model)
    return built - begin + each * scenario.days


def _scenario(context: Context, task: Task) -> tuple[Scenario, Graph]:
    scenario = context.base.with_values(task.changes)
    graph = _graph(scenario, task.graph)
    if task.graph is not None:
        scenario = scenario.with_values({"people.count": len(graph.indptr) - 1})
    return scenario, graph


def _run(context: Context, task: Task, begin: float) -> tuple[tuple[float, ...], Any]:
    from model.model import BrandAudienceModel

    def in_time(day: int) -> None:
        if context.seconds is not None and time.perf_counter() - begin > context.seconds:
            raise TooLong(f"took longer than {context.seconds:g} s, on day {day}")

    scenario, graph = _scenario(context, task)
    model = BrandAudienceModel(scenario, graph=graph, threads=1)
    try:
        model.run(progress=in_time if context.seconds is not None else None)
        table = model.series()
    finally:
        release(model)
    days = {brand.name: of_brand(table, brand.name) for brand in scenario.brands}
    outcomes = tuple(measure.value(days, context.brand) for measure in context.measures)
    return outcomes, _series(days, context, scenario.days)


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


class Graphs:
    """Networks used last: arms and neighbouring points share them."""

    def __init__(self, most_bytes: int = 200 << 20) -> None:
        self._most, self._size = most_bytes, 0
        self._kept: OrderedDict[Any, Graph] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, make: Any) -> Graph:
        """Return the network of a key, made if it is not at hand."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        graph: Graph = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = graph
                self._size += _size(graph)
            while self._size > self._most and len(self._kept) > 1:
                self._size -= _size(self._kept.popitem(last=False)[1])
        return graph


GRAPHS = Graphs()


def _size(graph: Graph) -> int:
    return int(graph.indptr.nbytes + graph.indices.nbytes)


def _graph(scenario: Scenario, file: tuple[str, str] | None) -> Graph:
    if file is not None:
        return GRAPHS.get(file, lambda: _read(*file))
    count = int(scenario.values["people.count"])
    values = {k: v for k, v in scenario.values.items() if k.startswith("network.")}
    key = (count, scenario.seed, tuple(values.items()))
    return GRAPHS.get(key, lambda: build_network(values, count, scenario.seed))


def _read(path: str, digest: str) -> Graph:
    from experiments.manifest import file_facts

    if digest and file_facts(path)["sha256"] != digest:
        raise InputError("has changed since the sweep began", file=path)
    return read_network(path)[0]
