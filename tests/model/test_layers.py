"""Who knows whom within the model: each layer only what lies below it."""

from __future__ import annotations

from tests.test_house import offenders


def test_each_layer_knows_only_those_below() -> None:
    above = ("model.mechanisms", "model.engines", "model.scenario", "model.strategies")
    assert offenders("model/rules", *above) == []
    assert offenders("model/mechanisms", *above[1:]) == []
