"""Finished runs of an earlier sweep, to be taken over where they are the same runs."""

from __future__ import annotations

from pathlib import Path

from experiments.store.parquet import read_selected
from experiments.store.parts import PartReader
from experiments.store.run_index import DONE, RunIndex
from experiments.sweep.block import Answer
from experiments.sweep.experiment import Experiment
from experiments.sweep.store import RUN_INDEX, RUNS, SERIES, check_begun


class Earlier:
    """A folder of an earlier sweep; a run's id says that all that decides it is the same."""

    def __init__(self, folder: Path, experiment: Experiment) -> None:
        check_begun(folder, "--reuse", str(folder))
        self._folder = folder
        self._index = RunIndex(folder / RUN_INDEX)
        self._reader = PartReader(folder / RUNS, experiment.outcome_names)
        self._series = experiment.series is not None

    def answer(self, run_id: str) -> Answer | None:
        """Return the run as it was computed there, or None."""
        entry = self._index.run(run_id)
        if entry is None or entry.status != DONE or entry.part is None:
            return None
        series = None
        if self._series:
            series = read_selected(self._folder / SERIES / entry.part, "run_id", run_id)
            del series["run_id"]
        return Answer(
            run_id, None, self._reader.get(entry.part, run_id), series, entry.started,
            entry.finished, entry.seconds, entry.worker, entry.host,
        )  # fmt: skip
