"""The shipped scenarios give exactly what they gave when the baseline was last moved."""

from __future__ import annotations

import json

import pytest

from experiments.baseline import FILE, arithmetic, run
from model.scenario import shipped_scenarios

BASELINE = json.loads(FILE.read_text())
KEPT = BASELINE["scenarios"]


@pytest.fixture(autouse=True)
def same_arithmetic() -> None:
    """Skip where this machine's libraries round otherwise than where the baseline was made."""
    if arithmetic() != BASELINE["arithmetic"]:
        pytest.skip("the baseline was made on a processor whose libraries round otherwise")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_results_are_as_before(name: str) -> None:
    found = run(name)
    assert found["last_day"] == KEPT[name]["last_day"]
    assert found["series"] == KEPT[name]["series"]
