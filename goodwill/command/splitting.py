"""What ``goodwill optimise --horizons`` does: the best share of promotions, by horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis.cube import Table
from experiments.studies.objectives import Objective
from experiments.studies.split import OPTION, SPLIT, STRATEGY, Split, best_split, split_experiment
from goodwill.command import keeping, study_pictures
from goodwill.command.clock import Clock
from goodwill.command.keeping import figure, within
from goodwill.command.printing import print_table, say
from goodwill.command.study import Asked, computing, read_study
from model.errors import InputError

USUAL_REPLICATES = 20


def find_split(
    common: dict[str, Any],
    wanted: Sequence[Objective],
    horizons: str,
    replicates: int | None,
    figures: bool,
    clock: Clock,
) -> None:
    """Find which share of promotions is best at each horizon, print and write it."""
    from goodwill.command.optimising import named

    days = read_horizons(horizons)
    count = replicates or USUAL_REPLICATES
    sets = (*common.pop("sets"), f"days={max(days)}")
    brand = common["brand"]
    name = common.pop("asked")
    asked = read_study(
        name, factors=[f"{OPTION}=0..1"], sets=_mixed(name, brand, sets), **{**common, "days": None}
    )
    objectives = named(wanted, asked)
    made = split_experiment(asked.experiment, days)
    say(f"{made.title}: the best share of promotions in the content of {made.brand} ({STRATEGY})")
    size = len(made.factors[0].values) * count
    say(f"Runs: {size:,}, {made.base.days:,} days each, {count:,} seeds that all shares share")
    with clock("days"), computing(asked) as run:
        found = best_split(asked.experiment, run, objectives, days, replicates=count)
    if asked.target is not None:
        write(asked, objectives, found, days, count, clock, figures)
    keeping.show(partial(tell, objectives, found), asked.target, figures)


def _mixed(name: str, brand: str | None, sets: Sequence[str]) -> tuple[str, ...]:
    """Return the changes that give the focal brand the strategy with such a split."""
    from experiments.studies.asking import focal_of

    focal, strategy = focal_of(name, brand)
    if strategy == STRATEGY:
        return tuple(sets)
    return (*sets, f"brands.{focal}.strategy={STRATEGY}")


def read_horizons(text: str) -> list[int]:
    """Return the days of ``30,365,1095``, or raise InputError."""
    words = [word.strip() for word in text.split(",")]
    if not all(word.isdecimal() and 0 < int(word) <= 20_000 for word in words):
        raise InputError(
            "no horizons", file="--horizons", value=text, allowed="days, such as 30,365,1095"
        )
    return [int(word) for word in words]


def write(
    asked: Asked,
    wanted: Sequence[Objective],
    found: Split,
    days: Sequence[int],
    replicates: int,
    clock: Clock,
    figures: bool,
) -> None:
    """Write everything that it leaves."""
    assert asked.target is not None
    made = asked.experiment
    keeping.keep(
        made,
        asked.target,
        clock,
        kind="split",
        tables={"split": (found.table, SPLIT)},
        summary={
            "title": made.title,
            "brand": made.brand,
            "replicates": replicates,
            "best": [best_row(found.table, day, o.outcome) for day in days for o in wanted],
        },
        draw=partial(_draw, asked, wanted, found, days),
        page=page(wanted, found) if figures else None,
        figures=figures,
        horizons=list(days),
        replicates=replicates,
        objectives=[{"outcome": o.outcome, "sign": o.sign} for o in wanted],
        runs={"done": found.runs - found.failed, "failed": found.failed},
    )


def _draw(
    asked: Asked, wanted: Sequence[Objective], found: Split, days: Sequence[int], folder: Path
) -> list[Any]:
    made = replace(
        asked.experiment, base=split_experiment(asked.experiment, days).base
    )  # outcomes by their own names, without horizons
    facts = study_pictures.facts_of(made, found.runs, found.failed)
    return study_pictures.draw_split(folder, found.table, [o.outcome for o in wanted], facts)


def best_row(table: Table, day: int, outcome: str) -> dict[str, Any]:
    """Return the best share at a horizon, and those that cannot be told from it."""
    own = (table["horizon"] == day) & (table["outcome"] == outcome)
    row = int(np.flatnonzero(own & table["best"])[0])
    close = table["promotion_share"][own & table["as_good"]]
    return {
        "horizon": day,
        "outcome": outcome,
        "promotion_share": float(table["promotion_share"][row]),
        "as_good_from": float(close.min()),
        "as_good_to": float(close.max()),
        "undecided": int((own & table["undecided"]).sum()),
        **{name: float(table[name][row]) for name in ("mean", "low", "high", "probability")},
        "replicates": int(table["replicates"][row]),
    }


def lines(wanted: Sequence[Objective], found: Split) -> list[tuple[str, int, list[str]]]:
    """Return objective, horizon and what is printed of each."""
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

    rows = [(outcome, f"after {day:,} days", cells) for outcome, day, cells in lines(wanted, found)]
    count = int(found.table["replicates"].max())
    told = [("Design.", f"{found.runs:,} runs: {count:,} seeds that all shares share.")]
    caption = "Best share of promotions in the content, and the shares that cannot be told from it."
    return StudyFindings(
        "The best split of content, by Goodwill", caption, "Aim", HEADS, rows, told
    )


def tell(wanted: Sequence[Objective], found: Split) -> None:
    """Print the best share by objective and horizon."""
    printed = [[f"{o}, {day:,} days", *cells] for o, day, cells in lines(wanted, found)]
    count = int(found.table["replicates"].max())
    title = f"Best share of promotions in the content; {count} seeds, 95 % intervals"
    print_table(title, ("after", *HEADS), printed, numbers=True)
    if found.failed:
        say(f"{found.failed:,} of {found.runs:,} runs failed")
