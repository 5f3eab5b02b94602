"""What is written once a sweep is complete: the table of runs, and where it comes from."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from experiments.manifest import file_facts, make_manifest
from experiments.store.numbers import write_json
from experiments.store.parquet import Table
from experiments.store.whole import table_hash, write_whole
from experiments.sweep.design import count_points
from experiments.sweep.experiment import Experiment
from experiments.sweep.graphs import check_graphs, graph_files
from experiments.sweep.layout import DIFFERENCES, FINAL, MANIFEST, TABLE
from experiments.sweep.store import Store
from experiments.sweep.tables import (
    BOOKKEEPING,
    differences_notes,
    differences_table,
    runs_notes,
    runs_table,
)
from experiments.travelling import keep_input


def finish(store: Store, command: str, started: datetime) -> None:
    """Write the final table, then the manifest that says the folder is complete."""
    experiment, folder = store.experiment, store.folder
    table = runs_table(experiment, store.index, folder)
    if len(experiment.arms) > 1:
        found = differences_table(experiment, table)
        facts = {TABLE: DIFFERENCES, **store.facts}
        write_whole(folder / DIFFERENCES, found, differences_notes(experiment), facts)
    write_whole(folder / FINAL, table, runs_notes(experiment), {TABLE: FINAL, **store.facts})
    _write_json(folder / MANIFEST, sweep_manifest(store, table, command, started))


def _graphs(experiment: Experiment) -> list[str]:
    """Return the graphs' files as the experiment in the folder names them."""
    return [os.path.abspath(file) for file in graph_files(experiment)]


def results_hash(runs: Table) -> str:
    """Return a hash of a table of runs without what differs from one computation to another."""
    left_out = {*BOOKKEEPING, "run_id"}
    return table_hash({name: runs[name] for name in runs if name not in left_out})


def sweep_manifest(store: Store, runs: Table, command: str, started: datetime) -> dict[str, Any]:
    """Return the manifest of a sweep."""
    experiment = store.experiment
    seed, numbers = experiment.base.seed, experiment.design.replicates or (0,)
    graph = experiment.graph
    return make_manifest(
        experiment.base,
        kind="sweep",
        command=command,
        engine="compiled",
        graph={
            **({"file": None} if graph is None else file_facts(graph)),
            "notices": check_graphs(experiment),
        },
        graphs=[keep_input(file, store.folder) for file in dict.fromkeys(_graphs(experiment))],
        started=started,
        seconds={},
        strategies=None if experiment.strategies is None else file_facts(experiment.strategies),
        brand=experiment.brand,
        experiment_hash=experiment.content_hash(),
        results_hash=results_hash(runs),
        points=count_points(experiment),
        arms=[{"name": arm.name, "changes": dict(arm.changes)} for arm in experiment.arms],
        seeds=[seed + min(numbers), seed + max(numbers) + experiment.replication.most - 1],
        runs={"done": store.index.count("done"), "failed": store.index.count("failed")},
    )


def _write_json(path: Path, content: dict[str, Any]) -> None:
    unfinished = path.with_name(path.name + ".tmp")
    write_json(unfinished, content)
    os.replace(unfinished, path)
