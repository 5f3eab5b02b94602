"""People on day 0."""

from __future__ import annotations

import numpy as np
import pytest

from model.audience import make_people
from model.parameters import defaults


@pytest.mark.parametrize("spread", [0.0, 1e-169, 1e-9, 1e-7, 1e-3, 0.15])
def test_suspicion_is_spread_as_told_however_little(spread: float) -> None:
    values = defaults() | {"people.suspicion": 0.3, "people.suspicion_spread": spread}
    suspicion = make_people(values, 20_000, seed=1).suspicion.astype(float)
    assert suspicion.mean() == pytest.approx(0.3, abs=1e-7 + 0.05 * spread)
    assert np.std(suspicion) == pytest.approx(spread, rel=0.05, abs=1e-7)
