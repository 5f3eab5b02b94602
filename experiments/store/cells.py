"""Cells of CSV files: no text in them becomes a formula in a spreadsheet."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Collection, Iterable
from typing import Any, TextIO

FORMULA = tuple("=+-@\t\r＝＋－＠")
"""How a text begins that a spreadsheet would work out rather than show."""


def write_rows(
    opened: TextIO,
    heads: Iterable[str],
    rows: Iterable[Iterable[Any]],
    number: Callable[[float], Any] = float,
    line_end: str = "\n",
) -> None:
    """Write a head and rows as CSV; ``number`` says how numbers with a fraction are written."""
    writer = csv.writer(opened, lineterminator=line_end)
    writer.writerow([cell(head) for head in heads])
    writer.writerows([cell(value, number) for value in row] for row in rows)


def cell(value: Any, number: Callable[[float], Any] = float) -> Any:
    """Return a cell as it is written: nothing for what is missing, text as text."""
    if isinstance(value, str):
        return f"'{value}" if _is_formula(value) else value
    if value is None or value != value:
        return ""
    return number(value) if isinstance(value, float) else value


def known(text: str, names: Collection[str]) -> str:
    """Return which of some names a cell that was read stands for; the text if for none."""
    bare = text.removeprefix("'")
    return bare if text not in names and bare in names and _is_formula(bare) else text


def in_digits(value: float, digits: int = 6) -> str:
    """Return a number with six digits, or so many; nothing where it is none."""
    return f"{value:.{digits}g}" if math.isfinite(value) else ""


def _is_formula(text: str) -> bool:
    return text.lstrip(" ").startswith(FORMULA)
