"""A table as CSV that spreadsheets open right, and in which no cell becomes a formula."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goodwill.command.printing import say
from model.errors import InputError

ENDING = ".csv"
FORMULA = tuple("=+-@\t\r＝＋－＠")
"""How a text begins that a spreadsheet would work out rather than show."""


def check_ending(file: str) -> None:
    """Raise InputError for a name that promises another kind of file."""
    if Path(file).suffix.lower() != ENDING:
        raise InputError(
            "is not the name of a CSV file", file="--csv", value=file,
            allowed=f"a name that ends in {ENDING}, which spreadsheets open",
        )  # fmt: skip


def export(table: Mapping[str, Any], file: str) -> None:
    """Write a table as CSV, whole or not at all."""
    unfinished = Path(f"{file}.tmp")
    try:
        write_csv(table, unfinished)
        os.replace(unfinished, file)
    except (OSError, ValueError) as error:
        unfinished.unlink(missing_ok=True)
        problem = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be written ({problem})", file="--csv", value=file) from error
    say(f"Written to {file}")


def write_csv(table: Mapping[str, Any], file: Path) -> None:
    """Write a table; the byte order mark tells Excel that it is UTF-8."""
    with file.open("w", newline="", encoding="utf-8-sig") as opened:
        writer = csv.writer(opened)
        writer.writerow(map(cell, table))
        columns = [column.tolist() for column in table.values()]
        writer.writerows(map(cell, row) for row in zip(*columns, strict=True))


def cell(value: Any) -> Any:
    """Return a cell as it is written: nothing for what is missing, text as text."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(FORMULA) else value
    return "" if value is None or value != value else value
