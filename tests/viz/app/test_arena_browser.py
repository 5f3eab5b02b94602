"""The arena in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.viz.app.browsing import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SMALL = "/arena?set=people.count=150&set=days=60&arms=push,conversational"


def test_strategies_play_side_by_side_and_the_band_fills_in(reader: Reader) -> None:
    reader.open(SMALL)
    assert reader.page.locator(".gw-people").count() == 2
    reader.press("Play")
    reader.page.wait_for_function("document.querySelector('.gw-transport .day input').value >= 5")
    reader.press("Pause")
    reader.page.get_by_text("mean over 12 others").first.wait_for()
    verdict = reader.page.locator(".gw-arms .verdict").inner_text()
    assert "conversational" in verdict
    assert "push" in verdict


def test_a_third_strategy_can_be_added_and_taken_away(reader: Reader) -> None:
    reader.open(SMALL)
    reader.page.get_by_label("Strategy 3").select_option("silent")
    reader.address_has("arms=push,conversational,silent")
    reader.page.locator(".gw-people").nth(2).wait_for()
    reader.press("Take away push")
    reader.address_has("arms=conversational,silent")


def test_its_link_shows_the_same(reader: Reader, browser: Browser) -> None:
    reader.open(SMALL)
    reader.jump(30)
    reader.address_has("day=30")
    reader.page.get_by_text("mean over 12 others").first.wait_for()
    other = browser.new_page(viewport={"width": 1440, "height": 900})
    elsewhere = Reader(other, reader.address).open(reader.page.url.removeprefix(reader.address))
    elsewhere.on_day(30)
    other.get_by_text("mean over 12 others").first.wait_for()
    other.wait_for_timeout(300)
    assert elsewhere.drawn() == reader.drawn()
    elsewhere.is_well()
    other.close()


def test_it_takes_over_the_market_of_explore(reader: Reader) -> None:
    reader.open("/explore?scenario=bank_crush&set=people.count=150")
    reader.page.get_by_role("link", name="Arena", exact=True).click()
    reader.page.locator(".gw-arms").wait_for()
    reader.address_has("scenario=bank_crush")
    reader.page.get_by_role("link", name="Explore", exact=True).click()
    reader.page.locator(".gw-controls").wait_for()
    reader.address_has("/explore?v=1&scenario=bank_crush")
