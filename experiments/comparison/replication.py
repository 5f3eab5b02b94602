"""Running every arm on every replicate's people: a sweep without factors.

Each result is a pure function of scenario, arm and seed; the number of workers changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.comparison.arms import FILE, Arm, with_arm
from experiments.comparison.outcomes import MEASURES, OUTCOMES, PATHS
from experiments.run.networks import NetworkFile
from experiments.run.pool import pool
from experiments.store.parquet import read_table
from experiments.sweep.experiment import Experiment, Limits, Replication, SeriesWanted
from experiments.sweep.factors import Choice
from experiments.sweep.layout import SERIES
from experiments.sweep.reading_factors import flat
from experiments.sweep.running import Progress, SweepRun, may_run_here
from experiments.sweep.store import Store, open_store
from experiments.sweep.tables import runs_table
from model.scenario import Scenario
from model.temporary import temporary_folder


@dataclass(frozen=True)
class Replicate:
    """One run: what came of one arm under one seed."""

    arm: str
    replicate: int
    """Counted from 0."""
    seed: int
    content_hash: str
    """Of the scenario that was run."""
    outcomes: dict[str, float]
    paths: npt.NDArray[np.float64]
    """``outcomes.PATHS`` by day, [path, day]."""


def replicate_all(
    scenario: Scenario,
    arms: Sequence[Arm],
    brand: str,
    replicates: int,
    *,
    network: NetworkFile | None = None,
    strategies: str | None = None,
    workers: int = 1,
    progress: Callable[[Progress], None] = lambda now: None,
) -> list[Replicate]:
    """Return the runs by replicate and arm; replicate n has the scenario's seed plus n.

    Without a ``network`` file each replicate has a network of its own, the same in all its
    arms; with one, the scenario has as many people as it. ``strategies`` is the file of the
    user's own. One worker is this process, with all its threads. Raises ``Stopped`` if a run
    fails.
    """
    made = as_sweep(scenario, arms, brand, replicates, network, strategies)
    count = 0 if workers == 1 else workers
    with (
        temporary_folder() as place,
        open_store(place / "runs", made, resume=False) as store,
        pool(count, small=may_run_here(made)) as computing,
    ):
        SweepRun(made, store, (), progress, lambda: False).run(computing)
        return _replicates(made, store)


def as_sweep(
    scenario: Scenario,
    arms: Sequence[Arm],
    brand: str,
    replicates: int,
    network: NetworkFile | None = None,
    strategies: str | None = None,
) -> Experiment:
    """Return the sweep without factors that a comparison is; the first failure ends it."""
    return Experiment(
        title=scenario.title,
        base=scenario,
        brand=brand,
        arms=tuple(_choice(scenario, brand, arm) for arm in arms),
        replication=Replication(replicates, replicates),
        measures=MEASURES,
        series=SeriesWanted(PATHS),
        limits=Limits(failures=1),
        graph=None if network is None else network.path,
        graph_header=None if network is None else network.header,
        strategies=strategies,
        file=FILE,
    )


def _choice(scenario: Scenario, brand: str, arm: Arm) -> Choice:
    """Return an arm as what it changes: the strategy, and all of its options."""
    spec = with_arm(scenario, brand, arm).brand(brand)
    options = {f"options.{key}": value for key, value in flat(spec.options, arm.name, FILE).items()}
    changes = {"strategy": spec.strategy} | options
    return Choice(arm.name, {f"brands.{brand}.{key}": value for key, value in changes.items()})


def _replicates(made: Experiment, store: Store) -> list[Replicate]:
    """Return what the sweep found, by replicate and arm."""
    table, paths = runs_table(made, store.index, store.folder), _paths(store.folder / SERIES)
    values = {name: _numbers(table[name]) for name in OUTCOMES}
    rows = {(int(table["replicate"][n]), str(table["arm"][n])): n for n in range(len(table["arm"]))}
    found = []
    for replicate in range(made.replication.most):
        for arm in made.arms:
            row, run = rows[replicate, arm.name], made.scenario({}, arm, replicate)
            outcomes = {name: float(values[name][row]) for name in OUTCOMES}
            own = paths[table["run_id"][row]]
            found.append(
                Replicate(arm.name, replicate, run.seed, run.content_hash(), outcomes, own)
            )
    return found


def _paths(folder: Path) -> dict[str, npt.NDArray[np.float64]]:
    """Return the paths of each run, [path, day], by its id."""
    found: dict[str, Any] = {}
    for file in folder.glob("*.parquet"):
        table = read_table(file)
        ids = table["run_id"].astype(str)
        columns = [_numbers(table[name]) for name in PATHS]
        for run_id in np.unique(ids):
            order = np.flatnonzero(ids == run_id)
            order = order[np.argsort(table["day"][order], kind="stable")]
            found[str(run_id)] = np.array([column[order] for column in columns])
    return found


def _numbers(column: Any) -> npt.NDArray[np.float64]:
    """Return a column with NaN for what is not there."""
    return np.asarray(np.ma.filled(np.ma.asarray(column, float), np.nan), float)
