"""``goodwill sensitivity``: which factors an outcome depends on, luck among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from goodwill.command import keeping
from goodwill.command.printing import figure, print_json, print_table, say, within
from goodwill.command.study import Asked, computing, read_study, study_options
from goodwill.command.sweep_ends import tell_failed
from goodwill.command.timing import Stopwatch
from goodwill.command.whole_number import WholeNumber
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.analysis.cube import Table
    from experiments.studies.indices import Sensitivity

MOST_LINES = 25


@click.command()
@study_options
@click.option(
    "--factors", multiple=True, metavar="KEYS",
    help="What is varied: staff_hours=0..2,strategy=push|mixed,trust.prior, or a group: levers,"
    " uncertainties, moral. For an experiment, else its own factors.",
)  # fmt: skip
@click.option(
    "--method", type=click.Choice(["morris", "sobol"]), default="morris", show_default=True,
    help="Screening by elementary effects, or shares of variance.",
)  # fmt: skip
@click.option(
    "--points", type=WholeNumber(2, 1_000_000), metavar="N",
    help="Trajectories (Morris; else 10) or base points (Sobol; else 64).",
)  # fmt: skip
@click.option(
    "--replicates", type=WholeNumber(1, 100_000), default=10, show_default=True, metavar="R",
    help="Seeds that luck is drawn from, as a factor of its own; 1 for none.",
)  # fmt: skip
def sensitivity(**options: Any) -> None:
    """Find what the outcomes of SCENARIO or EXPERIMENT depend on.

    Morris screening takes N x (factors + 1) runs, Sobol indices N x (factors + 2); the seed
    is one of the factors, so that luck can be compared with the rest.
    """
    sense(**options)


def sense(
    *,
    factors: Sequence[str],
    method: str,
    points: int | None,
    replicates: int,
    no_figures: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Study the sensitivity, print it, and write it down if asked to."""
    from experiments.studies.indices import USUAL_POINTS, count_runs, sensitivity

    watch = Stopwatch()
    with watch("reading"):
        asked = read_study(options.pop("asked"), factors=factors, **options)
    made, count = asked.experiment, points or USUAL_POINTS[method]
    runs = count_runs(len(made.factors) + (replicates > 1), method, count)
    varied = ", ".join(made.factor_names[:6]) + (", …" if len(made.factors) > 6 else "")
    size = plural(len(made.factors), "factor")
    say(f"{made.title}: {size} ({varied}), {method}")
    say(f"Runs: {runs:,}, {plural(made.base.days, 'day')} each, {plural(replicates, 'seed')}")
    with watch("days"), computing(asked) as run:
        found = sensitivity(made, run, method=method, points=count, replicates=replicates)
    if asked.target is not None:
        write(asked, found, watch, not no_figures)
    keeping.show(partial(tell, asked, found, as_json), asked.target, not no_figures)
    tell_failed(found.failed, found.runs, "; what they belong to is left out")


def write(asked: Asked, found: Sensitivity, watch: Stopwatch, figures: bool) -> None:
    """Write everything that the study leaves."""
    from experiments.analysis import morris, sobol
    from experiments.studies.ranking import sensitivity_summary

    made = asked.experiment
    assert asked.target is not None
    notes = {"morris": morris.COLUMNS, "sobol": sobol.COLUMNS}[found.method]
    keeping.keep(
        made,
        asked.target,
        watch,
        kind="sensitivity",
        tables={"indices": (found.table, notes)},
        summary=sensitivity_summary(made, found),
        draw=partial(_draw, asked, found),
        page=partial(page, asked, found),
        figures=figures,
        method=found.method,
        points=found.points,
        replicates=found.replicates,
        runs={"done": found.runs - found.failed, "failed": found.failed},
    )


def page(asked: Asked, found: Sensitivity) -> Any:
    """Return what the report says."""
    from experiments.studies.ranking import ranked
    from viz.reports.study import StudyFindings

    rows = [
        (str(found.table["factor"][row]), name, LINES[found.method](found.table, [row])[0][1:])
        for name in asked.experiment.outcome_names
        for row in ranked(found.table, found.method, name)[:MOST_LINES]
    ]
    caption = f"{TITLE[found.method][:1].upper()}{TITLE[found.method][1:]}."
    size = f"{found.points:,} {UNIT[found.method]}, {plural(found.runs, 'run')}"
    told = [("Design.", f"{size}, {plural(found.replicates, 'seed')}.")]
    if found.failed:
        told.append(("Failures.", f"{plural(found.failed, 'run')} failed, left out here."))
    heads = HEADS[found.method]
    return StudyFindings(
        "A sensitivity study by Goodwill", caption, "Factor", heads[1:], rows, told
    )


def _draw(asked: Asked, found: Sensitivity, folder: Path) -> list[Any]:
    from viz.reports.study_drawings import draw_sensitivity, study_facts

    facts = study_facts(asked.experiment, found.runs, found.failed)
    return draw_sensitivity(folder, found.table, found.method, facts)


def tell(asked: Asked, found: Sensitivity, as_json: bool) -> None:
    """Print the indices of each outcome."""
    from experiments.studies.ranking import ranked, sensitivity_summary

    if as_json:
        print_json(sensitivity_summary(asked.experiment, found))
        return
    for name in asked.experiment.outcome_names:
        rows = ranked(found.table, found.method, name)
        lines = LINES[found.method](found.table, rows[:MOST_LINES])
        used = int(found.table[UNIT[found.method]][rows[0]])
        what = f"{name}: {TITLE[found.method]}; {used} {UNIT[found.method]}"
        print_table(what, HEADS[found.method], lines, numbers=True)
        if len(rows) > MOST_LINES:
            say(f"{plural(len(rows) - MOST_LINES, 'factor')} more: of less influence")
        luck = [row for row in rows if found.table["factor"][row] == "seed"]
        if luck and found.method == "sobol":
            share = float(found.table["total"][luck[0]])
            if np.isfinite(share):
                say(f"Luck has a part in {max(share, 0):.0%} of the variance of {name}.")


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
