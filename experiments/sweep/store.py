"""The folder of a sweep: experiment, run index, parts of tables; final tables at the end."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from experiments.store.parts import add_part, new_name, part_names, put_aside, remove_unfinished
from experiments.store.run_index import DONE, FAILED, RowEntry, RunEntry, RunIndex
from experiments.sweep.block import Answer
from experiments.sweep.experiment import Experiment
from experiments.sweep.layout import (
    EXPERIMENT,
    FINAL,
    FINISHED,
    INDEX_FILES,
    LOCK,
    OURS,
    OWN_STRATEGIES,
    RUN_INDEX,
    RUNS,
    SERIES,
    SOURCES,
    TABLE,
)
from experiments.sweep.salvage import (
    NUMBERS,
    TEXTS,
    Salvage,
    owners_of,
    rebuild,
    runs_of,
    salvage,
    sound_index,
)
from experiments.sweep.tables import BOOKKEEPING
from experiments.sweep.writing import FILE as EXPERIMENT_FILE
from experiments.sweep.writing import write_experiment
from model.compilation import source_hash
from model.errors import InputError
from model.locks import Busy, only_one


class Store:
    """An open folder of results, to be added to."""

    def __init__(self, folder: Path, experiment: Experiment) -> None:
        self.folder, self.experiment = folder, experiment
        self.index = RunIndex(folder / RUN_INDEX)
        self._notes = {
            "run_id": "key: hash of all that decides the run",
            **{measure.name: measure.about() for measure in experiment.measures},
            **BOOKKEEPING,
        }
        self.facts = {EXPERIMENT: experiment.content_hash(), SOURCES: source_hash()}
        """What the tables of the folder carry."""

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def add(self, answers: Sequence[tuple[Answer, int]], rows: Sequence[RowEntry] = ()) -> None:
        """Make answers (and how often each was tried) safe, then acknowledge them."""
        done = [answer for answer, _ in answers if answer.error is None]
        part = new_name()
        kept = [answer for answer in done if answer.series is not None]
        if kept:
            facts = {TABLE: SERIES, **self.facts}
            add_part(self.folder / SERIES, part, _series_table(kept), _series_notes(kept), facts)
        entries = [_entry(answer, part, tries) for answer, tries in answers]
        if done:
            table, facts = self._table(done, entries), {TABLE: RUNS, **self.facts}
            add_part(self.folder / RUNS, part, table, self._notes, facts)
        self.index.acknowledge(entries, rows)

    def _table(self, answers: Sequence[Answer], entries: Sequence[RunEntry]) -> dict[str, Any]:
        """Return outcomes and bookkeeping: an index that is lost is rebuilt from them."""
        values = np.array([answer.outcomes for answer in answers], dtype=float)
        names, done = self.experiment.outcome_names, [e for e in entries if e.status == DONE]
        return {
            "run_id": _texts([entry.run_id for entry in done]),
            **{name: values[:, at].copy() for at, name in enumerate(names)},
            "attempts": np.array([entry.attempts for entry in done], dtype=np.int64),
            **{name: np.array([getattr(entry, name) for entry in done], dtype=float)
               for name in NUMBERS[1:]},
            **{name: _texts([getattr(entry, name) for entry in done]) for name in TEXTS},
        }  # fmt: skip


def _texts(values: Sequence[str]) -> Any:
    return np.array(values, dtype=object)


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
    folder: Path,
    experiment: Experiment,
    *,
    resume: bool,
    again: bool = False,
    notice: Callable[[str], None] = warnings.warn,
) -> Iterator[Store]:
    """Open the folder for this experiment, made if it is not there; one sweep at a time.

    A folder in which anything of a sweep stands is refused unless ``resume`` says to go on with
    it, and then unless it is of the same experiment and model. Whatever is damaged is told to
    ``notice``; runs that are whole are kept, whatever became of the index.
    """
    begun = _check(folder, resume)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder / LOCK):
            store = _resumed(folder, experiment, notice) if begun else _begun(folder, experiment)
            try:
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
    allowed = "a new or empty folder, or a sweep's own"
    if found - set(OURS):
        raise _refused(folder, "holds something else", allowed)
    if found <= {LOCK}:
        return False
    if not found & {RUN_INDEX, RUNS, SERIES, FINAL}:
        raise _refused(folder, "holds something else", allowed)
    for name in sorted(found & {*INDEX_FILES, RUNS, SERIES}):
        ought = name in (RUNS, SERIES)
        if (folder / name).is_dir() != ought:
            what = "a folder" if ought else "a file"
            raise _refused(folder, f"{name} in it is not {what}", "move that away, and go on")
    if not resume:
        raise _refused(
            folder, "holds a sweep already", "another folder, or --resume to go on with it"
        )
    return True


def _begun(folder: Path, experiment: Experiment) -> Store:
    """Return a new folder's store, with what is asked written down."""
    store = Store(folder, experiment)
    try:
        _describe(store)
    except BaseException:
        store.close()
        raise
    return store


