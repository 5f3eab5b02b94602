"""The page for Mesa's viewer in a real browser, behind the real server, without internet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.viz.serving import HOST, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SLOW = 60_000
"""Milliseconds that the first drawing may take."""
PICTURES = "img[src^='data:image/png'], img[src^='blob:']"


@pytest.fixture(name="address", scope="module")
def address_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served("viz/app/mesa_page.py", tmp_path_factory.mktemp("server")) as address:
        yield address


def visit(page: Page, address: str) -> list[str]:
    """Open the page, wait until all is drawn, and return the hosts that were asked."""
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname or HOST))
    page.goto(address)
    page.locator(PICTURES).nth(3).wait_for(timeout=SLOW)
    return hosts


def says_day(page: Page, day: int) -> None:
    page.get_by_text(re.compile(rf"^(Step: {day}|Time: {day}\.0)$")).wait_for(timeout=SLOW)


def drawn(page: Page) -> list[tuple[int, int]]:
    """Return the size of each picture as the browser decoded it."""
    sizes: list[list[int]] = page.locator(PICTURES).evaluate_all(
        "all => all.map(image => [image.naturalWidth, image.naturalHeight])"
    )
    return [(width, height) for width, height in sizes]


def sources(page: Page) -> list[str]:
    found: list[str] = page.locator(PICTURES).evaluate_all("all => all.map(image => image.src)")
    return found


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_the_network_is_drawn_and_step_lets_a_day_pass(page: Page, address: str) -> None:
    hosts = visit(page, address)
    says_day(page, 0)
    assert all(width > 300 and height > 200 for width, height in drawn(page))
    before = sources(page)
    press(page, "Step")
    says_day(page, 1)
    press(page, "Step")
    says_day(page, 2)
    page.wait_for_function(
        "([query, old]) => [...document.querySelectorAll(query)]"
        ".every(image => !old.includes(image.src))",
        arg=[PICTURES, before],
    )
    assert set(hosts) == {HOST}


def test_visitors_do_not_meet(browser: Browser, address: str) -> None:
    one, other = browser.new_page(), browser.new_page()
    for page in (one, other):
        visit(page, address)
    press(one, "Step")
    says_day(one, 1)
    says_day(other, 0)
    for page in (one, other):
        page.close()


def test_reset_begins_anew(page: Page, address: str) -> None:
    visit(page, address)
    press(page, "Step")
    says_day(page, 1)
    press(page, "Reset")
    says_day(page, 0)
    press(page, "Step")
    says_day(page, 1)


def test_play_lets_days_pass_until_it_is_paused(page: Page, address: str) -> None:
    visit(page, address)
    press(page, "▶")
    says_day(page, 3)
    press(page, "❚❚")
    page.get_by_role("button", name="▶", exact=True).wait_for()
