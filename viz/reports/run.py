"""Everything a single run leaves for the eye: its pictures and ``report.html``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from viz.figures import money, reading, trust_and_sales, trust_graph
from viz.figures.tables import RunFacts, Table
from viz.reports.page import About, Report, lead_of, write_report
from viz.reports.run_summary import sentences, table
from viz.reports.saving import Picture, save_picture

CAUTION = (
    "This is one run: the same people would have had other luck under another seed. To tell "
    "an effect from luck, compare strategies over many seeds (goodwill compare). This command "
    "repeats the run exactly:"
)


def drawings(
    folder: Path, series: Table, people: Table, graph: Table, facts: RunFacts
) -> list[Callable[[], Picture]]:
    """Return what draws each picture of a run into a folder, in all variants."""
    figures = {
        "trust_and_sales": (trust_and_sales, trust_and_sales.trust_and_sales),
        "reading": (reading, reading.reading),
        "money": (money, money.money),
    }
    found = []
    for name, (module, figure) in figures.items():
        draw = partial(figure, series, facts)
        text = (module.finding(series, facts), module.alternative(series, facts), module.CAPTION)
        found.append(partial(save_picture, folder, name, draw, *text))
    draw = partial(trust_graph.trust_graph, people, graph, facts)
    text = (
        trust_graph.finding(people, facts),
        trust_graph.alternative(people, graph, facts),
        trust_graph.CAPTION,
    )
    return [*found, partial(save_picture, folder, "trust_graph", draw, *text)]


def report_drawn(
    directory: Path, series: Table, facts: RunFacts, about: About, pictures: Sequence[Picture]
) -> Path:
    """Write ``report.html`` beside pictures that are drawn already."""
    page = Report(
        about=about,
        kicker="A run of Goodwill",
        lead=lead_of(pictures, ""),
        summary=sentences(series, facts),
        table=table(series, facts),
        pictures=pictures,
        caution=CAUTION,
    )
    return write_report(directory, page)
