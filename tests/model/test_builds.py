"""Serial and parallel builds of one kernel never take each other's place in the cache."""

from __future__ import annotations

import numba
import numpy as np

from model.compilation import kernel


def count(out):
    for i in numba.prange(len(out)):
        out[i] = i


def test_the_builds_of_a_kernel_are_cached_apart() -> None:
    builds = [kernel(count, parallel=parallel) for parallel in (False, True)]
    for build in builds:
        out = np.zeros(5)
        build(out)
        assert out.tolist() == [0, 1, 2, 3, 4]
    assert len({build.stats.cache_path for build in builds}) == 2
