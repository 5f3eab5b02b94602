"""Pictures of a run: people placed while the days pass, and two processes to draw."""

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

APART = ("trust_and_sales", "trust_graph")
"""Pictures that a second process draws, where there is a processor for it: half of the work."""
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
        self._where = tuple(graph), seed
        if self._helper:
            self._place = self._helper.ask("layout", *self._where)

    def place(self) -> tuple[Any, Any]:
        """Return where everybody stands in the picture, x and y; NaN for those not in it."""
        found = self._place.result() if self._place else None
        return found or pictures.layout(*self._where)

    def draw(
        self, folder: Path, series: Table, people: Table, graph: Graph, facts: Any
    ) -> list[Any]:
        """Draw all pictures of a run; return them in the order of the page.

        What the second process fails to draw is drawn here.
        """
        seen = {name: people[name] for name in SEEN}
        tables = (folder, series, seen, graph._asdict(), facts)
        asked = self._helper.ask("draw", APART, *tables) if self._helper else None
        drawn = pictures.draw([n for n in pictures.names() if not asked or n not in APART], *tables)
        drawn |= (asked.result() if asked else None) or {}
        drawn |= pictures.draw([n for n in pictures.names() if n not in drawn], *tables)
        return [drawn[name] for name in pictures.names()]
