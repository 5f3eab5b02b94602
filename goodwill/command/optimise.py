"""``goodwill optimise``: what a brand can have most of at once, and at what cost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from goodwill.command import keeping
from goodwill.command.best_split import find_split
from goodwill.command.printing import figure, print_json, print_table, say, within
from goodwill.command.study import Asked, computing, read_study, study_options
from goodwill.command.sweep_ends import tell_failed
from goodwill.command.timing import Stopwatch
from goodwill.command.whole_number import WholeNumber
from model.errors import InputError
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.studies.objectives import Objective
    from experiments.studies.optimisation import Optimisation, SearchPlan

LEVERS = ("strategy", "staff_hours", "ad_reach", "posts_a_day")
"""What is varied of a scenario where nothing is said."""


@click.command()
@study_options
@click.option(
    "--levers", multiple=True, metavar="KEYS",
    help="What the brand decides: strategy,staff_hours=0..2,price=8..12. Else strategy, staff"
    " hours, advertising and posts; for an experiment, its own factors.",
)  # fmt: skip
@click.option(
    "--objectives", multiple=True, metavar="NAME:max,NAME:min",
    help="What is to be had; else trust:max,profit:max,cost:min.",
)  # fmt: skip
@click.option(
    "--budget", type=WholeNumber(20, 10_000_000), default=1000, show_default=True,
    metavar="RUNS",
    help="Runs at most: six in ten to search, the rest to try the best again on fresh seeds.",
)  # fmt: skip
@click.option(
    "--replicates", type=WholeNumber(1, 100_000), metavar="R",
    help="Seeds for each candidate of the search (else 3), or for each share (else 20).",
)  # fmt: skip
@click.option(
    "--confirmations", type=WholeNumber(2, 100_000), default=10, show_default=True, metavar="R",
    help="Fresh seeds on which the best are run again.",
)  # fmt: skip
@click.option(
    "--horizons", metavar="DAYS,DAYS",
    help="Instead, find the best share of promotions in the content, after so many days each"
    " (such as 30,365,1095).",
)  # fmt: skip
def optimise(**options: Any) -> None:
    """Find the Pareto front of a brand's levers in SCENARIO or EXPERIMENT.

    Nothing on the front can be improved in one objective without loss in another. With
    --horizons: which split of content between relation and promotion is best, by horizon.
    """
    find_best(**options)


def find_best(
    *,
    levers: Sequence[str],
    objectives: Sequence[str],
    budget: int,
    replicates: int | None,
    confirmations: int,
    horizons: str | None,
    no_figures: bool,
    as_json: bool,
    outcomes: Sequence[str],
    **options: Any,
) -> None:
    """Search for the front, or for the best split of content by horizon."""
    from experiments.studies.front import named
    from experiments.studies.objectives import read_objectives
    from experiments.studies.optimisation import USUAL_REPLICATES, optimise, plan_of

    watch = Stopwatch()
    with watch("reading"):
        wanted = read_objectives(objectives)
        names = [objective.outcome for objective in wanted]
        common = {"outcomes": [*names, *outcomes], "file": "--levers", **options}
        if horizons is not None:
            if levers:
                raise InputError("goes without --horizons", file="--levers", value=levers[0])
            find_split(common, wanted, horizons, replicates, not no_figures, as_json, watch)
            return
        asked = read_study(common.pop("asked"), factors=levers, usual=LEVERS, **common)
        aims = named(wanted, asked.experiment)
        plan = plan_of(budget, replicates or USUAL_REPLICATES, confirmations)
    announce(asked, aims, plan)
    with watch("days"), computing(asked, say_each=True) as run:
        found = optimise(asked.experiment, run, aims, plan)
    if asked.target is not None:
        write(asked, aims, found, watch, not no_figures)
    keeping.show(partial(tell, asked, aims, found, as_json), asked.target, not no_figures)
    tell_failed(found.failed, found.runs)


def announce(asked: Asked, wanted: Sequence[Objective], plan: SearchPlan) -> None:
    """Say what is searched for, and what it takes."""
    made = asked.experiment
    aims = ", ".join(f"{'more' if o.sign > 0 else 'less'} {o.outcome}" for o in wanted)
    say(f"{made.title}: {aims}; levers of {made.brand}: {', '.join(made.factor_names)}")
    say(
        f"Runs: at most {plan.most_runs:,}, {plural(made.base.days, 'day')} each:"
        f" {plural(plan.generations, 'generation')} of {plan.population} on"
        f" {plural(plan.replicates, 'seed')},"
        f" then the best {plan.confirmed} on {plan.confirmations} others"
    )


def write(
    asked: Asked, wanted: Sequence[Objective], found: Optimisation, watch: Stopwatch, figures: bool
) -> None:
    """Write everything that the search leaves."""
    from experiments.studies.front import front_notes, front_summary, search_notes

    made = asked.experiment
    assert asked.target is not None
    keeping.keep(
        made,
        asked.target,
        watch,
        kind="optimisation",
        tables={
            "front": (found.front, keeping.with_factors(front_notes(wanted), made)),
            "search": (found.search, keeping.with_factors(search_notes(wanted), made)),
        },
        summary=front_summary(made, wanted, found),
        draw=partial(_draw, asked, wanted, found),
        page=partial(page, asked, wanted, found),
        figures=figures,
        objectives=[{"outcome": o.outcome, "sign": o.sign} for o in wanted],
        plan=vars(found.plan),
        runs={"done": found.runs - found.failed, "failed": found.failed},
    )


def page(asked: Asked, wanted: Sequence[Objective], found: Optimisation) -> Any:
    """Return what the report says."""
    from viz.reports.study import StudyFindings

    plan, levers = found.plan, len(asked.experiment.factor_names)
    rows = [
        (f"{number}", _settings(asked, line[:levers]), line[levers:])
        for number, line in enumerate(lines(asked, wanted, found), 1)
    ]
    told = [
        (
            "Search.",
            f"{plural(len(found.search['rank']), 'candidate')} on"
            f" {plural(plan.replicates, 'seed')}, the best"
            f" {len(found.front['on_front'])} again on {plan.confirmations} others:"
            f" {plural(found.runs, 'run')}, {found.failed:,} of them failed.",
        )
    ]
    caption = "Candidates on the front, or likely to be; means with 95 % intervals."
    heads = (*(objective.outcome for objective in wanted), "on the front")
    return StudyFindings("An optimisation by Goodwill", caption, "Candidate", heads, rows, told)


def _settings(asked: Asked, levels: Sequence[str]) -> str:
    """Return the levers of a candidate with their levels."""
    names = asked.experiment.factor_names
    return ", ".join(f"{name} {level}" for name, level in zip(names, levels, strict=True))


def _draw(
    asked: Asked, wanted: Sequence[Objective], found: Optimisation, folder: Path
) -> list[Any]:
    from viz.reports.study_drawings import draw_front, study_facts

    facts = study_facts(asked.experiment, found.runs, found.failed)
    names = [objective.outcome for objective in wanted]
    levers = asked.experiment.factor_names
    return draw_front(folder, found.front, names, levers, facts)


def lines(asked: Asked, wanted: Sequence[Objective], found: Optimisation) -> list[list[str]]:
    """Return the front as printed, by the first objective: levers, objectives, probability."""
    from experiments.studies.front import likely_rows

    front, names = found.front, asked.experiment.factor_names
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
        for row in likely_rows(wanted, found)
    ]  # fmt: skip


def tell(asked: Asked, wanted: Sequence[Objective], found: Optimisation, as_json: bool) -> None:
    """Print the front."""
    from experiments.studies.front import front_summary

    if as_json:
        print_json(front_summary(asked.experiment, wanted, found))
        return
    fresh = found.plan.confirmations
    title = f"Pareto front: means over {fresh} fresh seeds with 95 % intervals"
    names = asked.experiment.factor_names
    heads = (*names, *(o.outcome for o in wanted), "on the front")
    print_table(title, heads, lines(asked, wanted, found), numbers=True)


def _level(value: Any) -> str:
    return str(value) if isinstance(value, (str, bool, np.bool_)) else figure(float(value))
