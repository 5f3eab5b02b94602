"""How an edge list is laid out: separator, titles, header, and which two columns are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from model.network.columns import Ends, ends_of, names_columns
from model.network.end_names import known_pair
from model.network.other_tables import no_links
from model.tabular.rows import Row, TextLines
from model.tabular.separators import (
    TITLES,
    Separation,
    first_of_table,
    head_rows,
    separation_of,
)

SHOWN = 60
"""Letters of a row that a message shows."""


class Layout(NamedTuple):
    """Where the two ends of a link stand in a text file."""

    split: Separation
    names: tuple[str, ...] | None
    """What the header calls the columns; None without one."""
    doubtful: bool
    """Whether the first row is a header only if its words stand in no other row."""
    first: Row
    """The first row, a header or not."""
    skipped: int
    """Lines before the first row of data: comments, blank lines, titles and a header."""
    ends: Ends
    titles: int
    """Rows before the header that hold a title."""
    comments: int
    """Lines of comments among the skipped ones."""
    problem: str | None = None
    """What the table is, if it is none of links."""

    @property
    def unread(self) -> tuple[str, ...]:
        """What the header, or else the position, calls the columns that are not read."""
        others = [at for at in range(self.split.columns) if at not in self.ends[:2]]
        return tuple(self.called(at) for at in others)

    def called(self, at: int) -> str:
        """Return what a column is called."""
        return (self.names and self.names[at]) or f"column {at + 1}"


def layout_of(lines: Sequence[str], header: bool | None, cut: bool) -> Layout | None:
    """Return the layout that the first lines of a file show; None where no row follows."""
    split = separation_of(lines, cut)
    if split is None:
        return None
    rows = head_rows(lines, split.separator, split.quote, cut)
    titles = _titles(rows, split.columns) if header is None or header else 0
    first, below = rows[titles], rows[titles + 1 :]
    cells = [_filled(row.cells, split.columns) for row in below]
    names, named = _names(first.cells, cells, split.columns, header)
    if named is not False and not below:
        if header or known_pair(names):
            return None
        named = False
    data = first if named is False else below[0]
    read = [names, *cells] if named is False else cells
    return Layout(
        split=split,
        names=tuple(names) if named is not False else None,
        doubtful=named is None,
        first=first,
        skipped=data.line - 1,
        ends=ends_of(None if named is False else names, read, split.columns),
        titles=titles,
        comments=_comments(lines, split.separator, data.line),
        problem=_uneven(first.cells, split.columns)
        or no_links(names, cells, named, split.columns, cut),
    )


def _titles(rows: Sequence[Row], columns: int) -> int:
    """Return how many rows stand before the header or the data."""
    count = first_of_table(rows, columns)
    known = (
        at for at, row in enumerate(rows[: TITLES + 1])
        if len(row.cells) == columns and known_pair(row.cells)
    )  # fmt: skip
    return max(count, next(known, 0))


def _names(
    first: Sequence[str], cells: Sequence[Sequence[str]], columns: int, header: bool | None
) -> tuple[list[str], bool | None]:
    """Return the cells of the first row, and whether it names the columns (None: in doubt)."""
    if header is not False and cells and len(first) == columns - 1 > 1:
        return ["", *first], True  # as R writes row names
    names = _filled(first, columns)
    return names, names_columns(names, cells) if header is None else header


def _filled(cells: Sequence[str], columns: int) -> list[str]:
    return [*cells, *([""] * (columns - len(cells)))][:columns]


def _comments(lines: Sequence[str], separator: str, before: int) -> int:
    """Return how many lines of comments stand before a line."""
    head = TextLines(lines[: before - 1], separator)
    for _ in head:
        head.fresh = True
    return head.comments


def _uneven(first: Sequence[str], columns: int) -> str | None:
    if not any(first[columns:]):
        return None
    words = " ".join(first)[:SHOWN]
    return (
        f"uneven: columns in its first row ({words}): {len(first)}, in most: {columns};"
        " a comment or a title begins with # and a blank"
    )
