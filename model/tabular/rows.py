"""From text to rows of cells: quotes and line breaks as in CSV, whatever the separator."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

BLANKS = " "
"""Stands for runs of blanks and tabs."""
ARROWS = ("<->", "-->", "->", "=>", "→", "--")
"""Separators of more than one letter, or drawn: the longest first."""
ARROW = "\x01"
"""Stands for any of them while rows are split; never part of text."""
DRAWN = re.compile(f"[ \\t]*(?:{'|'.join(map(re.escape, ARROWS))})[ \\t]*")
TRIMMED = " \t\r\n\f\v\u00a0\u200b\u200e\u200f\u2060\ufeff\u2002\u2003\u2009\u202f\u3000"
"""What is cut off both ends of a cell: blanks, those that nobody sees too."""
COMMENT = re.compile(r"\s*([#%]+|//+)(\s|$)|\s*%%\S")
"""A mark alone or followed by a blank begins a comment; joined to a word it is part of an id."""
LONGEST_CELL = 1 << 17


class Row(NamedTuple):
    """One row: the number of the line it begins on, and its cells without blanks at the ends."""

    line: int
    cells: list[str]


class BadRow(Exception):
    """A row cannot be split into cells."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line, self.problem = line, problem


class TextLines:
    """Lines of text without comments and blank lines, unless within a quoted cell."""

    def __init__(self, lines: Iterable[str], separator: str) -> None:
        self._lines = enumerate(lines, 1)
        self._separator = separator
        self.fresh = True
        self.begun = 0
        self.last = 0
        self.comments = 0
        """Lines of comments so far."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for self.last, line in self._lines:  # noqa: B020
            if self.fresh:
                if not line.strip(TRIMMED):
                    continue
                if COMMENT.match(line):
                    self.comments += 1
                    continue
                self.fresh, self.begun = False, self.last
            return self._split_alike(line)
        raise StopIteration

    def _split_alike(self, line: str) -> str:
        if self._separator == BLANKS:
            return line.replace("\t", " ")
        return DRAWN.sub(ARROW, line) if self._separator == ARROW else line


def rows_of(
    lines: TextLines, separator: str, quote: str = '"', strict: bool = True
) -> Iterator[Row]:
    """Yield the rows of a text; raises BadRow where one cannot be split."""
    reader = csv.reader(
        lines, delimiter=separator, quotechar=quote, skipinitialspace=True, strict=strict
    )
    while True:
        lines.fresh = True
        try:
            cells = [cell.strip(TRIMMED) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise BadRow(lines.last or 1, f"cannot be split into columns ({error})") from error
        if separator == BLANKS:
            while cells and not cells[-1]:
                cells.pop()
        yield Row(lines.begun, cells)
