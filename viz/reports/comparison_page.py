"""The page of a comparison, from its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.comparison.outcomes import notes
from experiments.store.parquet import Table
from viz.figures.tables import RunFacts
from viz.reports.about import about_output, split_notes
from viz.reports.compare import report_compare


def report_comparison(
    folder: Path,
    differences: Table,
    paths: Table,
    facts: RunFacts,
    manifest: Mapping[str, Any],
    outcomes: Sequence[str],
) -> None:
    """Draw the pictures of a comparison and write its page; ``paths`` holds all outcomes."""
    trust = (paths["outcome"] == "trust").nonzero()
    paths = {name: column[trust] for name, column in paths.items()}
    page = about_output(folder, manifest, split_notes(notes()))
    report_compare(folder, differences, paths, facts, page, outcomes)
