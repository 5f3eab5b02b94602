"""The best level of a factor, and those that cannot be told from it."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.best import COLUMNS, best_levels
from experiments.analysis.chance import normals

SHARES = np.linspace(0.0, 1.0, 6)


def hill(top: float, replicates: int = 12, noise: float = 0.02) -> np.ndarray:
    """Return values [level, replicate] that are highest at ``top``, on luck that all share."""
    luck = normals((1, replicates))
    own = noise * normals((len(SHARES), replicates), index=1)
    return 1.0 - (SHARES[:, None] - top) ** 2 + luck + own


def test_the_best_level_is_found_despite_luck_that_is_larger() -> None:
    found = best_levels(SHARES, hill(0.4))
    assert SHARES[found["best"]].tolist() == [0.4]
    assert found["behind"][2] == 0.0
    assert found["behind"][5] == pytest.approx(0.36, abs=0.05)
    assert not found["undecided"][[0, 4, 5]].any()
    assert found["probability"][2] > 0.9
    assert found["probability"].sum() == pytest.approx(1.0)
    assert set(found) == set(COLUMNS)


def test_levels_as_good_as_the_best_stand_next_to_it() -> None:
    values = hill(0.4)
    values[3] = values[2] - 0.02 * normals((12,), index=7)  # these two cannot be told apart
    values[5] = values[2] - 0.02 * normals((12,), index=8)  # nor this, but 0.8 stands between
    found = best_levels(SHARES, values)
    assert found["best"].tolist() == [False, False, False, True, False, False]
    assert found["undecided"].tolist() == [False, False, True, False, False, True]
    assert found["as_good"].tolist() == [False, False, True, True, False, False]


def test_less_may_be_better() -> None:
    found = best_levels(SHARES, -hill(0.8), sign=-1.0)
    assert SHARES[found["best"]].tolist() == [0.8]
    assert (found["behind"] >= 0).all()


def test_what_luck_hides_is_undecided() -> None:
    found = best_levels(SHARES, hill(0.5, replicates=3, noise=3.0))
    assert found["undecided"].sum() == 5
    assert found["probability"].max() < 0.9


def test_replicates_with_a_hole_are_left_out_of_the_comparison() -> None:
    values = hill(0.4)
    values[0, 0] = np.nan
    found = best_levels(SHARES, values)
    assert found["replicates"].tolist() == [11, 12, 12, 12, 12, 12]
    with pytest.raises(ValueError, match="no replicate"):
        best_levels(SHARES, np.full((6, 3), np.nan))


def test_one_replicate_decides_nothing() -> None:
    found = best_levels(SHARES, hill(0.4, replicates=1))
    assert found["undecided"].sum() == 5
    assert np.isnan(found["probability"]).all()
