"""The folder of a sweep: the experiment, the run index, parts of tables; final tables at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from experiments.store.locks import Busy, only_one
from experiments.store.parts import add_part, new_name, remove_strays
from experiments.store.run_index import DONE, FAILED, RowEntry, RunEntry, RunIndex
from experiments.sweep.block import Answer
from experiments.sweep.experiment import Experiment
from experiments.sweep.writing import write_experiment
from model.compilation import source_hash
from model.errors import InputError

RUN_INDEX, LOCK = "ledger.sqlite", "lock"
RUNS, SERIES = "parts", "series"
FINAL, DIFFERENCES = "runs.parquet", "differences.parquet"
OURS = (
    "manifest.json",
    FINAL,
    "summary.json",
    DIFFERENCES,
    "report.html",
    "figures",
    f"{FINAL}.tmp",
    f"{DIFFERENCES}.tmp",
    "manifest.json.tmp",
    "experiment.toml",
    "scenario.toml",
    "points.csv",
    "strategies.py",
    LOCK,
    RUN_INDEX,
    f"{RUN_INDEX}-wal",
    f"{RUN_INDEX}-shm",
    RUNS,
    SERIES,
)
"""Everything that a sweep's folder may hold; nothing else is ever touched."""
FINISHED = ("manifest.json", FINAL, "summary.json", DIFFERENCES, "report.html")
"""What is there only when the sweep is complete."""


class Store:
    """An open folder of results, to be added to."""

    def __init__(self, folder: Path, experiment: Experiment) -> None:
        self.folder, self.experiment = folder, experiment
        self.index = RunIndex(folder / RUN_INDEX)
        self._notes = {"run_id": "key: hash of all that decides the run"} | {
            measure.name: measure.about() for measure in experiment.measures
        }

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def add(self, answers: Sequence[tuple[Answer, int]], rows: Sequence[RowEntry] = ()) -> None:
        """Make answers (and how often each was tried) safe, then acknowledge them."""
        done = [answer for answer, _ in answers if answer.error is None]
        part = new_name()
        kept = [answer for answer in done if answer.series is not None]
        if kept:
            add_part(self.folder / SERIES, part, _series_table(kept), _series_notes(kept))
        if done:
            add_part(self.folder / RUNS, part, self._table(done), self._notes)
        self.index.acknowledge([_entry(answer, part, tries) for answer, tries in answers], rows)

    def _table(self, answers: Sequence[Answer]) -> dict[str, Any]:
        ids = np.array([answer.run_id for answer in answers], dtype=object)
        values = np.array([answer.outcomes for answer in answers], dtype=float)
        names = self.experiment.outcome_names
        return {"run_id": ids} | {name: values[:, at].copy() for at, name in enumerate(names)}


def _entry(answer: Answer, part: str, tries: int) -> RunEntry:
    well = answer.error is None
    return RunEntry(
        answer.run_id, DONE if well else FAILED, part if well else None, answer.error, tries,
        answer.started, answer.finished, answer.seconds, answer.worker, answer.host,
    )  # fmt: skip


def _series_table(answers: Sequence[Answer]) -> dict[str, Any]:
    first = answers[0].series
    assert first is not None
    sizes = [len(answer.series["day"]) for answer in answers if answer.series is not None]
    ids = np.repeat(np.array([answer.run_id for answer in answers], dtype=object), sizes)
    found = {name: np.concatenate([a.series[name] for a in answers if a.series]) for name in first}
    return {"run_id": ids} | found


def _series_notes(answers: Sequence[Answer]) -> dict[str, str]:
    from model.observables import column_notes

    assert answers[0].series is not None
    known = column_notes()
    notes = {"run_id": "key: the run", "day": "key: day, from 0", "brand": "key: the brand"}
    return notes | {name: known[name] for name in answers[0].series if name not in notes}


@contextmanager
def open_store(
    folder: Path, experiment: Experiment, *, resume: bool, again: bool = False
) -> Iterator[Store]:
    """Open the folder for this experiment, made if it is not there; one sweep at a time.

    A folder with a sweep in it is refused unless ``resume`` says to go on with it, and then
    unless it is of the same experiment and model.
    """
    begun = _check(folder, resume)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder / LOCK):
            if not begun:
                _clear(folder)
            store = Store(folder, experiment)
            try:
                _settle(store, begun)
                if again:
                    store.index.forget_failed()
                yield store
            finally:
                store.close()
    except Busy as error:
        raise _refused(
            folder, "another sweep is writing there", "wait, or another folder"
        ) from error


def _check(folder: Path, resume: bool) -> bool:
    """Return whether a sweep was begun there; raise InputError if it may not be touched."""
    try:
        found = {path.name for path in folder.iterdir()} if folder.exists() else set()
    except OSError as error:
        raise _refused(folder, f"cannot be used ({error.strerror})", "a folder") from error
    if found - set(OURS):
        raise _refused(folder, "holds something else", "a new or empty folder, or a sweep's own")
    if RUN_INDEX in found and not resume and is_begun(folder):
        raise _refused(
            folder, "holds a sweep already", "another folder, or --resume to go on with it"
        )
    return RUN_INDEX in found and is_begun(folder)


def is_begun(folder: Path) -> bool:
    """Tell whether the folder's run index says which experiment it is of."""
    try:
        with RunIndex(folder / RUN_INDEX) as index:
            return index.meta("experiment") is not None
    except OSError:
        return False


def check_begun(folder: Path, file: object, value: str | None = None) -> None:
    """Raise InputError if the folder holds no sweep; ``file`` and ``value`` say who named it."""
    if not (folder / RUN_INDEX).is_file() or not is_begun(folder):
        allowed = "a folder that goodwill sweep wrote"
        raise InputError("holds no sweep", file=file, value=value, allowed=allowed)


def _clear(folder: Path) -> None:
    """Remove what a sweep left that ended before it had begun."""
    for name in OURS:
        path = folder / name
        if name == LOCK:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _settle(store: Store, begun: bool) -> None:
    """Write down what is asked, or see that it is the same; drop what was never acknowledged."""
    asked = {"experiment": store.experiment.content_hash(), "sources": source_hash()}
    if not begun:
        write_experiment(store.experiment, store.folder)
        if store.experiment.strategies is not None:
            shutil.copyfile(store.experiment.strategies, store.folder / "strategies.py")
        store.index.set_meta(**asked, version="1")
        return
    for key, what in (("experiment", "another experiment"), ("sources", "another version")):
        if store.index.meta(key) != asked[key]:
            raise _refused(
                store.folder, f"holds results of {what}",
                "another folder (with --reuse, runs that are the same are taken over)",
            )  # fmt: skip
    for parts in (RUNS, SERIES):
        remove_strays(store.folder / parts, store.index.parts())


def unfinish(folder: Path) -> None:
    """Remove what only a complete sweep has: there is more to come."""
    for name in FINISHED:
        (folder / name).unlink(missing_ok=True)


def _refused(folder: Path, problem: str, allowed: str) -> InputError:
    return InputError(problem, file="--out", value=str(folder), allowed=allowed)
