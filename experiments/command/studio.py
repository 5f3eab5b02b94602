"""Pictures of a run: people are placed while the days pass, and then two processes draw.

Both are started early, so as to be ready to draw by the time the days have passed.
"""

from __future__ import annotations

import sys
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from experiments.command import pictures
from experiments.command.apart import Helper, processors

if TYPE_CHECKING:
    from experiments.store.parquet import Table
    from model.network.graph import Graph

FIRST, REST = slice(0, 2), slice(2, None)
"""Pictures that the one process draws, and those that the other does: half of the work each."""
SEEN = ("person", "brand", "trust", "familiarity", "x", "y")
"""Columns of the table of people that pictures look at."""


class Studio:
    """Where people are placed and pictures drawn; with ``figures`` off, only the first."""

    def __init__(self, figures: bool) -> None:
        self.figures = figures
        alone = processors() < 2 or "matplotlib" in sys.modules
        self._helper = Helper() if figures and not alone else None
        self._second = Helper() if self._helper else None
        self._place: Future[Any] | None = None

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for helper in (self._helper, self._second):
            if helper:
                helper.close()

    def begin(self, graph: Graph, seed: int) -> None:
        """Begin to place people."""
        self._where = graph._asdict(), seed
        if self._helper:
            self._place = self._helper.ask("layout", *self._where)

    def place(self) -> tuple[Any, Any]:
        """Return where everybody stands in the picture, x and y; NaN for those not in it."""
        found = self._place.result() if self._place else None
        return found or pictures.layout(*self._where)

    def draw(
        self, folder: Path, series: Table, people: Table, graph: Graph, facts: Any
    ) -> list[Any]:
        """Draw all pictures of a run; return them in the order of the page."""
        seen = {name: people[name] for name in SEEN}
        tables = (folder, series, seen, graph._asdict(), facts)
        asked = [
            (part, helper.ask("draw", part, *tables) if helper else None)
            for part, helper in ((FIRST, self._helper), (REST, self._second))
        ]
        drawn = [(part, answer.result() if answer else None) for part, answer in asked]
        return [
            picture for part, found in drawn for picture in found or pictures.draw(part, *tables)
        ]
