"""Everything a comparison leaves for the eye: its pictures and ``report.html``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from viz.figures import differences as contrast
from viz.figures import trust_by_arm, words
from viz.figures.outcomes import Outcome
from viz.figures.tables import RunFacts, Table
from viz.reports.page import About, PageTable, Report, TableColumn, TableRow, lead_of, write_report
from viz.reports.saving import Picture, save_picture

CAUTION = (
    "An interval that leaves out zero tells an effect from luck under the parameters used here; "
    "it says nothing about other parameters. This command repeats the comparison exactly:"
)


def draw_compare(
    folder: Path,
    differences: Table,
    paths: Table,
    facts: RunFacts,
    outcomes: Sequence[str] | None = None,
) -> list[Picture]:
    """Draw both pictures of a comparison into a folder, in all variants."""
    first = save_picture(
        folder,
        "differences",
        partial(contrast.differences, differences, facts, outcomes=outcomes),
        contrast.finding(differences, facts, outcomes),
        contrast.alternative(differences, facts, outcomes),
        contrast.CAPTION,
    )
    second = save_picture(
        folder,
        "trust_by_arm",
        partial(trust_by_arm.trust_by_arm, paths, facts),
        trust_by_arm.finding(paths),
        trust_by_arm.alternative(paths, facts),
        trust_by_arm.CAPTION,
    )
    return [first, second]


def table(differences: Table, facts: RunFacts, outcomes: Sequence[str] | None = None) -> PageTable:
    """Return all differences with their intervals, one row an outcome."""
    found = contrast.by_outcome(differences, facts, outcomes)
    arms = contrast.arms(differences)
    columns = [TableColumn(words.spoken(arm).capitalize()) for arm in arms]
    rows = [
        TableRow(c.kind.title, _unit(c.kind), [_cell(c, i) for i in range(len(arms))])
        for c in found
    ]
    caption = (
        f"Mean difference from {base(differences)} over {words.plural(facts.replicates, 'run')} "
        f"of each arm on the same people and luck, with its 95{words.PERCENT} interval."
    )
    return PageTable(caption, "Outcome", columns, rows)


def _unit(kind: Outcome) -> str:
    """Return the unit of a difference, and which way is better where fewer is."""
    return f"{kind.change}; fewer is better" if kind.better == "fewer" else kind.change


def base(differences: Table) -> str:
    """Return the arm that the others are compared with, in words."""
    names = differences["baseline"]
    return words.spoken(str(names[0])) if len(names) else "nothing"


def _cell(found: contrast.ArmDifferences, i: int) -> str:
    if not np.isfinite(found.mean[i]):
        return words.NOTHING
    write = found.kind.write_change
    low, high = write(found.low[i], True), write(found.high[i], True)
    return f"{write(found.mean[i], True)}\n{low} to {high}"


def sentences(
    differences: Table, facts: RunFacts, outcomes: Sequence[str] | None = None
) -> list[tuple[str, str]]:
    """Return each arm with what it does beyond chance, and what it leaves open."""
    found, said = contrast.by_outcome(differences, facts, outcomes), []
    for i, arm in enumerate(contrast.arms(differences)):
        up = [_effect(c, i) for c in found if c.low[i] > 0]
        down = [_effect(c, i) for c in found if c.high[i] < 0]
        unclear = [c.kind.phrase for c in found if not c.certain(i)]
        parts = [f"raises {words.listed(up)}"] if up else []
        parts += [f"lowers {words.listed(down)}"] if down else []
        text = f"{' and '.join(parts) or 'changes nothing beyond chance'}."
        if parts and unclear:
            text += f" No clear difference in {words.listed(unclear)}."
        said.append((words.spoken(arm).capitalize(), text))
    return said


def _effect(found: contrast.ArmDifferences, i: int) -> str:
    kind = found.kind
    unit = f" {kind.change}" if kind.points else ""
    return f"{kind.phrase} ({kind.write_change(float(found.mean[i]), True)}{unit})"


def report_compare(
    directory: Path,
    differences: Table,
    paths: Table,
    facts: RunFacts,
    about: About,
    outcomes: Sequence[str] | None = None,
) -> Path:
    """Draw the comparison into ``figures/`` and write ``report.html`` beside it."""
    pictures = draw_compare(directory / "figures", differences, paths, facts, outcomes)
    page = Report(
        about=about,
        kicker="A comparison by Goodwill",
        lead=lead_of(pictures, ""),
        summary=sentences(differences, facts, outcomes),
        table=table(differences, facts, outcomes),
        pictures=pictures,
        caution=CAUTION,
    )
    return write_report(directory, page)
