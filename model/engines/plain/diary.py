"""A person's pages in the journal; only the watched have some that are read."""

from __future__ import annotations

import numpy as np

from model.world import World


class Diary:
    """What happened to one person today, entry by entry; see ``model.journal`` for the codes."""

    def __init__(self, world: World, person: int) -> None:
        self.place = int(world.slot[person])
        journal = np.asarray(world.journal)
        self.kept = bool(journal["watched"][self.place])
        """Whether anybody reads it."""
        self.counts = journal["count"]
        self.columns = [journal[name][self.place] for name in ("brand", "code", "amount", "detail")]

    def note(self, brand: int, code: int, amount: float = 0.0, detail: int = 0) -> None:
        """Write down one entry, if there is room; count it in any case."""
        if not self.kept:
            return
        entry = int(self.counts[self.place])
        if entry < len(self.columns[0]):
            for column, value in zip(self.columns, (brand, code, amount, detail), strict=True):
                column[entry] = value
        self.counts[self.place] = entry + 1
