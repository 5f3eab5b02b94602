"""The run index of a sweep: which runs there are, and what became of each. SQLite, crash-safe.

A run is acknowledged when its row is committed; its numbers are on disk by then.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from model.temporary import temporary_folder

DONE, FAILED = "done", "failed"

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS points (point INTEGER PRIMARY KEY, levels TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS rows (
    point INTEGER, arm INTEGER, replicate INTEGER, seed INTEGER, run_id TEXT, content_hash TEXT,
    PRIMARY KEY (point, arm, replicate)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY, status TEXT NOT NULL, part TEXT, error TEXT, attempts INTEGER,
    started REAL, finished REAL, seconds REAL, worker TEXT, host TEXT
) WITHOUT ROWID;
"""
PATIENCE = 60.0
"""Seconds that a writer waits for another."""
RUN_COLUMNS = (
    "run_id", "status", "part", "error", "attempts", "started", "finished", "seconds", "worker",
    "host",
)  # fmt: skip


class RunEntry(NamedTuple):
    """What the run index knows of one run."""

    run_id: str
    status: str
    part: str | None
    """The file its numbers are in; None if it failed."""
    error: str | None
    attempts: int
    started: float
    finished: float
    seconds: float
    worker: str
    host: str


class RowEntry(NamedTuple):
    """One row of the table of runs: which run it is."""

    point: int
    arm: int
    replicate: int
    seed: int
    run_id: str
    content_hash: str


class RunIndex:
    """The open run index; every method that writes is one transaction."""

    def __init__(self, path: Path) -> None:
        with _explained():
            self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(SCHEMA)

    @classmethod
    def to_read(cls, path: Path) -> RunIndex:
        """Return what a file holds; as a copy, where its folder takes nothing, being full or so.

        Raises OSError where that cannot be read.
        """
        try:
            return cls(path)
        except OSError:
            with temporary_folder() as place, _explained():
                for name in (path.name, f"{path.name}-wal"):
                    if path.with_name(name).is_file():
                        shutil.copyfile(path.with_name(name), place / name)
                copied, found = cls(place / path.name), cls(Path(":memory:"))
                with copied:
                    copied._db.backup(found._db)
            return found

    def __enter__(self) -> RunIndex:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def is_whole(self) -> bool:
        """Tell whether the database is sound, can be read, and says which experiment it is of."""
        try:
            found = self._db.execute("PRAGMA integrity_check(1)").fetchall()
            if found != [("ok",)] or self.meta("experiment") is None:
                return False
            known = {run.status for run in self.runs()}
            for _, levels in self.points():
                json.loads(levels)
            self.rows()
            return known <= {DONE, FAILED}
        except (sqlite3.Error, ValueError):
            return False

    def meta(self, key: str) -> str | None:
        """Return a fact about the sweep, or None."""
        found = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def set_meta(self, **facts: str) -> None:
        """Write down facts about the sweep."""
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))

    def add_points(self, points: Iterable[tuple[int, str]]) -> None:
        """Write down the levels of points, as JSON."""
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO points VALUES (?, ?)", points)

    def acknowledge(self, runs: Sequence[RunEntry], rows: Sequence[RowEntry] = ()) -> None:
        """Write down what became of runs, and rows that are planned."""
        marks = ", ".join("?" * len(RUN_COLUMNS))
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.executemany(f"INSERT OR REPLACE INTO runs VALUES ({marks})", runs)

    def run(self, run_id: str) -> RunEntry | None:
        """Return what is known of a run, or None."""
        found = self._db.execute(f"{SELECT_RUNS} WHERE run_id = ?", (run_id,)).fetchone()
        return None if found is None else RunEntry(*found)

    def runs(self) -> Iterator[RunEntry]:
        """Yield what is known of every run, by id."""
        for found in self._db.execute(f"{SELECT_RUNS} ORDER BY run_id"):
            yield RunEntry(*found)

    def forget_failed(self) -> int:
        """Drop failed runs so that they are tried again; return how many."""
        with self._writing() as db:
            return db.execute("DELETE FROM runs WHERE status = ?", (FAILED,)).rowcount

    def count(self, status: str) -> int:
        """Return how many runs have a status."""
        query = "SELECT count(*) FROM runs WHERE status = ?"
        return int(self._db.execute(query, (status,)).fetchone()[0])

    def replace(self, runs: Sequence[RunEntry], rows: Sequence[RowEntry]) -> None:
        """Put what is known of runs, and the rows that are planned, in the place of all."""
        marks = ", ".join("?" * len(RUN_COLUMNS))
        with self._writing() as db:
            db.execute("DELETE FROM runs")
            db.execute("DELETE FROM rows")
            db.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.executemany(f"INSERT INTO runs VALUES ({marks})", runs)

    def rows(self) -> list[tuple[Any, ...]]:
        """Return every row with what became of its run: RowEntry's fields, then RunEntry's."""
        return self._db.execute(
            f"SELECT rows.point, arm, replicate, seed, rows.run_id, content_hash,"
            f" {', '.join(RUN_COLUMNS[1:])} FROM rows LEFT JOIN runs USING (run_id)"
            " ORDER BY point, arm, replicate"
        ).fetchall()

    def points(self) -> list[tuple[int, str]]:
        """Return the levels of each point, as JSON."""
        return self._db.execute("SELECT point, levels FROM points ORDER BY point").fetchall()


SELECT_RUNS = f"SELECT {', '.join(RUN_COLUMNS)} FROM runs"


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the database refuses into an OSError, as of any other file."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(f"the run index cannot be written: {error}") from error
