"""Running a sweep: hand out blocks of runs, make safe what comes back, until all is there."""

from __future__ import annotations

import os
import pickle
import socket
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from experiments.run.pool import Answered, Pool, lost, pool
from experiments.run.processes import usual_workers
from experiments.run.stopped import Stopped
from experiments.store.parts import PartReader
from experiments.store.run_index import DONE, RowEntry
from experiments.sweep.block import Answer, Task, run_block
from experiments.sweep.cost import seconds_a_run
from experiments.sweep.design import points as points_of
from experiments.sweep.experiment import Experiment
from experiments.sweep.finishing import finish
from experiments.sweep.graphs import check_graphs
from experiments.sweep.identity import Runs, levels_text
from experiments.sweep.layout import RUNS
from experiments.sweep.planned import schedule_of
from experiments.sweep.results import Results
from experiments.sweep.reuse import Earlier
from experiments.sweep.schedule import PlannedRun
from experiments.sweep.store import Store, open_store, unfinish

BLOCK_SECONDS = 0.5
"""Work that is handed out at a time: so much that handing out costs little."""
FEW = 4
"""Runs from which one knows what the next will take."""
LONGEST_BLOCK = 200
"""Runs handed out at a time, at most."""
SAFE_SECONDS = 1.0
"""How long an answer may wait to be made safe, where the disk is quick."""
SAFE_SHARE = 10.0
"""The same, in times that making safe took last: a slow disk must not hold up the runs."""
TELL_SECONDS = 0.2
"""How often to tell of the days of a run in this process."""
SAFE_RUNS = 2000
"""How many answers may wait."""


@dataclass(frozen=True)
class Progress:
    """How far a sweep is."""

    rows: int
    """Rows that are finished."""
    expected: int
    """Rows that are planned so far."""
    failed: int
    computed: int
    """Runs computed by this call; the others were there already."""
    seconds: float
    """Since the first block was handed out."""
    day: int = 0
    """Days that have passed of a run in this process; 0 where runs are in others."""


def run_sweep(
    experiment: Experiment,
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    cluster: str | None = None,
    resume: bool = False,
    retry_failed: bool = False,
    reuse: Sequence[str | os.PathLike[str]] = (),
    sharing: Pool | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
    notice: Callable[[str], None] = warnings.warn,
    command: str = "experiments.sweep.run_sweep",
) -> Results:
    """Run an experiment into the folder ``out``; return its results.

    ``workers`` processes of this machine (one a processor, if not given), the Dask
    ``cluster`` at an address, or the pool that several sweeps are ``sharing`` compute the runs.
    A sweep of a few seconds is computed in this process. With ``resume`` a sweep that is there
    already goes on; with ``retry_failed`` its failed runs are tried again; finished runs of the
    folders ``reuse`` are taken over. ``progress`` is called some times a second, and
    ``stop`` asked whether to end early; ``notice`` is told what was found damaged. The tables
    are the same whatever the number of workers and however often the sweep was interrupted.
    Raises ``InputError``, ``OSError`` where the disk does not take the results, and ``Stopped``.

    A script that calls this needs ``if __name__ == "__main__":``, as all that start processes.
    """
    check_graphs(experiment)
    folder, started = Path(os.path.abspath(out)), datetime.now(UTC)
    earlier = [Earlier(Path(other), experiment) for other in reuse]
    with (
        _pool(sharing, workers, cluster, experiment) as by,  # first: a cluster may not answer
        open_store(folder, experiment, resume=resume, again=retry_failed, notice=notice) as store,
    ):
        SweepRun(experiment, store, earlier, progress, stop).run(by)
        finish(store, command, started)
    return Results(folder, trust=experiment.strategies is not None)


def _pool(
    sharing: Pool | None, workers: int | None, cluster: str | None, experiment: Experiment
) -> AbstractContextManager[Pool]:
    if sharing is not None:
        return nullcontext(sharing)
    return pool(workers or usual_workers(), cluster, small=may_run_here(experiment))


