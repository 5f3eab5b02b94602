"""The numbers a day's rules read, as one argument that kernels take.

Compiled code bakes in whatever is global, so parameters travel as an argument. It is a
named tuple of floats at module level: the one form that numba takes under ``parallel=True``
and can keep in its cache on disk.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import Any

from model.parameters import PARAMETERS
from model.parameters.declaration import Parameter, Value

BEFORE_THE_FIRST_DAY = ("network",)
"""Subjects that only shape the start; no rule of a day reads them."""


def _is_read_daily(parameter: Parameter) -> bool:
    subject = parameter.name.partition(".")[0]
    return parameter.kind is not str and subject not in BEFORE_THE_FIRST_DAY


FIELDS: Mapping[str, str] = {
    name.replace(".", "_"): name for name, p in PARAMETERS.items() if _is_read_daily(p)
}
"""Field of ``Rules`` to dotted name: ``trust_prior`` stands for ``trust.prior``."""

Rules: Any = namedtuple("Rules", tuple(FIELDS))  # type: ignore[misc]
"""Numeric parameters of the world, one float each (true is 1.0)."""


def rules_of(values: Mapping[str, Value]) -> Any:
    """Return the ``Rules`` of a scenario's complete values (dotted name to value)."""
    return Rules(*(float(values[name]) for name in FIELDS.values()))
