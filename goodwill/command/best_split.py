"""``goodwill optimise --horizons``: the best share of promotions, by horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodwill.command import keeping
from goodwill.command.printing import figure, print_json, print_table, say, within
from goodwill.command.study import Asked, computing, read_study
from goodwill.command.sweep_ends import tell_failed
from goodwill.command.timing import Stopwatch
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.studies.objectives import Objective
    from experiments.studies.split import Split

USUAL_REPLICATES = 20


def find_split(
    common: dict[str, Any],
    wanted: Sequence[Objective],
    horizons: str,
    replicates: int | None,
    figures: bool,
    as_json: bool,
    watch: Stopwatch,
) -> None:
    """Find which share of promotions is best at each horizon, print and write it."""
    from experiments.studies.front import named
    from experiments.studies.horizons import read_horizons, split_summary, with_mixed_content
    from experiments.studies.split import OPTION, STRATEGY, best_split, split_experiment

    days = read_horizons(horizons)
    count = replicates or USUAL_REPLICATES
    sets = (*common.pop("sets"), f"days={max(days)}")
    brand = common["brand"]
    name = common.pop("asked")
    asked = read_study(
        name, factors=[f"{OPTION}=0..1"], sets=with_mixed_content(name, brand, sets),
        **{**common, "days": None},
    )  # fmt: skip
    objectives = named(wanted, asked.experiment)
    made = split_experiment(asked.experiment, days)
    say(f"{made.title}: the best share of promotions in the content of {made.brand} ({STRATEGY})")
    size = len(made.factors[0].values) * count
    say(
        f"Runs: {size:,}, {plural(made.base.days, 'day')} each,"
        f" {plural(count, 'seed')} that all shares share"
    )
    with watch("days"), computing(asked) as run:
        found = best_split(asked.experiment, run, objectives, days, replicates=count)
    if asked.target is not None:
        write(asked, objectives, found, days, count, watch, figures)
    summary = split_summary(made, objectives, found, days, count)
    keeping.show(partial(tell, objectives, found, summary, as_json), asked.target, figures)
    tell_failed(found.failed, found.runs)


def write(
    asked: Asked,
    wanted: Sequence[Objective],
    found: Split,
    days: Sequence[int],
    replicates: int,
    watch: Stopwatch,
    figures: bool,
) -> None:
    """Write everything that it leaves."""
    from experiments.studies.horizons import split_summary
    from experiments.studies.split import SPLIT

    assert asked.target is not None
    made = asked.experiment
    keeping.keep(
        made,
        asked.target,
        watch,
        kind="split",
        tables={"split": (found.table, SPLIT)},
        summary=split_summary(made, wanted, found, days, replicates),
        draw=partial(_draw, asked, wanted, found, days),
        page=partial(page, wanted, found),
        figures=figures,
        horizons=list(days),
        replicates=replicates,
        objectives=[{"outcome": o.outcome, "sign": o.sign} for o in wanted],
        runs={"done": found.runs - found.failed, "failed": found.failed},
    )


def _draw(
    asked: Asked, wanted: Sequence[Objective], found: Split, days: Sequence[int], folder: Path
) -> list[Any]:
    from experiments.studies.split import split_experiment
    from viz.reports.study_drawings import draw_split, study_facts

    made = replace(
        asked.experiment, base=split_experiment(asked.experiment, days).base
    )  # outcomes by their own names, without horizons
    facts = study_facts(made, found.runs, found.failed)
    return draw_split(folder, found.table, [o.outcome for o in wanted], facts)


def lines(wanted: Sequence[Objective], found: Split) -> list[tuple[str, int, list[str]]]:
    """Return objective, horizon and what is printed of each."""
    from experiments.studies.horizons import best_row

    days = list(dict.fromkeys(found.table["horizon"].tolist()))
    rows = [best_row(found.table, day, o.outcome) for o in wanted for day in days]
    return [
        (
            row["outcome"],
            row["horizon"],
            [
                f"{row['promotion_share']:.0%}",
                f"{row['as_good_from']:.0%} to {row['as_good_to']:.0%}",
                within(row["mean"], row["low"], row["high"]),
                figure(row["probability"]),
            ],
        )
        for row in rows
    ]


HEADS = ("best share", "as good", "mean there", "probability")


def page(wanted: Sequence[Objective], found: Split) -> Any:
    """Return what the report says."""
    from viz.reports.study import StudyFindings

    rows = [
        (outcome, f"after {plural(day, 'day')}", cells)
        for outcome, day, cells in lines(wanted, found)
    ]
    count = int(found.table["replicates"].max())
    told = [
        ("Design.", f"{plural(found.runs, 'run')}: {plural(count, 'seed')} that all shares share.")
    ]
    caption = "Best share of promotions in the content, and the shares that cannot be told from it."
    return StudyFindings(
        "The best split of content, by Goodwill", caption, "Aim", HEADS, rows, told
    )


def tell(wanted: Sequence[Objective], found: Split, summary: dict[str, Any], as_json: bool) -> None:
    """Print the best share by objective and horizon."""
    if as_json:
        print_json(summary)
        return
    printed = [[f"{o}, {plural(day, 'day')}", *cells] for o, day, cells in lines(wanted, found)]
    count = int(found.table["replicates"].max())
    title = f"Best share of promotions in the content; {plural(count, 'seed')}, 95 % intervals"
    print_table(title, ("after", *HEADS), printed, numbers=True)
