"""The palettes: told apart by every eye, readable on their paper, even in their steps."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.strategies import SHIPPED
from tests.viz.colour_difference import EYES, ciede2000, seen
from viz.figures import colour, theme

LEAST_APART = 11.0
"""CIEDE2000; about 1 is just noticed side by side, 10 is seen at a glance."""

hexes = st.builds("#{:06x}".format, st.integers(0, 0xFFFFFF))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        # Pairs 1, 7, 17 and 25 of the test data of Sharma, Wu & Dalal 2005.
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_difference_agrees_with_published_values(one: tuple, other: tuple, apart: float):
    assert ciede2000(np.array(one, float), np.array(other, float)) == pytest.approx(apart, abs=1e-4)


def test_red_and_green_look_alike_to_red_green_blind_eyes():
    red, green = seen([[0.8, 0.2, 0.1], [0.45, 0.45, 0.1]], "deuteranopia")
    plain = seen([[0.8, 0.2, 0.1], [0.45, 0.45, 0.1]], "normal")
    assert ciede2000(red, green) < 0.4 * ciede2000(*plain)


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("eyes", EYES)
def test_strategies_are_told_apart_by_every_eye(mode: str, eyes: str):
    colours = {n: colour.rgb(c) for n, c in theme.palette(mode).strategies.items()}
    lab = dict(zip(colours, seen(list(colours.values()), eyes), strict=True))
    pairs = itertools.combinations(lab, 2)
    apart = {(a, b): float(ciede2000(lab[a], lab[b])) for a, b in pairs}
    assert {pair: d for pair, d in apart.items() if d < LEAST_APART} == {}


@pytest.mark.parametrize("mode", theme.MODES)
def test_every_shipped_strategy_has_a_colour_of_its_own(mode: str):
    assert set(theme.palette(mode).strategies) == {kind.name for kind in SHIPPED}
    assert set(theme.CYCLE) == set(theme.palette(mode).strategies)


@pytest.mark.parametrize("mode", theme.MODES)
def test_lines_stand_out_and_text_is_readable_on_its_paper(mode: str):
    look = theme.palette(mode)
    for name, tint in look.strategies.items():
        assert colour.contrast(tint, look.paper) >= 3, name
        assert colour.contrast(look.text(tint), look.paper) >= 4.5, name
    assert colour.contrast(look.muted, look.paper) >= 4.5
    assert colour.contrast(look.ink, look.paper) >= 12


@pytest.mark.parametrize("mode", theme.MODES)
def test_trust_colours_take_even_steps(mode: str):
    lab = colour.to_lab(theme.trust_map(mode)(np.linspace(0, 1, 256))[:, :3])
    steps = np.linalg.norm(np.diff(lab, axis=0), axis=1)
    halves = steps[:127], steps[128:]
    for half in halves:
        assert half.std() / half.mean() < 0.08  # 8-bit colours are a little uneven
    assert halves[0].mean() == pytest.approx(halves[1].mean(), rel=0.2)


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("eyes", EYES)
def test_trust_and_distrust_are_never_confused(mode: str, eyes: str):
    at = theme.trust_map(mode)
    low = seen(at(np.linspace(0, 0.3, 30))[:, :3], eyes)
    high = seen(at(np.linspace(1, 0.7, 30))[:, :3], eyes)
    assert ciede2000(low[:, None], high[None]).min() > LEAST_APART


@pytest.mark.parametrize("mode", theme.MODES)
def test_one_half_is_the_palest_trust(mode: str):
    lightness = colour.to_lab(theme.trust_map(mode)(np.linspace(0, 1, 257))[:, :3])[:, 0]
    assert abs(int(np.argmax(lightness)) - 128) <= 2


def test_a_strategy_keeps_its_colour_whatever_stands_beside_it():
    look = theme.LIGHT.strategies
    assert theme.strategy_colours(["push", "silent"], "light") == [look["push"], look["silent"]]
    assert theme.strategy_colours(["silent", "push"], "light")[1] == look["push"]


def test_the_second_of_a_kind_and_strangers_take_free_colours():
    given_ = ["push", "push", "mine", "conversational", "yours"]
    colours = theme.strategy_colours(given_, "dark")
    assert len(set(colours)) == len(given_)
    assert colours[0] == theme.DARK.strategies["push"]
    assert colours[3] == theme.DARK.strategies["conversational"]


def test_a_dozen_brands_all_get_a_colour():
    assert len(theme.strategy_colours(["push"] * 12, "light")) == 12


@given(hexes)
def test_colours_survive_the_way_to_lab_and_back(tint: str):
    assert colour.hexadecimal(colour.from_lab(colour.to_lab(colour.rgb(tint)))) == tint


@given(hexes, st.sampled_from([theme.LIGHT, theme.DARK]))
def test_any_tint_can_be_made_readable(tint: str, look: theme.Palette):
    assert colour.contrast(look.text(tint), look.paper) >= 4.5


def test_contrast_of_black_and_white_is_twenty_one():
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21, rel=1e-3)
    assert colour.contrast("#777777", "#777777") == 1


def test_mixing_reaches_both_ends():
    assert colour.mix("#cc4039", "#fdfcf9", 0) == "#cc4039"
    assert colour.mix("#cc4039", "#fdfcf9", 1) == "#fdfcf9"
