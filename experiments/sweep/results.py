"""The results of a sweep, opened by one call, complete or not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.store.parquet import Table
from experiments.store.run_index import DONE, FAILED, RunIndex
from experiments.store.whole import Damaged, read_whole
from experiments.sweep.experiment import Experiment
from experiments.sweep.layout import (
    DIFFERENCES,
    FINAL,
    OWN_STRATEGIES,
    RUN_INDEX,
    SERIES,
    SOURCES,
    TABLE,
)
from experiments.sweep.reading import load_experiment
from experiments.sweep.salvage import rebuild, runs_of, salvage, sound_index
from experiments.sweep.store import check_begun
from experiments.sweep.tables import differences_table, runs_table
from experiments.sweep.writing import FILE
from experiments.travelling import untrusted
from model.errors import InputError
from model.strategies.own.unread import stand_in
from model.tabular.database import connection


class Results:
    """What a folder holds: ``experiment``, ``table()``, ``frame()``, ``series()``.

    What is damaged is left out and told in ``notices``. Strategies of somebody's own that stand
    in the folder are run only with ``trust``; without it they are known by name and options.
    Raises ``InputError`` if the folder holds no sweep, or if it takes their Python to read it.
    """

    def __init__(self, folder: str | os.PathLike[str], *, trust: bool = False) -> None:
        self.folder = Path(folder)
        check_begun(self.folder, self.folder)
        own = self.folder / OWN_STRATEGIES
        self._unread = own if own.is_file() and not trust else None
        """Strategies that are not trusted."""
        self.experiment: Experiment = _experiment_in(self.folder, self._unread)
        self.notices: list[str] = []
        self._salvaged: RunIndex | None = None
        """What stands in the parts, where the run index or a part is damaged."""
        index = sound_index(self.folder / RUN_INDEX)
        if index is None:
            self._notice(f"{self.folder / RUN_INDEX} is missing or damaged")
            self._salvage()
        else:
            index.close()

    @property
    def is_complete(self) -> bool:
        """Whether every run is there."""
        return (self.folder / FINAL).is_file() and self._salvaged is None

    @property
    def sources(self) -> str:
        """Hash of the model's sources that the runs were computed with."""
        with self._index() as index:
            return index.meta(SOURCES) or ""

    def counts(self) -> dict[str, int]:
        """Return how many runs are done and failed, and how many rows are planned so far."""
        with self._index() as index:
            return {
                "done": index.count(DONE),
                "failed": index.count(FAILED),
                "rows": len(index.rows()),
            }

    def failures(self) -> list[str]:
        """Return the error of each run that failed."""
        with self._index() as index:
            return [run.error or "" for run in index.runs() if run.status == FAILED]

    def levels(self, point: int) -> dict[str, Any]:
        """Return the levels of a point."""
        with self._index() as index:
            levels: dict[str, Any] = json.loads(dict(index.points())[point])
        return levels

    def table(self) -> Table:
        """Return the table of runs: columns by name, one row a point, arm and replicate."""
        if self.is_complete:
            found = self._finished(FINAL)
            if found is not None:
                return found
        try:
            with self._index() as index:
                return runs_table(self.experiment, index, self.folder)
        except Damaged:
            self._salvage()
        with self._index() as index:
            return runs_table(self.experiment, index, self.folder)

    def differences(self) -> Table:
        """Return what each arm changes against the first, by point and outcome; see docs/sweeps.md.

        Empty columns if there is one arm.
        """
        found = self._finished(DIFFERENCES) if (self.folder / DIFFERENCES).is_file() else None
        return differences_table(self.experiment, self.table()) if found is None else found

    def _finished(self, name: str) -> Table | None:
        """Return a table of a complete sweep, or None if it is damaged."""
        try:
            table, facts = read_whole(self.folder / name)
        except Damaged:
            self._notice(f"{self.folder / name} is damaged; what is shown comes from the parts")
            return None
        if facts.get(TABLE, name) != name:
            self._notice(f"{self.folder / name} is another table; the parts are shown")
            return None
        return table

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    @contextmanager
    def _index(self) -> Iterator[RunIndex]:
        """Give the run index, or what the parts say in its place."""
        if self._salvaged is not None:
            yield self._salvaged
            return
        with RunIndex.to_read(self.folder / RUN_INDEX) as index:
            yield index

    def _salvage(self) -> None:
        """Look into every part; nothing in the folder is changed."""
        if self._unread is not None:  # which runs they are follows from all options
            raise untrusted(self.folder, self._unread)
        runs, index = runs_of(self.experiment), sound_index(self.folder / RUN_INDEX)
        before, sources = [], None
        if index is not None:
            with index:
                before, sources = list(index.runs()), index.meta(SOURCES)
        found = salvage(self.folder, runs, {run.part for run in before if run.part is not None})
        for name in found.damaged:
            self._notice(f"{self.folder / name} is missing or damaged; its runs are left out")
        for name in found.foreign:
            self._notice(f"{self.folder / name} is of another experiment or version; left out")
        self._salvaged = RunIndex(Path(":memory:"))
        rebuild(self._salvaged, runs, found, before, all_found=True)
        known = sources or next((of for _, of in sorted(found.owners)), "")
        self._salvaged.set_meta(sources=known)

    def frame(self) -> Any:
        """Return the table of runs as a data frame."""
        import pandas

        return pandas.DataFrame(dict(self.table()))

    def series(self) -> Any:
        """Return the paths that were kept as a data frame, with point, arm and replicate.

        Empty if the experiment keeps none.
        """
        import pandas

        parts = [str(path) for path in sorted((self.folder / SERIES).glob("*.parquet"))]
        if self._salvaged is not None:
            parts = [part for part in parts if _is_whole(Path(part))]
        if not parts:
            return pandas.DataFrame()
        runs = self.frame()[["run_id", "point", "arm", "replicate"]]
        with connection() as database:
            database.register("runs", runs)
            return database.execute(
                "SELECT point, arm, replicate, series.* EXCLUDE run_id FROM runs JOIN"
                " (SELECT DISTINCT * FROM read_parquet(?)) AS series USING (run_id)"
                " ORDER BY point, arm, replicate, brand, day",
                [parts],
            ).df()


def _experiment_in(folder: Path, unread: Path | None) -> Experiment:
    """Return the experiment that stands in a folder; ``unread`` strategies are not run."""
    own = folder / OWN_STRATEGIES
    try:
        if unread is not None:
            stand_in(unread)
            return replace(load_experiment(folder / FILE), strategies=str(unread))
        return load_experiment(folder / FILE, strategies=str(own) if own.is_file() else None)
    except InputError as error:
        if unread is not None:
            raise untrusted(folder, unread) from error
        raise InputError(
            error.problem, file=error.file, key=error.key, value=error.value,
            allowed="what goodwill sweep wrote: the same sweep with --resume writes it anew, and"
            " keeps all runs",
        ) from error  # fmt: skip


def _is_whole(path: Path) -> bool:
    try:
        read_whole(path)
    except Damaged:
        return False
    return True
