"""A person's page in the journal; only the watched have one that is read."""

from __future__ import annotations

from model.journal import note
from model.world import World


class Diary:
    """What happened to one person today."""

    def __init__(self, world: World, person: int) -> None:
        self.book = world.journal[int(world.slot[person])]
        self.kept = bool(self.book.watched)
        """Whether anybody reads it."""

    def note(self, brand: int, code: int, amount: float = 0.0, detail: int = 0) -> None:
        """Write down one entry, see ``model.journal`` for the codes."""
        if self.kept:
            note(self.book, brand, code, amount, detail)
