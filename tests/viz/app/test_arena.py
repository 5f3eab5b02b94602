"""The arena: arms in lock-step, differences on the same luck, bands over other worlds."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from experiments.statistics import paired
from model.errors import InputError
from model.model import BrandAudienceModel
from model.scenario import load_scenario
from tests.model.runs import same_tables
from viz.app.arena import Arena, arm_scenario
from viz.app.band import LINE, WORLDS, Band
from viz.app.charts import values
from viz.app.links import View, read_query

SMALL = load_scenario("three_strategies").with_values({"people.count": 60, "days": 20})
VIEW = View(SMALL, 0, "megaphone", None, ("push", "conversational", "silent"))


def floats(text: str) -> Any:
    return np.frombuffer(base64.b64decode(text), "<f4")


def finish(band: Band) -> None:
    while not band.complete:
        band.look()
        LINE.submit(int).result()  # stands behind what was asked for


def test_arms_are_the_runs_of_their_scenarios() -> None:
    arena = Arena(VIEW)
    arena.seek(12)
    while not arena.arrived:
        arena.carry_on()
    for session, arm in zip(arena.sessions, arena.arms, strict=True):
        model = BrandAudienceModel(arm_scenario(SMALL, "megaphone", arm))
        model.run(12)
        assert same_tables(session.model.series(), model.series())


def test_arms_go_in_step() -> None:
    arena = Arena(VIEW)
    arena.play(5)
    while not arena.arrived:
        arena.carry_on()
    assert {session.day for session in arena.sessions} == {5}
    arena.seek(2)
    while not arena.arrived:
        arena.carry_on()
    assert {session.day for session in arena.sessions} == {2}
    assert arena.rows["days"] == 2


def test_a_brands_own_strategy_keeps_its_options() -> None:
    assert arm_scenario(SMALL, "megaphone", "push") is SMALL
    assert SMALL.brand("megaphone").options["post_share"] == 0.6


def test_differences_are_to_the_first_arm() -> None:
    arena = Arena(VIEW)
    arena.play(9)
    while not arena.arrived:
        arena.carry_on()
    level = floats(arena.rows["values"]["trust_known"]).reshape(3, 9)
    apart = floats(arena.rows["values"]["trust_known-difference"]).reshape(3, 9)
    assert np.isnan(apart[0]).all()
    np.testing.assert_allclose(apart[1:], level[1:] - level[0], atol=1e-6)


def test_the_band_is_the_interval_over_other_worlds() -> None:
    arms = [arm_scenario(SMALL, "megaphone", arm) for arm in ("push", "conversational")]
    band = Band(arms, "megaphone")
    assert band.difference("trust_known", 1) is None
    finish(band)
    assert band.done == WORLDS
    lines = []
    for number in range(1, WORLDS + 1):
        runs = []
        for arm in arms:
            model = BrandAudienceModel(arm.with_values({"seed": 1 + number}))
            model.run()
            runs.append(values(model, "trust_known")[0].astype(np.float32))
        lines.append(runs)
    found, table = band.difference("trust_known", 1), np.array(lines)
    assert found is not None
    expected = paired(table[:, 1], table[:, 0])
    for name in ("mean", "low", "high"):
        np.testing.assert_allclose(found[name], getattr(expected, name), atol=1e-7)
    assert "12 others" in band.note()


def test_it_says_when_luck_could_make_the_difference() -> None:
    same = [SMALL, SMALL]
    band = Band(same, "megaphone")
    assert band.sentence("trust_known", 1) == ""
    finish(band)
    assert "no difference" in band.sentence("trust_known", 1)


def test_crowds_are_left_to_the_command_line() -> None:
    crowd = SMALL.with_values({"people.count": 20_000})
    band = Band([crowd, crowd], "megaphone")
    assert band.complete
    assert not band.look()
    assert "goodwill compare" in band.note()


def test_a_stopped_band_asks_for_no_more() -> None:
    band = Band([SMALL, SMALL], "megaphone")
    band.look()
    band.stop()
    LINE.submit(int).result()
    band.look()
    assert band.done <= 1
    assert band._running is None


def test_arms_can_be_put_added_and_taken_away() -> None:
    arena = Arena(View(SMALL, 4, "megaphone"))
    assert arena.arms == ("push", "conversational")
    arena.set_arm(2, "silent")
    assert arena.arms == ("push", "conversational", "silent")
    arena.set_arm(0, "")
    assert arena.arms == ("conversational", "silent")
    assert arena.day == 4
    for wrong in ("silent", "nonsense"):
        with pytest.raises(InputError):
            arena.set_arm(0, wrong)
    with pytest.raises(InputError):
        arena.set_arm(0, "")
    assert arena.arms == ("conversational", "silent")
    arena.set_brand("neighbour")
    assert arena.brand == "neighbour"


def test_its_address_shows_the_same() -> None:
    arena = Arena(VIEW)
    arena.seek(7)
    address = arena.address()
    assert address is not None
    again = Arena(read_query(address.partition("?")[2]))
    while not (arena.arrived and again.arrived):
        arena.carry_on()
        again.carry_on()
    assert (again.view.scenario, again.arms, again.view.day) == (SMALL, arena.arms, 7)
    assert again.rows["values"] == arena.rows["values"]


def test_its_table_has_a_number_for_each_arm() -> None:
    arena = Arena(VIEW)
    assert all(row["numbers"] == [None] * 3 for row in arena.figures())
    arena.play(3)
    while not arena.arrived:
        arena.carry_on()
    trust = arena.figures()[0]["numbers"]
    assert len(trust) == 3
    assert all(0 < number < 1 for number in trust)
