"""The ledger of watched people: every change of trust, with day, brand, cause and amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.entries import Cause, Happening
from model.standing import trust_levels

FIRST_HAPPENING = min(Happening)
CAUSES = {int(cause): cause.name.lower() for cause in Cause}
HAPPENINGS = {int(happening): happening.name.lower() for happening in Happening}
COLUMNS = ("day", "person", "brand", "code", "amount", "detail")
CHANGES = {
    "day": "key: day, counted from 0",
    "person": "key: the person's number",
    "brand": "key: the brand's name",
    "cause": "why trust changed",
    "amount": "by how much",
    "trust": "trust after the change",
}
"""Columns of the ledger, with their definitions."""


class Ledger:
    """What happened to the watched, day by day, as recorded by the engine."""

    def __init__(self, model: Any, watched: Sequence[int]) -> None:
        self._model = model
        self.watched = np.asarray(watched, np.int64)
        self._days: list[np.ndarray[Any, Any]] = []
        self._start = self._trust()
        self._last = self._start.copy()

    def _trust(self) -> Any:
        world, watched = self._model.world, self.watched
        suspicion = world.people.suspicion[watched]
        return trust_levels(world.pairs[watched], suspicion, self._model.rules)

    def open_day(self) -> None:
        """Record what was changed by hand since yesterday."""
        if not len(self.watched):
            return
        now = self._trust()
        changes = np.argwhere(now != self._last)
        if len(changes):
            day = self._model.day
            self._days.append(
                np.array(
                    [
                        (day, self.watched[k], b, Cause.BY_HAND, now[k, b] - self._last[k, b], 0)
                        for k, b in changes
                    ],
                    ENTRY,
                )
            )

    def close_day(self, day: int) -> None:
        """Take over what the engine recorded today and empty its books."""
        if not len(self.watched):
            return
        books = self._model.world.entries[: len(self.watched)]
        if (books.count > books.code.shape[1]).any():
            raise RuntimeError("a person's day had more entries than there is room for")
        here = np.arange(books.code.shape[1]) < books.count[:, None]
        rows = np.zeros(int(books.count.sum()), ENTRY)
        rows["day"] = day
        rows["person"] = np.repeat(self.watched, books.count)
        for name in ("brand", "code", "amount", "detail"):
            rows[name] = books[name][here]
        books.count[:] = 0
        self._days.append(rows[(rows["code"] >= FIRST_HAPPENING) | (rows["amount"] != 0.0)])
        self._last = self._trust()

    def entries(self) -> Any:
        """Return all that was recorded, one record an entry, in the order in which it happened."""
        return np.concatenate(self._days) if self._days else np.zeros(0, ENTRY)

    def changes(self) -> dict[str, Any]:
        """Return every change of trust: day, person, brand, cause, amount, trust after it."""
        rows = self.entries()
        rows = rows[rows["code"] < FIRST_HAPPENING]
        names = np.array([brand.name for brand in self._model.brands], dtype=object)
        return {
            "day": rows["day"].astype(np.int64),
            "person": rows["person"].astype(np.int64),
            "brand": names[rows["brand"]] if len(rows) else np.array([], object),
            "cause": np.array([CAUSES[int(code)] for code in rows["code"]], dtype=object),
            "amount": rows["amount"],
            "trust": self._running(rows),
        }

    def _running(self, rows: Any) -> Any:
        """Return trust after each change: where it began, and all changes so far."""
        level = {
            (int(person), b): self._start[k, b]
            for k, person in enumerate(self.watched)
            for b in range(self._start.shape[1])
        }
        after = np.empty(len(rows))
        for n, row in enumerate(rows):
            key = int(row["person"]), int(row["brand"])
            level[key] += row["amount"]
            after[n] = level[key]
        return after

    def events(self) -> dict[str, Any]:
        """Return everything else: day, person, brand, what happened, amount, detail."""
        rows = self.entries()
        rows = rows[rows["code"] >= FIRST_HAPPENING]
        names = np.array([brand.name for brand in self._model.brands], dtype=object)
        return {
            "day": rows["day"].astype(np.int64),
            "person": rows["person"].astype(np.int64),
            "brand": names[rows["brand"]] if len(rows) else np.array([], object),
            "event": np.array([HAPPENINGS[int(code)] for code in rows["code"]], dtype=object),
            "amount": rows["amount"],
            "detail": rows["detail"],
        }


ENTRY = np.dtype(
    [
        ("day", "i4"),
        ("person", "i8"),
        ("brand", "i4"),
        ("code", "i4"),
        ("amount", "f8"),
        ("detail", "i8"),
    ]
)
