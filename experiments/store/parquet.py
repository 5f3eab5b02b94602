"""Tables as Parquet, with what each column means inside the file.

One thread writes, in the order of the rows, so the same table gives the same bytes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from model.tabular.database import connection

Table = Mapping[str, npt.NDArray[Any]]
"""Columns of equal length by name; texts are arrays of objects."""
Notes = Mapping[str, str]
"""The definition of each column."""

NONE: Notes = MappingProxyType({})

THREADS = 1
"""One writes, in the order of the rows."""
PREFIX = "column:"
"""How the key of a definition begins in the file's metadata."""
FACT = "goodwill:"
"""How the key of a fact about the whole table begins."""


def _quoted(text: str, mark: str = "'") -> str:
    return mark + text.replace(mark, 2 * mark) + mark


@contextmanager
def _named(path: Path) -> Iterator[str]:
    """Give a quoted name of a file that DuckDB takes: it knows names in UTF-8 only."""
    if not any("\udc80" <= letter <= "\udcff" for letter in str(path)):
        yield _quoted(str(path))
        return
    with TemporaryDirectory(prefix="goodwill-") as place:
        (Path(place) / "folder").symlink_to(path.parent.absolute(), target_is_directory=True)
        yield _quoted(str(Path(place) / "folder" / path.name))


def _selected(name: str, column: npt.NDArray[Any]) -> str:
    """Return a column of a query; the type of texts is stated, since a table may be empty."""
    quoted = _quoted(name, '"')
    return f"CAST({quoted} AS VARCHAR) AS {quoted}" if column.dtype == object else quoted


def write_table(path: Path, table: Table, notes: Notes, facts: Notes = NONE) -> None:
    """Write a table; every column needs a note. Masked entries and NaN become nulls.

    ``facts`` about the whole table are kept in the file too.
    """
    said = {PREFIX + name: notes[name] for name in table}
    said |= {FACT + name: fact for name, fact in facts.items()}
    kept = ", ".join(f"{_quoted(key)}: {_quoted(text)}" for key, text in said.items())
    columns = ", ".join(_selected(name, column) for name, column in table.items())
    with _named(path) as file, connection(THREADS) as database:
        database.register("given", dict(table))
        try:
            database.execute(
                f"COPY (SELECT {columns} FROM given) TO {file}"
                f" (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{kept}}})"
            )
        except duckdb.IOException as error:
            full = os.strerror(errno.ENOSPC)
            if full in str(error):
                raise OSError(errno.ENOSPC, full, str(path)) from error
            raise OSError(str(error)) from error


def read_table(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of a Parquet file by name; nulls are NaN, or masked if not floats."""
    with _named(path) as file, connection(THREADS) as database:
        found = database.execute(f"SELECT * FROM {file}").fetchnumpy()
    return {name: _filled(column) for name, column in found.items()}


def read_selected(path: Path, column: str, value: str) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the rows of a Parquet file in which a column has a value."""
    with _named(path) as file, connection(THREADS) as database:
        query = f"SELECT * FROM {file} WHERE {_quoted(column, chr(34))} = ?"
        found = database.execute(query, [value]).fetchnumpy()
    return {name: _filled(values) for name, values in found.items()}


def _filled(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    floats = np.issubdtype(column.dtype, np.floating)
    return np.ma.filled(column, np.nan) if floats else column


def read_notes(path: Path) -> dict[str, str]:
    """Return the definitions that a file carries, by column."""
    return _said(path, PREFIX)


def read_facts(path: Path) -> dict[str, str]:
    """Return the facts about the whole table that a file carries."""
    return _said(path, FACT)


def _said(path: Path, prefix: str) -> dict[str, str]:
    with _named(path) as file, connection(THREADS) as database:
        rows = database.execute(f"SELECT key, value FROM parquet_kv_metadata({file})").fetchall()
    pairs = ((bytes(key).decode(), bytes(value).decode()) for key, value in rows)
    return {key.removeprefix(prefix): value for key, value in pairs if key.startswith(prefix)}
