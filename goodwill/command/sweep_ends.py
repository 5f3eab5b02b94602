"""Sweeps as commands run them: how far they are, and what is safe when they end early."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goodwill.command.exits import FAILED, INTERRUPTED, SOME_FAILED, Terminated
from goodwill.command.printing import Ended, say
from goodwill.command.progress import Advance, bar, has_room
from model.errors import InputError
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.sweep.running import Progress


@contextmanager
def ending_early(out: str) -> Iterator[None]:
    """Turn whatever ends a sweep early into a message that says what is safe."""
    from experiments.run.stopped import Stopped

    try:
        yield
    except Stopped as stopped:
        raise Ended(f"stopped: {stopped}; {safe(out)}", FAILED) from stopped
    except OSError as error:
        problem = error.strerror or error
        raise Ended(f"{out} cannot be written: {problem}; {safe(out)}", FAILED) from error
    except KeyboardInterrupt as stopped:
        raise Ended(f"interrupted; {safe(out)}", INTERRUPTED) from stopped
    except Terminated as stopped:
        raise Ended(f"ended from outside; {safe(out)}", stopped.code) from stopped


def safe(out: str) -> str:
    """Say how many runs are safe, and how to go on."""
    from experiments.sweep.results import Results

    try:
        done = Results(out).counts()["done"]
    except (InputError, OSError):
        return "nothing was written"
    return f"{plural(done, 'run is', 'runs are')} safe in {out}; go on with --resume"


def tell_failed(failed: int, runs: int, what: str = "") -> None:
    """Raise Ended if some runs failed, once all else is done and said."""
    if failed:
        raise Ended(f"{failed:,} of {runs:,} runs failed{what}", SOME_FAILED)


@contextmanager
def sweep_progress() -> Iterator[Callable[[Progress], None]]:
    """Give what is to be told of the sweep's progress: a bar on a terminal, else lines."""
    if not has_room():
        yield _lines()
        return
    with bar() as update:
        yield lambda now: update(now.rows, now.expected, told(now))


def by_days(advance: Advance, days: int) -> Callable[[Progress], None]:
    """Return what hears how far a sweep of runs of so many days is, and tells it day by day."""
    reached = 0

    def advance_to(now: Progress) -> None:
        nonlocal reached
        before, reached = reached, max(reached, now.rows * days + now.day)
        for day in range(before, reached):
            advance(day)

    return advance_to


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
