"""Graph files that are no tables: GML, GraphML, GEXF, Pajek, Matrix Market, SIF.

Read through networkx and SciPy, and only where their counts agree with the file's own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

import networkx
from scipy import io as scipy_io

from model.errors import InputError
from model.network.edge_queries import distinct_ids
from model.network.pajek import complete_pajek

WAY = "a whole file; or write its links as CSV, one a row: two ids and a comma between them"


class Found(NamedTuple):
    """What a graph file holds."""

    people: Sequence[str]
    """Ids of all nodes, those without links too."""
    links: Sequence[tuple[str, str]]
    directed: bool
    weighted: bool
    said: tuple[str, ...] = ()
    """What else is to be known of it."""


class Format(NamedTuple):
    """How a graph format is known and read."""

    name: str
    endings: tuple[str, ...]
    pattern: str
    """What its text begins with, in any case."""
    read: Callable[[str], Found]


class Disagreement(Exception):
    """A library finds other people or links than the file has."""


def graph_format(path: Path, begin: str) -> Format | None:
    """Return the format of a graph file by its beginning, or by its ending; None for a table.

    Raises an InputError where the ending promises a format and the file does not begin so.
    """
    begin = begin.lstrip("\ufeff \t\r\n")
    for kind in FORMATS.values():
        if kind.pattern and re.match(kind.pattern, begin, re.IGNORECASE):
            return kind
    name = path.name.lower().removesuffix(".gz")
    for kind in FORMATS.values():
        if name.endswith(kind.endings):
            if not kind.pattern:
                return kind
            raise InputError(
                f"seems to be a {kind.name} file by its ending, but does not begin as one",
                file=path, allowed=WAY,
            )  # fmt: skip
    if begin.startswith("<"):
        raise InputError("seems to be XML, but neither GraphML nor GEXF", file=path, allowed=WAY)
    return None


class FormatEdges:
    """The links of a graph file, as text."""

    unread: tuple[str, ...] = ()

    def __init__(self, path: Path, plain: Path, kind: Format, said: Sequence[str]) -> None:
        self.path, self.kind, self._said = path, kind, said
        try:
            self.found = kind.read(plain.read_text("utf-8-sig"))
        except Disagreement as error:
            self._complain(f"seems to be {kind.name}, but {error}")
        except RecursionError:
            self._complain(f"seems to be {kind.name}, but is nested too deeply")
        except Exception as error:  # each library has errors of its own for what is malformed
            reason = " ".join(str(error).split()) or type(error).__name__
            self._complain(f"seems to be {kind.name}, but cannot be read as such ({reason})")

    def load(self, connection: Any) -> None:
        """Make the tables ``ends`` (a, b) and ``raw`` (id), texts."""
        import pandas as pd

        ends = pd.DataFrame(self.found.links, columns=["a", "b"], dtype=object)
        people = pd.DataFrame({"id": list(self.found.people)}, dtype=object)
        connection.register("found_ends", ends)
        connection.register("found_people", people)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE ends AS"
            " SELECT CAST(a AS VARCHAR) AS a, CAST(b AS VARCHAR) AS b FROM found_ends"
        )
        distinct_ids(connection)
        connection.execute("INSERT INTO raw SELECT id FROM found_people ANTI JOIN raw USING (id)")

    def complain_of(self, ids: Collection[str], problem: str, connection: Any) -> NoReturn:
        """Raise an InputError that names the first of these ids."""
        self._complain(f"{problem}: {min(ids)}")

    def notices(self) -> list[str]:
        """Return what the file has and the graph has not."""
        found = [*self._said, f"read as {self.kind.name}"]
        if self.found.directed:
            found.append("links have a direction in the file: read as mutual")
        if self.found.weighted:
            found.append("links have weights in the file: not read")
        return [*found, *self.found.said]

    def _complain(self, problem: str) -> NoReturn:
        raise InputError(problem, file=self.path, allowed=WAY)


def _checked(graph: Any, people: int, links: int) -> None:
    """Raise Disagreement unless the graph has as many people and links as its file says."""
    have = graph.number_of_nodes(), graph.number_of_edges()
    if have != (people, links):
        raise Disagreement(
            f"holds {people:,} people and {links:,} links of which {have[0]:,} and {have[1]:,}"
            " can be read: it is damaged, or has parts that are not plain nodes and edges"
        )


def _of_networkx(graph: Any, label: str) -> Found:
    """Return what a graph holds, people by their labels if each has one of its own."""
    names = {node: str(data.get(label, node)) for node, data in graph.nodes(data=True)}
    if len(set(names.values())) < len(names):
        names = {node: str(node) for node in graph}
    links = [(names[a], names[b]) for a, b in graph.edges()]
    weighted = any("weight" in data or "value" in data for *_, data in graph.edges(data=True))
    said = _zero_weights(graph)
    return Found([*names.values()], links, graph.is_directed(), weighted, said)


def _zero_weights(graph: Any) -> tuple[str, ...]:
    """Return what is said of links of weight 0, which a list of links has on purpose."""
    zeros = sum(data.get("weight", data.get("value")) == 0 for *_, data in graph.edges(data=True))
    return (f"links of weight 0, read as links: {zeros:,}",) if zeros else ()


def _read_gml(text: str) -> Found:
    bare = re.sub(r'"[^"]*"', '""', text)
    if not re.search(r"\bmultigraph\b", bare):
        text = re.sub(r"\bgraph\s*\[", "graph [ multigraph 1", text, count=1)
    graph = networkx.parse_gml(text, label="id")
    nodes, edges = (len(re.findall(rf"\b{word}\s*\[", bare)) for word in ("node", "edge"))
    _checked(graph, nodes, edges)
    return _of_networkx(graph, "label")


def _read_graphml(text: str) -> Found:
    return _read_xml(text, networkx.read_graphml)


def _read_gexf(text: str) -> Found:
    return _read_xml(text, networkx.read_gexf)


def _read_xml(text: str, read: Callable[[Any], Any]) -> Found:
    from xml.etree import ElementTree

    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if "<!DOCTYPE" in bare or "<!ENTITY" in bare:
        raise Disagreement("declares a document type of its own: take that line out")
    tags = [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(bare).iter()]
    graph = read(io.BytesIO(bare.encode()))
    _checked(graph, tags.count("node"), tags.count("edge"))
    return _of_networkx(graph, "label")


def _read_pajek(text: str) -> Found:
    lines, names, links = complete_pajek(text)
    graph = networkx.parse_pajek(lines)
    _checked(graph, len(names), links)
    ends = [(names[int(a) - 1], names[int(b) - 1]) for a, b in graph.edges()]
    weights = {data.get("weight", 1.0) for *_, data in graph.edges(data=True)}
    directed, weighted = "*arcs" in text.lower(), bool(weights - {1.0})
    return Found(names, ends, directed, weighted, _zero_weights(graph))


def _read_matrix_market(text: str) -> Found:
    head = text.partition("\n")[0].lower().split()
    matrix = scipy_io.mmread(io.BytesIO(text.encode()), spmatrix=False)
    rows, columns = matrix.shape
    if rows != columns:
        raise Disagreement(f"its matrix is {rows} by {columns}: links join people of two kinds")
    from scipy import sparse

    entries = sparse.coo_array(matrix)
    symmetric = "general" not in head
    told = zip(*(ends.tolist() for ends in entries.coords), entries.data.tolist(), strict=True)
    stored = [entry for entry in told if not symmetric or entry[0] >= entry[1]]
    links = [(str(a + 1), str(b + 1)) for a, b, value in stored if value]
    zeros = len(stored) - len(links)
    if "array" in head:  # it has all entries, of a symmetric one those of half
        zeros = (rows * (rows + 1) // 2 if symmetric else rows * rows) - len(links)
    said = (f"entries of zero, which are no links: {zeros:,}",) if zeros else ()
    people = [str(at + 1) for at in range(rows)]
    return Found(people, links, not symmetric, "pattern" not in head, said)


def _read_sif(text: str) -> Found:
    mark = "\t" if "\t" in text else None
    people, links = [], []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split(mark) if cell.strip()]
        if len(cells) == 2:
            raise Disagreement(f"line {number} has two words where SIF has one, or three and more")
        people += cells[:1]
        links += [(cells[0], other) for other in cells[2:]]
    return Found(people, links, directed=False, weighted=False)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Format("GML", (".gml",), r"(#[^\n]*\n|\s|creator\s+\"[^\"]*\"|version\s+\S+"
                   r"|comment\s+\"[^\"]*\")*graph\s*\[", _read_gml),
            Format("GraphML", (".graphml",), r"(<\?xml[^>]*>|<!--.*?-->|\s)*<graphml",
                   _read_graphml),
            Format("GEXF", (".gexf",), r"(<\?xml[^>]*>|<!--.*?-->|\s)*<gexf", _read_gexf),
            Format("Pajek", (".net", ".paj"), r"(%[^\n]*\n|\s)*\*(vertices|network)",
                   _read_pajek),
            Format("Matrix Market", (".mtx",), r"%%MatrixMarket", _read_matrix_market),
            Format("SIF (Cytoscape)", (".sif",), "", _read_sif),
        )
    }
)  # fmt: skip
"""All of them by name."""
