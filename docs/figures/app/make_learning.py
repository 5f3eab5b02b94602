"""Take docs/figures/app/lesson*.png and map*.png: the pages of lessons and of the map.

Run from the top of the checkout; needs the extra ``browser`` and Chromium:

    python -m docs.figures.app.make_learning
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.viz.app.browsing import app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
SIZES = {"desktop": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}
MODES = ("light", "dark")
Shot = Callable[[str], None]


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def lesson(page: Page, address: str, shot: Shot) -> None:
    """Take a lesson: its list, a prediction, what came of it, levers."""
    page.goto(f"{address}/lessons")
    page.get_by_role("link", name="The bank crush").wait_for()
    shot("lessons")
    page.get_by_role("link", name="The bank crush").click()
    for _ in range(2):
        press(page, "Next")
    page.get_by_text("Predict 1 of 2", exact=True).wait_for()
    page.get_by_label("Lower").check()
    page.locator("label.chosen").wait_for()
    shot("lesson_predict")
    press(page, "Next")
    page.get_by_text("Predict 2 of 2", exact=True).wait_for()
    page.get_by_label("Lower").check()
    press(page, "Next")
    press(page, "Run")
    page.get_by_text("Done.").wait_for()
    for text in ("Compare 1 of 2", "Compare 2 of 2"):
        press(page, "Next")
        page.get_by_text(text, exact=True).wait_for()
    shot("lesson_compare")
    for text in ("Explain 1 of 3", "Explain 2 of 3", "Explain 3 of 3"):
        press(page, "Next")
        page.get_by_text(text, exact=True).wait_for()
    press(page, "Next")
    page.get_by_role("heading", name="Try it yourself").wait_for()
    for chats in ("0", "10"):
        page.get_by_role("slider", name="Friendly chats").fill(chats)
        press(page, "Run this")
        page.get_by_text(f"Friendly chats before the pitch: {chats}").wait_for()
    shot("lesson_try")


def map_page(page: Page, address: str, shot: Shot) -> None:
    """Make a map of two strategies."""
    page.goto(f"{address}/map")
    page.get_by_label("Compared with that, it goes", exact=True).select_option("push")
    shot("map_ask")
    press(page, "Make the map")
    page.get_by_role("progressbar", name="Runs done").wait_for()
    page.get_by_role("progressbar", name="Runs done").wait_for(state="detached")
    page.get_by_role("gridcell").nth(8).focus()
    shot("map")
    press(page, "Two goals")
    page.locator(".point").first.wait_for()
    page.locator(".point.best").first.focus()
    shot("map_goals")


def take(browser: Browser, address: str, mode: str, size: str) -> None:
    """Take every picture in one mode and size."""
    page = browser.new_page(viewport=SIZES[size], color_scheme=mode, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_default_timeout(600_000)

    def shot(name: str) -> None:
        page.wait_for_timeout(400)
        picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
        small = picture.quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(HERE / f"{name}_{size}_{mode}.png", optimize=True)

    lesson(page, address, shot)
    map_page(page, address, shot)
    page.close()


def main() -> None:
    """Take all pictures."""
    found = shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        app(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for size in SIZES:
            for mode in MODES:
                take(browser, address, mode, size)
        browser.close()


if __name__ == "__main__":
    main()
