"""A person and their twin, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest

from tests.viz.app.browsing import Reader

pytestmark = pytest.mark.browser

SMALL = "/explore?set=people.count=200&day=40"


def test_a_click_on_the_graph_opens_a_person(reader: Reader) -> None:
    reader.open(SMALL)
    reader.on_day(40)
    dots = reader.page.locator(".gw-people canvas").nth(1)
    box = dots.bounding_box()
    assert box is not None
    for share in (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7):
        dots.click(position={"x": box["width"] * share, "y": box["height"] * share})
        reader.page.wait_for_timeout(200)
        if reader.page.locator(".gw-person").count():
            break
    reader.page.locator(".gw-person .who").wait_for()
    reader.address_has("person=")
    number = re.search(r"person=(\d+)", reader.page.url)
    assert number is not None
    assert reader.page.locator(".gw-person h2").inner_text() == f"Person {number[1]}"


def test_the_keyboard_walks_the_graph(reader: Reader) -> None:
    reader.open(SMALL)
    reader.on_day(40)
    reader.page.locator(".gw-people canvas").nth(1).focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        reader.page.keyboard.press(key)
    reader.page.locator(".gw-person .who").wait_for()
    reader.press("Close the person")
    reader.page.locator(".gw-person").wait_for(state="detached")


def test_why_adds_up_on_the_page(reader: Reader) -> None:
    reader.open(f"{SMALL}&person=17&brand=megaphone")
    reader.page.locator(".gw-person .sum").wait_for()
    rows = reader.page.locator(".gw-person .why tr").all_inner_texts()
    numbers = [float(row.split("\t")[-1].replace("−", "-")) for row in rows]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.0005 * len(numbers))


def test_the_twin_lives_under_another_strategy(reader: Reader) -> None:
    reader.open(f"{SMALL}&person=17&brand=megaphone")
    reader.page.locator(".gw-person .twin select").select_option("conversational")
    reader.page.get_by_text("Dashed: the twin").wait_for()
    reader.press("One day on")
    reader.on_day(41)
    reader.page.get_by_text("day 0 to 41").wait_for()


def test_friends_can_be_visited_while_days_go_by(reader: Reader) -> None:
    reader.open(f"{SMALL}&person=17")
    reader.page.locator(".gw-person .friends button").first.wait_for()
    friend = reader.page.locator(".gw-person .friends button").first.inner_text()
    reader.press("Play")
    reader.page.locator(".gw-person .friends button").first.click()
    reader.page.locator(".gw-person h2").get_by_text(f"Person {friend}", exact=True).wait_for()
    reader.press("Pause")
    reader.address_has(f"person={friend}")
    reader.page.locator(".gw-person .who").wait_for()
