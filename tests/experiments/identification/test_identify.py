"""Identifiability: the linear-Gaussian answer, and a stand-in for the targets with known slopes."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.identification.identify import (
    TABLE,
    differences,
    identify,
    slopes_table,
    steps,
    table,
    verdict,
)
from experiments.identification.posterior import cleaned, widths
from experiments.identification.scales import TENFOLD, Scale, scales
from experiments.identification.targets import (
    TargetReading,
    error_of,
    read_targets,
    tolerance,
    validation_targets,
    value_of,
)
from experiments.run.pool import pool
from experiments.validation.experiment import Target
from goodwill.command.identify import write
from goodwill.command.timing import Stopwatch
from model.parameters import PARAMETERS

NUMBERS = [
    Scale(PARAMETERS[name], float(PARAMETERS[name].default))
    for name in ("trust.failure", "trust.answer", "talk.rate", "appraisal.intent_harm")
]
BANDS = [
    ("V0", Target("one", "moves with the first alone", -1.96, 1.96)),
    ("V0", Target("sum", "moves with the second and the third together", -1.96, 1.96)),
]
"""A band of ± 1.96 is a tolerance of 1."""
SLOPES = np.array([[3.0, 0.0, 0.0, 0.0], [0.0, 2.0, 2.0, 0.0]])


def stand_in(points: Any) -> list[TargetReading]:
    """Return targets that move by known slopes a doubling, without luck."""
    out = []
    for point in points:
        moved = np.array([n.steps_to(point.get(n.name, n.default)) for n in NUMBERS])
        out.append(TargetReading(SLOPES @ moved, np.zeros(2)))
    return out


def test_two_numbers_that_make_up_for_each_other_are_loose_together() -> None:
    """P = I + J'J for a prior of sd 1; with J = (a, a) the variance is (1 + a²) / (1 + 2 a²)."""
    a = 5.0
    found = widths(np.array([[a, a]]), np.ones(2))
    assert found.alone == pytest.approx([1 / math.sqrt(1 + a * a)] * 2)
    assert found.together == pytest.approx([math.sqrt((1 + a * a) / (1 + 2 * a * a))] * 2)


def test_one_target_for_one_number_leaves_what_bayes_has_it() -> None:
    found = widths(np.array([[4.0, 0.0]]), np.array([2.0, 3.0]))
    assert found.together == pytest.approx([1 / math.sqrt(1 + 4.0**2 * 2.0**2), 1.0])
    assert found.alone == pytest.approx(found.together)
    assert found.strongest.tolist() == [0, -1]


def test_together_is_never_less_than_alone() -> None:
    rows = np.sin(np.arange(35.0).reshape(5, 7)) * 3
    found = widths(rows, np.full(7, 1.5))
    assert (found.together >= found.alone - 1e-12).all()
    assert (found.together <= 1 + 1e-12).all()


def test_luck_is_not_taken_for_a_slope() -> None:
    slopes = np.array([[0.5, 3.0, -5.0, np.nan]])
    errors = np.array([[1.0, 1.0, 4.0, 1.0]])
    found = cleaned(slopes, errors)[0]
    assert found[0] == found[2] == found[3] == 0.0
    assert found[1] == pytest.approx(math.sqrt(8.0))


def test_known_slopes_are_found_again() -> None:
    found = identify(stand_in, NUMBERS, BANDS)
    assert found.slopes == pytest.approx(SLOPES, abs=1e-9)
    result = table(found)
    assert list(result) == list(TABLE)
    assert result["parameter"][0] == "trust.failure"
    assert result["target"][0] == "V0 one"
    by_name = dict(zip(result["parameter"], result["together"], strict=True))
    assert by_name["trust.failure"] == pytest.approx(1 / math.sqrt(1 + 9 * TENFOLD**2))
    assert by_name["trust.answer"] == pytest.approx(by_name["talk.rate"])
    assert by_name["talk.rate"] > 0.7  # the other makes up for it
    assert by_name["appraisal.intent_harm"] == pytest.approx(1.0)
    assert result["verdict"][-1] == "loose"
    assert set(slopes_table(found)["parameter"]) == {"trust.failure", "trust.answer", "talk.rate"}


