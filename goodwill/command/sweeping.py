"""What ``goodwill sweep`` does: read, estimate, run, tell."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.sweep import design
from experiments.sweep.experiment import Experiment
from experiments.sweep.graphs import check_graphs
from experiments.sweep.reading import load_experiment
from experiments.sweep.workers import usual_workers
from goodwill.command.group import FAILED, INTERRUPTED, TERMINATED, Terminated
from goodwill.command.postponed import import_model, is_warm
from goodwill.command.printing import say
from goodwill.command.progress import COLD, busy
from goodwill.command.resulting import report, tell
from goodwill.command.telling import command_line
from model.errors import InputError

if TYPE_CHECKING:
    from experiments.sweep.results import Results
    from experiments.sweep.running import Progress


class Unfinished(click.ClickException):
    """The sweep ended early; what was acknowledged is safe."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]


def sweep_experiment(
    *,
    experiment: str,
    sets: Sequence[str],
    strategies: str | None,
    workers: int | None,
    cluster: str | None,
    dry_run: bool,
    no_figures: bool,
    out: str | None,
    **how: Any,
) -> None:
    """Run an experiment into a folder, or say what that would take."""
    from model.scenario import parse_sets

    made = load_experiment(experiment, strategies=strategies, changes=parse_sets(sets))
    count = workers or usual_workers()
    check_size(made, 1 if cluster else count)
    notices = check_graphs(made)
    announce(made)
    for notice in notices:
        say(f"Notice: {notice}")
    if dry_run:
        from goodwill.command.estimating import say_estimate

        say_estimate(made, count)
        return
    if out is None:
        raise InputError("missing", file="--out", allowed="a folder for the results")
    if how["retry_failed"] and not how["resume"]:
        raise InputError("goes with --resume only", file="--retry-failed")
    found = run(made, out, count, cluster, how)
    if not no_figures:
        report(found)
    tell(found)
    begin = f"; begin with {out}/report.html" if (Path(out) / "report.html").exists() else ""
    say(f"Written to {out}{begin}")


def run(made: Experiment, out: str, count: int, cluster: str | None, how: Any) -> Results:
    """Run the sweep, and say how it goes; whatever ends it early says what is safe."""
    from experiments.sweep.running import run_sweep

    warm_up(made)
    with ending_early(out), progress() as advance:
        return run_sweep(
            made, out, workers=count, cluster=cluster, progress=advance, command=command_line(),
            **how,
        )  # fmt: skip


@contextmanager
def ending_early(out: str) -> Iterator[None]:
    """Turn whatever ends a sweep early into a message that says what is safe."""
    from experiments.sweep.running import Stopped

    try:
        yield
    except Stopped as stopped:
        raise Unfinished(f"stopped: {stopped}; {safe(out)}", FAILED) from stopped
    except OSError as error:
        raise Unfinished(f"{out} cannot be written: {error}; {safe(out)}", FAILED) from error
    except KeyboardInterrupt as stopped:
        raise Unfinished(f"interrupted; {safe(out)}", INTERRUPTED) from stopped
    except Terminated as stopped:
        raise Unfinished(f"ended from outside; {safe(out)}", TERMINATED) from stopped


def safe(out: str) -> str:
    """Say how many runs are safe, and how to go on."""
    from experiments.sweep.results import Results

    try:
        done = Results(out).counts()["done"]
    except (InputError, OSError):
        return "nothing was written"
    return f"{done:,} runs are safe in {out}; go on with --resume"


def warm_up(made: Experiment) -> None:
    """Compile what is not compiled yet once, rather than in every worker."""
    if not is_warm():
        with busy(COLD):
            import_model()(made.base.with_values({"people.count": 10})).run(1)


def announce(made: Experiment) -> None:
    """Say what is going to be run."""
    points, rule = design.count_points(made), made.replication
    arms = ", ".join(arm.name for arm in made.arms)
    say(f"{made.title}: {points:,} points, {len(made.arms)} arms ({arms})")
    if rule.is_rule:
        say(
            f"Replicates: {rule.least} to {rule.most}, until {rule.outcome} is known to within"
            f" ±{rule.half_width:g}"
        )
    runs = points * len(made.arms) * rule.least
    upto = f" to {points * len(made.arms) * rule.most:,}" if rule.is_rule else ""
    say(f"Runs: {runs:,}{upto}, {made.base.days:,} days each, first seed {made.base.seed}")


def check_size(made: Experiment, runs: int) -> None:
    """Raise InputError if so many runs at a time do not fit into memory."""
    from experiments.memory import check_memory, needed_bytes

    for scenario in extremes(made):
        values = scenario.values
        people, brands = int(values["people.count"]), len(scenario.brands)
        needed = needed_bytes(
            people, brands, int(values["platform.topics"]),
            float(values["network.mean_degree"]), scenario.days,
        )  # fmt: skip
        check_memory(runs * needed, people, brands, made.file)


def extremes(made: Experiment) -> Iterator[Any]:
    """Yield the base and the ends of each factor that may change the size of a run."""
    yield made.base
    for factor in made.factors:
        if factor.choices or factor.key.startswith(("people.", "network.", "platform.", "days")):
            for level in factor.levels():
                try:
                    yield made.scenario({factor.name: level}, made.arms[0])
                except InputError:  # told of by the run itself
                    continue


@contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """Give what is to be told of the sweep's progress: a bar on a terminal, else lines."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda now: bar.update(
            task, completed=now.rows, total=now.expected, description=told(now)
        )


def _lines() -> Callable[[Progress], None]:
    last = [time.monotonic(), -1.0]

    def advance(now: Progress) -> None:
        tenth = now.rows * 10 // max(now.expected, 1)
        if tenth > last[1] or time.monotonic() - last[0] > 60:
            last[:] = [time.monotonic(), tenth]
            say(f"{told(now)}{_left(now)}")

    return advance


def told(now: Progress) -> str:
    """Return how far the sweep is, in words."""
    rate = now.computed / now.seconds if now.seconds > 0 else 0.0
    failed = f", {now.failed:,} failed" if now.failed else ""
    return f"Runs: {now.rows:,} of {now.expected:,}{failed}, {rate:,.1f} a second"


def _left(now: Progress) -> str:
    if not now.computed or now.rows >= now.expected:
        return ""
    left = (now.expected - now.rows) * now.seconds / now.computed
    return f", about {duration(left)} to go"


def duration(seconds: float) -> str:
    """Return a time in words: 40 s, 12 min, 3.5 h."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
