"""Edge lists as Parquet tables, read by DuckDB."""

from __future__ import annotations

from collections.abc import Collection
from glob import escape
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from model.errors import InputError
from model.network.layout import known_pair

MAGIC = b"PAR1"
ALLOWED = "two columns of whole numbers or texts, both filled in every row"
FLOATS = ("FLOAT", "DOUBLE")
NESTED = ("[", "STRUCT", "MAP", "UNION")


class ParquetEdges:
    """One edge list as a Parquet file."""

    unit = "row"

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        columns = self._columns(connection)
        if len(columns) < 2:
            raise InputError("only one column", file=path, allowed=ALLOWED)
        names = [name for name, _ in columns]
        first, second = known_pair(names) or (0, 1)
        self._ends = [self._text_of(*columns[at]) for at in (first, second)]
        self.unread = tuple(name for name in names if name not in (names[first], names[second]))

    @property
    def _table(self) -> str:
        return "read_parquet($path, binary_as_string=true, file_row_number=true)"

    @property
    def _options(self) -> dict[str, str]:
        return {"path": escape(str(self.path))}

    def _columns(self, connection: Any) -> list[tuple[str, str]]:
        """Return names and types of the columns."""
        query = "DESCRIBE SELECT * FROM read_parquet($path, binary_as_string=true)"
        try:
            found = connection.execute(query, self._options).fetchall()
        except duckdb.Error as error:
            self._complain_unreadable(error)
        return [(name, kind) for name, kind, *_ in found]

    def _text_of(self, name: str, kind: str) -> str:
        """Return the SQL for one end as text; whole floats as whole numbers, NaN as nothing."""
        column = '"' + name.replace('"', '""') + '"'
        if any(word in kind for word in NESTED):
            raise InputError(f"holds {kind}", file=self.path, key=f"column {name}", allowed=ALLOWED)
        if kind in FLOATS:
            whole = f"CAST(CAST({column} AS HUGEINT) AS VARCHAR)"
            column = (
                f"CASE WHEN isnan({column}) THEN NULL WHEN isfinite({column}) AND"
                f" {column} = trunc({column}) AND abs({column}) < 1e15 THEN {whole}"
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

    def complain_of(self, ids: Collection[str], connection: Any) -> NoReturn:
        """Raise an InputError that names the first row with one of these words for nothing."""
        where = "list_contains($ids, a) OR list_contains($ids, b)"
        self._complain_of_first(connection, where, {"ids": sorted(ids)})
        raise InputError("one end of a row is missing", file=self.path, allowed=ALLOWED)

    def _complain_of_first(self, connection: Any, where: str, options: dict[str, Any]) -> None:
        query = f"SELECT row, a, b FROM ends WHERE {where} ORDER BY row LIMIT 1"
        for row, *ends in connection.execute(query, options).fetchall():
            value = ", ".join(end or "" for end in ends)
            problem = "one end is missing"
            raise InputError(
                problem, file=self.path, key=f"row {row}", value=value, allowed=ALLOWED
            )

    def _complain_unreadable(self, error: Exception) -> NoReturn:
        raise InputError(
            f"cannot be read as Parquet ({str(error).splitlines()[0]})",
            file=self.path,
            allowed="a whole Parquet file",
        ) from error
