"""Tables as text: ruled where they fit a terminal, a block a row where not, plain for programs.

No number and no word is ever cut. Columns of numbers keep their width, text is broken at
blanks; where that leaves too little room, every row becomes a block of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from io import StringIO

Rows = Sequence[Sequence[str]]
GAP = 3
"""Letters between two columns of a ruled table."""
READABLE = 16
"""Letters a column of text keeps at least, if it has so many."""


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


def shown_table(
    title: str, heads: Sequence[str], rows: Rows, numbers: bool, width: int, styled: bool = False
) -> str:
    """Return a table for a terminal that wide, ``styled`` with its bold and colours."""
    widths = fitting(heads, rows, numbers, width)
    if widths is None:
        text = blocks(heads, rows, width)
    else:
        text = ruled(heads, rows, numbers, widths, styled)
    return "\n".join([*(wrap(title, width) if title else ()), text])


def fitting(heads: Sequence[str], rows: Rows, numbers: bool, width: int) -> list[int] | None:
    """Return the columns' widths with which a table fits, or None if it does not."""
    widths, least = [], []
    for at, head in enumerate(heads):
        cells = [row[at] for row in rows]
        number = numbers and at > 0
        own = max(map(_widest_line, cells), default=0)
        widths.append(max(own, _widest_word(head) if number else _widest_line(head)))
        words = max(_widest_word(head), *map(_widest_word, cells), min(widths[at], READABLE))
        least.append(widths[at] if number else words)
    room = width - GAP * (len(heads) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        spare = [have - need for have, need in zip(widths, least, strict=True)]
        widest = max((w for w, s in zip(widths, spare, strict=True) if s > 0))
        at = next(i for i, s in enumerate(spare) if s > 0 and widths[i] == widest)
        widths[at] -= 1
    return widths


def _widest_line(text: str) -> int:
    from rich.cells import cell_len

    return max(cell_len(line) for line in text.split("\n"))


def _widest_word(text: str) -> int:
    return max((_widest_line(word) for word in text.split()), default=0)


def ruled(
    heads: Sequence[str], rows: Rows, numbers: bool, widths: Sequence[int], styled: bool
) -> str:
    """Return a table with a rule below its head, for a terminal that is to show it."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
        right = "right" if numbers and at else "left"
        table.add_column(Text(head), justify=right, width=width)  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    whole = sum(widths) + GAP * len(widths)
    console = Console(file=StringIO(), force_terminal=styled, width=whole, height=24)
    console.print(table)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def blocks(heads: Sequence[str], rows: Rows, width: int) -> str:
    """Return each row as a block: its first cell, and below it every other with its head."""
    names = [" ".join(head.split()) for head in heads]
    found = [line for row in rows for line in (*_block(names, row, width), "")]
    return "\n".join(found)


def _block(names: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row]
    column = max(map(len, names[1:]), default=0) + 2
    named = cells[0] and not cells[0].isdecimal()  # a number alone says nothing
    lines = wrap(cells[0] if named else f"{names[0]} {cells[0]}".strip(), width)
    for name, cell in zip(names[1:], cells[1:], strict=True):
        if column + 2 + len(cell) <= width:
            lines.append(f"  {name:{column}}{cell}")
        else:
            lines += [*wrap(name, width, "  "), *wrap(cell, width, "    ")]
    return lines


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return the text in lines of that width, broken at blanks only."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
