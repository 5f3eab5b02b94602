"""The map in a real browser: a sweep from the page, and the very run behind a cell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from experiments.sweep import make_experiment, run_sweep
from tests.viz.app.browsing import Reader, app

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def asked(reader: Reader) -> Reader:
    """Ask for a small map of two strategies."""
    reader.open("/map")
    page = reader.page
    page.get_by_label("World", exact=True).select_option("one_brand")
    page.get_by_label("Compared with that, it goes", exact=True).select_option("push")
    page.get_by_label("Steps", exact=True).first.select_option("3")
    page.get_by_label("Steps", exact=True).nth(1).select_option("2")
    page.get_by_label("People", exact=True).select_option("100")
    page.get_by_label("Days", exact=True).select_option("30")
    page.get_by_label("Times through", exact=True).select_option("2")
    page.get_by_text("24 runs").wait_for()
    reader.press("Make the map")
    page.get_by_role("gridcell").first.wait_for()
    return reader


def finished(reader: Reader) -> Reader:
    asked(reader)
    reader.page.get_by_role("progressbar", name="Runs done").wait_for(state="detached")
    return reader


def test_a_map_fills_and_tells_each_cell_with_its_interval(reader: Reader) -> None:
    finished(reader)
    cells = reader.page.get_by_role("gridcell")
    assert cells.count() == 6
    texts = [cells.nth(i).inner_text() for i in range(6)]
    assert all("±" in text for text in texts)
    cells.nth(4).hover()
    reader.page.get_by_text("95 % interval:").wait_for()
    reader.page.get_by_label("Colour", exact=True).select_option("profit")
    reader.page.get_by_role("heading", name="Profit").wait_for()
    assert "€" in cells.first.inner_text()


def test_a_press_on_a_cell_plays_that_very_run(reader: Reader) -> None:
    finished(reader)
    reader.page.get_by_label("Show", exact=True).select_option("Push")
    reader.page.get_by_role("heading", name="Trust under push").wait_for()
    cell = reader.page.get_by_role("gridcell").nth(2)
    found = re.match(r".*, Suspicion ([\d.]+): 0\.\d+, 95", cell.get_attribute("aria-label") or "")
    assert found is not None
    cell.click()
    reader.page.locator(".gw-charts canvas").first.wait_for()
    reader.address_has("brands.usual.strategy=push")
    reader.on_day(30)
    reader.address_has(f"people.suspicion={found[1]}&")
    reader.page.go_back()
    reader.page.get_by_role("heading", name="Trust under push").wait_for()  # nothing is lost


def test_a_map_goes_on_while_a_run_of_it_is_played(reader: Reader) -> None:
    asked(reader)
    cell = reader.page.locator(".cell:not([disabled])").first
    cell.click()
    reader.page.locator(".gw-charts canvas").first.wait_for()
    reader.page.go_back()
    reader.page.get_by_role("gridcell").first.wait_for()
    reader.page.get_by_role("progressbar", name="Runs done").wait_for(state="detached")
    assert reader.page.locator(".cell:not([disabled])").count() == 6


def test_two_goals_show_what_nothing_beats(reader: Reader) -> None:
    finished(reader)
    reader.press("Two goals")
    points = reader.page.locator(".point")
    points.first.wait_for()
    assert points.count() == 12
    assert 1 <= reader.page.locator(".point.best").count() <= 12
    reader.page.locator(".point.best").first.focus()
    reader.page.get_by_text("Nothing beats it in both").wait_for()
    reader.page.keyboard.press("Enter")
    reader.page.locator(".gw-charts canvas").first.wait_for()


def test_a_map_can_be_stopped_and_keeps_what_is_there(reader: Reader) -> None:
    reader.open("/map")
    reader.page.get_by_label("Days", exact=True).select_option("365")
    reader.page.get_by_text("about").last.wait_for()
    reader.press("Make the map")
    reader.page.locator(".cell:not([disabled])").first.wait_for()
    reader.press("Stop here")
    reader.page.get_by_role("progressbar", name="Runs done").wait_for(state="detached")
    assert reader.page.locator(".cell:not([disabled])").count() >= 1
    reader.press("Another map")
    reader.page.get_by_role("button", name="Make the map").wait_for()


def test_what_cannot_be_asked_is_said_and_nothing_is_lost(reader: Reader) -> None:
    reader.open("/map")
    reader.page.get_by_label("To", exact=True).first.fill("-3")
    reader.press("Make the map")
    assert "from is not below to" in reader.notice()
    assert reader.page.get_by_label("To", exact=True).first.input_value() == "-3"


def test_it_fits_a_phone(reader: Reader, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    finished(reader)
    assert reader.fits()
    reader.press("Two goals")
    page.locator(".point").first.wait_for()
    assert reader.fits()


def test_results_of_the_command_line_are_opened(page: Page, tmp_path: Path) -> None:
    experiment = make_experiment({
        "title": "Swept elsewhere", "base": "one_brand", "days": 10, "replicates": 2,
        "set": {"people.count": 50},
        "factors": {"people.suspicion": [0.1, 0.9], "trust.failure": [0.0, 2.0]},
    })  # fmt: skip
    run_sweep(experiment, tmp_path / "mine", workers=1)
    with app(tmp_path, "--results", str(tmp_path)) as address:
        reader = Reader(page, address).open("/map")
        page.get_by_role("button", name="mine").click()
        page.get_by_text("Swept elsewhere").wait_for()
        assert page.get_by_role("gridcell").count() == 4
        page.get_by_role("gridcell").first.click()
        page.locator(".gw-charts canvas").first.wait_for()
        reader.on_day(10)
        reader.is_well()
