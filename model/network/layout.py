"""How an edge list is laid out: what separates its columns, and whether it has a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

SEPARATORS = (",", "\t", ";", "|")
"""What may stand between columns, the first that occurs; else any run of blanks."""

BLANKS = " "
"""Stands for runs of blanks."""

TRIMMED = " \t\r\n"
"""What is cut off both ends of an id."""

COMMENT_MARKS = ("#", "%")
"""Lines before the first row that begin so are comments."""

NAME_PAIRS = frozenset(
    {
        ("source", "target"),
        ("source_id", "target_id"),
        ("source", "destination"),
        ("src", "dst"),
        ("src", "dest"),
        ("from", "to"),
        ("from_id", "to_id"),
        ("fromnodeid", "tonodeid"),
        ("from_node_id", "to_node_id"),
        ("node_1", "node_2"),
        ("node1", "node2"),
        ("id_1", "id_2"),
        ("id1", "id2"),
        ("numeric_id_1", "numeric_id_2"),
        ("user_1", "user_2"),
        ("user1", "user2"),
        ("person_1", "person_2"),
        ("person1", "person2"),
        ("user", "friend"),
        ("follower", "followee"),
        ("followee", "follower"),
        ("follower", "followed"),
        ("ego", "alter"),
        ("u", "v"),
    }
)
"""Neighbouring column names, in small letters, that make a first row a header."""

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class Layout(NamedTuple):
    """Where the two ends of a link stand in a text file."""

    separator: str
    skipped: int
    """Lines before the first row of data: comments, blank lines and a header."""
    columns: int
    ends: tuple[int, int]
    """Which two of the columns hold the ends."""
    unread: tuple[str, ...]
    """What the header, or else the position, calls the other columns."""


def layout_of(lines: Iterable[str], header: bool | None) -> Layout | None:
    """Return the layout that the first lines of a file show; None where no row follows."""
    rows = _first_rows(lines)
    _, first, separator = next(rows, (0, [], BLANKS))
    start, second, _ = next(rows, (0, [], BLANKS))
    named = looks_like_header(first, second) if header is None else header
    if not first or (named and not second):
        return None
    begin = start if named else next(_first_rows(lines))[0]
    ends = (known_pair(first) if named else None) or (0, 1)
    others = [at for at in range(len(first)) if at not in ends]
    unread = tuple(first[at] if named else f"column {at + 1}" for at in others)
    return Layout(separator, begin - 1, len(first), ends, unread)


def _first_rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str], str]]:
    """Yield line number, cells and separator of each row; the first row's separator rules."""
    separator = ""
    for number, line in enumerate(lines, 1):
        if not line.strip() or (not separator and line.lstrip().startswith(COMMENT_MARKS)):
            continue
        separator = separator or separator_of(line)
        yield number, cells(line, separator), separator


def separator_of(line: str) -> str:
    """Return what separates the columns of a line; quoted text does not count."""
    bare = re.sub(r'"[^"]*"', "", line)
    return next((mark for mark in SEPARATORS if mark in bare.strip()), BLANKS)


def cells(line: str, separator: str) -> list[str]:
    """Return the trimmed cells of one line."""
    if separator == BLANKS:
        return line.split()
    try:
        row = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # said with its line number when the rows are read
        row = line.split(separator)
    return [cell.strip(TRIMMED) for cell in row]


def looks_like_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether the first row names the columns: a known pair, or text over numbers."""
    if known_pair(first):
        return True
    texts = not any(NUMBER.fullmatch(cell) for cell in first[:2])
    return texts and len(second) > 1 and all(NUMBER.fullmatch(cell) for cell in second[:2])


def known_pair(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the positions of a known pair of neighbouring column names, else None."""
    small = [name.strip().lower() for name in names]
    pairs = enumerate(pairwise(small))
    return next(((at, at + 1) for at, pair in pairs if pair in NAME_PAIRS), None)
