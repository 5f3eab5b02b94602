"""Tables on the terminal: ruled where somebody looks, plain columns where a program reads."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

Rows = Sequence[Sequence[str]]


def say(text: str) -> None:
    """Say something about the work in progress, on standard error."""
    click.echo(text, err=True)


def print_table(title: str, heads: Sequence[str], rows: Rows, numbers: bool = False) -> None:
    """Print a table; with ``numbers``, all columns but the first stand to the right."""
    if sys.stdout.isatty():
        _print_ruled(title, heads, rows, numbers)
    else:
        click.echo(plain_table(title, heads, rows, numbers))


def _print_ruled(title: str, heads: Sequence[str], rows: Rows, numbers: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD)
    for at, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if numbers and at else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def plain_table(title: str, heads: Sequence[str], rows: Rows, numbers: bool = False) -> str:
    """Return a table as aligned text, one line a row; line breaks in cells become blanks."""
    lines = [[" ".join(cell.split()) for cell in row] for row in (heads, *rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    text = [title] if title else []
    for line in lines:
        cells = (
            cell.rjust(width) if numbers and at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        text.append("  ".join(cells).rstrip())
    return "\n".join([*text, ""])
