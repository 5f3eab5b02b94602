"""What is printed: results on standard output, words about the work on standard error."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import click

from goodwill.command import tables

FAILED = 1


class Ended(click.ClickException):
    """The work ended early, or only in part; the message says what is safe."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]


class NotPrinted(Ended):
    """Standard output takes nothing more."""


def columns() -> int:
    """Return how many letters a line of the terminal has."""
    return shutil.get_terminal_size((80, 24)).columns


def say(text: str) -> None:
    """Say something about the work in progress, on standard error; words stay whole."""
    with suppress(BrokenPipeError, OSError):  # nobody listens
        click.echo(wrapped(text) if sys.stderr.isatty() else text, err=True)


def out(text: str) -> None:
    """Print a result; on a terminal words stay whole."""
    with printing():
        click.echo(wrapped(text) if sys.stdout.isatty() else text)


def wrapped(text: str) -> str:
    """Return the text in lines that the terminal has room for, broken at blanks only."""
    lines = (tables.wrap(line, columns()) or [""] for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


@contextmanager
def printing() -> Iterator[None]:
    """Turn what standard output refuses into one sentence."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        problem = error.strerror or error
        raise NotPrinted(f"standard output cannot be written ({problem})") from error


def print_json(content: Any) -> None:
    """Print what programs read; numbers that are none are null."""
    from experiments.store.numbers import plain

    with printing():
        click.echo(json.dumps(plain(content), indent=2, ensure_ascii=False, allow_nan=False))


def print_table(title: str, heads: Sequence[str], rows: tables.Rows, numbers: bool = False) -> None:
    """Print a table; with ``numbers``, all columns but the first stand to the right."""
    if sys.stdout.isatty():
        text = tables.shown_table(title, heads, rows, numbers, columns(), styled=True)
    else:
        text = tables.plain_table(title, heads, rows, numbers)
    with printing():
        click.echo(text)


def figure(value: float) -> str:
    """Return a number as printed tables have it; a dash where there is none."""
    if value != value:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"


def within(value: float, low: float, high: float) -> str:
    """Return a number with its interval."""
    return f"{figure(value)} [{figure(low)}, {figure(high)}]" if low == low else figure(value)
