"""Edge lists as text: read fast by DuckDB; read again line by line to say what is wrong."""

from __future__ import annotations

import csv
import gzip
import shutil
import tempfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from model.errors import InputError
from model.network.layout import BLANKS, TRIMMED, Layout, layout_of

GZIP_MAGIC = b"\x1f\x8b"
SHOWN_LINES = 1000
"""Lines at the head of a file among which the first two rows are looked for."""

ALLOWED = "two ids in every row, separated by a comma, semicolon, tab or blanks, as UTF-8 text"
NO_QUOTE = "\x01"
"""Stands for no quote and no separator; never part of text."""


@contextmanager
def plain_text(path: Path) -> Iterator[Path]:
    """Give the path of the uncompressed file: itself, or a temporary copy of a gzip file."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP_MAGIC
    if not packed:
        if path.suffix.lower() == ".gz":
            raise InputError("not a gzip file", file=path, allowed="gzip, or no ending .gz")
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="goodwill-") as folder:
        copy = Path(folder) / "edges"
        _unpack(path, copy)
        yield copy


def _unpack(path: Path, copy: Path) -> None:
    try:
        with gzip.open(path) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(
            f"the gzip file is cut short or damaged ({error})", file=path, allowed="a whole file"
        ) from error


class TextEdges:
    """One edge list as text: ``plain`` is where it can be read, ``path`` what the user calls it."""

    unit = "line"

    def __init__(self, path: Path, plain: Path, header: bool | None) -> None:
        self.path, self.plain = path, plain
        self.layout = self._layout(header)

    def _layout(self, header: bool | None) -> Layout:
        with self.plain.open(encoding="utf-8-sig", errors="replace") as file:
            lines = [line for line, _ in zip(file, range(SHOWN_LINES), strict=False)]
        layout = layout_of(lines, header)
        if layout is None:
            raise InputError("holds no rows", file=self.path, allowed=ALLOWED)
        if layout.columns < 2:
            self._complain(layout.skipped + 1, lines[layout.skipped], "only one column")
        return layout

    @property
    def unread(self) -> tuple[str, ...]:
        """Columns that are not read."""
        return self.layout.unread

    def load(self, connection: Any) -> None:
        """Make the table ``ends`` (a, b), both texts; raise an InputError naming a bad line."""
        try:
            self._read_fast(connection)
            if not _missing(connection):
                return
        except duckdb.Error:
            pass  # the slow reader finds out why, or reads what the fast one cannot
        self._read_slowly(connection)

    def _read_fast(self, connection: Any) -> None:
        query, options = _by_blanks(self.layout), {"a": escape(str(self.plain))}
        if self.layout.separator != BLANKS:
            query = _by_separator(self.layout)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE ends AS {query}", options)

    def _read_slowly(self, connection: Any) -> None:
        import pandas as pd

        rows = pd.DataFrame([pair for _, pair in self._rows()], columns=["a", "b"], dtype=object)
        connection.register("rows", rows)
        connection.execute("CREATE OR REPLACE TEMP TABLE ends AS SELECT a, b FROM rows")

    def complain_of(self, ids: Collection[str], connection: Any) -> NoReturn:
        """Raise an InputError that names the first line with one of these words for nothing."""
        for number, pair in self._rows():
            if pair[0] in ids or pair[1] in ids:
                self._complain(number, ", ".join(pair), "one end is missing")
        raise InputError("one end of a row is missing", file=self.path, allowed=ALLOWED)

    def _rows(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Yield line number and ends of each row; raise an InputError at the first bad one."""
        first, second = self.layout.ends
        for number, row in self._cells():
            if row in ([], [""]):
                continue
            if len(row) > first and len(row) > second and row[first] and row[second]:
                if len(row) != self.layout.columns:
                    found = f"{len(row)} columns where the first row has {self.layout.columns}"
                    self._complain(number, self._joined(row), found)
                yield number, (row[first], row[second])
            else:
                self._complain(number, self._joined(row), "one end is missing")

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        lines = self._lines()
        if self.layout.separator == BLANKS:
            yield from ((number, line.split()) for number, line in enumerate(lines, 1) if line)
            return
        reader = csv.reader(lines, delimiter=self.layout.separator, strict=True)
        try:
            for row in reader:
                if reader.line_num > self.layout.skipped:
                    yield reader.line_num, [cell.strip(TRIMMED) for cell in row]
        except csv.Error as error:
            self._complain(reader.line_num, "", f"cannot be split into columns ({error})")

    def _lines(self) -> Iterator[str]:
        """Yield the lines, those before the data as empty ones."""
        with self.plain.open(encoding="utf-8-sig", errors="surrogateescape") as file:
            for number, line in enumerate(file, 1):
                if not line.isascii() and any("\udc80" <= c <= "\udcff" for c in line):
                    self._complain(number, line, "bytes that are not UTF-8 text")
                if "\0" in line:
                    self._complain(number, line, "a zero byte")
                yield "" if number <= self.layout.skipped else line

    def _joined(self, row: list[str]) -> str:
        return self.layout.separator.join(row)

    def _complain(self, number: int, line: str, problem: str) -> NoReturn:
        raise InputError(
            problem,
            file=self.path,
            key=f"line {number}",
            value=line.strip().encode("utf-8", "replace").decode() or None,
            allowed=ALLOWED,
        )


def _by_separator(layout: Layout) -> str:
    names = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(layout.columns))
    a, b = (_trimmed(f"c{at}") for at in layout.ends)
    return (
        f"SELECT {a} AS a, {b} AS b FROM read_csv($a, auto_detect=false, header=false,"
        f" skip={layout.skipped}, delim='{layout.separator}', quote='\"', escape='\"',"
        f" columns={{{names}}})"
    )


def _by_blanks(layout: Layout) -> str:
    a, b = (
        f"CASE WHEN len(cells) = {layout.columns} THEN cells[{at + 1}] END" for at in layout.ends
    )
    return (
        f"SELECT {a} AS a, {b} AS b FROM (SELECT string_split_regex(trim(line, {_TRIMMED_SQL}),"
        r" '\s+') AS cells FROM read_csv($a, auto_detect=false, header=false,"
        f" skip={layout.skipped}, delim='{NO_QUOTE}', quote='', escape='',"
        " columns={'line': 'VARCHAR'}) WHERE trim(line) <> '')"
    )


_TRIMMED_SQL = " || ".join(f"chr({ord(letter)})" for letter in TRIMMED)


def _trimmed(column: str) -> str:
    return f"nullif(trim({column}, {_TRIMMED_SQL}), '')"


def _missing(connection: Any) -> bool:
    odd = "a IS NULL OR b IS NULL OR contains(a, chr(0)) OR contains(b, chr(0))"
    return bool(connection.execute(f"SELECT count(*) FROM ends WHERE {odd}").fetchall()[0][0])
