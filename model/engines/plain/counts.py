"""Counters of one day, handed over to the world's tallies in the evening."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from model.engines.plain.record_state import Fields


class DayCounts(SimpleNamespace):
    """One whole number a field of the table, from 0: ``counts.read += 1``."""

    def __init__(self, fields: Fields) -> None:
        super().__init__(**dict.fromkeys((name for name, _, _ in fields), 0))

    def hand_over(self, record: Any) -> None:
        """Add all counts to a record, and begin anew."""
        for name, count in vars(self).items():
            record[name] += count
            setattr(self, name, 0)
