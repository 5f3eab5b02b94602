"""Pictures of a run: people are placed while the days pass, pictures drawn two at a time.

Two processes are started early, and are ready to draw by the time the days have passed.
Whatever they fail to do is done in this one.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process, resource_tracker
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from experiments.store.folder import held_signals
from goodwill.command.matplotlib_settings import import_matplotlib

if TYPE_CHECKING:
    from experiments.store.parquet import Table
    from model.network.graph import Graph

SEEN = ("person", "brand", "trust", "familiarity", "x", "y")
"""Columns of the table of people that pictures look at."""
HALVES = 2


class RunPictures:
    """Where people are placed and pictures drawn; with ``figures`` off, only the first."""

    def __init__(self, figures: bool) -> None:
        self.figures = figures
        alone = (os.cpu_count() or 1) < HALVES or "matplotlib" in sys.modules
        before = set(active_children())
        self._pool = _start() if figures and not alone else None
        self._ours = set(active_children()) - before

    def __enter__(self) -> RunPictures:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes, whatever they are doing."""
        if self._pool:
            for process in self._ours:
                process.kill()
            self._pool.shutdown(cancel_futures=True)

    def begin(self, graph: Graph, seed: int) -> None:
        """Begin to place people."""
        self._where = graph._asdict(), seed
        self._place = self._asked(layout, *self._where)

    def place(self) -> tuple[Any, Any]:
        """Return where everybody stands in the picture, x and y; NaN for those not in it."""
        found: tuple[Any, Any] = self._place()
        return found

    def report(self, folder: Path, series: Table, people: Table, graph: Graph, *about: Any) -> None:
        """Draw all pictures of a run and write its page; ``about`` as ``write_page``."""
        facts, *page = about
        seen = {name: people[name] for name in SEEN}
        shown = (folder / "figures", series, seen, graph._asdict(), facts)
        halves = [self._asked(draw_half, half, *shown) for half in range(HALVES)]
        drawn = [half() for half in halves]
        pictures = [drawn[at % HALVES][at // HALVES] for at in range(sum(map(len, drawn)))]
        self._asked(write_page, folder, series, pictures, facts, *page)()

    def _asked(self, job: Callable[..., Any], *values: Any) -> Callable[[], Any]:
        """Begin a job; return what gives its answer, which is worked out here if need be."""
        try:
            future: Future[Any] | None = self._pool.submit(job, *values) if self._pool else None
        except BrokenProcessPool:
            future = None

        def answer() -> Any:
            try:
                return future.result() if future else job(*values)
            except BrokenProcessPool:
                return job(*values)

        return answer


def _start() -> ProcessPoolExecutor:
    """Start the processes; an interruption at the terminal is not their affair."""
    pool = ProcessPoolExecutor(HALVES, get_context("spawn"), _prepare)
    resource_tracker.ensure_running()  # it would let the thread that starts it hear again
    with held_signals():
        for _ in range(HALVES):
            pool.submit(os.getpid)
    return pool


def _prepare() -> None:
    """Load what drawing needs; say nothing; do not outlive the process that asks."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import_matplotlib()
    import viz.reports.run  # noqa: F401


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def layout(graph: Any, seed: int) -> tuple[Any, Any]:
    """Return where everybody stands in the picture, x and y; NaN for those not in it."""
    from viz.graphs.layout import positions

    return positions(graph, seed)


def draw_half(half: int, *shown: Any) -> list[Any]:
    """Draw every other picture of a run; ``shown`` as ``viz.reports.run.drawings``."""
    import_matplotlib()
    from viz.reports.run import drawings

    return [draw() for draw in drawings(*shown)[half::HALVES]]


def write_page(
    folder: Path, series: Table, pictures: Any, facts: Any, manifest: Any, definitions: Any
) -> None:
    """Write a run's page."""
    from viz.reports.about import about_output
    from viz.reports.run import report_drawn

    about = about_output(folder, manifest, definitions)
    report_drawn(folder, series, facts, about, pictures)
