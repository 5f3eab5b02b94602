"""``report.html``: one page that needs no network, written from tables and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from viz.figures.theme import DARK, LIGHT
from viz.reports.saving import Picture

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """The head of one column of numbers."""

    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: who it is about, a word on them, and a cell for every column."""

    head: str
    under: str
    cells: Sequence[str]
    """What follows a line break is set smaller, below."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of the page."""

    caption: str
    corner: str
    """What the rows are: brands, or arms."""
    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]


@dataclass(frozen=True, slots=True)
class About:
    """What a page says about where its numbers come from; all of it plain text."""

    title: str
    about: str
    """What the scenario is; paragraphs parted by blank lines."""
    command: str
    """The command line that repeats it."""
    what: Mapping[str, str]
    """What was run, label to value: people, days, seed, engine, versions."""
    definitions: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    """Columns of the data: name, unit, meaning."""
    files: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Files beside the page: path relative to it, and what is in it."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page; all of it plain text, escaped when it is written."""

    about: About
    kicker: str
    """A few words above the title: what kind of page this is."""
    lead: str
    """What happened, in a sentence or three."""
    summary: Sequence[tuple[str, str]]
    """Whom a paragraph is about, and how it goes on."""
    table: PageTable
    pictures: Sequence[Picture]
    caution: str
    """How far the numbers carry."""


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
    paragraphs = [" ".join(part.split()) for part in context.about.about.split("\n\n")]
    kept = [paragraph for paragraph in paragraphs if paragraph]
    return template.render(page=context, paragraphs=kept, light=LIGHT, dark=DARK)


def lead_of(pictures: Sequence[Picture], nothing: str) -> str:
    """Return the first pictures' headlines as sentences, or ``nothing`` where there are none."""
    if not pictures:
        return nothing
    return " ".join(f"{picture.headline}." for picture in pictures[:3])
