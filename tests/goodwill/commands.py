"""Running the command line: in this process, or as a user would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner, Result
from rich.cells import cell_len

from goodwill.command import tables
from goodwill.command.cli import cli
from tests.conftest import ROOT

SMALL = ("--set", "people.count=60", "--days", "12")
"""A run of no time."""


WIDTHS = (40, 47, 60, 80, 120, 200)


def here(*words: object) -> Result:
    """Run a command in this process; every table it prints is checked at all widths."""
    printed: list[Any] = []
    with patch("goodwill.command.printing.tables.plain_table", plain_table_of(printed)):
        done = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    for table in printed:
        check_widths(*table)
    return done


def plain_table_of(printed: list[Any]) -> Callable[..., str]:
    """Return what makes plain tables and remembers of what."""
    make = tables.plain_table

    def remembered(*table: Any) -> str:
        printed.append(table)
        return make(*table)

    return remembered


def check_widths(title: str, heads: Sequence[str], rows: tables.Rows, numbers: bool) -> None:
    """Check that terminals of all widths show every word whole, and no line too long."""
    cells = [title, *(cell for row in rows for cell in row)]
    whole = {word for cell in cells for word in cell.split()}
    whole |= {word for head in heads[1:] if rows for word in head.split()}
    for width in WIDTHS:
        text = tables.shown_table(title, heads, rows, numbers, width)
        assert whole <= set(text.split()), width
        for line in text.splitlines():
            assert cell_len(line.rstrip()) <= width or len(line.split()) == 1, (width, line)


def started(*words: object, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """Start a command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "goodwill", *(str(word) for word in words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hearing if os.name == "posix" else None,
    )


def hearing() -> None:
    """Let a process hear interruptions, even where those who started it do not.

    A shell starts what runs in the background with interruptions ignored.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def apart(*words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own, to its end."""
    process = started(*words, cwd=cwd, **environment)
    out, err = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
