"""What ``goodwill sensitivity`` does: read, run the design, tell, write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis import morris, sobol
from experiments.analysis.cube import Table
from experiments.studies.indices import (
    SEED,
    USUAL_POINTS,
    Sensitivity,
    count_runs,
    sensitivity,
)
from goodwill.command import keeping, study_pictures
from goodwill.command.clock import Clock
from goodwill.command.keeping import figure, within
from goodwill.command.printing import print_table, say
from goodwill.command.study import Asked, computing, read_study

MOST_LINES = 25
NOTES = {"morris": morris.COLUMNS, "sobol": sobol.COLUMNS}
MAIN = {"morris": "mu_star", "sobol": "total"}
"""What factors are ranked by."""


def sense(
    *,
    factors: Sequence[str],
    method: str,
    points: int | None,
    replicates: int,
    no_figures: bool,
    **options: Any,
) -> None:
    """Study the sensitivity, print it, and write it down if asked to."""
    clock = Clock()
    with clock("reading"):
        asked = read_study(options.pop("asked"), factors=factors, **options)
    made, count = asked.experiment, points or USUAL_POINTS[method]
    runs = count_runs(len(made.factors) + (replicates > 1), method, count)
    varied = ", ".join(made.factor_names[:6]) + (", …" if len(made.factors) > 6 else "")
    size = f"{len(made.factors)} factor{'s' if len(made.factors) > 1 else ''}"
    say(f"{made.title}: {size} ({varied}), {method}")
    say(f"Runs: {runs:,}, {made.base.days:,} days each, {replicates:,} seeds")
    with clock("days"), computing(asked) as run:
        found = sensitivity(made, run, method=method, points=count, replicates=replicates)
    if asked.target is not None:
        write(asked, found, clock, not no_figures)
    keeping.show(partial(tell, asked, found), asked.target, not no_figures)


def write(asked: Asked, found: Sensitivity, clock: Clock, figures: bool) -> None:
    """Write everything that the study leaves."""
    made = asked.experiment
    assert asked.target is not None
    keeping.keep(
        made,
        asked.target,
        clock,
        kind="sensitivity",
        tables={"indices": (found.table, NOTES[found.method])},
        summary=summary(asked, found),
        draw=partial(_draw, asked, found),
        page=page(asked, found) if figures else None,
        figures=figures,
        method=found.method,
        points=found.points,
        replicates=found.replicates,
        runs={"done": found.runs - found.failed, "failed": found.failed},
    )


def page(asked: Asked, found: Sensitivity) -> Any:
    """Return what the report says."""
    from viz.reports.study import StudyFindings

    rows = [
        (str(found.table["factor"][row]), name, LINES[found.method](found.table, [row])[0][1:])
        for name in asked.experiment.outcome_names
        for row in ranked(found.table, found.method, name)[:MOST_LINES]
    ]
    caption = f"{TITLE[found.method][:1].upper()}{TITLE[found.method][1:]}."
    size = f"{found.points:,} {UNIT[found.method]}, {found.runs:,} runs, {found.replicates} seeds."
    told = [("Design.", size)]
    if found.failed:
        told.append(("Failures.", f"{found.failed:,} runs failed; theirs are left out."))
    heads = HEADS[found.method]
    return StudyFindings(
        "A sensitivity study by Goodwill", caption, "Factor", heads[1:], rows, told
    )


def _draw(asked: Asked, found: Sensitivity, folder: Path) -> list[Any]:
    facts = study_pictures.facts_of(asked.experiment, found.runs, found.failed)
    return study_pictures.draw_sensitivity(folder, found.table, found.method, facts)


def summary(asked: Asked, found: Sensitivity) -> dict[str, Any]:
    """Return ``summary.json``: for each outcome its factors, the most important first."""
    columns = [name for name in found.table if name not in ("outcome", "factor")]
    outcomes = {}
    for name in asked.experiment.outcome_names:
        rows = ranked(found.table, found.method, name)
        outcomes[name] = {
            str(found.table["factor"][row]): {c: found.table[c][row] for c in columns}
            for row in rows
        }
    return {
        "title": asked.experiment.title,
        "method": found.method,
        "runs": found.runs,
        "failed": found.failed,
        "replicates": found.replicates,
        "outcomes": outcomes,
    }


def ranked(table: Table, method: str, outcome: str) -> list[int]:
    """Return the rows of an outcome, the most important factor first."""
    rows = np.flatnonzero(table["outcome"] == outcome)
    size = np.nan_to_num(np.asarray(table[MAIN[method]], dtype=float)[rows], nan=-np.inf)
    return [int(row) for row in rows[np.argsort(-size, kind="stable")]]


def tell(asked: Asked, found: Sensitivity) -> None:
    """Print the indices of each outcome."""
    for name in asked.experiment.outcome_names:
        rows = ranked(found.table, found.method, name)
        lines = LINES[found.method](found.table, rows[:MOST_LINES])
        used = int(found.table[UNIT[found.method]][rows[0]])
        what = f"{name}: {TITLE[found.method]}; {used} {UNIT[found.method]}"
        print_table(what, HEADS[found.method], lines, numbers=True)
        if len(rows) > MOST_LINES:
            say(f"{len(rows) - MOST_LINES} more factors matter less")
        luck = [row for row in rows if found.table["factor"][row] == SEED]
        if luck and found.method == "sobol":
            share = float(found.table["total"][luck[0]])
            if np.isfinite(share):
                say(f"Luck has a part in {max(share, 0):.0%} of the variance of {name}.")
    if found.failed:
        say(f"{found.failed:,} of {found.runs:,} runs failed; what they belong to is left out.")


TITLE = {
    "morris": "mean absolute effect over the range, or between two levels, with 95 % intervals",
    "sobol": "shares of variance, with 95 % intervals",
}
UNIT = {"morris": "trajectories", "sobol": "points"}
HEADS = {
    "morris": ("factor", "effect", "signed", "spread"),
    "sobol": ("factor", "by itself", "in all"),
}


def _morris_lines(table: Table, rows: Sequence[int]) -> list[list[str]]:
    return [
        [
            str(table["factor"][row]),
            within(*(float(table[f"mu_star{end}"][row]) for end in ("", "_low", "_high"))),
            figure(float(table["mu"][row])),
            figure(float(table["sigma"][row])),
        ]
        for row in rows
    ]


def _sobol_lines(table: Table, rows: Sequence[int]) -> list[list[str]]:
    return [
        [
            str(table["factor"][row]),
            *(
                within(
                    *(round(float(table[f"{part}{end}"][row]), 3) for end in ("", "_low", "_high"))
                )
                for part in ("first", "total")
            ),
        ]
        for row in rows
    ]


LINES = {"morris": _morris_lines, "sobol": _sobol_lines}