def _describe(store: Store) -> None:
    """Write down what is asked, then that it is."""
    write_experiment(store.experiment, store.folder)
    own = store.experiment.strategies
    if own is not None and not _same_file(own, store.folder / OWN_STRATEGIES):
        shutil.copyfile(own, store.folder / OWN_STRATEGIES)
    store.index.set_meta(**store.facts, version="1")


def _same_file(one: str, other: Path) -> bool:
    return other.exists() and other.samefile(one)


def _resumed(folder: Path, experiment: Experiment, notice: Callable[[str], None]) -> Store:
    """Return the store of a folder with a sweep in it, in which all that is whole is known."""
    runs, index = runs_of(experiment), sound_index(folder / RUN_INDEX)
    before = [] if index is None else list(index.runs())
    named = {run.part for run in before if run.part is not None}
    owner = None if index is None else (index.meta(EXPERIMENT), index.meta(SOURCES))
    if index is not None:
        index.close()
    found = salvage(folder, runs, named)
    _check_owner(folder, experiment, {owner} if owner is not None else owners_of(folder, found))
    _say(found, folder, index is None, notice)
    if index is None:
        for name in INDEX_FILES:
            (folder / name).unlink(missing_ok=True)
    for name in found.damaged:
        put_aside((folder / name).parent, Path(name).name)
    for parts in (RUNS, SERIES):
        remove_unfinished(folder / parts)
    store = Store(folder, experiment)
    try:
        rebuild(store.index, runs, found, before)
        _describe(store)
    except BaseException:
        store.close()
        raise
    return store


def _check_owner(folder: Path, experiment: Experiment, owners: set[Any]) -> None:
    """Raise InputError if what stands there is of another experiment, or other sources."""
    asked, sources = experiment.content_hash(), source_hash()
    if not owners or (asked, sources) in owners:
        return
    same = any(experiment_hash == asked for experiment_hash, _ in owners)
    what = "another version" if same else "another experiment"
    raise _refused(
        folder, f"holds results of {what}",
        "another folder (with --reuse, runs that are the same are taken over)",
    )  # fmt: skip


def _say(found: Salvage, folder: Path, without_index: bool, notice: Callable[[str], None]) -> None:
    """Tell of all that is not as it was left."""
    if without_index:
        notice(
            f"{folder / RUN_INDEX} is missing or damaged; it was made anew from the parts, with"
            f" {len(found.runs):,} finished runs"
        )
    for name in found.damaged:
        notice(f"{folder / name} is missing or damaged; its runs are done again")
    for name in found.foreign:
        notice(
            f"{folder / name} is of another experiment or version; it is left alone and not used"
        )


def holds_sweep(folder: Path) -> bool:
    """Tell whether a sweep was begun in a folder: by its run index, or by its parts."""
    index = sound_index(folder / RUN_INDEX)
    if index is not None:
        index.close()
        return True
    has_runs = bool(part_names(folder / RUNS)) or (folder / FINAL).is_file()
    return has_runs and (folder / EXPERIMENT_FILE).is_file()


def check_begun(folder: Path, file: object, value: str | None = None) -> None:
    """Raise InputError if the folder holds no sweep; ``file`` and ``value`` say who named it."""
    if not holds_sweep(folder):
        allowed = "a folder that goodwill sweep wrote"
        raise InputError("holds no sweep", file=file, value=value, allowed=allowed)


def unfinish(folder: Path) -> None:
    """Remove what only a complete sweep has: there is more to come."""
    for name in FINISHED:
        (folder / name).unlink(missing_ok=True)


def _refused(folder: Path, problem: str, allowed: str) -> InputError:
    return InputError(problem, file="--out", value=str(folder), allowed=allowed)
