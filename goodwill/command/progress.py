"""How far the work is: a bar on a terminal, else a line every tenth of the way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from goodwill.command.printing import say

if TYPE_CHECKING:
    from experiments.sweep.running import Progress as Sweeping

COLD = "Compiling the engine for this version: about 20 s, only the first time."


class Advance(Protocol):
    """Told of every day that has passed, from any thread."""

    def __call__(self, day: int) -> None: ...


@contextmanager
def progress(what: str, total: int) -> Iterator[Advance]:
    """Give what is to be called after each of ``total`` days."""
    if sys.stderr.isatty():
        with _bar(what, total) as advance:
            yield advance
    else:
        yield _lines(what, total)


def by_days(advance: Advance, days: int) -> Callable[[Sweeping], None]:
    """Return what hears how far a sweep of runs of so many days is, and tells it day by day."""
    told = 0

    def advance_to(now: Sweeping) -> None:
        nonlocal told
        reached = max(told, now.rows * days + now.day)
        for day in range(told, reached):
            advance(day)
        told = reached

    return advance_to


def _lines(what: str, total: int) -> Advance:
    done, lock = 0, threading.Lock()

    def advance(day: int) -> None:
        nonlocal done
        with lock:
            done += 1
            if done * 10 // total > (done - 1) * 10 // total:
                say(f"{what}: {done:,} of {total:,}")

    return advance


@contextmanager
def _bar(what: str, total: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda day: bar.advance(task)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say what is being done; on a terminal, show that it goes on."""
    if not sys.stderr.isatty():
        say(what)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
