"""What every column of every table means, and the page of them in docs/columns.md.

``python -m experiments.columns > docs/columns.md`` writes it;
``python -m experiments.columns --check`` tells whether the file is current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from experiments import people
from experiments.analysis.differences import ARMS
from experiments.comparison import tables
from experiments.sweep import tables as sweeps
from model import ledger
from model.observables import column_notes

DOCS = Path(__file__).resolve().parents[1] / "docs" / "columns.md"

SERIES = column_notes()
PEOPLE = people.NOTES
ID = {"id": "the person's id in the graph file; the number, where the graph was generated"}
LEDGER = ledger.CHANGES | ID
EVENTS = {
    "day": "key: day, counted from 0",
    "person": "key: the person's number",
    "brand": "key: the brand's name",
    "event": "what happened",
    "amount": "hour of the day, wait in hours, euros, strength or value, as the event has it",
    "detail": "kind, cause, post, stars or addressee, as the event has it",
} | ID  # fmt: skip

INTRODUCTION = """\
# Columns of the tables

Generated from the code: run `python -m experiments.columns > docs/columns.md` after a change.
Each Parquet file carries the same definitions in its metadata, under `column:` and the name;
`experiments.store.parquet.read_notes(path)` reads them.

A *flow* is counted over a day, a *stock* stands at the end of the day, a *ratio* divides two
flows of the day. Means are over the group that is named; a mean over nobody is null. Quantiles
come from counts of people in bins of .001, so they are the same for any number of threads.
"""

TABLES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("`series.parquet` of a run", "One row a day and brand.", SERIES),
    ("`people.parquet`", "One row a brand and person, as they stand on the last day.", PEOPLE),
    ("`ledger.parquet`", "One row a change of trust of a watched person (`--watch`).", LEDGER),
    ("`events.parquet`", "Whatever else happened to watched people (`--watch`).", EVENTS),
    (
        "`runs.parquet`",
        "One row a run of a comparison; every outcome is of the focal brand. What is counted by"
        " day adds up over the run, what stands at the end of a day is that of the last.",
        tables.runs_notes(),
    ),
    (
        "`series.parquet` of a comparison",
        "One row an arm, outcome and day, over the replicates.",
        tables.PATHS,
    ),
    (
        "`differences.parquet`",
        "One row an arm, after the first, and outcome: what it changes against the first arm on"
        " the same people with the same luck.",
        tables.DIFFERENCES,
    ),
    ("`runs.parquet` of a sweep", "One row a point, arm and replicate.", sweeps.general_notes()),
    (
        "`differences.parquet` of a sweep",
        "One row an outcome, point and arm after the first: what it changes against the first arm"
        " on the same people with the same luck. A column for each factor comes on top.",
        ARMS,
    ),
)


def page() -> str:
    """Return the whole page."""
    from experiments.studies.columns import STUDIES  # brings much that a run does not need

    tables = (*TABLES, *STUDIES)
    return "\n".join([INTRODUCTION, *(section for table in tables for section in _section(*table))])


def _section(title: str, about: str, notes: Mapping[str, str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"{about}\n"
    rows = [f"| `{name}` | {note} |" for name, note in notes.items()]
    yield "\n".join(["| Column | What it is |", "| --- | --- |", *rows]) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page to standard output, or with ``--check`` compare it; return an exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m experiments.columns [--check]\n")
        return 2
    if not arguments:
        sys.stdout.buffer.write(page().encode())
        return 0
    current = DOCS.is_file() and DOCS.read_text("utf-8") == page()
    if not current:
        sys.stderr.write(f"{DOCS.name} is out of date: see the head of {Path(__file__).name}\n")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
