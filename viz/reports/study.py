"""``report.html`` of a study: its pictures, and what was found in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viz.figures import words
from viz.reports.page import About, PageTable, Report, TableColumn, TableRow, lead_of, write_report
from viz.reports.saving import Picture

CAUTION = (
    "What is found holds for the ranges that were tried and the parameters used here, most of "
    "which are assumed. How far intervals and probabilities carry is told in docs/statistics.md. "
    "This command repeats the study exactly:"
)


@dataclass(frozen=True, slots=True)
class StudyFindings:
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


def study_report(
    folder: Path, found: StudyFindings, pictures: Sequence[Picture], about: About
) -> Path:
    """Write the page of a study beside its ``figures``."""
    page = Report(
        about=about,
        kicker=found.kicker,
        lead=lead_of(pictures, "Nothing was found that could be drawn."),
        summary=found.sentences,
        table=PageTable(
            found.caption,
            found.corner,
            [TableColumn(words.spoken(title)) for title in found.columns],
            [
                TableRow(words.spoken(head), words.spoken(under), own)
                for head, under, own in found.rows
            ],
        ),
        pictures=pictures,
        caution=CAUTION,
    )
    return write_report(folder, page)
