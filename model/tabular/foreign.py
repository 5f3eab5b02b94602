"""Files that are no text tables: known by their first bytes or their ending, and refused by name.

Each says how the same data become a table of text.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from model.errors import InputError

HEAD = 1 << 16
"""Bytes at the head of a file that are looked at."""

PANDAS = 'in Python: import pandas; pandas.{}.to_csv("data.csv", index=False)'
NETWORKX = 'in Python: import networkx; networkx.write_edgelist(graph, "edges.txt", data=False)'
UNPACK = "unpack it and give the file that is in it"
OF_LINKS = re.compile("edge|link")
"""Ways on that make a table of links."""
ONE_LINE = "a link a line: two ids with a comma between them"


class Foreign(NamedTuple):
    """A kind of file that is not read."""

    name: str
    way: str
    """One way on."""
    endings: tuple[str, ...] = ()
    marks: tuple[bytes, ...] = ()
    """First bytes, any of them."""
    pattern: str = ""
    """Or what the beginning of its text matches, blanks before it left out."""


FOREIGN = (
    Foreign("a Git LFS pointer: the file itself was not downloaded", "run git lfs pull",
            marks=(b"version https://git-lfs",)),
    Foreign("a Feather or Arrow table", PANDAS.format('read_feather("data.feather")'),
            (".feather", ".arrow", ".ipc"), (b"ARROW1", b"FEA1")),
    Foreign("an old Excel workbook (or another OLE file)", "save it in Excel as CSV UTF-8",
            (".xls", ".doc"), (b"\xd0\xcf\x11\xe0",)),
    Foreign("a tar archive", UNPACK, (".tar", ".tgz")),
    Foreign("a bzip2 archive", f"{UNPACK} (bunzip2)", (".bz2",), (b"BZh",)),
    Foreign("an xz archive", f"{UNPACK} (unxz)", (".xz",), (b"\xfd7zXZ",)),
    Foreign("a Zstandard archive", f"{UNPACK} (unzstd)", (".zst",), (b"\x28\xb5\x2f\xfd",)),
    Foreign("a 7-Zip archive", UNPACK, (".7z",), (b"7z\xbc\xaf",)),
    Foreign("a RAR archive", UNPACK, (".rar",), (b"Rar!",)),
    Foreign("a PDF document", "copy its table into a spreadsheet and save that as CSV",
            (".pdf",), (b"%PDF",)),
    Foreign("an HDF5 file", PANDAS.format('read_hdf("data.h5")'),
            (".h5", ".hdf5", ".hdf"), (b"\x89HDF",)),
    Foreign("a SQLite database", "sqlite3 -csv FILE 'SELECT source, target FROM links' > edges.csv",
            (".sqlite", ".db", ".sqlite3"), (b"SQLite format 3",)),
    Foreign("a NumPy array", 'in Python: numpy.savetxt("data.csv", numpy.load(FILE), "%d", ",")',
            (".npy", ".npz"), (b"\x93NUMPY",)),
    Foreign("a Python pickle", f"{NETWORKX} (open only pickles that you trust)",
            (".pkl", ".pickle", ".gpickle"), (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")),
    Foreign("R data", 'in R: write.csv(data, "data.csv", row.names = FALSE)',
            (".rdata", ".rda", ".rds"), (b"RDX2", b"RDX3", b"RDA2", b"X\n\x00", b"A\n2", b"A\n3")),
    Foreign("a Stata or SPSS file", PANDAS.format("read_stata(FILE)"),
            (".dta", ".sav"), (b"<stata_dta>", b"$FL2")),
    Foreign("a MATLAB file", "save its edges as text: writematrix(edges, 'edges.csv')",
            (".mat",), (b"MATLAB",)),
    Foreign("a picture", "give the data that it was drawn from", (".png", ".jpg", ".gif", ".svg"),
            (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<svg")),
    Foreign("a web page: the download went wrong", "download the file itself (the raw file)",
            (".html", ".htm"), pattern=r"<!doctype html|<html"),
    Foreign("a DOT (Graphviz) file", f"{NETWORKX}, read with networkx.nx_pydot.read_dot",
            (".dot", ".gv"), pattern=r"(strict\s+)?(di)?graph\b[^\[{;\n]*\{"),
    Foreign("a JSON file", f"write it as CSV, {ONE_LINE}",
            (".json", ".jsonl", ".ndjson", ".geojson"), pattern=r"\{\s*[\"}]|\[\s*[\[{\"\d\]]"),
    Foreign("Python text (a list, tuples or a dict)", f"write it as CSV, {ONE_LINE}", (".py",),
            pattern=r"[\[({]\s*\(|[\[({]\s*'[^'\n]*'\s*[:,][^\n]*[\])}]\s*$"
                    r"|\([^()\n]+,[^()\n]+\)[,;]?\s*(\n|$)"),
    Foreign("a table drawn with dashes (Markdown, or a database's)",
            "take out the lines of dashes and what stands before the header",
            pattern=r"([^\n]*\n){0,5}[ \t]*[|+]?[ :]*[-=]{3,}[ :]*[|+ ][| +:]*[-=]{3,}[-=| +:]*\n"),
    Foreign("SQL", "run it in a database and export the table of links as CSV", (".sql",),
            pattern=r"(--[^\n]*\n|\s)*(insert\s+into|create\s+(table|database)|drop\s+table)\s"),
    Foreign("a Rich Text document", "save it as plain text", (".rtf",), (b"{\\rtf",)),
    Foreign("a UCINET DL file", "in UCINET: Data, Export, edge list; or keep the lines below data:",
            (".dl",), pattern=r"dl\s+(n|nr|nc|nm|format)\s*=|dl\s*\n"),
    Foreign("a GDF file of GUESS", "open it in Gephi and export the edges as CSV",
            (".gdf",), pattern=r"nodedef\s*>"),
    Foreign("a VNA file of NetDraw", f"keep its tie data, {ONE_LINE}",
            (".vna",), pattern=r"\*\s*(node|tie) (data|properties)"),
    Foreign("a Tulip file", "export it from Tulip as CSV", (".tlp",), pattern=r"\(tlp\b"),
    Foreign("a Trivial Graph Format file", f"keep the lines below the #, {ONE_LINE}", (".tgf",)),
    Foreign("a graph6 or sparse6 file", f"{NETWORKX}, read with networkx.read_graph6",
            (".g6", ".s6"), pattern=r">>(graph6|sparse6|digraph6)<<"),
    Foreign("a DIMACS graph", f"keep the lines that begin with e, {ONE_LINE}",
            (".col", ".dimacs"), pattern=r"(c .*\n)*p (edge|col|sp|max|min) "),
    Foreign("a LEDA graph", f"{NETWORKX}, read with networkx.read_leda",
            (".lgr", ".gw"), pattern=r"LEDA\.GRAPH"),
    Foreign("RDF", f"write it as CSV, {ONE_LINE}", (".ttl", ".nt", ".rdf", ".n3"),
            pattern=r"@prefix |<\?xml[^>]*>\s*<rdf:|<https?://[^>]*>\s+<"),
    Foreign("a METIS graph (adjacency lists)", f"links are wanted one a line; {NETWORKX}",
            (".graph", ".metis")),
    Foreign("a YAML file", f"write it as CSV, {ONE_LINE}", (".yaml", ".yml"),
            pattern=r"(---\s*\n)?- \[[^\[\]\n]*\]\s*\n"),
)  # fmt: skip
"""All of them, the surest sign first."""

ZIPPED = (
    ("xl/", "an Excel workbook (.xlsx)", "save it in Excel as CSV UTF-8"),
    ("word/", "a Word document", "copy its table into a spreadsheet and save that as CSV"),
    ("content.xml", "an OpenDocument spreadsheet", "save it as CSV"),
    ("Project_xml", "a Gephi project", "open it in Gephi and export the edges as CSV"),
)
"""What a zip archive may be, by a name that begins so in it."""


def refuse_foreign(path: Path, plain: Path, head: bytes, *, links: bool) -> None:
    """Raise an InputError if the file is of a kind that is not read; ``plain`` holds its bytes.

    ``links`` says whether it should have been a table of links; else it is one with a header.
    """
    kind = _foreign_kind(path, plain, head)
    if kind is not None:
        name, way = kind
        way = way if links or not OF_LINKS.search(way) else "save its rows as CSV with a header"
        raise InputError(f"seems to be {name}", file=path, allowed=f"a table as text (CSV); {way}")


def _foreign_kind(path: Path, plain: Path, head: bytes) -> tuple[str, str] | None:
    """Return the name of a kind that is not read, and one way on."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zipped(path, plain)
    if head[257:262] == b"ustar":
        return "a tar archive", UNPACK
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1")[:2000]
    for kind in FOREIGN:
        if head.startswith(kind.marks) or (
            kind.pattern and re.match(kind.pattern, begin, re.IGNORECASE)
        ):
            return kind.name, kind.way
    name = path.name.lower().removesuffix(".gz")
    for kind in FOREIGN:
        if name.endswith(kind.endings):
            return f"{kind.name}, by its ending", kind.way
    return None


def _zipped(path: Path, plain: Path) -> tuple[str, str]:
    if path.suffix.lower() == ".gephi":
        return ZIPPED[-1][1:]
    try:
        with zipfile.ZipFile(plain) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        names = []
    for begin, name, way in ZIPPED:
        if any(member.startswith(begin) for member in names):
            return name, way
    excel = path.suffix.lower() in (".xlsx", ".xlsm")
    return ZIPPED[0][1:] if excel else ("a zip archive", UNPACK)
