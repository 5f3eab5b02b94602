"""What the commands share that choose their own runs: sensitivity and optimise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodwill.command.compiling import warm_up
from goodwill.command.numbers import read_sets
from goodwill.command.options import (
    CLUSTER,
    DAYS,
    JSON,
    PLACE,
    SETS,
    STRATEGIES,
    WORKERS,
    Command,
    count_workers,
    give,
)
from goodwill.command.printing import Ended, say
from goodwill.command.sweep_ends import ending_early, sweep_progress
from goodwill.command.telling import command_line
from goodwill.command.whole_number import WholeNumber
from model.errors import InputError
from model.temporary import temporary_folder
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.run.pool import Pool
    from experiments.store.folder import OutputFolder
    from experiments.studies.evaluating import Run
    from experiments.sweep.experiment import Experiment

RUNS = "runs"
"""The folder of a study's runs, beside its tables."""

OPTIONS = (
    click.argument("asked", type=PLACE, metavar="SCENARIO|EXPERIMENT"),
    click.option(
        "--outcome", "outcomes", multiple=True, metavar="NAME",
        help="An outcome, such as trust, followers or trust:mean. Repeatable.",
    ),
    click.option("--brand", metavar="NAME", help="Whose outcomes and levers; else the first's."),
    click.option(
        "--seed", type=WholeNumber(), metavar="N", help="The first seed; else the scenario's."
    ),
    DAYS,
    SETS,
    STRATEGIES,
    click.option(
        "--around", type=click.FloatRange(0.0, 1.0, min_open=True), default=0.5, metavar="SHARE",
        show_default=True, help="How far a factor without levels varies about its value.",
    ),
    click.option(
        "--whole-range", is_flag=True, help="Let such factors vary over all that is allowed."
    ),
    WORKERS,
    CLUSTER,
    click.option("--resume", is_flag=True, help="Go on with the runs that --out has already."),
    click.option("--no-figures", is_flag=True, help="Leave out the pictures."),
    JSON,
    click.option(
        "--out", type=PLACE, metavar="DIR", help="A folder for tables, pictures and all runs."
    ),
)  # fmt: skip


def study_options(command: Command) -> Command:
    """Give a command the options that all studies have."""
    return give(command, OPTIONS)


@dataclass(frozen=True)
class Asked:
    """What is asked, and where it goes."""

    experiment: Experiment
    target: OutputFolder | None
    workers: int
    cluster: str | None
    resume: bool


def read_study(
    asked: str,
    *,
    factors: Sequence[str],
    usual: Sequence[str] = (),
    outcomes: Sequence[str],
    brand: str | None,
    seed: int | None,
    days: int | None,
    sets: Sequence[str],
    strategies: str | None,
    around: float,
    whole_range: bool,
    workers: int | None,
    cluster: str | None,
    resume: bool,
    out: str | None,
    file: str = "--factors",
) -> Asked:
    """Return what the options ask for, checked, or raise InputError."""
    from experiments.store.folder import OutputFolder
    from experiments.studies.asking import read_asked
    from experiments.studies.sizing import check_size
    from experiments.sweep.graphs import check_graphs
    from experiments.sweep.notices import notices

    count = count_workers(workers, cluster)
    changes = read_sets(sets)
    changes |= {k: v for k, v in (("seed", seed), ("days", days)) if v is not None}
    made = read_asked(
        asked, factors=factors, usual=usual, outcomes=outcomes, brand=brand,
        around=None if whole_range else around, changes=changes, strategies=strategies, file=file,
    )  # fmt: skip
    if resume and out is None:
        raise InputError("goes with --out only", file="--resume")
    check_size(made, 1 if cluster else count)
    for notice in (*notices(made), *check_graphs(made)):
        say(f"Notice: {notice}")
    target = None if out is None else OutputFolder(out, beside=(RUNS,))
    return Asked(made, target, count, cluster, resume)


@contextmanager
def computing(asked: Asked, say_each: bool = False) -> Iterator[Run]:
    """Give what computes runs: into the output's folder, or a temporary one.

    All sweeps of a study share their workers. With ``say_each``, a line is said for each.
    """
    from experiments.run.pool import pool
    from experiments.sweep.running import may_run_here

    warm_up(asked.experiment.base)
    small = may_run_here(asked.experiment)
    with _place(asked) as folder, pool(asked.workers, asked.cluster, small=small) as sharing:

        def run(made: Experiment, name: str) -> Any:
            return _swept(made, folder / name, sharing, asked, say_each)

        yield run


@contextmanager
def _place(asked: Asked) -> Iterator[Path]:
    if asked.target is not None:
        folder = asked.target.target / RUNS
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with temporary_folder() as place:
        yield place


def _swept(made: Experiment, folder: Path, sharing: Pool, asked: Asked, say_each: bool) -> Any:
    """Run one sweep of the study; whatever ends it early says what is safe."""
    from experiments.sweep.design import count_points
    from experiments.sweep.running import run_sweep

    how: dict[str, Any] = {
        "sharing": sharing, "resume": asked.resume, "command": command_line(),
    }  # fmt: skip
    try:
        with ending_early(str(folder)):
            if say_each:
                runs = count_points(made) * made.replication.most
                say(f"{folder.name.replace('_', ' ').capitalize()}: {plural(runs, 'run')}")
                return run_sweep(made, folder, **how)
            with sweep_progress() as advance:
                return run_sweep(made, folder, progress=advance, **how)
    except Ended as early:
        if asked.target is not None:
            raise
        what = early.message.partition(";")[0]
        raise Ended(f"{what}; nothing is kept without --out", early.exit_code) from early
