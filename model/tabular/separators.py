"""What separates the columns of a text: the mark that splits all rows alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from model.tabular.rows import ARROW, BLANKS, BadRow, Row, TextLines, rows_of

MARKS = ("\t", ";", "|", ",", ARROW, BLANKS)
"""What may stand between columns, the first that splits all rows alike."""
NAMES = {"\t": "tab", ";": "semicolon", "|": "bar", ",": "comma", ARROW: "arrow", BLANKS: "blank"}
SEEN = 1000
"""Rows at the head of a file that are looked at."""
TITLES = 5
"""Rows before the table that may hold a title or nothing."""
UNSPLIT = "\0"
"""Stands for a row that cannot be split, which is unlike all others."""
WEAK_COMMA = re.compile(r",(?=[ \t])|(?<=\d),(?=\d)")
"""A comma that separates nothing where another mark does: before a blank, or between digits."""


class Separation(NamedTuple):
    """How the rows of a text are split."""

    separator: str
    quote: str
    columns: int
    """How many cells the rows have."""
    ties: tuple[str, ...]
    """Other marks that split all rows alike."""


def separation_of(lines: Sequence[str], cut: bool = False) -> Separation | None:
    """Return how rows are split; None without rows. ``cut``: more lines follow."""
    quote = quote_of(lines)
    alike: dict[str, int] = {}
    most: tuple[int, str, int] = (0, "", 1)
    for mark in MARKS:
        rows = head_rows(lines, mark, quote, cut)
        columns, share = _usual(rows)
        if not rows:
            continue
        if columns > 1 and share == len(rows) and _counts(mark, lines, quote, cut, alike, rows):
            alike[mark] = columns
        if columns > 1 and share > most[0]:
            most = (share, mark, columns)
    if alike:
        first, *others = alike
        return Separation(first, quote, alike[first], tuple(_proper(first, others)))
    if not head_rows(lines, BLANKS, quote, cut):
        return None
    return Separation(most[1] or BLANKS, quote, most[2], ())


def quote_of(lines: Sequence[str]) -> str:
    """Return what quotes cells: single quotes if they stand about cells, and double ones do not."""
    text = "".join(lines[:50])
    single = re.search(r"^'[^'\n]*'[\s,;|]+'[^'\n]*'\s*$", text, re.MULTILINE)
    return "'" if single and '"' not in text else '"'


def head_rows(lines: Sequence[str], mark: str, quote: str, cut: bool) -> list[Row]:
    """Return the first rows with something in them, as far as they can be split by a mark."""
    found = []
    try:
        for row in islice(rows_of(TextLines(lines, mark), mark, quote), SEEN):
            found.append(row)
    except BadRow as bad:
        found.append(Row(bad.line, [UNSPLIT]))
    if cut and len(found) > 1:
        found.pop()  # its end was not seen
    return [row for row in found if any(row.cells)]


def _usual(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many columns most rows have, and how many rows that holds for.

    Titles before the table count as alike, and so does a header that is one shorter.
    """
    if not rows:
        return 0, 0
    counted = Counter(len(row.cells) for row in rows)
    columns = counted.most_common(1)[0][0]
    start = first_of_table(rows, columns)
    share = start + sum(len(row.cells) == columns for row in rows[start:])
    if start < len(rows) and len(rows[start].cells) == columns - 1 > 1:
        share += 1
    filled = {at for row in rows[start:] for at, cell in enumerate(row.cells) if cell}
    return (columns if len(filled) > 1 else 1), share


def first_of_table(rows: Sequence[Row], columns: int) -> int:
    """Return how many rows at the head are titles: one cell with words where rows have more."""
    count = 0
    while count < min(TITLES, len(rows) - 1) and columns > 1:
        filled = [cell for cell in rows[count].cells if cell]
        if len(filled) != 1 or filled != rows[count].cells[:1] or _is_number(filled[0]):
            break
        count += 1
    return count


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[\d.,]+([eE][+-]?\d+)?", cell))


def _counts(
    mark: str, lines: Sequence[str], quote: str, cut: bool, alike: dict[str, int], rows: list[Row]
) -> bool:
    """Tell whether a mark that splits all rows alike is a separator beside the others."""
    if mark == ARROW:
        return "," not in alike
    if mark == ",":
        return not alike or _splits_beside(mark, lines, quote, cut)
    if mark != BLANKS:
        return True
    if ARROW in alike:
        return False
    if list(alike) == [","]:  # blanks may be what makes the comma weak
        strong = _splits_beside(",", lines, quote, cut)
        if strong:
            return _splits_beside(BLANKS, lines, quote, cut)
        weak = not any(cell.endswith(",") for row in rows for cell in _before_attributes(row))
        if weak:
            del alike[","]
        return weak
    return not alike or _splits_beside(BLANKS, lines, quote, cut)


def _before_attributes(row: Row) -> Iterator[str]:
    """Yield the cells before ``{'weight': 4, 'since': 2001}``, of which commas say nothing."""
    return takewhile(lambda cell: not cell.startswith("{"), row.cells)


def _splits_beside(mark: str, lines: Sequence[str], quote: str, cut: bool) -> bool:
    """Tell whether a mark still splits all rows alike without its weak places."""
    weak = WEAK_COMMA if mark == "," else re.compile(r"\t|(?<=,)[ \t]+")
    rows = head_rows([weak.sub("_", line) for line in lines], mark, quote, cut)
    columns, share = _usual(rows)
    return columns > 1 and share == len(rows)


def _proper(first: str, others: Sequence[str]) -> list[str]:
    return [mark for mark in others if (first, mark) != ("\t", BLANKS)]
