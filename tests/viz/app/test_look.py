"""The pages' colours are those of the pictures, and can be read."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from viz.app.frames import scale_colours
from viz.figures import colour
from viz.figures.theme import MODES, Palette, palette, trust_map

ASSETS = ROOT / "viz" / "app" / "assets"
COMPONENTS = ROOT / "viz" / "app" / "components"
CSS = (ASSETS / "custom.css").read_text("utf-8")
SHARED = ("paper", "ink", "muted", "rule", "axis", "context", "unknown")
TEXTS = ("ink", "muted", "link", "bad", "good")


def variables(mode: str) -> dict[str, str]:
    """Return the colours that the style sheet sets in one mode."""
    start = ":root {" if mode == "light" else ':root[data-mode="dark"] {'
    block = CSS[CSS.index(start) :]
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block[: block.index("}")]))


@pytest.mark.parametrize("mode", MODES)
def test_colours_are_those_of_the_theme(mode: str) -> None:
    look: Palette = palette(mode)
    found = variables(mode)
    assert {name: found[name] for name in SHARED} == {name: getattr(look, name) for name in SHARED}


def test_dark_by_wish_and_dark_by_choice_are_the_same() -> None:
    wish = CSS[CSS.index(':root:not([data-mode="light"]) {') :]
    wished = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", wish[: wish.index("}")]))
    assert wished == variables("dark")


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_every_ground(mode: str) -> None:
    found = variables(mode)
    for ground in ("paper", "raised", "sunk"):
        for text in TEXTS:
            assert colour.contrast(found[text], found[ground]) >= 4.5, (mode, text, ground)
    assert colour.contrast(found["focus"], found["paper"]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_the_scale_of_trust_is_that_of_the_pictures(mode: str) -> None:
    from matplotlib.colors import to_hex

    scale = scale_colours()[mode]
    assert (scale[0], scale[-1]) == (to_hex(trust_map(mode)(0.0)), to_hex(trust_map(mode)(1.0)))


def test_nothing_is_fetched_from_elsewhere() -> None:
    """No page's own file names an address outside; the browser tests watch what is asked for."""
    for file in (*ASSETS.iterdir(), *COMPONENTS.glob("*.vue")):
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|//cdn", text), file.name
