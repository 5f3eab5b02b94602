"""Points out of a CSV file: a column for each factor, a row for each point."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.store.cells import known
from experiments.sweep.factors import Factor
from experiments.sweep.reading_parts import DocumentPart
from model.errors import InputError
from model.parameters.validation import nearest

LARGEST_FILE = 50_000_000
"""Bytes of a CSV of points."""
REPLICATE = "replicate"
"""The column that says in which one replicate a point is run, counted from 0."""
MOST_REPLICATES = 1_000_000


def read_points(
    part: DocumentPart, factors: tuple[Factor, ...], folder: Path
) -> tuple[tuple[Any, ...], tuple[int, ...]]:
    """Return the levels of each row by factor's name, and the replicate of each if it says so.

    Raises InputError.
    """
    given = part.get("file")
    if not isinstance(given, str):
        raise part.wrong("file", "a CSV file with a column for each factor", "missing")
    path = given if "\0" in given else os.path.join(folder, given)
    rows = _rows(path)
    by_name = {factor.name: factor for factor in factors}
    heads = [known(head.strip(), by_name) for head in rows[0]]
    for head in heads:
        if head not in by_name and head != REPLICATE:
            raise InputError(
                "no such factor", file=path, key=head, allowed=", ".join(by_name) or "none",
                nearest=nearest(head, by_name),
            )  # fmt: skip
    for factor in factors:
        if heads.count(factor.name) != 1:
            raise InputError("a factor needs one column", file=path, key=factor.name)
    numbered = [(n, row) for n, row in enumerate(rows[1:], 2) if row]
    levels = tuple(_point(row, n, heads, by_name, path) for n, row in numbered)
    if REPLICATE not in heads:
        return levels, ()
    at = heads.index(REPLICATE)
    return levels, tuple(_replicate(row[at].strip(), n, path) for n, row in numbered)


def _replicate(cell: str, line: int, path: str) -> int:
    if not cell.isdecimal() or len(cell) > 9 or int(cell) > MOST_REPLICATES:
        allowed = f"a whole number from 0 to {MOST_REPLICATES}"
        raise InputError(
            f"line {line}: no replicate", file=path, key=REPLICATE, value=cell, allowed=allowed
        )
    return int(cell)


def _rows(path: str) -> list[list[str]]:
    try:
        if os.path.getsize(path) > LARGEST_FILE:
            raise InputError("too large", file=path, allowed=f"at most {LARGEST_FILE} bytes")
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.reader(file))
    except (OSError, ValueError, csv.Error) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {problem}", file=path) from error
    if len(rows) < 2:
        raise InputError(
            "no points in it", file=path, allowed="a row of names, then rows of levels"
        )
    return rows


def _point(
    row: list[str], line: int, heads: list[str], by_name: Mapping[str, Factor], path: str
) -> dict[str, Any]:
    if len(row) != len(heads):
        raise InputError(f"cells in line {line}: {len(row)}", file=path, allowed=f"{len(heads)}")
    return {
        head: _level(cell.strip(), by_name[head], line, path)
        for head, cell in zip(heads, row, strict=True)
        if head != REPLICATE
    }


def _level(cell: str, factor: Factor, line: int, path: str) -> Any:
    span = factor.span
    if span is not None:
        try:
            value = float(cell)
        except ValueError:
            value = float("nan")
        if not span.low <= value <= span.high or (span.whole and not value.is_integer()):
            kind = "a whole number" if span.whole else "a number"
            allowed = f"{kind} from {span.low:g} to {span.high:g}"
            raise InputError(
                f"line {line}: out of range",
                file=path,
                key=factor.name,
                value=cell,
                allowed=allowed,
            )
        return int(value) if span.whole else value
    texts = {_text(level): level for level in factor.levels()}
    cell = known(cell, texts)
    if cell not in texts:
        raise InputError(
            f"line {line}: no such level", file=path, key=factor.name, value=cell,
            allowed=", ".join(texts), nearest=nearest(cell, texts),
        )  # fmt: skip
    return texts[cell]


def _text(level: Any) -> str:
    return str(level).lower() if isinstance(level, bool) else str(level)
