"""Parts of a growing table: each file is whole or not there, and never changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from experiments.store.parquet import Notes, Table
from experiments.store.whole import UNFINISHED, Damaged, read_whole, write_whole

ENDING = ".parquet"
ASIDE = ".damaged"
"""What the name of a part that cannot be used ends with, once it is put aside."""


def new_name() -> str:
    """Return a name that no other part has."""
    return f"{time.time_ns():x}-{os.getpid():x}{ENDING}"


def add_part(folder: Path, name: str, table: Table, notes: Notes, facts: Notes) -> None:
    """Write a part; when this returns it survives a loss of power."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, table, notes, facts)


def part_names(folder: Path) -> list[str]:
    """Return the names of the parts that stand in a folder, sorted."""
    return sorted(path.name for path in folder.glob(f"*{ENDING}"))


def intact_parts(
    folder: Path, names: list[str], damaged: list[str]
) -> Iterator[tuple[str, Table, dict[str, str]]]:
    """Yield name, rows and facts of each part that is as it was written; name the others."""
    for name in names:
        try:
            table, facts = read_whole(folder / name)
        except Damaged:
            damaged.append(name)
        else:
            yield name, table, facts


def put_aside(folder: Path, name: str) -> None:
    """Rename a part that cannot be used, so that nothing takes it for one."""
    if (folder / name).exists():
        os.replace(folder / name, folder / (name + ASIDE))


def remove_unfinished(folder: Path) -> None:
    """Remove what writers left that died at it."""
    for path in folder.glob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)


class PartReader:
    """Rows of parts by run, the parts read last kept at hand."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self._folder, self._names = folder, names
        self._rows = lru_cache(maxsize=8)(self._read)

    def get(self, part: str, run_id: str) -> tuple[float, ...]:
        """Return the numbers of a run; raise Damaged if they are not there."""
        try:
            return self._rows(part)[run_id]
        except KeyError as error:
            raise Damaged(f"{self._folder / part} is not what was written") from error

    def _read(self, part: str) -> dict[str, tuple[float, ...]]:
        table, _ = read_whole(self._folder / part)
        columns = [table[name].tolist() for name in self._names]
        return dict(zip(table["run_id"].tolist(), zip(*columns, strict=True), strict=True))
