"""``report.html`` of a study: its pictures, and what was found in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viz.figures import words
from viz.reports.page import Column, Grid, Report, Row, lead_of, write_report
from viz.reports.run_report import About
from viz.reports.saving import Picture

CAUTION = (
    "What is found holds for the ranges that were tried and the parameters used here, most of "
    "which are assumed. How far intervals and probabilities carry is told in docs/statistics.md. "
    "This command repeats the study exactly:"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a study found, as a page tells it."""

    kicker: str
    caption: str
    corner: str
    """What the rows are."""
    columns: Sequence[str]
    rows: Sequence[tuple[str, str, Sequence[str]]]
    """Head, a word on it, and a cell for every column."""
    sentences: Sequence[tuple[str, str]] = ()
    """Whom a sentence is about, and how it goes on."""


def study_report(folder: Path, found: Found, pictures: Sequence[Picture], about: About) -> Path:
    """Write the page of a study beside its ``figures``."""
    page = Report(
        title=about.title,
        kicker=found.kicker,
        about=about.about,
        facts=tuple(about.what.items()),
        lead=lead_of(pictures, "Nothing was found that could be drawn."),
        summary=found.sentences,
        table=Grid(
            found.caption,
            found.corner,
            [Column(words.spoken(title)) for title in found.columns],
            [Row(words.spoken(head), words.spoken(under), own) for head, under, own in found.rows],
        ),
        pictures=pictures,
        command=about.command,
        caution=CAUTION,
        definitions=about.definitions,
        files=about.files,
    )
    return write_report(folder, page)
