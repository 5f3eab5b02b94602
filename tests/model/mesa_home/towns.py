"""Small models for looking at them as Mesa does, and which Mesa this is."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np
import pytest

from model.model import BrandAudienceModel

EXTRA_DAY = int(tuple(int(part) for part in mesa.__version__.split(".")[:2]) < (3, 5))
"""Mesa 3.3's batch_run lets one day more pass than ``max_steps`` says."""

both_engines = pytest.mark.parametrize("engine", ["compiled", "plain"])


def town(base: str = "three_strategies", people: int = 60, **more: Any) -> BrandAudienceModel:
    """Return a small model."""
    return BrandAudienceModel(base, **{"people.count": people} | more)


def same_series(one: BrandAudienceModel, other: BrandAudienceModel) -> bool:
    """Tell whether the observables of two runs are equal to the last bit."""
    a, b = one.series(), other.series()
    return all(np.array_equal(a[name], b[name], equal_nan=a[name].dtype.kind == "f") for name in a)
