"""Reading a graph from an edge list: text (also gzipped) or Parquet, with any kind of ids.

Every id in the file is a person. People are numbered by id: by size where all ids are whole
numbers, else by text. So the order of the rows and of the two ends makes no difference.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt

from model.errors import InputError
from model.network.graph import Graph, Persons, from_edges
from model.network.parquet_edges import MAGIC, ParquetEdges
from model.network.text_edges import TextEdges, plain_text

WORDS_FOR_NOTHING = ("nan", "null", "none", "na", "n/a", "<na>", "nil")
"""What stands for a missing id among ids that are whole numbers; in small letters."""

DIGITS = 38
"""Longest whole number that is ordered as a number."""

WHOLE = f"regexp_full_match(id, '[+-]?[0-9]{{1,{DIGITS}}}')"
LARGEST = 2**63 - 1

ALLOWED_FILES = "an edge list as CSV, gzipped CSV (.gz) or Parquet (.parquet)"


class LoadedGraph(NamedTuple):
    """A graph from a file."""

    graph: Graph
    ids: npt.NDArray[Any]
    """The id in the file of each person: int64, or text where that does not hold them."""
    notices: tuple[str, ...]
    """What was left out of the file, for the user to know."""


def read_network(path: str | Path, header: bool | None = None) -> LoadedGraph:
    """Return the graph in an edge list; ``header`` overrides whether the first row is one.

    Raises InputError where the file is missing, malformed or without links.
    """
    path = Path(path)
    magic = _first_bytes(path)
    with duckdb.connect(config={"temp_directory": ""}) as connection:
        connection.execute("SET enable_progress_bar = false")
        if magic == MAGIC or path.suffix.lower() in (".parquet", ".pq"):
            return _loaded(ParquetEdges(path, connection), connection)
        with plain_text(path) as plain:
            return _loaded(TextEdges(path, plain, header), connection)


def _first_bytes(path: Path) -> bytes:
    """Return the first four bytes; raise an InputError where there are none to read."""
    try:
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            problem = "is a folder" if path.is_dir() else "is not a file"
            raise InputError(problem, file=path, allowed=ALLOWED_FILES)
        with path.open("rb") as file:
            found = file.read(4)
    except FileNotFoundError as error:
        raise InputError(
            "no such file", file=path, allowed=ALLOWED_FILES, nearest=_nearest(path)
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", file=path, allowed=ALLOWED_FILES) from error
    if not found:
        raise InputError("the file is empty", file=path, allowed=ALLOWED_FILES)
    return found


def _nearest(path: Path) -> str | None:
    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return None
    return next((str(path.parent / n) for n in get_close_matches(path.name, names, 1)), None)


def _loaded(edges: TextEdges | ParquetEdges, connection: Any) -> LoadedGraph:
    edges.load(connection)
    ids = _number_people(edges, connection)
    source, target = _numbered_ends(connection)
    graph = from_edges(source, target, len(ids))
    if not len(graph.indices):
        raise InputError(
            "no links are left: every row links somebody with themselves"
            if len(source)
            else "holds no rows",
            file=edges.path,
            allowed="at least one row with two different ids",
        )
    return LoadedGraph(graph, ids, tuple(_notices(edges, source, target, graph)))


def _number_people(edges: TextEdges | ParquetEdges, connection: Any) -> npt.NDArray[Any]:
    """Make the table ``people`` (id, number) and return the ids in order of number."""
    connection.execute(
        f"CREATE TEMP TABLE ids AS SELECT id, {WHOLE} AS whole,"
        f" lower(id) IN {WORDS_FOR_NOTHING} AS nothing"
        " FROM (SELECT a AS id FROM ends UNION SELECT b FROM ends)"
    )
    ((numbers, texts, nothing),) = connection.execute(
        "SELECT count(*) FILTER (whole), count(*) FILTER (NOT whole AND NOT nothing),"
        " list(id) FILTER (nothing) FROM ids"
    ).fetchall()
    if nothing and numbers and not texts:
        edges.complain_of(nothing, connection)
    key = "id" if texts or nothing else "CAST(id AS HUGEINT)"
    connection.execute(
        f"CREATE TEMP TABLE people AS SELECT id, {key} AS key,"
        f" CAST(dense_rank() OVER (ORDER BY {key}) - 1 AS INTEGER) AS number FROM ids"
    )
    return _ids(connection)


def _ids(connection: Any) -> npt.NDArray[Any]:
    column = "CAST(key AS VARCHAR)"
    ((low, high),) = connection.execute("SELECT min(key), max(key) FROM people").fetchall()
    if isinstance(low, int) and low >= -LARGEST and high <= LARGEST:
        column = "CAST(key AS BIGINT)"
    query = f"SELECT {column} AS id FROM (SELECT DISTINCT number, key FROM people) ORDER BY number"
    return np.asarray(connection.execute(query).fetchnumpy()["id"])


def _numbered_ends(connection: Any) -> tuple[Persons, Persons]:
    found = connection.execute(
        "SELECT p.number AS source, q.number AS target FROM ends"
        " JOIN people p ON ends.a = p.id JOIN people q ON ends.b = q.id"
    ).fetchnumpy()
    return np.asarray(found["source"]), np.asarray(found["target"])


def _notices(
    edges: TextEdges | ParquetEdges, source: Persons, target: Persons, graph: Graph
) -> list[str]:
    loops = int((source == target).sum())
    repeats = len(source) - loops - len(graph.indices) // 2
    found = []
    if edges.unread:
        found.append(f"{edges.path}: columns not read: {', '.join(edges.unread)}")
    if loops:
        found.append(f"{edges.path}: rows dropped that link somebody with themselves: {loops:,}")
    if repeats:
        found.append(f"{edges.path}: rows dropped that repeat a link, either way: {repeats:,}")
    return found
