"""Small experiments that tests share."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from experiments.store.parquet import read_table
from experiments.sweep import Experiment, make_experiment
from experiments.sweep.tables import BOOKKEEPING

SMALL: dict[str, Any] = {
    "base": "one_brand",
    "days": 6,
    "set": {"people.count": 60},
    "factors": {"price": [8.0, 12.0]},
    "arms": {"push": {"strategy": "push"}, "talk": {"strategy": "conversational"}},
    "replicates": 3,
}


def small(**changes: Any) -> Experiment:
    """Return the small experiment with some entries changed."""
    return make_experiment(SMALL | changes)


def facts(folder: Path) -> dict[str, list[Any]]:
    """Return the final table without the columns that differ between computations."""
    table = read_table(folder / "runs.parquet")
    return {
        name: [repr(value) for value in column.tolist()]
        for name, column in table.items()
        if name not in BOOKKEEPING
    }


def acknowledged(folder: Path) -> dict[str, float]:
    """Return when each run began that the ledger acknowledges."""
    if not (folder / "ledger.sqlite").is_file():
        return {}
    with sqlite3.connect(f"file:{folder}/ledger.sqlite?mode=ro", uri=True, timeout=30) as ledger:
        try:
            return dict(ledger.execute("SELECT run_id, started FROM runs").fetchall())
        except sqlite3.OperationalError:  # begun, but not yet a table in it
            return {}


def dask_process(*words: str) -> subprocess.Popen[str]:
    """Start a Dask scheduler or worker as a user would."""
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[3])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