def may_run_here(experiment: Experiment) -> bool:
    """Tell whether runs are short and safe: what a user's strategies or graphs do is not known."""
    unknown = experiment.strategies or experiment.graph or experiment.has_graph_factor
    return not unknown and seconds_a_run(experiment) < BLOCK_SECONDS


class SweepRun:
    """One sweep in the making."""

    def __init__(
        self,
        experiment: Experiment,
        store: Store,
        earlier: Sequence[Earlier],
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self._store, self._earlier, self._progress, self._stop = store, earlier, progress, stop
        points = points_of(experiment)
        self._runs = Runs(experiment, points)
        self._context = pickle.dumps(self._runs.context)
        self._limits = experiment.limits
        rule = experiment.replication
        self._has_rule = rule.is_rule
        self._rule_place = experiment.outcome_names.index(rule.outcome) if rule.is_rule else 0
        self._schedule = schedule_of(experiment, len(points))
        self._reader = PartReader(store.folder / RUNS, experiment.outcome_names)
        self._wanted: dict[str, list[PlannedRun]] = {}
        """Rows by the run they wait for."""
        self._tries: dict[str, int] = {}
        self._safe_later: dict[str, Answer] = {}
        self._rows: list[RowEntry] = []
        self._flushed = time.monotonic()
        self._seconds_a_run: float | None = None
        self._done = self._failed = self._computed = self._failed_now = 0
        self._planned = 0
        self._begun = self._told = self._flushed
        self._flushing = 0.0
        self._first_guess = seconds_a_run(experiment)
        self._latest: deque[float] = deque(maxlen=2 * FEW)
        store.index.add_points((n, levels_text(levels)) for n, levels in enumerate(points))

    def run(self, by: Pool) -> None:
        """Compute everything that is not there yet."""
        first = self._next_tasks(1)
        if not first:
            self._flush()
            return
        unfinish(self._store.folder)
        self._begun = time.monotonic()
        by.begin()
        try:
            self._work(by, first)
        except OSError:  # the disk is full: it takes no more
            raise
        except BaseException:  # whatever else ends it, what has come in is kept
            self._flush()
            raise
        finally:
            by.forget()
        self._flush()

    def _work(self, by: Pool, tasks: list[Task]) -> None:
        self._hand_out(by, tasks)
        while True:
            by.expect(self._seconds_left())
            while by.room > 0 and (block := self._next_tasks(self._block_size(by))):
                self._hand_out(by, block)
            self._report()
            if not len(by):
                return
            answered = by.next()
            if answered is not None:
                for block in self._take(answered):
                    self._hand_out(by, block)
            self._flush_if_due()

    def _hand_out(self, by: Pool, block: list[Task]) -> None:
        here = {"threads": by.threads, "each_day": self._a_day}
        by.submit(block, run_block, self._context, block, here=here)

    def _a_day(self, day: int) -> None:
        """Tell of a day of a run in this process, now and then, and end if that is asked for."""
        if time.monotonic() - self._told > TELL_SECONDS:
            self._report(day)
            self._end_if_asked()

    def _seconds_left(self) -> float:
        """Return how much computing is left, roughly."""
        left = self._schedule.expected_rows() - self._done
        known = len(self._latest) >= FEW  # the first may have had to compile
        return left * (median(self._latest) if known else self._first_guess)

    def _block_size(self, by: Pool) -> int:
        if self._seconds_a_run is None or by.is_here:
            return 1
        usual = min(int(BLOCK_SECONDS / self._seconds_a_run), LONGEST_BLOCK)
        left = self._schedule.expected_rows() - self._planned
        return max(1, min(usual, left // (2 * by.capacity)))  # small at the end: nobody waits

    def _next_tasks(self, most: int) -> list[Task]:
        """Return runs to be computed, rows that are there already left out."""
        tasks: list[Task] = []
        while len(tasks) < most and (row := self._schedule.next_row()) is not None:
            self._planned += 1
            entry = self._runs.entry(row)
            self._rows.append(entry)
            if len(self._rows) >= SAFE_RUNS:
                self._flush()
            if entry.run_id in self._wanted:
                self._wanted[entry.run_id].append(row)
                continue
            value = self._known(entry.run_id)
            if value is not None:
                self._finished(row, value)
                continue
            self._wanted[entry.run_id] = [row]
            tasks.append(self._runs.task(entry))
        return tasks

    def _known(self, run_id: str) -> float | None:
        """Return the rule's value of a run that need not be computed, else None."""
        if run_id in self._safe_later:
            return self._value(self._safe_later[run_id])
        entry = self._store.index.run(run_id)
        if entry is not None:
            if entry.status != DONE or entry.part is None:
                self._failed += 1
                return float("nan")
            if not self._has_rule:
                return 0.0
            return self._reader.get(entry.part, run_id)[self._rule_place]
        for source in self._earlier:
            answer = source.answer(run_id)
            if answer is not None:
                self._tries[run_id] = 1
                self._safe_later[run_id] = answer
                return self._value(answer)
        return None

    def _value(self, answer: Answer) -> float:
        return answer.outcomes[self._rule_place] if answer.error is None else float("nan")

    def _finished(self, row: PlannedRun, value: float) -> None:
        self._done += 1
        self._schedule.finished(row, value)

    def _take(self, answered: Answered) -> Iterator[list[Task]]:
        """Take in what came back; yield what has to be tried again."""
        block: list[Task] = answered.work
        for task in block:
            self._tries[task.run_id] = self._tries.get(task.run_id, 0) + 1
        if answered.error is None:
            for answer in answered.value:
                self._answer(answer)
            return
        if isinstance(answered.error, Stopped):
            raise answered.error
        if not answered.killed:
            raise lost(answered.error)
        if len(block) > 1:
            yield from ([task] for task in block)
            return
        self._answer(_lost(block[0], "the worker died of it, on three tries"))

    def _answer(self, answer: Answer) -> None:
        self._computed += 1
        if answer.error is not None:
            self._failed += 1
            self._failed_now += 1
        else:
            before = self._seconds_a_run or answer.seconds
            self._seconds_a_run = 0.9 * before + 0.1 * answer.seconds
            self._latest.append(answer.seconds)
        self._safe_later[answer.run_id] = answer
        for row in self._wanted.pop(answer.run_id):
            self._finished(row, self._value(answer))
        most = self._limits.failures
        if most is not None and self._failed_now >= most:
            self._flush()
            raise Stopped(_failures(self._failed_now, answer.error), answer.by_user)

    def _flush_if_due(self) -> None:
        patience = max(SAFE_SECONDS, SAFE_SHARE * self._flushing)
        late = time.monotonic() - self._flushed > patience
        if (late and self._safe_later) or len(self._safe_later) >= SAFE_RUNS:
            self._flush()
        self._end_if_asked()

    def _end_if_asked(self) -> None:
        if self._stop():
            self._flush()
            raise Stopped("it was asked to")

    def _flush(self) -> None:
        """Make safe what waits."""
        begun = time.monotonic()
        answers = [(a, self._tries.pop(a.run_id, 1)) for a in self._safe_later.values()]
        if answers or self._rows:
            self._store.add(answers, self._rows)
        self._safe_later, self._rows, self._flushed = {}, [], time.monotonic()
        self._flushing = self._flushed - begun

    def _report(self, day: int = 0) -> None:
        self._told = time.monotonic()
        spent = time.monotonic() - self._begun
        expected = self._schedule.expected_rows()
        self._progress(Progress(self._done, expected, self._failed, self._computed, spent, day))


def _failures(count: int, error: str | None) -> str:
    return f"a run failed: {error}" if count == 1 else f"{count:,} runs failed, the last: {error}"


def _lost(task: Task, error: str) -> Answer:
    now = time.time()
    return Answer(task.run_id, error, (), None, now, now, 0.0, "", socket.gethostname())
