"""What stands in the parts of a sweep's folder, whatever its run index says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.store.parquet import Table
from experiments.store.parts import intact_parts, part_names
from experiments.store.run_index import DONE, FAILED, RunEntry, RunIndex
from experiments.store.whole import Damaged, read_whole
from experiments.sweep.design import points as points_of
from experiments.sweep.experiment import Experiment
from experiments.sweep.identity import Runs, levels_text
from experiments.sweep.layout import EXPERIMENT, FINAL, RUNS, SERIES, SOURCES, TABLE
from experiments.sweep.planned import planned_rows, possible_rows

NUMBERS, TEXTS = ("attempts", "started", "finished", "seconds"), ("worker", "host")
"""Columns of parts that an index is rebuilt from, beside the outcomes."""


@dataclass
class Salvage:
    """What was found in the parts."""

    runs: dict[str, RunEntry] = field(default_factory=dict)
    """Runs of the experiment that are there whole, by id."""
    values: dict[str, float] = field(default_factory=dict)
    """Of each, the outcome that the stopping rule asks for; 0 without a rule."""
    damaged: list[str] = field(default_factory=list)
    """Files that cannot be used."""
    foreign: list[str] = field(default_factory=list)
    """Files of another experiment, or of other sources."""
    owners: set[tuple[str, str]] = field(default_factory=set)
    """Experiment and sources that whole files say they are of."""


def salvage(folder: Path, runs: Runs, named: Iterable[str] = ()) -> Salvage:
    """Return what stands in the parts; ``named`` are parts that ought to be there."""
    found, made = Salvage(), runs.experiment
    possible = possible_rows(runs)
    with_series = None if made.series is None else _with_series(folder, found)
    names = sorted({*part_names(folder / RUNS), *named})
    damaged: list[str] = []
    for name, table, facts in intact_parts(folder / RUNS, names, damaged):
        if facts.get(TABLE) != RUNS:
            damaged.append(name)
            continue
        _own(found, facts)
        own = [at for at, run_id in enumerate(table["run_id"].tolist()) if run_id in possible]
        if not own:
            found.foreign.append(f"{RUNS}/{name}")
        for at in own:
            if with_series is None or table["run_id"][at] in with_series:
                _take(found, made, name, table, at)
    found.damaged += [f"{RUNS}/{name}" for name in sorted(damaged)]
    return found


def owners_of(folder: Path, found: Salvage) -> set[tuple[str, str]]:
    """Return whose tables stand in a folder: of the parts, and of the final table."""
    try:
        _, facts = read_whole(folder / FINAL)
    except Damaged:
        return found.owners
    _own(found, facts)
    return found.owners


def _own(found: Salvage, facts: dict[str, str]) -> None:
    if EXPERIMENT in facts:
        found.owners.add((facts[EXPERIMENT], facts.get(SOURCES, "")))


def _with_series(folder: Path, found: Salvage) -> set[str]:
    """Return the ids of runs whose series are there."""
    ids: set[str] = set()
    damaged: list[str] = []
    for name, table, facts in intact_parts(folder / SERIES, part_names(folder / SERIES), damaged):
        if facts.get(TABLE) == SERIES:
            ids |= set(table["run_id"].tolist())
        else:
            damaged.append(name)
    found.damaged += [f"{SERIES}/{name}" for name in sorted(damaged)]
    return ids


def _take(found: Salvage, made: Experiment, part: str, table: Table, at: int) -> None:
    run_id = str(table["run_id"][at])
    if run_id in found.runs:
        return
    kept: dict[str, Any] = {name: table[name][at].item() for name in NUMBERS}
    kept |= {name: str(table[name][at]) for name in TEXTS}
    found.runs[run_id] = RunEntry(run_id, DONE, part, None, **kept)
    rule = made.replication
    found.values[run_id] = float(table[rule.outcome][at]) if rule.is_rule else 0.0


def rebuild(
    index: RunIndex,
    runs: Runs,
    found: Salvage,
    before: Iterable[RunEntry] = (),
    *,
    all_found: bool = False,
) -> None:
    """Write down in a run index what was found in the parts; ``before`` knew what had failed.

    Rows are those that are planned by now; with ``all_found`` also those of runs that a stopping
    rule had asked for before something it rests on was lost.
    """
    failed = {run.run_id: run for run in before if run.status == FAILED}
    known = failed | found.runs
    values = dict.fromkeys(failed, float("nan")) | found.values
    index.add_points((n, levels_text(levels)) for n, levels in enumerate(runs.points))
    rows = {row.run_id: row for row in planned_rows(runs, values.get)}
    if all_found:
        rows |= {run: row for run, row in possible_rows(runs).items() if run in known}
    index.replace(list(known.values()), list(rows.values()))


def runs_of(experiment: Experiment) -> Runs:
    """Return the runs of an experiment."""
    return Runs(experiment, points_of(experiment))


def sound_index(path: Path) -> RunIndex | None:
    """Return the run index at a path, open to read, or None if there is none of any use."""
    if not path.is_file():
        return None
    try:
        index = RunIndex.to_read(path)
    except OSError:
        return None
    if index.is_whole():
        return index
    index.close()
    return None
