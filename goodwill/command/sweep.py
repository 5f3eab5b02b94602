"""``goodwill sweep``: an experiment of many runs that survives whatever happens to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodwill.command.compiling import warm_up
from goodwill.command.keeping import SafeDrawing, results_safe
from goodwill.command.numbers import read_sets
from goodwill.command.options import CLUSTER, JSON, PLACE, STRATEGIES, WORKERS, count_workers
from goodwill.command.printing import print_json, print_table, say
from goodwill.command.repeating import compare_sweeps, edited_since, experiment_again, sweep_again
from goodwill.command.sweep_ends import duration, ending_early, sweep_progress, tell_failed
from goodwill.command.sweep_tables import sweep_json, tell
from goodwill.command.telling import command_line
from goodwill.command.timing import Stopwatch
from goodwill.command.trusting import TRUST
from model.errors import InputError
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.sweep.experiment import Experiment
    from experiments.sweep.results import Results


@click.command()
@click.argument("experiment", type=PLACE)
@click.option(
    "--set", "sets", multiple=True, metavar="KEY=VALUE",
    help="Change a value of the base, such as people.count=200. Repeatable.",
)  # fmt: skip
@STRATEGIES
@WORKERS
@CLUSTER
@click.option(
    "--resume", is_flag=True, help="Go on with the sweep in --out; begin it if there is none."
)
@click.option("--retry-failed", is_flag=True, help="Try failed runs again (with --resume).")
@click.option(
    "--reuse", multiple=True, type=PLACE, metavar="DIR",
    help="Take over runs that an earlier sweep has finished. Repeatable.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be run and how long it would take.")
@click.option("--no-figures", is_flag=True, help="Leave out the pictures and the report.")
@TRUST
@JSON
@click.option("--out", type=PLACE, metavar="DIR", help="The folder of results.")
def sweep(**options: Any) -> None:
    """Run EXPERIMENT: a file, or the name of one that ships (see goodwill list).

    A folder that goodwill sweep wrote is run again into another, and it is said whether the
    results agree.

    Every run that is finished is safe within a second or so: whatever interrupts the sweep,
    --resume goes on where it was. A run that fails is a row with its error, and makes the exit
    code 3.
    """
    sweep_experiment(**options)


def sweep_experiment(
    *,
    experiment: str,
    sets: Sequence[str],
    strategies: str | None,
    workers: int | None,
    cluster: str | None,
    dry_run: bool,
    no_figures: bool,
    trust: bool,
    as_json: bool,
    out: str | None,
    **how: Any,
) -> None:
    """Run an experiment into a folder, or say what that would take."""
    from experiments.studies.sizing import check_size
    from experiments.sweep.graphs import check_graphs
    from experiments.sweep.reading import load_experiment

    count = count_workers(workers, cluster)
    changes, earlier = read_sets(sets), sweep_again(experiment, trust)
    if earlier is None:
        made = load_experiment(experiment, strategies=strategies, changes=changes)
    else:
        made = experiment_again(earlier, changes)
        for notice in (*earlier.notices, *edited_since(earlier.folder)):
            say(f"Notice: {notice}")
    check_size(made, 1 if cluster else count)
    announce(made, check_graphs(made))
    if dry_run:
        say_expected(made, count, as_json)
        return
    if out is None:
        raise InputError("missing", file="--out", allowed="a folder for the results")
    if how["retry_failed"] and not how["resume"]:
        raise InputError("goes with --resume only", file="--retry-failed")
    found = run_all(made, out, count, cluster, how)
    with results_safe(out):
        finish(found, out, as_json, not no_figures)
    counts = found.counts()
    tell_failed(
        counts["failed"], counts["rows"],
        f", such as: {(found.failures() or [''])[0]}; all others are in {out}, and"
        " --resume --retry-failed tries the failed ones again",
    )  # fmt: skip
    if earlier is not None and not changes:
        compare_sweeps(earlier, found)


def run_all(made: Experiment, out: str, count: int, cluster: str | None, how: Any) -> Results:
    """Run the sweep, and say how it goes; whatever ends it early says what is safe."""
    from experiments.sweep.running import run_sweep

    warm_up(made.base)
    with ending_early(out), sweep_progress() as advance:
        return run_sweep(
            made, out, workers=count, cluster=cluster, progress=advance, command=command_line(),
            notice=lambda text: say(f"Notice: {text}"), **how,
        )  # fmt: skip


def finish(found: Results, out: str, as_json: bool, figures: bool) -> None:
    """Draw what was found, print it, and say where it is."""
    drawing = SafeDrawing(Stopwatch(), in_place=True)
    if figures:
        with drawing():
            from viz.reports.sweep_page import report_sweep

            report_sweep(found)
    if drawing.failed is not None:  # a page may be there in part
        (Path(out) / "report.html").unlink(missing_ok=True)
    if as_json:
        print_json(sweep_json(found))
    else:
        tell(found)
    begin = f"; begin with {out}/report.html" if (Path(out) / "report.html").exists() else ""
    say(f"Written to {out}{begin}")
    drawing.check(out)


def announce(made: Experiment, of_graphs: Sequence[str] = ()) -> None:
    """Say what is going to be run, and what was guessed of its graphs."""
    from experiments.sweep.design import count_points
    from experiments.sweep.notices import notices

    points, rule = count_points(made), made.replication
    arms = ", ".join(arm.name for arm in made.arms)
    say(f"{made.title}: {plural(points, 'point')}, {plural(len(made.arms), 'arm')} ({arms})")
    if rule.is_rule:
        say(
            f"Replicates: {rule.least} to {rule.most}, until {rule.outcome} is known to within"
            f" ±{rule.half_width:g}"
        )
    for notice in (*notices(made), *of_graphs):
        say(f"Notice: {notice}")
    runs = points * len(made.arms) * rule.least
    upto = f" to {points * len(made.arms) * rule.most:,}" if rule.is_rule else ""
    say(f"Runs: {runs:,}{upto}, {plural(made.base.days, 'day')} each, first seed {made.base.seed}")


def say_expected(made: Experiment, workers: int, as_json: bool) -> None:
    """Print points, runs, and the time and room they are expected to take."""
    from experiments.studies.sizing import expected

    warm_up(made.base)
    found = expected(made)
    if as_json:
        least, most = ({
            "runs": runs, "seconds": runs * found.seconds / workers, "bytes": runs * found.size,
        } for runs in found.runs)  # fmt: skip
        sizes = {"points": found.points, "arms": found.arms, "workers": workers}
        print_json(sizes | {"least": least, "most": most})
        return
    rows = [["Arms", f"{found.arms:,}"]]
    words = ("",) if found.runs[0] == found.runs[1] else (" (least)", " (most)")
    for word, runs in zip(words, found.runs, strict=False):
        time = duration(runs * found.seconds / workers)
        rows += [
            [f"Runs{word}", f"{runs:,}"],
            [f"Time{word}", f"about {time} with {plural(workers, 'worker')}"],
            [f"Disk{word}", f"about {room(runs * found.size)}"],
        ]
    print_table("", ("Points", f"{found.points:,}"), rows)


def room(size: float) -> str:
    """Return a size in words, small ones too."""
    from experiments.memory import gigabytes

    return gigabytes(size) if size > 5e7 else f"{size / 2**20:.1f} MB"
