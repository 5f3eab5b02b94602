"""Many comparisons at once, against textbook numbers and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.chance import normals, resamples, uniforms
from experiments.analysis.multiple import critical, holm, p_values, simultaneous


def test_p_values_are_students() -> None:
    values = normals((9, 3)) + np.array([0.0, 0.5, 2.0])
    np.testing.assert_allclose(p_values(values), stats.ttest_1samp(values, 0.0).pvalue)


def test_p_values_where_nothing_varies() -> None:
    found = p_values(np.array([[0.0, 2.0, np.nan], [0.0, 2.0, 1.0]]))
    assert found[:2].tolist() == [1.0, 0.0]
    assert np.isnan(found[2])


def test_holm_by_hand() -> None:
    # four p-values: .005 * 4, .01 * 3, then .03 * 2 and .04 * 1, which may not be less
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])


def test_holm_never_goes_beyond_one_and_leaves_out_what_is_missing() -> None:
    np.testing.assert_allclose(holm([0.6, np.nan, 0.9]), [1.0, np.nan, 1.0])
    assert holm([]).size == 0
    assert holm([0.2]).tolist() == [0.2]


def test_one_comparison_needs_no_correction() -> None:
    values = normals((6, 1))
    assert critical(values)[0] == pytest.approx(stats.t.ppf(0.975, 5))


def test_the_critical_value_is_between_one_comparison_and_bonferroni() -> None:
    values = normals((10, 6))
    found = critical(values)
    assert (found > stats.t.ppf(0.975, 9)).all()
    assert (found <= stats.t.ppf(1 - 0.025 / 6, 9)).all()


def test_comparisons_that_are_one_and_the_same_need_almost_no_correction() -> None:
    one = normals((12, 1))
    same = critical(np.repeat(one, 5, axis=1))
    assert same[0] == pytest.approx(stats.t.ppf(0.975, 11), rel=0.04)


def test_dunnetts_critical_value() -> None:
    # against a control, equal groups: correlation 1/2; Dunnett 1964, two-sided 5 %, many
    # degrees of freedom, four treatments: 2.44
    base = normals((60_000, 1), index=1)
    arms = normals((60_000, 4), index=2)
    assert critical(arms - base)[0] == pytest.approx(2.44, abs=0.06)


@pytest.mark.parametrize("replicates", [5, 12])
def test_simultaneous_intervals_hold_together_as_often_as_they_say(replicates: int) -> None:
    trials, held, alone = 600, 0, 0
    for trial in range(trials):
        luck = normals((replicates, 5), index=100 + trial)
        differences = luck[:, 1:] - 0.7 * luck[:, :1]
        low, high = simultaneous(differences)
        held += bool(((low <= 0) & (high >= 0)).all())
        alone += bool((p_values(differences) > 0.05).all())
    error = 3 * np.sqrt(0.95 * 0.05 / trials)
    assert held / trials > 0.95 - error
    assert alone / trials < 0.95 - error, "without a correction they would not"


def test_columns_without_pairs_have_no_interval() -> None:
    low, high = simultaneous(np.array([[1.0, np.nan], [2.0, 3.0], [4.0, np.nan]]))
    assert np.isfinite([low[0], high[0]]).all()
    assert np.isnan([low[1], high[1]]).all()


def test_draws_are_keyed() -> None:
    np.testing.assert_array_equal(uniforms((3, 5)), uniforms((15,)).reshape(3, 5))
    assert (uniforms((50,)) != uniforms((50,), index=1)).all()
    drawn = resamples(7, 2000)
    assert drawn.shape == (2000, 7)
    share = np.bincount(drawn.ravel(), minlength=7) / drawn.size
    assert share == pytest.approx(1 / 7, abs=0.01)
