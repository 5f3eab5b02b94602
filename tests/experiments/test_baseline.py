"""The shipped scenarios give exactly what they gave when the baseline was last moved."""

from __future__ import annotations

import json

import pytest

from experiments.baseline import FILE, run
from model.scenario import shipped_scenarios

KEPT = json.loads(FILE.read_text())["scenarios"]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_results_are_as_before(name: str) -> None:
    found = run(name)
    assert found["last_day"] == KEPT[name]["last_day"]
    assert found["series"] == KEPT[name]["series"]
