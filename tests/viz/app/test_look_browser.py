"""How pages look and feel: phone, dark, keyboard, and a connection that is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.viz.app.browsing import Reader, app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ("/", "/explore?day=20&person=5", "/arena", "/map", "/lessons")
PHONE: Any = {"width": 390, "height": 844}


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_on_a_phone(reader: Reader, path: str) -> None:
    reader.page.set_viewport_size(PHONE)
    reader.open(path)
    reader.page.wait_for_timeout(800)
    assert reader.fits()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_its_name_and_has_one_headline(reader: Reader, path: str) -> None:
    reader.open(path)
    reader.page.locator("h1").first.wait_for()
    assert reader.page.locator("h1").count() == 1
    assert "Goodwill" in reader.page.title()
    assert reader.page.locator("html").get_attribute("lang") == "en"


def test_dark_by_choice_stays(reader: Reader) -> None:
    reader.open("/explore")
    ground = "getComputedStyle(document.querySelector('.gw')).backgroundColor"
    light = reader.page.evaluate(ground)
    before = reader.drawn()
    reader.press("Switch to Dark colours")
    assert reader.page.evaluate(ground) != light
    assert reader.drawn() != before
    reader.open("/explore")
    assert reader.page.evaluate(ground) != light
    reader.press("Switch to Light colours")
    assert reader.page.evaluate(ground) == light


def test_dark_by_the_systems_wish(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    reader = Reader(page, address).open("/")
    assert page.evaluate("document.documentElement.dataset.mode") == "dark"
    reader.is_well()
    page.close()


def test_everything_can_be_reached_by_keyboard(reader: Reader) -> None:
    reader.open("/explore?set=people.count=100")
    wanted = {"Play", "Day", "Strategy", "Chart 1 shows", "CSV"}
    missing = reader.page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, a, summary')]
        .filter(one => one.offsetParent && !one.disabled && one.tabIndex < 0)
        .map(one => one.outerHTML)"""
    )
    assert missing == []
    names: set[str] = set()
    for _ in range(400):
        reader.page.keyboard.press("Tab")
        name = reader.page.evaluate(
            """() => { const e = document.activeElement; return e.getAttribute('aria-label')
            || (e.labels && e.labels[0] && e.labels[0].textContent.trim())
            || e.textContent.trim() }"""
        )
        names.add(name)
        if wanted - {"CSV"} <= names:
            break
    assert wanted - {"CSV"} <= names


def test_controls_have_names(reader: Reader) -> None:
    reader.open("/explore?day=20&person=5")
    reader.page.locator(".gw-person .who").wait_for()
    nameless = reader.page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, a')].filter(e =>
        !(e.getAttribute('aria-label') || e.textContent.trim() || (e.labels && e.labels.length)))
        .map(e => e.outerHTML)"""
    )
    assert nameless == []


def test_a_short_loss_of_connection_loses_nothing(page: Page, address: str) -> None:
    sockets: list[Any] = []

    def pass_on(socket: Any) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/jupyter/api/kernels/**", pass_on)
    reader = Reader(page, address).open("/explore?set=people.count=100")
    reader.jump(15)
    assert sockets
    for socket in list(sockets):
        socket.close()
    page.wait_for_timeout(500)
    page.wait_for_function("() => !document.querySelector('.v-overlay--active')")
    reader.press("One day on")
    reader.on_day(16)


def test_a_server_that_ends_is_told_and_the_address_brings_all_back(
    page: Page, tmp_path: Path
) -> None:
    with app(tmp_path) as address:
        port = int(address.rpartition(":")[2])
        reader = Reader(page, address).open("/explore?set=people.count=100&day=15")
        reader.on_day(15)
        reader.type("Staff for conversation", 2)
        reader.address_has("changes.15")
        before = reader.drawn()
    page.locator(".v-overlay--active").first.wait_for()
    with app(tmp_path, port=port):
        page.reload()
        reader.on_day(15)
        page.get_by_text("Changed on the way").wait_for()
        page.wait_for_timeout(500)
        assert reader.drawn() == before
