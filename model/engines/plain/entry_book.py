"""A person's entries of the day, for the ledger; only those of the watched are read."""

from __future__ import annotations

import numpy as np

from model.world import World


class EntryBook:
    """One record of ``World.entries``, quick to reach; see ``model.entries``."""

    def __init__(self, world: World, person: int) -> None:
        entries, self._place = np.asarray(world.entries), int(world.slot[person])
        self.watched = int(entries["watched"][self._place])
        self._counts = entries["count"]
        self.brand, self.code, self.amount, self.detail = (
            entries[name][self._place] for name in ("brand", "code", "amount", "detail")
        )

    @property
    def count(self) -> int:
        """Entries so far."""
        return int(self._counts[self._place])

    @count.setter
    def count(self, value: int) -> None:
        self._counts[self._place] = value
