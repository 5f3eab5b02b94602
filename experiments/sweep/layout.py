"""What stands where in the folder of a sweep."""

from __future__ import annotations

RUN_INDEX, LOCK = "ledger.sqlite", "lock"
INDEX_FILES = (RUN_INDEX, f"{RUN_INDEX}-wal", f"{RUN_INDEX}-shm", f"{RUN_INDEX}-journal")
RUNS, SERIES = "parts", "series"
FINAL, DIFFERENCES = "runs.parquet", "differences.parquet"
MANIFEST = "manifest.json"
OWN_STRATEGIES = "strategies.py"
FINISHED = (MANIFEST, FINAL, "summary.json", DIFFERENCES, "report.html")
"""What is there only when the sweep is complete."""
OURS = (
    *FINISHED,
    "figures",
    *(f"{name}.tmp" for name in FINISHED),
    "experiment.toml",
    "scenario.toml",
    "points.csv",
    OWN_STRATEGIES,
    "inputs",
    LOCK,
    *INDEX_FILES,
    RUNS,
    SERIES,
)
"""Everything that a sweep's folder may hold; nothing else is ever touched."""
EXPERIMENT, SOURCES, TABLE = "experiment", "sources", "table"
"""Facts that tables of a sweep carry: whose they are, and which table it is."""
