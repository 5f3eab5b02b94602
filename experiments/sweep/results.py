"""The results of a sweep, opened by one call, complete or not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from experiments.store.parquet import Table, read_table
from experiments.store.run_index import DONE, FAILED, RunIndex
from experiments.sweep.experiment import Experiment
from experiments.sweep.reading import load_experiment
from experiments.sweep.store import DIFFERENCES, FINAL, RUN_INDEX, SERIES, check_begun
from experiments.sweep.tables import differences_table, runs_table
from experiments.sweep.writing import FILE

OWN_STRATEGIES = "strategies.py"


class Results:
    """What a folder holds: ``experiment``, ``table()``, ``frame()``, ``series()``.

    Raises ``InputError`` if the folder holds no sweep.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        check_begun(self.folder, self.folder)
        own = self.folder / OWN_STRATEGIES
        self.experiment: Experiment = load_experiment(
            self.folder / FILE, strategies=str(own) if own.is_file() else None
        )

    @property
    def is_complete(self) -> bool:
        """Whether every run is there."""
        return (self.folder / FINAL).is_file()

    @property
    def sources(self) -> str:
        """Hash of the model's sources that the runs were computed with."""
        with RunIndex(self.folder / RUN_INDEX) as index:
            return index.meta("sources") or ""

    def counts(self) -> dict[str, int]:
        """Return how many runs are done and failed, and how many rows are planned so far."""
        with RunIndex(self.folder / RUN_INDEX) as index:
            return {
                "done": index.count(DONE),
                "failed": index.count(FAILED),
                "rows": len(index.rows()),
            }

    def levels(self, point: int) -> dict[str, Any]:
        """Return the levels of a point."""
        with RunIndex(self.folder / RUN_INDEX) as index:
            levels: dict[str, Any] = json.loads(dict(index.points())[point])
        return levels

    def table(self) -> Table:
        """Return the table of runs: columns by name, one row a point, arm and replicate."""
        if self.is_complete:
            return read_table(self.folder / FINAL)
        with RunIndex(self.folder / RUN_INDEX) as index:
            return runs_table(self.experiment, index, self.folder)

    def differences(self) -> Table:
        """Return what each arm changes against the first, by point and outcome; see docs/sweeps.md.

        Empty columns if there is one arm.
        """
        if (self.folder / DIFFERENCES).is_file():
            return read_table(self.folder / DIFFERENCES)
        return differences_table(self.experiment, self.table())

    def frame(self) -> Any:
        """Return the table of runs as a data frame."""
        import pandas

        return pandas.DataFrame(dict(self.table()))

    def series(self) -> Any:
        """Return the paths that were kept as a data frame, with point, arm and replicate.

        Empty if the experiment keeps none.
        """
        import duckdb
        import pandas

        parts = sorted(str(path) for path in (self.folder / SERIES).glob("*.parquet"))
        if not parts:
            return pandas.DataFrame()
        runs = self.frame()[["run_id", "point", "arm", "replicate"]]
        with duckdb.connect() as connection:
            connection.register("runs", runs)
            return connection.execute(
                "SELECT point, arm, replicate, series.* EXCLUDE run_id FROM runs JOIN"
                " (SELECT DISTINCT * FROM read_parquet(?)) AS series USING (run_id)"
                " ORDER BY point, arm, replicate, brand, day",
                [parts],
            ).df()
