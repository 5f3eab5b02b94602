"""What a visitor takes home: pictures, tables, the scenario, the view itself."""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from experiments import columns
from experiments.people import people_table
from experiments.store.cells import write_rows
from experiments.store.parquet import write_table
from model.errors import InputError
from viz.app.frames import IN_PICTURE
from viz.app.links import View, file_of
from viz.app.session import Session
from viz.figures.money import money
from viz.figures.reading import reading
from viz.figures.tables import RunFacts
from viz.figures.theme import MODES
from viz.figures.trust_and_sales import trust_and_sales
from viz.figures.trust_graph import trust_graph
from viz.graphs.layout import positions
from viz.reports.outcomes import run_facts

DRAWING = threading.Lock()
"""One picture at a time, whoever asks."""

FIGURES = {"trust_and_sales": trust_and_sales, "reading": reading, "money": money}
PICTURES = {
    "trust_and_sales": "Trust and sales",
    "reading": "What is read",
    "money": "Money",
    "trust_graph": "The social graph",
}
"""Figures by name, with what they are called."""
FORMATS = {"png": "image/png", "svg": "image/svg+xml"}
TABLES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def draw(session: Session, name: str, kind: str, mode: str) -> bytes:
    """Return one figure of the run so far as PNG or SVG."""
    if name not in PICTURES or kind not in FORMATS or mode not in MODES:
        raise InputError("no such picture", value=f"{name}.{kind}", allowed=", ".join(PICTURES))
    if session.day == 0:
        raise InputError("there is nothing to draw yet: let a day pass first")
    import matplotlib

    with DRAWING, matplotlib.rc_context({"svg.hashsalt": "goodwill"}):  # the same bytes each time
        figure = _figure(session, name, mode)
        target = io.BytesIO()
        meta: Mapping[str, Any] = {"Date": None} if kind == "svg" else {"Software": "Goodwill"}
        figure.savefig(target, format=kind, metadata=meta, facecolor=figure.get_facecolor())
        return target.getvalue()


def _facts(session: Session) -> RunFacts:
    return run_facts(session.model.base, len(session.model.people))


def _figure(session: Session, name: str, mode: str) -> Any:
    model = session.model
    if name != "trust_graph":
        return FIGURES[name](model.series(), _facts(session), mode)
    graph: dict[str, Any] = {"indptr": model.graph.indptr, "indices": model.graph.indices}
    place = positions(graph, session.scenario.seed, IN_PICTURE)
    return trust_graph(people_table(model, None, place), graph, _facts(session), mode)


def table(session: Session, kind: str) -> bytes:
    """Return the run so far, one row a day and brand, as CSV or Parquet."""
    series = session.model.series()
    if kind == "csv":
        text = io.StringIO(newline="")
        found = [column.tolist() for column in series.values()]
        write_rows(text, series, zip(*found, strict=True), line_end="\r\n")
        return text.getvalue().encode()
    if kind != "parquet":
        raise InputError("no such table", value=kind, allowed=", ".join(TABLES))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.parquet"
        write_table(path, series, columns.SERIES)
        return path.read_bytes()


def take(session: Session, view: View, what: str, mode: str) -> tuple[str, str, bytes]:
    """Return name, type and content of a file: ``trust_and_sales.png``, ``csv``, ``scenario``."""
    name, _, kind = what.rpartition(".")
    stem = f"{session.scenario.name}_day_{session.day}"
    makers: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "csv": (f"{stem}.csv", TABLES["csv"], lambda: table(session, "csv")),
        "parquet": (f"{stem}.parquet", TABLES["parquet"], lambda: table(session, "parquet")),
        "scenario": (f"{session.scenario.name}.toml", "application/toml",
                     lambda: session.scenario.to_toml(complete=False).encode()),
        "view": (f"{stem}_view.toml", "application/toml", lambda: file_of(view).encode()),
    }  # fmt: skip
    if what in makers:
        file, mime, make = makers[what]
        return file, mime, make()
    content = draw(session, name, kind, mode)
    return f"{stem}_{name}.{kind}", FORMATS[kind], content