def test_one_step_is_enough_where_all_is_linear() -> None:
    quick = identify(stand_in, NUMBERS, BANDS, both=False)
    assert quick.slopes == pytest.approx(SLOPES, abs=1e-9)


def test_steps_double_and_stay_in_range() -> None:
    points, sides = steps(scales(), both=True)
    for point, (place, step) in zip(points, sides, strict=True):
        ((name, value),) = point.items()
        p = PARAMETERS[name]
        assert p.low <= value <= p.high
        assert isinstance(value, p.kind)
        assert abs(step) <= 1.6  # whole numbers cannot always be doubled
        assert scales()[place].name == name
    assert {"trust.failure": 2.0} in points
    assert {"trust.failure": 0.5} in points


def test_every_unknown_number_is_moved() -> None:
    points, _ = steps(scales(), both=False)
    assert [next(iter(point)) for point in points] == [number.name for number in scales()]


def test_errors_shrink_with_longer_steps() -> None:
    base = TargetReading(np.zeros(1), np.ones(1))
    moved = [
        TargetReading(np.array([2.0]), np.ones(1)),
        TargetReading(np.array([-2.0]), np.ones(1)),
    ]
    slope, error = differences(base, moved, [(0, 1.0), (0, -1.0)], 1)
    assert slope[0, 0] == 2.0
    assert error[0, 0] == pytest.approx(1.0)
    slope, error = differences(base, moved[:1], [(0, 1.0)], 1)
    assert error[0, 0] == pytest.approx(math.sqrt(2.0))


def test_tolerance_is_the_band_or_the_way_to_the_only_bound() -> None:
    assert tolerance(Target("a", "", 0.0, 3.92), 9.0, math.nan) == pytest.approx(1.0)
    assert tolerance(Target("a", "", 1.0), 2.96, 0.0) == pytest.approx(1.0)
    assert tolerance(Target("a", "", 0.0, 3.92), 9.0, 1.0) == pytest.approx(math.sqrt(2.0))


def test_values_and_errors_come_from_the_replicates() -> None:
    found = [{"x": 1.0}, {"x": 3.0}, {}]
    target = Target("x", "")
    assert value_of(target, found) == 2.0
    assert math.isnan(value_of(Target("y", ""), found))
    assert error_of(target, [{"x": v} for v in (1.0, 2.0, 3.0)]) == pytest.approx(3**-0.5)


def test_held_out_targets_are_never_read() -> None:
    assert {target.role for _, target in read_targets()} == {"fitted"}
    assert {name for name, _ in read_targets()}.isdisjoint({"V3", "V6", "V8", "V11"})


def test_the_verdict_follows_the_width() -> None:
    assert [verdict(x) for x in (0.1, 0.5, 0.7, 0.9, 1.0)] == [
        "pinned", "pinned", "partly", "loose", "loose",
    ]  # fmt: skip


def test_it_is_written_with_a_manifest(tmp_path: Path) -> None:
    write(tmp_path, identify(stand_in, NUMBERS, BANDS), Stopwatch(), True, 1, "as typed")
    with (tmp_path / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(TABLE)
    assert len(rows) == len(NUMBERS)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["targets"] == ["V0 one", "V0 sum"]
    assert manifest["command"] == "as typed"
    assert (tmp_path / "figures" / "identifiability_dark.png").exists()


@pytest.mark.slow
def test_a_failure_is_pinned_by_the_fall_of_warm_brands() -> None:
    with pool(0) as here:
        found = identify(validation_targets(here), NUMBERS[:1], read_targets(), both=False)
    at = [name for name in found.targets if name.startswith("V5")]
    assert any(found.slopes[found.targets.index(name), 0] != 0.0 for name in at)
