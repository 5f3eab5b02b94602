"""Edge lists as text: read fast by DuckDB; read again line by line to say what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from glob import escape
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from model.errors import InputError
from model.network.edge_queries import by_blanks, by_separator, distinct_ids, is_odd
from model.network.layout import Layout, layout_of
from model.tabular.encoding import Text
from model.tabular.footers import WithoutFooter, has_footer
from model.tabular.foreign import HEAD
from model.tabular.quotes import SAID, doubled, is_backslashed
from model.tabular.rows import ARROW, BLANKS, BadRow, Row, TextLines, rows_of
from model.tabular.separators import NAMES, SEEN

ALLOWED = "two ids in every row, separated by a comma, semicolon, tab or blanks, as UTF-8 text"

NAMED = (
    "two columns of ids; of more, name two in the first row as source and target,"
    " or leave only them"
)
"""How to say which columns are the ends."""
SHOWN = 40
"""Letters of an id or a line that a notice shows."""


class TextEdges:
    """One edge list as text: ``text`` is where it can be read, ``path`` what the user calls it."""

    def __init__(self, path: Path, text: Text, header: bool | None) -> None:
        self.path, self.plain = path, text.path
        self.layout = self._layout(header)
        self.said = [*text.notices, *([SAID] if self._backslashed else [])]
        self.comments = self.layout.comments
        self.empty = 0
        self.repeated = 0
        self.footers: list[str] = []

    def _layout(self, header: bool | None) -> Layout:
        lines, cut = self._head()
        self._backslashed = is_backslashed(lines, cut)
        if self._backslashed:
            lines = [doubled(line) for line in lines]
        self._footed = has_footer(self.plain, lines)
        if self._footed and not cut:
            lines = list(WithoutFooter(lines))
        layout = layout_of(lines, header, cut)
        if layout is None:
            raise InputError("holds no rows", file=self.path, allowed=ALLOWED)
        if layout.split.columns < 2:
            self._complain(layout.first.line, lines[layout.first.line - 1], "only one column")
        if layout.problem:
            raise InputError(
                f"seems to be {layout.problem}", file=self.path,
                allowed="a table of links, one a row: two ids and a comma between them",
            )  # fmt: skip
        self._complain_of_tie(layout)
        # DuckDB skips rows where we count lines; they differ where a quote is open.
        odd = any(line.count('"') % 2 for line in lines[: layout.skipped])
        odd = odd or any("\0" in line for line in lines)
        # A line end of Windows written twice, which DuckDB takes for the end of the file.
        doubled_ends = b"\r\r\n" in _first_block(self.plain)
        self._slow = odd or doubled_ends or self._backslashed or self._footed
        return layout

    def _complain_of_tie(self, layout: Layout) -> None:
        pairs = (layout.ends[:2], layout.ends.rival)
        if pairs[1] is not None:
            one, other = (" and ".join(map(layout.called, pair)) for pair in pairs if pair)
            raise InputError(
                f"cannot tell which two columns hold the people: {one}, or {other}",
                file=self.path, allowed=NAMED,
            )  # fmt: skip

    def _head(self) -> tuple[list[str], bool]:
        """Return the first lines, comments and all, and whether more follow."""
        lines: list[str] = []
        with self.plain.open(encoding="utf-8-sig", errors="replace", newline=None) as file:
            counted = TextLines((lines.append(line) or line for line in file), BLANKS)  # type: ignore[func-returns-value]
            for _ in islice(counted, SEEN + 1):
                counted.fresh = True
            cut = bool(file.readline())
        return lines, cut

    @property
    def unread(self) -> tuple[str, ...]:
        """Columns that are not read."""
        return self.layout.unread

    def load(self, connection: Any) -> None:
        """Make the table ``ends`` (a, b), both texts; raise an InputError naming a bad line."""
        if self._read_fast(connection):
            self._drop_empty(connection)
        else:
            self._read_slowly(connection)
        self._settle_header(connection)

    def _read_fast(self, connection: Any) -> bool:
        """Read the file at once; tell whether nothing in it needs a closer look."""
        split = self.layout.split
        if self._slow or split.separator == ARROW or split.quote != '"':
            return False
        make = by_blanks if split.separator == BLANKS else by_separator
        query = make(split, self.layout.skipped, self.layout.ends[:2])
        try:
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE ends AS {query}", {"a": escape(str(self.plain))}
            )
            distinct_ids(connection)
            return not is_odd(connection)
        except duckdb.Error:
            return False  # the slow reader finds out why, or reads what the fast one cannot

    def _drop_empty(self, connection: Any) -> None:
        deleted = connection.execute("DELETE FROM ends WHERE a IS NULL AND b IS NULL").fetchall()
        self.empty = int(deleted[0][0])

    def _read_slowly(self, connection: Any) -> None:
        import pandas as pd

        pairs = [pair for _, pair in self._pairs()]
        rows = pd.DataFrame(pairs, columns=["a", "b"], dtype=object)
        connection.register("rows", rows)
        connection.execute("CREATE OR REPLACE TEMP TABLE ends AS SELECT a, b FROM rows")
        distinct_ids(connection)

    def complain_of(self, ids: Collection[str], problem: str, connection: Any) -> NoReturn:
        """Raise an InputError that names the first line with one of these ids."""
        for number, pair in self._pairs():
            if pair[0] in ids or pair[1] in ids:
                self._complain(number, ", ".join(pair), problem)
        raise InputError(problem, file=self.path, allowed=ALLOWED)

    def _pairs(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Yield line number and ends of each row; raise an InputError at the first bad one."""
        (first, second), columns = self.layout.ends[:2], self.layout.split.columns
        names = list(self.layout.names or ())
        self.empty = self.repeated = 0
        for number, row in self._rows():
            if not any(row):
                self.empty += 1
            elif row == names and not self.layout.doubtful:
                self.repeated += 1
            elif len(row) > max(first, second) and row[first] and row[second]:
                if len(row) < columns or any(row[columns:]):
                    found = f"columns: {len(row)}, where the first row has {columns}"
                    self._complain(number, self._joined(row), found)
                yield number, (row[first], row[second])
            else:
                self._complain(number, self._joined(row), "one end is missing")

    def _rows(self) -> Iterator[Row]:
        """Yield the rows of data, comments and what stands before them left out."""
        split = self.layout.split
        kept = WithoutFooter(self._lines())
        lines = TextLines(kept if self._footed else self._lines(), split.separator)
        try:
            for row in rows_of(lines, split.separator, split.quote):
                if row.line > self.layout.skipped:
                    yield row
        except BadRow as bad:
            self._complain(bad.line, "", bad.problem)
        self.comments, self.footers = lines.comments, kept.dropped

    def _lines(self) -> Iterator[str]:
        with self.plain.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if "\0" in line:
                    self._complain(number, line, "a zero byte")
                yield doubled(line) if self._backslashed else line

    def _settle_header(self, connection: Any) -> None:
        """Drop repeated headers; a first row in doubt is a link if its words stand elsewhere."""
        if self.layout.names is None:
            return
        pair = [self.layout.names[at] for at in self.layout.ends[:2]]
        known = "SELECT count(*) FROM raw WHERE trim(id) IN (?, ?)"
        if connection.execute(known, pair).fetchall()[0][0]:
            repeated = "DELETE FROM ends WHERE trim(a) = ? AND trim(b) = ?"
            self.repeated += int(connection.execute(repeated, pair).fetchall()[0][0])
            distinct_ids(connection)
        if not self.layout.doubtful:
            return
        elsewhere = connection.execute(known, pair).fetchall()[0][0]
        if elsewhere or not _repeats(connection):
            rows = [*pair, self.repeated + 1]
            connection.execute("INSERT INTO ends (a, b) SELECT ?, ? FROM range(?)", rows)
            distinct_ids(connection)
            self.layout = self.layout._replace(names=None)
            self.repeated = 0

    def notices(self) -> list[str]:
        """Return what was guessed and left out, for the user to know."""
        layout, found = self.layout, [*self.said]
        if layout.split.ties:
            others = " and ".join(NAMES[mark] for mark in layout.split.ties)
            found.append(f"{NAMES[layout.split.separator]} is taken as the separator;"
                         f" {others} would split all rows alike too")  # fmt: skip
        if layout.titles:
            found.append(f"rows before the table not read: {layout.titles}")
        found.append(self._read_as())
        counts = {
            "lines of comments": self.comments, "empty rows": self.empty,
            "repeated headers": self.repeated,
        }  # fmt: skip
        found += [f"{what} not read: {count:,}" for what, count in counts.items() if count]
        found += [f"last line not read, which is no link: {line[:SHOWN]}" for line in self.footers]
        return found

    def _read_as(self) -> str:
        """Return the header or the first link, the columns of people, and the separator."""
        layout = self.layout
        ends, mark = layout.ends[:2], f"separator {NAMES[layout.split.separator]}"
        if layout.names is not None:
            one, two = map(layout.called, ends)
            doubt = "; if it is a link, say so (--graph-header no)" if layout.doubtful else ""
            return (f"the first row is taken as the header; people are in {one} and {two},"
                    f" {mark}{doubt}")  # fmt: skip
        cells = [*layout.first.cells, *[""] * layout.split.columns]
        link = "–".join(cells[at][:SHOWN] for at in ends)
        first, second = (at + 1 for at in ends)
        return (f"no header: the first row is the link {link}; people are in columns {first} and"
                f" {second}, {mark}")  # fmt: skip

    def _joined(self, row: list[str]) -> str:
        separator = self.layout.split.separator
        return {ARROW: " -> "}.get(separator, separator).join(row)

    def _complain(self, number: int, line: str, problem: str) -> NoReturn:
        raise InputError(
            problem,
            file=self.path,
            key=f"line {number}",
            value=line.strip().encode("utf-8", "replace").decode() or None,
            allowed=ALLOWED,
        )


def _first_block(path: Path) -> bytes:
    """Return the first bytes of a file."""
    with path.open("rb") as file:
        return file.read(HEAD)


def _repeats(connection: Any) -> bool:
    """Tell whether any id stands in two rows."""
    query = (
        "SELECT count(*) > count(DISTINCT id)"
        " FROM (SELECT a AS id FROM ends UNION ALL SELECT b FROM ends WHERE a <> b)"
    )
    return bool(connection.execute(query).fetchall()[0][0])
