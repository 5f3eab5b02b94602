"""A table as CSV that spreadsheets open right, and in which no cell becomes a formula."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.store.cells import write_rows
from goodwill.command.printing import say
from model.errors import InputError

ENDING = ".csv"


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
        columns = [column.tolist() for column in table.values()]
        write_rows(opened, table, zip(*columns, strict=True), line_end="\r\n")
