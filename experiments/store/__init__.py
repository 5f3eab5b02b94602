"""What an experiment leaves on disk: tables, JSON, and a folder that is whole or not there."""

from __future__ import annotations

from experiments.store.folder import OutputFolder, output_folder
from experiments.store.numbers import write_json
from experiments.store.parquet import Notes, Table, read_notes, read_table, write_table

__all__ = [
    "Notes",
    "OutputFolder",
    "Table",
    "output_folder",
    "read_notes",
    "read_table",
    "write_json",
    "write_table",
]
