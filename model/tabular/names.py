"""Names of columns as people write them, made alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NUMBER = re.compile(r"[+-]?(\d+[.,]?\d*|[.,]\d+)([eE][+-]?\d+)?")


WORDS_FOR_NOTHING = (
    "nan", "null", "none", "na", "n/a", "<na>", "nil", "#n/a", "(null)", "\\n", "-", "?", ".", "",
)  # fmt: skip
"""What stands for a missing value; in small letters."""


def plain_name(name: str) -> str:
    """Return a column's name in small letters, its words joined: ``Source Id`` as source_id."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[^\w]+", "_", words.lower()).strip("_")


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number, with a point or a comma for decimals."""
    return bool(NUMBER.fullmatch(cell))


def all_numbers(cells: Iterable[str]) -> bool:
    """Tell whether all filled cells are numbers, and there is one."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(is_number(cell) for cell in filled)


def column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """Return the cells of one column; empty where a row is short."""
    return [row[at] if at < len(row) else "" for row in rows]
