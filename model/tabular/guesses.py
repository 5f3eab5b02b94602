"""What was guessed about a table, and what of it was left out, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.tabular.rows import Row
from model.tabular.separators import NAMES, Separation

SHOWN = 5
"""Columns that are named before the rest are counted."""


def guessed(
    split: Separation | None, titles: int, names: Sequence[str], places: Mapping[str, int]
) -> list[str]:
    """Return what was guessed: the separator, the header, and which column is which.

    ``places`` says which of ``names`` is read, by the name it is read as.
    """
    found = []
    if split and split.separator != ",":
        found.append(f"columns are separated by {NAMES[split.separator]}s")
    if split and split.ties:
        others = " and ".join(NAMES[mark] for mark in split.ties)
        found.append(f"{NAMES[split.separator]} is taken as the separator; {others} would do too")
    if titles:
        found.append(f"rows before the header not read: {titles}")
    for name, at in places.items():
        if names.count(names[at]) > 1:
            found.append(f"of the columns called {names[at]} the first is read as {name}")
        elif names[at] != name:
            found.append(f"{names[at]} is read as {name}")
    return found


def left_out(
    names: Sequence[str], places: Mapping[str, int], below: Sequence[Row], data: Sequence[Row]
) -> list[str]:
    """Return what is not read of the rows ``below`` the header, of which ``data`` are kept."""
    early = sum(len(row.cells) < len(names) for row in data)
    counts = {
        "empty rows not read": len(below) - len(data),
        "rows that end early, their last cells taken as empty": early,
    }
    found = [f"{what}: {count:,}" for what, count in counts.items() if count]
    unread = [name for at, name in enumerate(names) if at not in places.values()]
    more = f" and {len(unread) - SHOWN:,} more" if len(unread) > SHOWN else ""
    if unread:
        found.append(f"columns not read: {', '.join(unread[:SHOWN])}{more}")
    return found
