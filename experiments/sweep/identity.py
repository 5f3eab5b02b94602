"""Which run a row stands for: a hash of all that decides its numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from experiments.manifest import file_facts
from experiments.run.networks import NetworkFile
from experiments.store.run_index import RowEntry
from experiments.sweep.block import Context, Task
from experiments.sweep.experiment import Experiment
from experiments.sweep.schedule import PlannedRun
from model.compilation import source_hash

DIGEST = 16


class Runs:
    """The runs of an experiment, by row."""

    def __init__(self, experiment: Experiment, points: list[dict[str, Any]]) -> None:
        self.experiment, self.points = experiment, points
        self.context = context_of(experiment)
        self._common = _common(experiment, self.context)
        self._of_arm = lru_cache(maxsize=64)(self._hash_of_arm)
        self._graphs: dict[str, str] = {}

    def entry(self, row: PlannedRun) -> RowEntry:
        """Return the row with the identity of its run."""
        seed = self.experiment.base.seed + row.replicate
        content, graph = self._of_arm(row.point, row.arm)
        run_id = _digest([self._common, content, graph, seed])
        return RowEntry(row.point, row.arm, row.replicate, seed, run_id, content)

    def task(self, entry: RowEntry) -> Task:
        """Return what a worker has to know of a row."""
        levels = self.points[entry.point]
        arm = self.experiment.arms[entry.arm]
        changes = self.experiment.levels_changes(levels) | dict(arm.changes)
        path = self.experiment.graph_of(levels)
        graph = None if path is None else self._network_file(path)
        return Task(entry.run_id, changes | {"seed": entry.seed}, graph)

    def _network_file(self, path: str) -> NetworkFile:
        header = self.experiment.graph_header
        return NetworkFile(str(Path(path).resolve()), self._file_hash(path), header)

    def _hash_of_arm(self, point: int, arm: int) -> tuple[str, str | None]:
        """Return hashes of the scenario (with the first seed) and of the graph's file."""
        levels = self.points[point]
        path = self.experiment.graph_of(levels)
        scenario = self.experiment.scenario(levels, self.experiment.arms[arm])
        return scenario.content_hash(), None if path is None else self._file_hash(path)

    def _file_hash(self, path: str) -> str:
        if path not in self._graphs:
            self._graphs[path] = file_facts(path)["sha256"]
        return self._graphs[path]


def context_of(experiment: Experiment) -> Context:
    """Return what workers have to know of all runs."""
    own = None
    if experiment.strategies is not None:
        file = Path(experiment.strategies)
        own = (file.name, file.read_bytes())
    return Context(
        experiment.base, experiment.brand, experiment.measures, experiment.series,
        experiment.limits.seconds, source_hash(), own,
    )  # fmt: skip


def _common(experiment: Experiment, context: Context) -> str:
    own = context.strategies
    return _digest([
        context.sources,
        context.brand,
        [repr(measure) for measure in context.measures],
        repr(context.series),
        None if own is None else sha256(own[1]).hexdigest(),
    ])  # fmt: skip


def _digest(content: Any) -> str:
    return blake2b(json.dumps(content).encode(), digest_size=DIGEST).hexdigest()


def levels_text(levels: Mapping[str, Any]) -> str:
    """Return the levels of a point as the run index keeps them."""
    return json.dumps(dict(levels))
