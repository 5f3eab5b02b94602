"""Explore in a real browser: playing, levers, links, and nothing from the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.viz.app.browsing import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SMALL = "/explore?set=people.count=200"
STAFF = "Staff for conversation"


def test_the_first_page_opens_doors(reader: Reader) -> None:
    reader.open("/")
    reader.page.get_by_text("Start playing").click()
    reader.page.locator(".gw-people canvas").first.wait_for()
    reader.address_has("/explore")
    reader.page.go_back()
    reader.page.locator(".gw-doors").wait_for()


def test_play_pause_step_jump_and_back(reader: Reader) -> None:
    reader.open(SMALL)
    before = reader.drawn()
    reader.press("Play")
    reader.page.wait_for_function("document.querySelector('.gw-transport .day input').value >= 5")
    reader.press("Pause")
    reader.page.get_by_role("button", name="Play", exact=True).wait_for()
    reader.page.wait_for_function(
        "location.href.endsWith('day=' + document.querySelector('.gw-transport .day input').value"
        " + '&brand=megaphone')"
    )
    day = reader.day()
    reader.press("One day on")
    reader.on_day(day + 1)
    reader.press("Thirty days on")
    reader.on_day(day + 31)
    assert reader.drawn() != before
    reader.jump(10)
    reader.address_has("day=10")
    reader.press("Back to day 0")
    reader.on_day(0)
    assert reader.drawn() == before


def test_the_space_bar_plays(reader: Reader) -> None:
    reader.open(SMALL)
    reader.page.locator(".gw-people canvas").nth(1).focus()
    reader.page.keyboard.press("Space")
    reader.page.get_by_role("button", name="Pause", exact=True).wait_for()
    reader.page.keyboard.press("Space")
    reader.page.get_by_role("button", name="Play", exact=True).wait_for()


def test_a_lever_pulled_on_the_way_is_marked_and_travels_in_the_link(
    reader: Reader, browser: Browser
) -> None:
    reader.open(SMALL)
    reader.jump(40)
    reader.type(STAFF, 3)
    reader.page.get_by_text("Changed on the way").wait_for()
    reader.address_has("changes.40.brands.megaphone.staff_hours=3")
    reader.jump(80)
    reader.press("Neighbour")
    reader.address_has("brand=neighbour")
    other = browser.new_page(viewport={"width": 1440, "height": 900})
    elsewhere = Reader(other, reader.address).open(reader.page.url.removeprefix(reader.address))
    elsewhere.on_day(80)
    other.wait_for_timeout(300)
    assert elsewhere.drawn() == reader.drawn()
    assert other.get_by_label(f"{STAFF}, exact").first.input_value() == "3"
    elsewhere.press("Take back Megaphone, staff for conversation")
    other.get_by_text("Changed on the way").wait_for(state="detached")
    elsewhere.is_well()
    other.close()


def test_a_lever_from_the_first_day_keeps_the_old_lines_for_comparison(reader: Reader) -> None:
    reader.open(SMALL)
    reader.jump(60)
    reader.page.get_by_label("from the first day").check()
    reader.type("List price", 6)
    reader.page.get_by_text("dotted: before the last change").wait_for()
    reader.on_day(60)
    reader.address_has("set=brands.megaphone.price=6")
    reader.press("Put everything back")
    reader.address_has("scenario=three_strategies&day=60")


def test_strategies_scenarios_and_seeds_can_be_chosen(reader: Reader) -> None:
    reader.open(SMALL)
    reader.page.get_by_label("Strategy", exact=True).first.select_option("mixed")
    reader.page.get_by_text("How it goes about it: mixed").wait_for()
    reader.press("Another seed")
    reader.address_has("seed=2")
    reader.page.locator(".gw-title select").select_option("bank_crush")
    reader.address_has("scenario=bank_crush")
    title = "document.querySelector('h1').textContent"
    reader.page.wait_for_function(f"{title} !== 'Three strategies in one market'")


def test_what_nobody_knows_unfolds(reader: Reader) -> None:
    reader.open(SMALL)
    reader.page.get_by_text("What nobody knows").click()
    talk = reader.page.get_by_role("button", name="About Chance", exact=False).first
    talk.wait_for()
    talk.click()
    told = reader.page.locator(".gw-controls .told").first
    assert "Source:" in told.inner_text()


def test_a_wrong_number_is_refused_and_nothing_is_lost(reader: Reader) -> None:
    reader.open(SMALL)
    reader.jump(20)
    reader.type(STAFF, -4)
    reader.page.wait_for_timeout(200)
    assert reader.page.get_by_label(f"{STAFF}, exact").first.input_value() == "0.42"
    assert reader.day() == 20


def test_charts_show_what_is_chosen_and_jump_where_clicked(reader: Reader) -> None:
    reader.open(SMALL)
    reader.jump(50)
    reader.page.get_by_label("Chart 2 shows").select_option("profit")
    reader.page.get_by_text("€ a day, mean of the last 7").first.wait_for()
    canvas = reader.page.locator(".gw-charts canvas").first
    assert "on day 50" in str(canvas.get_attribute("aria-label"))
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": 44 + (box["width"] - 102) * 0.5, "y": 60})
    reader.on_day(30)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("scenario=nonsense", "no such scenario"),
        ("set=people.cuont=5", "did you mean people.count?"),
        ("set=brands.megaphone.strategy=mine", "does not ship"),
        ("day=9999", "out of range"),
        ("doc=AAAA", "cannot be read"),
    ],
)
def test_a_wrong_link_is_told_and_there_is_a_way_on(reader: Reader, query: str, says: str) -> None:
    reader.open(f"/explore?{query}")
    assert says in reader.notice()
    reader.press("Go on without it")
    reader.page.locator(".gw-notice").wait_for(state="detached")
    reader.press("One day on")
    reader.on_day(1)


def test_visitors_do_not_meet(reader: Reader, browser: Browser) -> None:
    other = browser.new_page()
    elsewhere = Reader(other, reader.address).open(SMALL)
    reader.open(SMALL)
    reader.type(STAFF, 3)
    reader.jump(25)
    reader.press("Neighbour")
    elsewhere.press("One day on")
    elsewhere.on_day(1)
    assert other.get_by_label(f"{STAFF}, exact").first.input_value() == "0.42"
    assert "brand=neighbour" not in other.url
    assert reader.day() == 25
    elsewhere.is_well()
    other.close()


def test_a_crowd_is_sampled_and_said_so(reader: Reader) -> None:
    reader.open("/explore?scenario=one_brand&set=people.count=100000")
    reader.page.get_by_text("A sample of 2,000 of 100,000 people").wait_for()
    reader.press("One day on")
    reader.on_day(1)
