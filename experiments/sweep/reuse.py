"""Finished runs of an earlier sweep, to be taken over where they are the same runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from experiments.store.parquet import read_selected
from experiments.store.parts import PartReader
from experiments.store.run_index import DONE, RunEntry
from experiments.store.whole import Damaged
from experiments.sweep.block import Answer
from experiments.sweep.experiment import Experiment
from experiments.sweep.layout import RUN_INDEX, RUNS, SERIES
from experiments.sweep.salvage import runs_of, salvage, sound_index
from experiments.sweep.store import check_begun


class Earlier:
    """A folder of an earlier sweep; a run's id says that all that decides it is the same.

    What is damaged there is not taken over.
    """

    def __init__(self, folder: Path, experiment: Experiment) -> None:
        check_begun(folder, "--reuse", str(folder))
        self._folder = folder
        self._index = sound_index(folder / RUN_INDEX)
        self._salvaged: dict[str, RunEntry] = {}
        if self._index is None:
            self._salvaged = salvage(folder, runs_of(experiment)).runs
        self._reader = PartReader(folder / RUNS, experiment.outcome_names)
        self._series = experiment.series is not None

    def answer(self, run_id: str) -> Answer | None:
        """Return the run as it was computed there, or None."""
        entry = self._salvaged.get(run_id) if self._index is None else self._index.run(run_id)
        if entry is None or entry.status != DONE or entry.part is None:
            return None
        try:
            outcomes = self._reader.get(entry.part, run_id)
            series = self._paths(entry.part, run_id) if self._series else None
        except Damaged:
            return None
        return Answer(
            run_id, None, outcomes, series, entry.started, entry.finished, entry.seconds,
            entry.worker, entry.host,
        )  # fmt: skip

    def _paths(self, part: str, run_id: str) -> dict[str, Any]:
        """Return the days that were kept of a run; raise Damaged if they are not there."""
        try:
            series = read_selected(self._folder / SERIES / part, "run_id", run_id)
        except (duckdb.Error, OSError) as error:
            raise Damaged(f"{self._folder / SERIES / part} cannot be read") from error
        if not len(series["run_id"]):
            raise Damaged(f"{self._folder / SERIES / part} is not what was written")
        del series["run_id"]
        return series
