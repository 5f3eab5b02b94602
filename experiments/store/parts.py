"""Parts of a growing table: each file is whole or not there, and never changes."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from pathlib import Path

from experiments.store.parquet import Notes, Table, read_table, write_table

UNFINISHED = ".tmp"


def new_name() -> str:
    """Return a name that no other part has."""
    return f"{time.time_ns():x}-{os.getpid():x}.parquet"


def add_part(folder: Path, name: str, table: Table, notes: Notes) -> None:
    """Write a part; when this returns it survives a loss of power."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / (name + UNFINISHED)
    try:
        write_table(unfinished, table, notes)
        _sync(unfinished)
        os.replace(unfinished, folder / name)
        _sync(folder)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def remove_strays(folder: Path, known: set[str]) -> None:
    """Remove parts that nobody knows: their writer died before it could say so."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name not in known:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Have the disk take what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class PartReader:
    """Rows of parts by run, the parts read last kept at hand."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self._folder, self._names = folder, names
        self._rows = lru_cache(maxsize=8)(self._read)

    def get(self, part: str, run_id: str) -> tuple[float, ...]:
        """Return the numbers of a run."""
        return self._rows(part)[run_id]

    def _read(self, part: str) -> dict[str, tuple[float, ...]]:
        table = read_table(self._folder / part)
        columns = [table[name].tolist() for name in self._names]
        return dict(zip(table["run_id"].tolist(), zip(*columns, strict=True), strict=True))
