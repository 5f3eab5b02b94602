"""Parameters of rules for worked examples: the defaults, but for those of the example."""

from __future__ import annotations

from typing import Any

import pytest

from model.parameters import defaults
from model.parameters.rules import rules_of

R = rules_of(defaults())


def given(**values: float) -> Any:
    """Return the rules' parameters with these values."""
    return R._replace(**values)


def about(value: float) -> Any:
    """Return what a result must be but for rounding."""
    return pytest.approx(value, rel=1e-12, abs=1e-15)
