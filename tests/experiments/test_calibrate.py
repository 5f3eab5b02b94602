"""The calibration: it finds what it should, repeatably, and never looks at what is held out."""

from __future__ import annotations

import numpy as np
import pytest

from experiments import calibrate
from experiments.calibration_blocks import AIMS, BLOCKS, Block, Span
from experiments.validation.experiment import Experiment, Target, Trial
from experiments.validation.registry import IDS, experiment
from model.parameters import PARAMETERS


def targets(role: str) -> set[str]:
    return {
        f"{name}.{target.name}"
        for name in IDS
        for target in experiment(name).targets
        if target.role == role
    }


def test_the_split_is_that_of_the_list_of_evidence():
    held = targets("held out")
    whole = {"V3", "V6", "V8", "V11"}
    assert {name for name in held if name.partition(".")[0] in whole} == {
        f"{name}.{target.name}" for name in whole for target in experiment(name).targets
    }
    assert held - {n for n in held if n.partition(".")[0] in whole} == {
        "V10.ratio", "V10.majority", "V12.top_tenth", "V12.spread",
    }  # fmt: skip


def test_there_is_an_aim_for_every_fitted_target_and_for_no_other():
    assert set(AIMS) == targets("fitted")


def test_every_aim_lies_inside_its_band():
    for name, aim in AIMS.items():
        number, _, what = name.partition(".")
        (target,) = (t for t in experiment(number).targets if t.name == what)
        assert target.low <= aim.low <= aim.high <= target.high, name
        assert aim.scale > 0


def test_no_block_touches_an_experiment_that_is_wholly_held_out():
    for block in BLOCKS:
        for name in block.experiments:
            assert calibrate.fitted(name), name


def test_a_held_out_target_is_never_evaluated(monkeypatch: pytest.MonkeyPatch):
    looked_at = []
    plain = Target.value

    def spy(self: Target, means: dict) -> float:
        looked_at.append(self)
        return plain(self, means)

    monkeypatch.setattr(Target, "value", spy)
    block = Block(
        "both", {"talk.product": Span(0.02, 0.2)}, {"V10": {"people": 10, "hearers": 5}}, 1
    )
    calibrate.misses(block, {})
    assert {target.name for target in looked_at} == {"low", "high"}
    assert all(target.role == "fitted" for target in looked_at)


def test_every_search_range_lies_within_what_is_allowed():
    for block in BLOCKS:
        for name, (low, high) in block.ranges.items():
            declared = PARAMETERS[name]
            assert declared.low <= low < high <= declared.high, name
            assert low <= float(declared.default) <= high, name


def test_places_and_values_are_inverse():
    block = Block("x", {"talk.product": Span(0.02, 0.2), "suspicion.spillover": Span(0.0, 0.4)}, {})
    work = calibrate.Search(block, {"talk.product": 0.05, "suspicion.spillover": 0.1})
    place = np.array([0.3, 0.7])
    assert work.place(work.values(place)) == pytest.approx(place)


def bowl(trial: Trial) -> dict[str, float]:
    """Return something that is smallest where two parameters have known values."""
    x = np.log(float(trial.values["talk.product"]) / 0.08)
    y = float(trial.values["suspicion.spillover"]) - 0.25
    return {"peak": 10.0 - x * x - 100 * y * y}


def test_a_known_optimum_is_found_the_same_way_each_time(monkeypatch: pytest.MonkeyPatch):
    known = Experiment(
        "V1", "", "", "", "", bowl, (Target("peak", "", 6, 14),), {}, {},
    )  # fmt: skip
    monkeypatch.setattr(calibrate, "experiment", lambda name: known)
    monkeypatch.setattr(calibrate, "ENOUGH", 1e-4)
    monkeypatch.setattr(calibrate, "LEASH", 0.0)
    monkeypatch.setitem(AIMS, "V1.peak", calibrate.AIMS["V1.peak"]._replace(low=10.0, high=10.0))
    ranges = {"talk.product": Span(0.02, 0.2), "suspicion.spillover": Span(0.0, 0.4)}
    block, start = Block("x", ranges, {"V1": {}}, 1), {
        "talk.product": 0.02, "suspicion.spillover": 0.0,
    }  # fmt: skip
    values, loss, evaluations = calibrate.search(block, start, 1)
    assert loss < 0.01
    assert values["talk.product"] == pytest.approx(0.08, rel=0.3)
    assert values["suspicion.spillover"] == pytest.approx(0.25, abs=0.05)
    assert calibrate.search(block, start, 1) == (values, loss, evaluations)
