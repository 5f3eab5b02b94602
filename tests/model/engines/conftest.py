"""What the tests of engines share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from model.strategies import STRATEGIES
from tests.model.engines.markets import OWN


@pytest.fixture(autouse=True, scope="module")
def own_strategies() -> Iterator[None]:
    """Let scenarios name the strategies that only these tests use."""
    for kind in OWN:
        STRATEGIES[kind.name] = kind
    yield
    for kind in OWN:
        del STRATEGIES[kind.name]
