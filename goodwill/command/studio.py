"""Pictures of a run: people are placed while the days pass, both in a second process.

That is ready to draw by the time the days have passed.
"""

from __future__ import annotations

import sys
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from goodwill.command import pictures
from goodwill.command.apart import Helper, processors

if TYPE_CHECKING:
    from experiments.store.parquet import Table
    from model.network.graph import Graph

SEEN = ("person", "brand", "trust", "familiarity", "x", "y")
"""Columns of the table of people that pictures look at."""


class Studio:
    """Where people are placed and pictures drawn; with ``figures`` off, only the first."""

    def __init__(self, figures: bool) -> None:
        self.figures = figures
        alone = processors() < 2 or "matplotlib" in sys.modules
        self._helper = Helper() if figures and not alone else None
        self._place: Future[Any] | None = None

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._helper:
            self._helper.close()

    def begin(self, graph: Graph, seed: int) -> None:
        """Begin to place people."""
        self._where = graph._asdict(), seed
        if self._helper:
            self._place = self._helper.ask("layout", *self._where)

    def place(self) -> tuple[Any, Any]:
        """Return where everybody stands in the picture, x and y; NaN for those not in it."""
        found = self._place.result() if self._place else None
        return found or pictures.layout(*self._where)

    def report(self, folder: Path, series: Table, people: Table, graph: Graph, *about: Any) -> None:
        """Draw all pictures of a run and write its page; ``about`` as ``pictures.report_run``."""
        seen = {name: people[name] for name in SEEN}
        job = (folder, series, seen, graph._asdict(), *about)
        way = "report_run_in_two" if sys.platform == "linux" else "report_run"
        if not (self._helper and self._helper.ask(way, *job).result()):
            pictures.report_run(*job)
