"""Which rows are run, with a fixed number of replicates and with a rule."""

from __future__ import annotations

import random

import numpy as np
import pytest

from experiments.sweep.experiment import Replication
from experiments.sweep.schedule import PlannedRun, Schedule

RULE = Replication(2, 9, 3, "trust", 0.1)


def drained(schedule: Schedule, value, luck: random.Random) -> list[PlannedRun]:
    """Run everything, finishing rows in any order; return the rows."""
    flying: list[PlannedRun] = []
    seen: list[PlannedRun] = []
    while True:
        while luck.random() < 0.7 and (row := schedule.next_row()) is not None:
            flying.append(row)
            seen.append(row)
        if not flying:
            row = schedule.next_row()
            if row is None:
                return sorted(seen)
            flying.append(row)
            seen.append(row)
        row = flying.pop(luck.randrange(len(flying)))
        schedule.finished(row, value(row))


def test_a_fixed_number_gives_every_row_once() -> None:
    found = drained(Schedule(3, 2, Replication(4, 4, 4)), lambda row: 0.0, random.Random(1))
    assert found == [PlannedRun(p, a, r) for p in range(3) for a in range(2) for r in range(4)]


@pytest.mark.parametrize("seed", range(5))
def test_a_rule_gives_the_same_rows_in_whatever_order_they_finish(seed: int) -> None:
    def spread(row: PlannedRun) -> float:
        return (
            row.arm * 0.5 + 3.0**row.point / 10 * np.sin(37.0 * row.replicate + 2.0 * row.arm) ** 3
        )

    def enough(values: dict[int, np.ndarray]) -> bool:
        difference = values[1] - values[0]
        return bool(difference.std() / len(difference) < 0.12)

    found = drained(Schedule(4, 2, RULE, enough), spread, random.Random(seed))
    usual = drained(Schedule(4, 2, RULE, enough), spread, random.Random(99))
    assert found == usual
    counts = [max(row.replicate for row in found if row.point == p) + 1 for p in range(4)]
    assert set(counts) <= {2, 5, 8, 9}
    assert len(set(counts)) > 1  # the rule tells points apart


def test_a_rule_that_is_never_content_ends_at_the_most() -> None:
    found = drained(Schedule(2, 1, RULE, lambda v: False), lambda row: 0.0, random.Random(3))
    assert len(found) == 2 * 9


def test_the_rule_sees_failed_rows_as_missing() -> None:
    seen = []

    def look(values: dict[int, np.ndarray]) -> bool:
        seen.append(values[0])
        return True

    drained(Schedule(1, 1, RULE, look), lambda row: float("nan"), random.Random(3))
    assert np.isnan(seen[0]).all()


def test_expected_rows_grow_with_the_rule() -> None:
    schedule = Schedule(1, 1, RULE, lambda v: len(v[0]) >= 5)
    assert schedule.expected_rows() == 2
    drained(schedule, lambda row: 0.0, random.Random(3))
    assert schedule.expected_rows() == 5
