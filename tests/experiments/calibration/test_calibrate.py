"""The calibration: it finds what it should, repeatably, and never looks at what is held out."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration import calibrate
from experiments.calibration import search as searching
from experiments.calibration.blocks import AIMS, BLOCKS, PROPOSED, Aim, ParameterBlock, SearchRange
from experiments.calibration.calibrate import FRESH
from experiments.calibration.search import ENOUGH, SEEDS, fitted, loss, misses, rounded, search
from experiments.validation.experiment import Target, VirtualExperiment, VirtualTrial
from experiments.validation.registry import IDS, experiment
from experiments.validation.running import FIRST_SEED
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


def test_a_block_that_is_left_alone_has_every_target_inside_its_band():
    widest = math.sinh(ENOUGH**0.5)
    for name, aim in AIMS.items():
        number, _, what = name.partition(".")
        (target,) = (t for t in experiment(number).targets if t.name == what)
        assert target.low <= aim.low <= aim.high <= target.high, name
        assert aim.scale > 0
        assert target.holds(aim.low - widest * aim.scale, aim.high + widest * aim.scale), name


def test_the_seeds_are_those_of_no_validation():
    assert set(SEEDS).isdisjoint(FRESH)
    most = max(experiment(name).replicates for name in IDS)
    assert min(*SEEDS, *FRESH) >= FIRST_SEED + most


def test_every_parameter_has_one_block_and_a_proposal_in_its_range():
    names = [name for block in BLOCKS for name in block.ranges]
    assert sorted(names) == sorted(PROPOSED)
    for block in BLOCKS:
        for name, (low, high) in block.ranges.items():
            assert low <= PROPOSED[name] <= high, name
            assert rounded(PROPOSED[name]) == PROPOSED[name]


def test_every_fitted_target_is_in_one_block():
    names = [name for block in BLOCKS for name in block.experiments]
    assert sorted(names) == sorted({name.partition(".")[0] for name in AIMS})


def test_no_block_touches_an_experiment_that_is_wholly_held_out():
    for block in BLOCKS:
        for name in block.experiments:
            assert fitted(name), name


def test_a_held_out_target_is_never_evaluated(monkeypatch: pytest.MonkeyPatch):
    looked_at = []
    plain = Target.value

    def spy(self: Target, means: dict) -> float:
        looked_at.append(self)
        return plain(self, means)

    monkeypatch.setattr(Target, "value", spy)
    block = ParameterBlock(
        "both", {"talk.product": SearchRange(0.02, 0.2)}, {"V10": {"people": 10, "hearers": 5}}, 1
    )
    searching.measured(block, {})
    assert {target.name for target in looked_at} == {"low", "high"}
    assert all(target.role == "fitted" for target in looked_at)


def test_every_search_range_lies_within_what_is_allowed():
    for block in BLOCKS:
        for name, (low, high) in block.ranges.items():
            declared = PARAMETERS[name]
            assert declared.low <= low < high <= declared.high, name
            assert low <= float(declared.default) <= high, name


def test_an_experiment_s_own_settings_go_before_what_is_searched():
    seen = {}

    def look(trial: VirtualTrial) -> dict[str, float]:
        scenario = {"days": 5, "people": {"count": 5}, "brands": {"b": {"strategy": "silent"}}}
        model = trial.model(scenario, {"conversation.social": 0.0})
        seen["social"] = float(model.rules.conversation_social)
        seen["rate"] = float(model.rules.talk_rate)
        return {}

    one = VirtualExperiment("V9", "", "", "", "", look, (), {}, {})
    one.run(1, defaults={"conversation.social": 0.004, "talk.rate": 0.3})
    assert seen == pytest.approx({"social": 0.0, "rate": 0.3})


RANGES = {"talk.product": SearchRange(0.02, 0.2), "suspicion.spillover": SearchRange(0.0, 0.4)}
TWO = ParameterBlock("two", RANGES, {"V1": {}}, 1)
CORNER = {"talk.product": 0.02, "suspicion.spillover": 0.0}


def test_places_and_values_are_inverse_but_for_rounding():
    work = searching.Search(TWO, {"talk.product": 0.05, "suspicion.spillover": 0.1})
    place = np.array([0.3, 0.7])
    assert work.place(work.values(place)) == pytest.approx(place, abs=0.02)
    for value in work.values(place).values():
        assert rounded(value) == value
    assert work.values(np.array([-1.0, 2.0])) == {"talk.product": 0.02, "suspicion.spillover": 0.4}


@pytest.mark.parametrize(
    ("value", "far"), [(9.0, 0.0), (7.98, -0.01), (11.02, 0.01), (111, 4.605), (math.nan, 5.0)]
)
def test_a_miss_is_counted_from_the_edge_of_the_aim(value: float, far: float):
    assert misses("V1.peak", value) == pytest.approx(far, abs=1e-3)


def known(steps: float) -> VirtualExperiment:
    """Return an experiment whose targets hold in a small region, and that answers in steps."""

    def bowl(trial: VirtualTrial) -> dict[str, float]:
        x = 2.0 * np.log(float(trial.defaults["talk.product"]) / 0.08)
        y = 20.0 * (float(trial.defaults["suspicion.spillover"]) - 0.25)
        first, second = x + 0.3 * y, y - 0.3 * x + 0.2 * x * y
        return {"peak": 9.5 + 4.0 * float(np.round(first / steps) * steps),
                "spacing": 0.01 + 0.02 * float(np.round(second / steps) * steps)}  # fmt: skip

    targets = (Target("peak", "", 6, 14), Target("spacing", "", -1.0, 1.0))
    return VirtualExperiment("V1", "", "", "", "", bowl, targets, {}, {})


@pytest.fixture
def stepped(monkeypatch: pytest.MonkeyPatch) -> VirtualExperiment:
    one = known(0.05)
    monkeypatch.setattr(searching, "experiment", lambda name: one)
    monkeypatch.setattr("experiments.validation.running.experiment", lambda name: one)
    monkeypatch.setitem(AIMS, "V1.peak", Aim(9.0, 10.0, 2.0))
    monkeypatch.setitem(AIMS, "V1.spacing", Aim(0.008, 0.012, 0.01))
    return one


@pytest.mark.parametrize("start", [0, 1, 2, 3])
def test_a_known_region_is_found_from_every_start_and_the_same_way_again(
    stepped: VirtualExperiment, start: int
):
    found = search(TWO, CORNER, start)
    assert found.loss <= ENOUGH
    assert found.values["talk.product"] == pytest.approx(0.08, rel=0.2)
    assert found.values["suspicion.spillover"] == pytest.approx(0.25, abs=0.04)
    assert found.evaluations <= 20
    again = search(TWO, CORNER, start)
    assert again[:4] == found[:4]


def test_what_is_found_was_measured_as_it_is_written(stepped: VirtualExperiment):
    found = search(TWO, CORNER, 0)
    targets = searching.measured(TWO, found.values)
    assert loss([misses(name, value) for name, value in targets.items()]) == found.loss


def test_a_block_near_enough_costs_one_evaluation_and_stays(stepped: VirtualExperiment):
    there = {"talk.product": 0.08, "suspicion.spillover": 0.25}
    entry, values = calibrate.visit(TWO, there, 1, map)
    assert values == there
    assert entry["evaluations"] == [1]


def test_a_block_that_is_off_is_searched_from_several_starts(stepped: VirtualExperiment):
    entry, values = calibrate.visit(TWO, CORNER, 1, map)
    assert len(entry["evaluations"]) == 1 + calibrate.STARTS
    assert entry["after"] <= ENOUGH < entry["before"]
    assert values == entry["values"] != CORNER


def test_the_search_begins_at_the_proposals_or_at_the_defaults():
    assert calibrate.starting("proposals") == PROPOSED
    defaults = calibrate.starting("defaults")
    assert defaults == {name: float(PARAMETERS[name].default) for name in PROPOSED}


def test_a_whole_calibration_is_written_down(tmp_path: Path):
    words = next(block for block in BLOCKS if block.name == "words")
    small = replace(words, experiments={"V10": {"people": 10, "hearers": 4}}, seeds=1)
    lines: list[str] = []
    found = calibrate.calibrate([small], 1, lines.append, tmp_path / "found.json")
    written = json.loads((tmp_path / "found.json").read_text())
    assert written["values"] == found["values"]
    assert set(written["targets"]) == {"V10.low", "V10.high"}
    for one in written["targets"].values():
        assert one["fresh"] is not None
    assert set(written["held_out"]) == targets("held out")
    assert lines[0].startswith("round 1, words: ")
    others = {name: value for name, value in PROPOSED.items() if name not in small.ranges}
    assert others.items() <= found["values"].items()
