"""What ``goodwill optimise`` does: read, search, try the best again, tell, write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis.pareto import FRONT
from experiments.studies.objectives import Objective, read_objectives
from experiments.studies.optimisation import (
    SEARCHED,
    USUAL_REPLICATES,
    Optimisation,
    SearchPlan,
    optimise,
    plan_of,
)
from goodwill.command import keeping, study_pictures
from goodwill.command.clock import Clock
from goodwill.command.keeping import figure, within
from goodwill.command.printing import print_table, say
from goodwill.command.study import Asked, computing, read_study
from model.errors import InputError

LEVERS = ("strategy", "staff_hours", "ad_reach", "posts_a_day")
"""What is varied of a scenario where nothing is said."""
LIKELY = 0.05
"""Candidates that are on the front less often than that are not printed."""


def find_best(
    *,
    levers: Sequence[str],
    objectives: Sequence[str],
    budget: int,
    replicates: int | None,
    confirmations: int,
    horizons: str | None,
    no_figures: bool,
    outcomes: Sequence[str],
    **options: Any,
) -> None:
    """Search for the front, or for the best split of content by horizon."""
    clock = Clock()
    with clock("reading"):
        wanted = read_objectives(objectives)
        names = [objective.outcome for objective in wanted]
        common = {"outcomes": [*names, *outcomes], "file": "--levers", **options}
        if horizons is not None:
            from goodwill.command.splitting import find_split

            if levers:
                raise InputError("goes without --horizons", file="--levers", value=levers[0])
            find_split(common, wanted, horizons, replicates, not no_figures, clock)
            return
        asked = read_study(common.pop("asked"), factors=levers, usual=LEVERS, **common)
        objectives_found = named(wanted, asked)
        plan = plan_of(budget, replicates or USUAL_REPLICATES, confirmations)
    announce(asked, objectives_found, plan)
    with clock("days"), computing(asked, say_each=True) as run:
        found = optimise(asked.experiment, run, objectives_found, plan)
    if asked.target is not None:
        write(asked, objectives_found, found, clock, not no_figures)
    keeping.show(partial(tell, asked, objectives_found, found), asked.target, not no_figures)


def named(wanted: Sequence[Objective], asked: Asked) -> list[Objective]:
    """Return the objectives by the names that their outcomes have in tables."""
    names = asked.experiment.outcome_names
    return [Objective(names[at], objective.sign) for at, objective in enumerate(wanted)]


def announce(asked: Asked, wanted: Sequence[Objective], plan: SearchPlan) -> None:
    """Say what is searched for, and what it takes."""
    made = asked.experiment
    aims = ", ".join(f"{'more' if o.sign > 0 else 'less'} {o.outcome}" for o in wanted)
    say(f"{made.title}: {aims}; levers of {made.brand}: {', '.join(made.factor_names)}")
    say(
        f"Runs: at most {plan.most_runs:,}, {made.base.days:,} days each:"
        f" {plan.generations} generations of {plan.population} on {plan.replicates} seeds,"
        f" then the best {plan.confirmed} on {plan.confirmations} others"
    )


def write(
    asked: Asked, wanted: Sequence[Objective], found: Optimisation, clock: Clock, figures: bool
) -> None:
    """Write everything that the search leaves."""
    made = asked.experiment
    assert asked.target is not None
    keeping.keep(
        made,
        asked.target,
        clock,
        kind="optimisation",
        tables={
            "front": (found.front, keeping.with_factors(front_notes(wanted), made)),
            "search": (found.search, keeping.with_factors(search_notes(wanted), made)),
        },
        summary=summary(asked, wanted, found),
        draw=partial(_draw, asked, wanted, found),
        page=page(asked, wanted, found) if figures else None,
        figures=figures,
        objectives=[{"outcome": o.outcome, "sign": o.sign} for o in wanted],
        plan=vars(found.plan),
        runs={"done": found.runs - found.failed, "failed": found.failed},
    )


def page(asked: Asked, wanted: Sequence[Objective], found: Optimisation) -> Any:
    """Return what the report says."""
    from viz.reports.study_report import Found

    plan, levers = found.plan, len(asked.experiment.factor_names)
    rows = [
        (f"{number}", _settings(asked, line[:levers]), line[levers:])
        for number, line in enumerate(lines(asked, wanted, found), 1)
    ]
    told = [
        (
            "Search.",
            f"{len(found.search['rank']):,} candidates on {plan.replicates} seeds, the best"
            f" {len(found.front['on_front'])} again on {plan.confirmations} others:"
            f" {found.runs:,} runs, {found.failed:,} of them failed.",
        )
    ]
    caption = "Candidates on the front, or likely to be; means with 95 % intervals."
    heads = (*(objective.outcome for objective in wanted), "on the front")
    return Found("An optimisation by Goodwill", caption, "Candidate", heads, rows, told)


def _settings(asked: Asked, levels: Sequence[str]) -> str:
    """Return the levers of a candidate with their levels."""
    names = asked.experiment.factor_names
    return ", ".join(f"{name} {level}" for name, level in zip(names, levels, strict=True))


def _draw(
    asked: Asked, wanted: Sequence[Objective], found: Optimisation, folder: Path
) -> list[Any]:
    facts = study_pictures.facts_of(asked.experiment, found.runs, found.failed)
    names = [objective.outcome for objective in wanted]
    levers = asked.experiment.factor_names
    return study_pictures.draw_front(folder, found.front, names, levers, facts)


def front_notes(wanted: Sequence[Objective]) -> dict[str, str]:
    """Return what the columns of a front are."""
    notes = dict(FRONT)
    for objective in wanted:
        notes[objective.outcome] = "objective: mean over fresh replicates"
        notes[f"{objective.outcome}_low"] = "lower end of its 95 % interval (Student's t)"
        notes[f"{objective.outcome}_high"] = "upper end of it"
    return notes


def search_notes(wanted: Sequence[Objective]) -> dict[str, str]:
    """Return what the columns of a search are."""
    return SEARCHED | {o.outcome: "objective: mean over the search's replicates" for o in wanted}


def summary(asked: Asked, wanted: Sequence[Objective], found: Optimisation) -> dict[str, Any]:
    """Return ``summary.json``: the candidates on the front."""
    front = found.front
    rows = [int(row) for row in np.flatnonzero(front["on_front"])]
    return {
        "title": asked.experiment.title,
        "brand": asked.experiment.brand,
        "objectives": {o.outcome: "max" if o.sign > 0 else "min" for o in wanted},
        "runs": found.runs,
        "failed": found.failed,
        "front": [{name: column[row] for name, column in front.items()} for row in rows],
    }


def lines(asked: Asked, wanted: Sequence[Objective], found: Optimisation) -> list[list[str]]:
    """Return the front as printed, by the first objective: levers, objectives, probability."""
    front, names = found.front, asked.experiment.factor_names
    likely = np.flatnonzero(front["on_front"] | (front["probability"] >= LIKELY))
    first = wanted[0]
    order = likely[np.argsort(-first.sign * front[first.outcome][likely], kind="stable")]
    return [
        [
            *(_level(front[name][row]) for name in names),
            *(
                within(*(float(front[f"{o.outcome}{end}"][row]) for end in ("", "_low", "_high")))
                for o in wanted
            ),
            "-" if front["probability"][row] != front["probability"][row]
            else f"{front['probability'][row]:.0%}",
        ]
        for row in order
    ]  # fmt: skip


def tell(asked: Asked, wanted: Sequence[Objective], found: Optimisation) -> None:
    """Print the front."""
    fresh = found.plan.confirmations
    title = f"Pareto front: means over {fresh} fresh seeds with 95 % intervals"
    names = asked.experiment.factor_names
    heads = (*names, *(o.outcome for o in wanted), "on the front")
    print_table(title, heads, lines(asked, wanted, found), numbers=True)
    if found.failed:
        say(f"{found.failed:,} of {found.runs:,} runs failed")


def _level(value: Any) -> str:
    return str(value) if isinstance(value, (str, bool, np.bool_)) else figure(float(value))
