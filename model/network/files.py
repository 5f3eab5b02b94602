"""Reading a graph from a file: an edge list (text or Parquet), or a graph format.

Every id in the file is a person. People are numbered by id: by size where all ids are whole
numbers, else by text. So the order of the rows and of the two ends makes no difference.
Whatever was guessed or left out is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from model.errors import InputError, printable
from model.network.graph import Graph, Persons, degrees, from_edges
from model.network.graph_formats import FormatEdges, graph_format
from model.network.parquet_edges import MAGIC, ParquetEdges
from model.network.spellings import number_people
from model.network.text_edges import TextEdges
from model.tabular.database import connection
from model.tabular.encoding import as_utf8
from model.tabular.foreign import HEAD, refuse_foreign
from model.tabular.unpacking import first_bytes, plain_bytes

ALLOWED_FILES = "an edge list as CSV, gzipped CSV (.gz) or Parquet (.parquet), or a graph file"

Edges = TextEdges | ParquetEdges | FormatEdges


class LoadedGraph(NamedTuple):
    """A graph from a file."""

    graph: Graph
    ids: npt.NDArray[Any]
    """The id in the file of each person: int64, or text where that does not hold them."""
    notices: tuple[str, ...]
    """What was guessed, and what was left out of the file, for the user to know."""


def read_network(path: str | Path, header: bool | None = None) -> LoadedGraph:
    """Return the graph in a file; ``header`` overrides whether the first row is one.

    Raises InputError where the file is missing, malformed, of another kind or without links.
    """
    path = Path(path)
    first_bytes(path, ALLOWED_FILES)
    with (
        connection() as database,
        plain_bytes(path) as plain,
        _opened(path, plain, header, database) as edges,
    ):
        return _loaded(edges, database)


@contextmanager
def _opened(path: Path, plain: Path, header: bool | None, connection: Any) -> Iterator[Edges]:
    """Give the links of a file of any kind, not yet loaded."""
    with plain.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(MAGIC) or path.suffix.lower() in (".parquet", ".pq"):
        yield ParquetEdges(path, plain, connection)
        return
    refuse_foreign(path, plain, head, links=True)
    with as_utf8(path, plain, head) as text:
        with text.path.open(encoding="utf-8-sig", errors="replace") as file:
            kind = graph_format(path, file.read(HEAD))
        if kind:
            yield FormatEdges(path, text.path, kind, text.notices)
        else:
            yield TextEdges(path, text, header)


def _loaded(edges: Edges, connection: Any) -> LoadedGraph:
    edges.load(connection)
    spelled = number_people(edges, connection)
    source, target = _numbered_ends(connection)
    graph = from_edges(source, target, len(spelled.ids))
    if not len(graph.indices):
        raise InputError(
            "no links are left: every row links somebody with themselves"
            if len(source)
            else f"holds no {'links' if isinstance(edges, FormatEdges) else 'rows'}",
            file=edges.path,
            allowed="at least one row with two different ids",
        )
    said = [*edges.notices(), *_left_out(edges, source, target, graph), *spelled.notices]
    return LoadedGraph(
        graph, spelled.ids, tuple(printable(f"{edges.path}: {notice}") for notice in said)
    )


def _numbered_ends(connection: Any) -> tuple[Persons, Persons]:
    found = connection.execute(
        "SELECT p.number AS source, q.number AS target FROM ends"
        " JOIN people p ON ends.a = p.id JOIN people q ON ends.b = q.id"
    ).fetchnumpy()
    return np.asarray(found["source"]), np.asarray(found["target"])


def _left_out(edges: Edges, source: Persons, target: Persons, graph: Graph) -> Iterator[str]:
    """Yield what of the rows is not in the graph, and what is odd about it."""
    friends, links = degrees(graph), len(graph.indices) // 2
    loops = int((source == target).sum())
    repeats = len(source) - loops - links
    alone = int((friends == 0).sum())
    if edges.unread:
        yield f"columns not read: {', '.join(edges.unread)}"
    if loops:
        yield f"rows dropped that link somebody with themselves: {loops:,}"
    if repeats:
        yield f"rows dropped that repeat a link, either way: {repeats:,}"
    if alone:
        yield f"people without any link: {alone:,}"
    if links > 1 and not loops and not repeats and friends.max() == 1:
        yield "no id stands in two rows: is this a list of links, or a table of people?"
    elif links > 2 and not np.isin(source, target, kind="table").any():
        yield "no id stands in both columns: people of two kinds, a table of people, or no links"
