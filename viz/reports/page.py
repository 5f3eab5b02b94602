"""``report.html``: one page that needs no network, written from tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from viz.figures.theme import DARK, LIGHT
from viz.reports.saving import Picture

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of one column of numbers."""

    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: who it is about, a word on them, and a cell for every column."""

    head: str
    under: str
    cells: Sequence[str]
    """What follows a line break is set smaller, below."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the page."""

    caption: str
    corner: str
    """What the rows are: brands, or arms."""
    columns: Sequence[Column]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page; all of it plain text, escaped when it is written."""

    title: str
    kicker: str
    """A few words above the title: what kind of page this is."""
    about: str
    """What the scenario is; paragraphs parted by blank lines."""
    facts: Sequence[tuple[str, str]]
    """What was run: people, days, seed, engine, versions."""
    lead: str
    """What happened, in a sentence or three."""
    summary: Sequence[tuple[str, str]]
    """Whom a paragraph is about, and how it goes on."""
    table: Grid
    pictures: Sequence[Picture]
    command: str
    """The command line that repeats it."""
    caution: str
    """How far the numbers carry."""
    definitions: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    """Columns of the data: name, unit, meaning."""
    files: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Files beside the page: path relative to it, and what is in it."""


def write_report(directory: Path, context: Report) -> Path:
    """Write ``report.html`` into the directory and return its path.

    Its pictures are expected in ``figures/`` beside it (see ``viz.reports.saving``).
    """
    path = directory / "report.html"
    path.write_text(render(context), encoding="utf-8")
    return path


def render(context: Report) -> str:
    """Return the page as HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("report.html.jinja")
    paragraphs = [" ".join(part.split()) for part in context.about.split("\n\n")]
    return template.render(page=context, about=[p for p in paragraphs if p], light=LIGHT, dark=DARK)


def lead_of(pictures: Sequence[Picture], nothing: str) -> str:
    """Return the first pictures' headlines as sentences, or ``nothing`` where there are none."""
    if not pictures:
        return nothing
    return " ".join(f"{picture.headline}." for picture in pictures[:3])
