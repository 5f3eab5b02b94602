"""Scenario discovery: a known box is found again, and luck is told as luck."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.boxes import FactorBox, Limit
from experiments.analysis.chance import uniforms
from experiments.analysis.discovery import BOXES, LIMITS, TRAJECTORY, discover
from experiments.analysis.prim import PrimStep, Rules, quasi_p


def cases(count: int = 600, width: int = 4, index: int = 0) -> dict[str, np.ndarray]:
    drawn = uniforms((count, width), index=index)
    return {f"x{n}": drawn[:, n] for n in range(width)}


def limits_of(found: object, box: int = 1) -> dict[str, tuple[float, float]]:
    table = found.limits  # type: ignore[attr-defined]
    rows = np.flatnonzero(table["box"] == box)
    return {table["factor"][row]: (table["low"][row], table["high"][row]) for row in rows}


def test_a_known_box_is_found_again() -> None:
    columns = cases()
    wanted = (columns["x0"] > 0.6) & (columns["x2"] < 0.5)
    found = discover(columns, wanted)
    limits = limits_of(found)
    assert set(limits) == {"x0", "x2"}
    assert limits["x0"][0] == pytest.approx(0.6, abs=0.03)
    assert limits["x2"][1] == pytest.approx(0.5, abs=0.03)
    assert np.isnan([limits["x0"][1], limits["x2"][0]]).all()
    assert found.boxes["coverage"][0] > 0.95
    assert found.boxes["density"][0] > 0.95
    assert (found.limits["p"] < 1e-6).all()
    assert (found.limits["reproduced"] > 0.9).all()


def test_a_box_in_the_middle_with_noise() -> None:
    columns = cases(1500, index=1)
    noise = uniforms((1500,), index=2)
    core = (np.abs(columns["x1"] - 0.5) < 0.2) & (columns["x3"] > 0.3)
    wanted = np.where(core, noise < 0.9, noise < 0.05)
    found = discover(columns, wanted)
    limits = limits_of(found)
    assert {"x1", "x3"} == set(limits)
    assert limits["x1"] == pytest.approx((0.3, 0.7), abs=0.05)
    assert limits["x3"][0] == pytest.approx(0.3, abs=0.05)
    assert 0.8 <= found.boxes["density"][0] < 0.95
    # the true box holds .9 * .28 of .9 * .28 + .05 * .72
    assert found.boxes["coverage"][0] == pytest.approx(0.875, abs=0.05)


def test_categories_are_limited_to_some_of_their_levels() -> None:
    columns = cases()
    names = np.array(["push", "mixed", "silent", "scheduled"], dtype=object)
    columns["strategy"] = names[(4 * columns.pop("x3")).astype(int)]
    wanted = np.isin(columns["strategy"], ["push", "silent"]) & (columns["x0"] < 0.5)
    found = discover(columns, wanted)
    row = found.limits["factor"].tolist().index("strategy")
    assert found.limits["levels"][row] == "push, silent"
    assert limits_of(found)["x0"][1] == pytest.approx(0.5, abs=0.03)
    assert np.isnan(found.limits["low"][row])


def test_the_few_levels_of_a_grid_are_peeled_one_by_one() -> None:
    hours, reach = (column.ravel() for column in np.meshgrid([0.2, 0.4, 0.8, 1.6], [0.0, 0.5, 1.0]))
    columns = {"hours": np.repeat(hours, 4), "reach": np.repeat(reach, 4)}
    found = discover(columns, columns["hours"] >= 0.8)
    assert limits_of(found) == {"hours": (0.8, pytest.approx(np.nan, nan_ok=True))}
    assert found.boxes["density"][0] == 1.0
    assert found.boxes["coverage"][0] == 1.0


def test_where_there_is_only_luck_no_limit_is_sure() -> None:
    limited = 0
    for trial in range(10):
        columns = cases(120, index=10 + trial)
        found = discover(columns, uniforms((120,), index=50 + trial) < 0.4, Rules(least_mass=0.3))
        limited += len(found.limits["p"])
        assert (found.limits["p"] <= 0.05).all()
        assert (found.limits["reproduced"] < 1).all()
    # the search picks the best of many limits, so a quasi-p-value is no error rate
    assert limited < 10 * 4


def test_a_second_box_holds_cases_that_the_first_does_not() -> None:
    columns = cases(1200, width=2)
    wanted = ((columns["x0"] < 0.3) & (columns["x1"] < 0.3)) | (
        (columns["x0"] > 0.8) & (columns["x1"] > 0.7)
    )
    found = discover(columns, wanted, boxes=3)
    assert len(found.boxes["box"]) >= 2
    assert (found.boxes["coverage"][:2] > 0.2).all()
    assert found.boxes["coverage"][:2].sum() > 0.85
    for number in (1, 2):
        inside = found.inside == number
        assert inside.sum() == found.boxes["cases"][number - 1]
        assert wanted[inside].mean() == found.boxes["density"][number - 1]


def test_quasi_p_values_are_binomial_tails() -> None:
    x = np.arange(40) / 40
    wanted = x >= 0.75  # 10 of 40
    step = PrimStep(FactorBox({"x": Limit(low=0.5)}), 20, 10)
    assert quasi_p(step, "x", "low", {"x": x}, wanted) == pytest.approx(stats.binom.sf(9, 20, 0.25))


def test_tables_have_the_columns_they_say() -> None:
    columns = cases()
    found = discover(columns, columns["x0"] > 0.7)
    assert set(found.boxes) == set(BOXES)
    assert set(found.limits) == set(LIMITS)
    assert set(found.trajectory) == set(TRAJECTORY)
    assert found.trajectory["coverage"][0] == 1.0
    assert (np.diff(found.trajectory["mass"]) < 0).all()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_there_have_to_be_cases_of_both_kinds(share: float) -> None:
    with pytest.raises(ValueError, match="wanted"):
        discover(cases(), np.full(600, bool(share)))
