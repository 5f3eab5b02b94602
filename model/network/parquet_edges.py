"""Edge lists as Parquet tables, read by DuckDB."""

from __future__ import annotations

from collections.abc import Collection
from glob import escape
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from model.errors import InputError
from model.network.columns import ends_of
from model.network.edge_queries import distinct_ids
from model.network.other_tables import no_links
from model.tabular.separators import SEEN

MAGIC = b"PAR1"
ALLOWED = "two columns of whole numbers or texts, both filled in every row"
FLOATS = ("FLOAT", "DOUBLE")
EXACT = 2.0**53
"""Whole numbers below it are exact as floats."""
NESTED = ("[", "STRUCT", "MAP", "UNION")


class ParquetEdges:
    """One edge list as a Parquet file."""

    def __init__(self, path: Path, plain: Path, connection: Any) -> None:
        self.path, self.plain = path, plain
        columns = self._columns(connection)
        if len(columns) < 2:
            raise InputError("only one column", file=path, allowed=ALLOWED)
        names = [name for name, _ in columns]
        rows = self._sample(connection)
        problem = no_links(names, rows, True, len(names), cut=len(rows) == SEEN)
        if problem:
            raise InputError(f"seems to be {problem}", file=path, allowed=ALLOWED)
        first, second, _, rival = ends_of(names, rows, len(names))
        if rival:
            raise InputError(
                f"cannot tell which two columns hold the people: {names[first]} and"
                f" {names[second]}, or {names[rival[0]]} and {names[rival[1]]}",
                file=path, allowed="columns called source and target, or two columns only",
            )  # fmt: skip
        self._read = names[first], names[second]
        self._ends = [self._text_of(*columns[at]) for at in (first, second)]
        self.unread = tuple(name for name in names if name not in self._read)

    @property
    def _table(self) -> str:
        return "read_parquet($path, binary_as_string=true, file_row_number=true)"

    @property
    def _options(self) -> dict[str, str]:
        return {"path": escape(str(self.plain))}

    def _columns(self, connection: Any) -> list[tuple[str, str]]:
        """Return names and types of the columns."""
        query = "DESCRIBE SELECT * FROM read_parquet($path, binary_as_string=true)"
        try:
            found = connection.execute(query, self._options).fetchall()
        except duckdb.Error as error:
            self._complain_unreadable(error)
        return [(name, kind) for name, kind, *_ in found]

    def _sample(self, connection: Any) -> list[list[str]]:
        """Return the first rows as texts."""
        query = f"SELECT * FROM read_parquet($path, binary_as_string=true) LIMIT {SEEN}"
        try:
            rows = connection.execute(query, self._options).fetchall()
        except duckdb.Error as error:
            self._complain_unreadable(error)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]

    def notices(self) -> list[str]:
        """Return what was guessed, for the user to know."""
        return [f"people are in {self._read[0]} and {self._read[1]}"]

    def _text_of(self, name: str, kind: str) -> str:
        """Return the SQL for one end as text; whole floats as whole numbers, NaN as nothing."""
        column = '"' + name.replace('"', '""') + '"'
        if any(word in kind for word in NESTED):
            raise InputError(f"holds {kind}", file=self.path, key=f"column {name}", allowed=ALLOWED)
        if kind in FLOATS:
            whole = f"CAST(CAST({column} AS HUGEINT) AS VARCHAR)"
            column = (
                f"CASE WHEN isnan({column}) THEN NULL WHEN isfinite({column}) AND"
                f" {column} = trunc({column}) AND abs({column}) < {EXACT} THEN {whole}"
                f" ELSE CAST({column} AS VARCHAR) END"
            )
        return f"nullif(trim(CAST({column} AS VARCHAR)), '')"

    def load(self, connection: Any) -> None:
        """Make the table ``ends`` (a, b), both texts; raise an InputError naming a bad row."""
        a, b = self._ends
        query = f"SELECT {a} AS a, {b} AS b, file_row_number + 1 AS row FROM {self._table}"
        try:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE ends AS {query}", self._options)
        except duckdb.Error as error:
            self._complain_unreadable(error)
        self._complain_of_first(connection, "a IS NULL OR b IS NULL", {})
        distinct_ids(connection)

    def complain_of(self, ids: Collection[str], problem: str, connection: Any) -> NoReturn:
        """Raise an InputError that names the first row with one of these ids."""
        where = "list_contains($ids, a) OR list_contains($ids, b)"
        self._complain_of_first(connection, where, {"ids": sorted(ids)}, problem)
        raise InputError(problem, file=self.path, allowed=ALLOWED)

    def _complain_of_first(
        self,
        connection: Any,
        where: str,
        options: dict[str, Any],
        problem: str = "one end is missing",
    ) -> None:
        query = f"SELECT row, a, b FROM ends WHERE {where} ORDER BY row LIMIT 1"
        for row, *ends in connection.execute(query, options).fetchall():
            value = ", ".join(end or "" for end in ends)
            raise InputError(
                problem, file=self.path, key=f"row {row}", value=value, allowed=ALLOWED
            )

    def _complain_unreadable(self, error: Exception) -> NoReturn:
        raise InputError(
            f"cannot be read as Parquet ({str(error).splitlines()[0]})",
            file=self.path,
            allowed="a whole Parquet file",
        ) from error
