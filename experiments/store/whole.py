"""Tables that carry a hash of their numbers, by which damage is noticed."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from experiments.store.parquet import NONE, Notes, Table, read_facts, read_table, write_table

UNFINISHED = ".tmp"
HASH = "hash"
DIGEST = 16


class Damaged(Exception):
    """A file is not the table that was written: missing, cut short, or changed."""


def table_hash(table: Table) -> str:
    """Return a hash (32 hex digits) of names and numbers of all columns, in their order."""
    digest = blake2b(digest_size=DIGEST)
    for name, column in table.items():
        digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
        digest.update(_bytes(column))
    return digest.hexdigest()


def _bytes(column: npt.NDArray[Any]) -> bytes:
    """Return what is hashed of a column: whatever is missing counts as NaN, or None in texts."""
    texts = np.ma.asarray(column)
    if texts.dtype == object:
        known = texts.filled("").astype(object)  # filled(None) would fill with a question mark
        known[np.ma.getmaskarray(texts)] = None  # so a text is missing once it has been read
        return b"".join(f"{value}\0".encode("utf-8", "surrogateescape") for value in known)
    values = np.ma.filled(np.ma.asarray(column).astype(float), np.nan)
    return np.where(np.isnan(values), np.nan, values).astype("<f8").tobytes()


def write_whole(path: Path, table: Table, notes: Notes, facts: Notes = NONE) -> None:
    """Write a table with its hash and other ``facts``, whole or not at all.

    When this returns it survives a loss of power.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        write_table(unfinished, table, notes, {HASH: table_hash(table), **facts})
        _sync(unfinished)
        os.replace(unfinished, path)
        _sync(path.parent)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def read_whole(path: Path) -> tuple[dict[str, npt.NDArray[Any]], dict[str, str]]:
    """Return a table and its facts; raise Damaged if it is not what was written.

    A table of an earlier version has no hash, and is taken as it is.
    """
    try:
        facts, table = read_facts(path), read_table(path)
    except (duckdb.Error, OSError, ValueError, MemoryError) as error:
        raise Damaged(f"{path} cannot be read") from error
    if facts.get(HASH, None) not in (None, table_hash(table)):
        raise Damaged(f"{path} is not what was written")
    return table, facts


def _sync(path: Path) -> None:
    """Have the disk take what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
