"""Levers come from the declarations: all of them, with unit, range and source."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.scenario import Scenario, load_scenario, shipped_scenarios
from model.scenario.later import can_change
from model.strategies import SHIPPED
from viz.app.controls import BOUNDS, WORLD, called, sections

BASE = load_scenario("three_strategies")
EVERYTHING = {WORLD, "people", *(f"brand:{brand.name}" for brand in BASE.brands)}


def items(now: Scenario, usual: Scenario = BASE) -> dict[str, dict[str, Any]]:
    found = sections(now, usual, EVERYTHING)
    return {i["key"]: i for s in found for i in s["items"] if i["kind"] != "head"}


def test_every_declaration_has_its_lever() -> None:
    made = items(BASE)
    assert set(PARAMETERS) | {"days"} <= set(made)
    for brand in BASE.brands:
        for key in ("strategy", *BRAND_PARAMETERS):
            assert f"brands.{brand.name}.{key}" in made
        for option in brand.options:
            assert f"brands.{brand.name}.options.{option}" in made


def test_levers_tell_unit_range_and_source() -> None:
    for key, item in items(BASE).items():
        if key in PARAMETERS:
            parameter = PARAMETERS[key]
            assert (item["unit"], item["source"]) == (parameter.unit, parameter.source)
            assert item["starts"] == (not can_change(key))
            if item["kind"] == "number" and key not in BOUNDS:
                assert (item["low"], item["high"]) == (parameter.low, parameter.high)


def test_sliders_span_what_they_hold() -> None:
    for name in shipped_scenarios():
        scenario = load_scenario(name)
        opened = {WORLD, "people", *(f"brand:{brand.name}" for brand in scenario.brands)}
        for section in sections(scenario, scenario, opened):
            for item in section["items"]:
                if item["kind"] != "number":
                    continue
                assert item["low"] <= item["to"] <= item["high"], item["key"]
                assert item["from"] < item["to"], item["key"]
                assert item["from"] <= item["value"] <= item["to"], item["key"]


def test_levers_come_first_and_the_unknown_is_folded() -> None:
    found = sections(BASE, BASE, {"brand:megaphone"})
    assert [s["id"] for s in found] == [
        "brand:megaphone", "brand:metronome", "brand:neighbour", "people", WORLD,
    ]  # fmt: skip
    assert [s["open"] for s in found] == [True, False, False, False, False]
    assert found[-1]["items"] == []
    assert found[-1]["lazy"]


def test_they_can_be_sent() -> None:
    for kind in SHIPPED:
        now = BASE.with_strategy("neighbour", kind.name)
        text = json.dumps(sections(now, BASE, EVERYTHING), allow_nan=False)
        assert kind.about in text


@pytest.mark.parametrize("kind", [kind.name for kind in SHIPPED])
def test_every_lever_can_be_pulled(kind: str) -> None:
    """What a slider or a menu would send is what the scenario takes."""
    now = BASE.with_strategy("neighbour", kind)
    values: dict[str, Any] = {}
    for key, item in items(now).items():
        if item["kind"] == "number":
            values[key] = int(item["to"]) if item["whole"] else item["to"]
        elif item["kind"] == "switch":
            values[key] = not item["value"]
    changed = now.with_values(values)
    assert changed.values["talk.rate"] == values["talk.rate"]


def test_changed_levers_know_what_was_usual() -> None:
    now = BASE.with_values({"brands.neighbour.price": 4.0, "brands.megaphone.strategy": "mixed"})
    made = items(now)
    price = made["brands.neighbour.price"]
    assert (price["value"], price["usual"]) == (4.0, 10.0)
    share = made["brands.megaphone.options.promotion_share"]
    assert share["value"] == share["usual"]


def test_strategies_within_strategies_have_levers_too() -> None:
    now = BASE.with_strategy("neighbour", "switching", {"before": "mixed"})
    made = items(now)
    inner = "brands.neighbour.options.before_options.promotion_share"
    assert made[inner]["label"].startswith("before: mixed: ")
    assert made["brands.neighbour.options.before"]["kind"] == "choice"
    names = [choice["value"] for choice in made["brands.neighbour.options.before"]["choices"]]
    assert "push" in names
    assert "switching" not in names


def test_levers_have_names_that_can_be_read() -> None:
    assert called("talk.rate", BASE) == PARAMETERS["talk.rate"].about
    assert called("brands.megaphone.price", BASE) == "Megaphone, list price"
    assert called("brands.megaphone.options.intent", BASE) == "Megaphone, intent"
