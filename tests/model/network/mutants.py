"""Random graph files of which it is known what is in them."""

from __future__ import annotations

import io
from dataclasses import dataclass

import networkx as nx
import numpy as np

WORDS = ("ann", "Ben", "cem", "Åsa", "zoë", "d'or", "x_1", "q-7", "@ida", "#max", "%pi", "Łu")
FIRST, LAST = ("Ann", "Ben", "Zoë", "Ida", "Max"), ("Ode", "Kurz", "de Wit", "Ng", "Žá")
HEADERS = (
    None, None, ("source", "target"), ("From", "To"), ("Quelle", "Ziel"), ("Person", "Adores"),
    ("V1", "V2"), (":START_ID", ":END_ID"), ("Source Id", "Target Id"), ("left\nhand", "right"),
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1")
FORMATS = (("gml", nx.write_gml), ("graphml", nx.write_graphml), ("gexf", nx.write_gexf),
           ("net", nx.write_pajek))  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One file: what it holds, and whether that can still be known by eye."""

    name: str
    data: bytes
    links: frozenset[frozenset[str]]
    people: frozenset[str]
    whole: bool
    """Nothing was cut off or broken."""


def mutant(number: int) -> Mutant:
    """Return a random file; the same for the same number."""
    rng = np.random.default_rng(number)
    ids = _ids(rng)
    pairs = _pairs(rng, ids)
    text = _formatted(rng, ids, pairs) if rng.random() < 0.2 else _table(rng, pairs)
    return _broken(rng, text) if rng.random() < 0.25 else text


def _ids(rng: np.random.Generator) -> list[str]:
    kind = rng.integers(6)
    if kind == 0:
        return [str(i) for i in rng.choice(40, 9, replace=False)]
    if kind == 1:
        return [str(10**17 + 7 * int(i)) for i in rng.choice(10**6, 8, replace=False)]
    if kind == 2:
        return [f"{i:04d}" for i in rng.choice(900, 8, replace=False)]
    if kind == 3:
        return [*rng.choice(WORDS, 9, replace=False)]
    names = [f"{a}{', ' if kind == 4 else ' '}{b}" for a in FIRST for b in LAST]
    return [*rng.choice(names, 8, replace=False)]


def _pairs(rng: np.random.Generator, ids: list[str]) -> list[tuple[str, str]]:
    """Return a ring of all, so that everybody stands in two rows, and some more."""
    ring = [(ids[i - 1], ids[i]) for i in range(len(ids))]
    more = [tuple(rng.choice(ids, 2)) for _ in range(rng.integers(8))]
    return [*ring, *more]  # type: ignore[list-item]


def _truth(pairs: list[tuple[str, str]]) -> tuple[frozenset[frozenset[str]], frozenset[str]]:
    links = frozenset(frozenset(map(str, pair)) for pair in pairs if pair[0] != pair[1])
    return links, frozenset(str(one) for pair in pairs for one in pair)


def _table(rng: np.random.Generator, pairs: list[tuple[str, str]]) -> Mutant:
    mark = [",", ";", "\t", "|", " ", "   ", " -> "][rng.integers(7)]
    header = HEADERS[rng.integers(len(HEADERS))]
    extra = rng.integers(4) if mark != " -> " else 0
    quoted = rng.random() < 0.3

    def row(cells: tuple[str, ...], number: int) -> str:
        end = (
            ("Weight" if header else "")
            if number < 0
            else f"{number}.5".replace(".", ".,"[mark == ";"])
        )
        index = "" if number < 0 else str(number)
        told = {
            0: cells,
            1: (*cells, end),
            2: (index, *cells),
            3: (*cells, "Type" if number < 0 else "x"),
        }
        return mark.join(_quoted(cell, mark, quoted) for cell in told[int(extra)])

    if header is None and extra == 2 and all(one.isdigit() for pair in pairs for one in pair):
        extra = 0  # a nameless column of numbers beside numbers: nobody could tell
    if mark.strip() == "" and mark != "\t" and extra == 2 and header:
        extra = 0  # nothing stands for nothing between blanks
    lines = [row(header, -1)] if header else []
    lines += [row(pair, number) for number, pair in enumerate(pairs)]
    lines = _littered(rng, lines, mark)
    end = ["\n", "\r\n", "\n"][rng.integers(3)]
    text = end.join(lines) + (end if rng.random() < 0.8 else "")
    return Mutant("edges" + [".csv", ".txt", ".tsv"][rng.integers(3)], _encoded(rng, text),
                  *_truth(pairs), whole=True)  # fmt: skip


def _quoted(cell: str, mark: str, always: bool) -> str:
    own = mark.strip() or mark[0]
    hard = own in cell or "\n" in cell or "," in cell or (cell[:1] in "#%" and " " in cell)
    return f'"{cell}"' if (always and cell) or hard else cell


def _littered(rng: np.random.Generator, lines: list[str], mark: str) -> list[str]:
    """Return the lines with comments, empty lines and empty rows among them."""
    litter = ["# a comment, with a comma", "% 1 2 3", "", "   ", "#"]
    if mark in (",", ";", "\t"):
        litter.append(mark * lines[-1].count(mark))
    for _ in range(rng.integers(4) if rng.random() < 0.5 else 0):
        lines.insert(int(rng.integers(len(lines) + 1)), litter[rng.integers(len(litter))])
    return lines


def _encoded(rng: np.random.Generator, text: str) -> bytes:
    encoding = ENCODINGS[rng.integers(len(ENCODINGS))]
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def _formatted(rng: np.random.Generator, ids: list[str], pairs: list[tuple[str, str]]) -> Mutant:
    name, write = FORMATS[rng.integers(len(FORMATS))]
    graph = nx.DiGraph() if rng.random() < 0.3 else nx.Graph()
    graph.add_nodes_from(str(one) for one in ids)
    graph.add_edges_from((str(a), str(b)) for a, b in pairs)
    file = io.BytesIO()
    write(graph, file)
    links, people = _truth(pairs)
    return Mutant(f"graph.{name}", file.getvalue(), links, people | {str(one) for one in ids}, True)


def _broken(rng: np.random.Generator, made: Mutant) -> Mutant:
    """Return a file that is cut short, or has bytes changed, doubled or lost."""
    data = bytearray(made.data)
    at, more = int(rng.integers(len(data))), int(rng.integers(1, 40))
    kind = rng.integers(5)
    if kind == 0:
        data = data[:at]
    elif kind == 1:
        data[at : at + more] = rng.bytes(more)
    elif kind == 2:
        data[at : at + more] = b""
    elif kind == 3:
        data[at:at] = data[at : at + more]
    else:
        data[at : at + 1] = [b'"', b"\0", b"\xff", b",", b";"][rng.integers(5)]
    return Mutant(made.name, bytes(data), made.links, made.people, whole=False)
