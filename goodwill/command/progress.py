"""How far the work is: a bar on a wide terminal, else a line every tenth of the way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from goodwill.command.printing import columns, say

NARROW = 80
"""Letters a line needs for a bar beside what is said."""


class Advance(Protocol):
    """Told of every day that has passed, from any thread."""

    def __call__(self, day: int) -> None: ...


def has_room() -> bool:
    """Tell whether somebody looks, with room for what moves."""
    return sys.stderr.isatty() and columns() >= NARROW


@contextmanager
def progress(what: str, total: int) -> Iterator[Advance]:
    """Give what is to be called after each of ``total`` days."""
    if has_room():
        with bar() as update:
            lock, done = threading.Lock(), [0]

            def advance(day: int) -> None:
                with lock:
                    done[0] += 1
                    update(done[0], total, f"{what} {done[0]:,} of {total:,}")

            yield advance
    else:
        yield _lines(what, total)


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
def bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar; give what is to be told how much of how much is done, and in what words."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    shown: tuple[Any, ...] = (
        TextColumn("{task.description}"), BarColumn(bar_width=None), TimeRemainingColumn(),
    )  # fmt: skip
    console = Console(stderr=True, width=columns(), height=24)
    with Progress(*shown, console=console, transient=True, expand=True) as progress_bar:
        task = progress_bar.add_task("", total=None)
        yield lambda done, total, words: progress_bar.update(
            task, completed=done, total=total, description=words
        )


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say what is being done; on a terminal, show that it goes on."""
    if not has_room() or len(what) + 2 > columns():
        say(what)
        yield
        return
    from rich.console import Console

    with Console(stderr=True, width=columns(), height=24).status(what):
        yield
