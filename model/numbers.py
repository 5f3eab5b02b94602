"""Casts that mean the same in Python and in compiled code.

State is kept in few bits and computed in 64. In Python these give Python's own numbers, which
neither round early nor warn where a keyed draw is meant to overflow; compiled code makes of
them the widest kind, where Python's names would keep the narrow one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba.extending import overload

INLINED = {"error_model": "numpy", "_nrt": False, "forceinline": True}


def f64(x: Any) -> float:
    """Return x as a float of 64 bits."""
    return float(x)


def i64(x: Any) -> int:
    """Return x as a whole number of 64 bits."""
    return int(x)


@overload(f64, jit_options=INLINED)
def _compiled_f64(x):
    return lambda x: np.float64(x)


@overload(i64, jit_options=INLINED)
def _compiled_i64(x):
    return lambda x: np.int64(x)
