"""Keyed luck for resampling and for simulated reference distributions."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from model.keys import draws_array

BLOCK = 225
"""Block of keyed draws that analyses draw from; the model uses none of it."""
SEED = 1
Floats = npt.NDArray[np.float64]


def uniforms(shape: tuple[int, ...], index: int = 0, seed: int = SEED) -> Floats:
    """Return uniform draws of that shape, the same for one seed and index."""
    size = int(np.prod(shape))
    drawn = draws_array(seed, np.arange(-(-size // 4)), BLOCK, index=index)
    return np.asarray(drawn.T.ravel()[:size].reshape(shape))


def normals(shape: tuple[int, ...], index: int = 0, seed: int = SEED) -> Floats:
    """Return standard normal draws of that shape."""
    from scipy.special import ndtri

    return np.asarray(ndtri(uniforms(shape, index, seed)))


@lru_cache(maxsize=8)
def resamples(units: int, times: int, index: int = 0) -> npt.NDArray[np.int64]:
    """Return which units a bootstrap draws, with repeats, [time, unit] (Efron 1979)."""
    return (uniforms((times, units), index) * units).astype(np.int64)
