"""Data sets as people have them: named columns of a text table, each cell checked.

Separator, encoding, titles before the header and the mark of decimals are found out and said;
a cell that is not allowed is named with its line, column and value.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import numpy as np
import numpy.typing as npt

from model.errors import InputError
from model.parameters.validation import nearest
from model.tabular.encoding import as_utf8
from model.tabular.foreign import HEAD, refuse_foreign
from model.tabular.guesses import guessed, left_out
from model.tabular.names import plain_name
from model.tabular.quotes import SAID, doubled, is_backslashed
from model.tabular.rows import BadRow, Row, TextLines, rows_of
from model.tabular.separators import SEEN, Separation, separation_of
from model.tabular.unpacking import first_bytes, plain_bytes

ALLOWED = "a table as text: CSV with a header, UTF-8, gzipped or not"
EMPTY = ("", "na", "n/a", "nan", "null", "none", "<na>")
"""What stands for nothing in a cell; in small letters."""
PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
COMMA = re.compile(r"[+-]?\d+,\d+")
HEADER_WITHIN = 20
"""Rows at the head among which the header is looked for."""


class Column(NamedTuple):
    """What one column may hold."""

    name: str
    allowed: str
    """In words, such as ``a whole number from 0``."""
    words: tuple[str, ...] = ()
    """If it holds words, which."""
    least: float = -np.inf
    most: float = np.inf
    whole: bool = False
    optional: bool = False
    """Whether a cell may be empty; NaN then."""
    also: tuple[str, ...] = ()
    """Other likely names, as ``plain_name`` gives them."""


class Records(NamedTuple):
    """A data set that was read."""

    columns: dict[str, npt.NDArray[Any]]
    names: tuple[str, ...]
    """All columns of the file."""
    notices: tuple[str, ...]
    path: Path
    cells: dict[str, list[tuple[int, str]]]
    """Line and text of each cell, as they stand in the file."""

    def refuse(self, name: str, row: int, problem: str, allowed: str) -> NoReturn:
        """Raise an InputError that names line, column and value of a cell; rows count from 0."""
        raise _wrong_cell(self.path, name, self.cells[name][row], problem, allowed)


def read_records(path: Path, wanted: Sequence[Column], fewest: int = 1) -> Records:
    """Return the wanted columns; a name that ends in … stands for all that begin so.

    Raises InputError where the file, a column or a cell is not as it should be, or there are
    fewer rows than ``fewest``.
    """
    first_bytes(path, ALLOWED)
    with plain_bytes(path) as plain:
        with plain.open("rb") as file:
            head = file.read(HEAD)
        refuse_foreign(path, plain, head, links=False)
        with as_utf8(path, plain, head) as text:
            lines = text.path.read_text("utf-8-sig").splitlines(keepends=True)
            notices = list(text.notices)
    if is_backslashed(lines):
        notices.append(SAID)
        lines = [doubled(line) for line in lines]
    split = separation_of(lines[: 2 * SEEN], cut=len(lines) > 2 * SEEN)
    rows = _rows(path, lines, split, notices)
    at = _header(rows, wanted)
    if not rows:
        raise InputError("holds no rows", file=path, allowed=ALLOWED)
    names = [name or f"column {place + 1}" for place, name in enumerate(rows[at].cells)]
    chosen = _chosen(path, names, wanted)
    below = rows[at + 1 :]
    data = [row for row in below if any(row.cells)]
    places = {name: place for name, (place, _) in chosen.items()}
    notices += [*guessed(split, at, names, places), *left_out(names, places, below, data)]
    _check_even(path, data, len(names))
    cells = {name: _cells(data, place) for name, (place, _) in chosen.items()}
    columns = {
        name: _checked(path, name, column, cells[name], notices)
        for name, (_, column) in chosen.items()
    }
    if len(data) < fewest:
        problem = f"rows below the header: {len(data)}" if data else "holds no rows"
        raise InputError(problem, file=path, allowed=f"at least {fewest}")
    told = tuple(f"{path}: {notice}" for notice in notices)
    return Records(columns, tuple(names), told, path, cells)


def _rows(
    path: Path, lines: Sequence[str], split: Separation | None, notices: list[str]
) -> list[Row]:
    if split is None:
        return []
    told = TextLines(lines, split.separator)
    try:
        rows = list(rows_of(told, split.separator, split.quote))
        if told.comments:
            notices.append(f"lines of comments not read: {told.comments:,}")
        return rows
    except BadRow as bad:
        raise InputError(bad.problem, file=path, key=f"line {bad.line}", allowed=ALLOWED) from bad


def _header(rows: Sequence[Row], wanted: Sequence[Column]) -> int:
    """Return which of the first rows names most of the wanted columns."""
    found = [len(_places(row.cells, wanted)) for row in rows[:HEADER_WITHIN]]
    most = max(found, default=0)
    return found.index(most) if most else 0


def _places(names: Sequence[str], wanted: Sequence[Column]) -> dict[str, int]:
    """Return where the wanted columns stand, by the name they are wanted under."""
    plain = [plain_name(name) for name in names]
    found = {}
    for column in wanted:
        for likely in (plain_name(column.name), *column.also):
            if likely in plain:
                found[column.name] = plain.index(likely)
                break
    return found


def _chosen(
    path: Path, names: list[str], wanted: Sequence[Column]
) -> dict[str, tuple[int, Column]]:
    places = _places(names, wanted)
    chosen: dict[str, tuple[int, Column]] = {}
    for column in wanted:
        if column.name.endswith("…"):
            begin = column.name[:-1]
            chosen |= {
                name: (at, column) for at, name in enumerate(names) if name.startswith(begin)
            }
        elif column.name not in places:
            near = nearest(column.name, names)
            raise InputError(
                "this column is missing", file=path, key=column.name, nearest=near,
                allowed=f"a header with {', '.join(one.name for one in wanted)}",
            )  # fmt: skip
        else:
            chosen[column.name] = (places[column.name], column)
    return chosen


def _check_even(path: Path, rows: Sequence[Row], columns: int) -> None:
    """Raise InputError at a row with more cells than the header has."""
    for row in rows:
        if len(row.cells) > columns and any(row.cells[columns:]):
            raise InputError(
                f"cells: {len(row.cells)}, where the header has {columns}", file=path,
                key=f"line {row.line}", allowed="as many cells in every row",
            )  # fmt: skip


def _cells(rows: Sequence[Row], at: int) -> list[tuple[int, str]]:
    """Return line and text of each cell of a column."""
    return [(row.line, row.cells[at] if at < len(row.cells) else "") for row in rows]


def _checked(
    path: Path, name: str, column: Column, cells: list[tuple[int, str]], notices: list[str]
) -> npt.NDArray[Any]:
    if column.words:
        wrong = [cell for cell in cells if cell[1] not in column.words]
        if wrong:
            _complain(path, name, column, wrong)
        return np.array([text for _, text in cells], dtype=object)
    texts = [text for _, text in cells]
    if any(map(COMMA.fullmatch, texts)) and not any("." in text for text in texts):
        notices.append(f"{name}: the comma is taken as the mark of decimals")
        texts = [text.replace(",", ".") for text in texts]
    wrong = [cell for cell, text in zip(cells, texts, strict=True) if not _right(text, column)]
    if wrong:
        _complain(path, name, column, wrong)
    return _numbers(texts)


def _right(text: str, column: Column) -> bool:
    if text.lower() in EMPTY:
        return column.optional
    if not PLAIN.fullmatch(text):
        return False
    value = float(text)
    if not np.isfinite(value) or not column.least <= value <= column.most:
        return False
    return not column.whole or value == int(value)


def _numbers(texts: list[str]) -> npt.NDArray[np.float64]:
    """Return numbers, NaN for nothing, exactly as pandas reads them from a file."""
    import pandas as pd

    if not texts:
        return np.zeros(0)
    told = "\n".join("nan" if text.lower() in EMPTY else text for text in texts)
    table = pd.read_csv(io.StringIO(f"x\n{told}\n"), dtype=float, skip_blank_lines=False)
    return np.asarray(table["x"], float)


def _complain(path: Path, name: str, column: Column, wrong: Sequence[tuple[int, str]]) -> NoReturn:
    more = f" (so are {len(wrong) - 1:,} more in this column)" if len(wrong) > 1 else ""
    near = nearest(wrong[0][1].lower(), column.words) if column.words else None
    raise _wrong_cell(path, name, wrong[0], f"not allowed here{more}", column.allowed, near)


def _wrong_cell(
    path: Path, name: str, cell: tuple[int, str], problem: str, allowed: str,
    near: str | None = None,
) -> InputError:  # fmt: skip
    line, text = cell
    return InputError(
        problem, file=path, key=f"line {line}, column {name}", value=text, allowed=allowed,
        nearest=near,
    )  # fmt: skip
