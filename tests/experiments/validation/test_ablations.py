"""Switching an experiment's mechanism off changes what it measures."""

from __future__ import annotations

import math

import pytest

from experiments.validation.registry import IDS, experiment
from tests.conftest import thinned

SMALL = {
    "V1": {"people": 10, "customers": 20},
    "V2": {"people": 200},
    "V3": {"people": 1000},
    "V4": {"people": 4},
    "V5": {"people": 10},
    "V6": {"people": 60},
    "V7": {"people": 20, "readers": 4},
    "V8": {"people": 100},
    "V9": {"people": 60},
    "V10": {"people": 100, "hearers": 5},
    "V11": {"people": 3000, "accounts": 5, "largest": 2000, "days": 10},
    "V12": {"people": 150, "watched": 10},
    "V13": {"people": 300},
    "V14": {"people": 500},
}


@pytest.mark.parametrize("name", thinned(IDS))
def test_an_ablation_changes_what_is_measured(name: str):
    one = experiment(name)
    seeds = (1, 2) if name == "V3" else (1,)  # words are few
    kept, off = (
        [one.run(seed, size=SMALL[name], ablated=ablated) for seed in seeds]
        for ablated in (False, True)
    )
    assert [m.keys() for m in kept] == [m.keys() for m in off]
    moved = {
        key
        for with_it, without in zip(kept, off, strict=True)
        for key in with_it
        if with_it[key] != without[key]
        and not (math.isnan(with_it[key]) and math.isnan(without[key]))
    }
    assert moved, f"{name} measures the same without {one.mechanism}"


@pytest.mark.parametrize("name", IDS)
def test_what_is_switched_off_is_on_by_default(name: str):
    from model.parameters import PARAMETERS

    for key, value in experiment(name).off.items():
        assert PARAMETERS[key].default != value, key
        assert PARAMETERS[key].low <= float(value) <= PARAMETERS[key].high, key
