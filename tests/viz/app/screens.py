"""The pages as pictures, for docs: ``python -m tests.viz.app.screens [NAME …]``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT
from tests.viz.app.browsing import Reader, app

FOLDER = ROOT / "docs" / "figures" / "app"
SHAPES = {"": (1280, 860), "_phone": (390, 844)}
COLOURS = 256
"""Of a palette: small files, and no difference that is seen."""


def welcome(reader: Reader) -> None:
    reader.open("/")


def explore(reader: Reader) -> None:
    change = "set=changes.120.brands.megaphone.strategy=conversational"
    reader.open(f"/explore?{change}&day=300&brand=megaphone")
    reader.on_day(300)


def person(reader: Reader) -> None:
    reader.open("/explore?day=300&brand=neighbour&person=426")
    reader.on_day(300)
    reader.page.locator(".gw-person .twin select").select_option("bait_and_pitch")
    reader.page.get_by_text("Dashed: the twin").wait_for()
    reader.page.evaluate(
        "window.scrollTo(0, document.querySelector('.gw-person').getBoundingClientRect().top - 100)"
    )


def arena(reader: Reader) -> None:
    reader.open("/arena?arms=push,conversational,mixed&day=240")
    reader.on_day(240)
    reader.page.get_by_text("mean over 12 others").first.wait_for()


VIEWS = {"welcome": welcome, "explore": explore, "person": person, "arena": arena}


def shoot(browser: Browser, address: str, name: str, mode: Any, shape: str) -> None:
    """Write one picture of a page."""
    width, height = SHAPES[shape]
    page: Page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=mode)
    VIEWS[name](Reader(page, address))
    page.wait_for_timeout(1200)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "page.png"
        page.screenshot(path=raw)
        suffix = shape + ("_dark" if mode == "dark" else "")
        with Image.open(raw) as image:
            small = image.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE)
            small.save(FOLDER / f"{name}{suffix}.png", optimize=True)
    page.close()


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"args": ["--no-sandbox"]}
    if found := shutil.which("chromium"):
        options["executable_path"] = found
    with (
        tempfile.TemporaryDirectory() as folder,
        app(Path(folder)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(**options)
        for name in sys.argv[1:] or VIEWS:
            for shape in SHAPES:
                for mode in ("light", "dark"):
                    shoot(browser, address, name, mode, shape)
        browser.close()


if __name__ == "__main__":
    main()
