"""Connections to DuckDB, which reads and writes tables: one database a process.

To open a database takes longer than to read a small table.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import duckdb


@cache
def _database(process: int, threads: int | None) -> Any:
    """Return the database of a process, in memory and without a folder of its own.

    It forgets a file as soon as it has read it: anybody may write it anew.
    """
    options: dict[str, Any] = {"temp_directory": "", "enable_external_file_cache": False}
    if threads is not None:
        options["threads"] = threads
    database = duckdb.connect(config=options)
    database.execute("SET enable_progress_bar = false")
    return database


def connection(threads: int | None = None) -> Any:
    """Return a new connection with temporary tables of its own; close it, or use ``with``.

    ``threads`` work for each query, as many as there are processors unless it is given.
    """
    return _database(os.getpid(), threads).cursor()
