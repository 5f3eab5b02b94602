"""The lessons in a real browser: predict, run, compare, explain, try, break."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.viz.app.browsing import Reader, app
from viz.lessons.shelf import SHIPPED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BUSY = "/lessons?lesson=b_keeping_busy"
PHONE = {"width": 390, "height": 844}


def heading(reader: Reader, text: str) -> None:
    """Wait until a page of a lesson has this heading."""
    reader.page.get_by_role("heading", name=text).wait_for()


def predict(reader: Reader, answer: str, number: int) -> None:
    reader.page.get_by_text(f"Predict {number} of 2", exact=True).wait_for()
    reader.page.get_by_label(answer).check()
    reader.press("Next")


def begin(reader: Reader) -> Reader:
    """Open a lesson and go on to its first question."""
    reader.open(BUSY)
    heading(reader, "The posting machine")
    reader.press("Next")
    heading(reader, "More of the same")
    reader.press("Next")
    return reader


def ran(reader: Reader) -> Reader:
    """Open a lesson, predict, and run it."""
    begin(reader)
    predict(reader, "Higher", 1)
    predict(reader, "Lower", 2)
    reader.press("Run")
    reader.page.get_by_text("Done.").wait_for()
    return reader


def test_the_list_leads_to_each_lesson_and_to_the_sandbox(reader: Reader) -> None:
    reader.open("/lessons")
    assert reader.page.locator(".gw-shelf li").count() == 6
    reader.page.get_by_role("link", name="The bank crush").click()
    heading(reader, "A phone number on a receipt")
    reader.address_has("lesson=a_bank_crush")
    reader.page.go_back()
    heading(reader, "Five short lessons")
    reader.page.get_by_role("link", name="Sandbox").click()
    heading(reader, "Ask a question of your own")


def test_a_lesson_from_the_first_page_to_the_last(reader: Reader) -> None:
    ran(reader)
    reader.press("Next")
    reader.page.get_by_text("You said: higher.").wait_for()
    assert reader.page.locator(".strip .plot .run").count() == 8
    assert reader.page.locator(".chart path").count() == 4  # two lines, two bands
    for page in ("Compare 2 of 2", "Explain 1 of 3", "Explain 2 of 3", "Explain 3 of 3"):
        reader.press("Next")
        reader.page.get_by_text(page, exact=True).wait_for()
    reader.press("Next")
    heading(reader, "Try it yourself")
    reader.page.get_by_role("slider", name="Posts a day").fill("1")
    reader.press("Run this")
    reader.page.get_by_text("Posts a day: 1", exact=True).wait_for()
    reader.press("Next")
    heading(reader, "Try to break it")
    reader.page.get_by_role("slider", name="How much one good read").fill("0.5")
    reader.press("Run this")
    reader.page.locator(".verdict").wait_for()
    reader.press("Next")
    heading(reader, "What you found")
    assert reader.page.get_by_text("came true").count() == 1
    reader.page.get_by_role("button", name="Next lesson").click()
    reader.address_has("lesson=c_commercialised")


def test_a_prediction_is_needed_and_locked_once_the_runs_begin(reader: Reader) -> None:
    begin(reader)
    reader.page.get_by_text("Predict 1 of 2", exact=True).wait_for()
    assert reader.page.get_by_role("button", name="Next", exact=True).is_disabled()
    predict(reader, "Higher", 1)
    reader.press("Back")
    reader.page.get_by_text("Predict 1 of 2", exact=True).wait_for()
    predict(reader, "About the same", 1)  # not locked yet
    predict(reader, "Lower", 2)
    reader.press("Run")
    reader.page.get_by_text("Done.").wait_for()
    reader.press("Back")
    reader.page.get_by_text("your prediction is locked").wait_for()
    assert reader.page.get_by_label("Higher").is_disabled()


def test_progress_stays_in_the_browser(reader: Reader) -> None:
    ran(reader)
    reader.press("Next")
    reader.page.get_by_text("You said: higher.").wait_for()
    reader.page.reload()
    reader.page.get_by_text("You said: higher.").wait_for()  # the runs are found again
    reader.open("/lessons")
    reader.page.get_by_text("You are on page 6 of 13").wait_for()
    reader.press("Forget it")
    reader.page.get_by_text("You are on page").wait_for(state="detached")
    reader.open(BUSY)
    heading(reader, "The posting machine")


def test_another_browser_starts_from_the_beginning(reader: Reader, browser: Browser) -> None:
    ran(reader)
    context = browser.new_context()
    elsewhere = Reader(context.new_page(), reader.address).open(BUSY)
    heading(elsewhere, "The posting machine")
    elsewhere.is_well()
    context.close()


def test_it_can_be_taken_by_keyboard_alone(reader: Reader) -> None:
    reader.open(BUSY)
    heading(reader, "The posting machine")
    press = reader.page.keyboard.press
    for _ in range(40):
        press("Tab")
        if reader.page.evaluate("document.activeElement.textContent.trim()") == "Next":
            break
    press("Enter")
    heading(reader, "More of the same")
    assert reader.page.evaluate("document.activeElement.tagName") == "H1"
    press("ArrowRight")
    reader.page.get_by_text("Predict 1 of 2", exact=True).wait_for()
    reader.page.get_by_label("Lower").focus()
    press("Space")
    reader.page.locator(".options label.chosen").wait_for()


def test_the_worlds_of_a_lesson_can_be_played(reader: Reader) -> None:
    reader.open("/lessons?lesson=sandbox")
    reader.page.get_by_label("World", exact=True).select_option("one_brand")
    reader.page.get_by_label("People", exact=True).select_option("100")
    reader.page.get_by_label("Days", exact=True).select_option("30")
    reader.press("Predict it")
    reader.page.get_by_label("Higher").check()
    reader.press("Next")
    reader.press("Run")
    reader.page.get_by_text("Done.").wait_for()
    reader.press("Next")
    reader.page.locator(".strip").wait_for()
    reader.press("Next")
    reader.page.get_by_role("link", name="Conversational").click()
    reader.page.locator(".gw-charts canvas").first.wait_for()
    reader.address_has("brands.usual.strategy=conversational")


@pytest.mark.parametrize("name", ["absent", "../secret", "%00", "x" * 300])
def test_a_wrong_address_leads_to_the_list(reader: Reader, name: str) -> None:
    reader.open(f"/lessons?lesson={name}")
    assert "no lesson" in reader.notice()
    reader.page.get_by_role("link", name="Keeping busy").click()
    heading(reader, "The posting machine")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_fits_a_phone(reader: Reader, page: Page, mode: str) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
    reader.open("/lessons")
    assert reader.fits()
    ran(reader)
    assert reader.fits()
    reader.press("Next")
    page.get_by_text("You said: higher.").wait_for()
    assert reader.fits()
    for _ in range(5):
        reader.press("Next")
    heading(reader, "Try it yourself")
    assert reader.fits()


def test_a_teachers_own_lessons(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (SHIPPED / "d_be_human.toml").read_text("utf-8")
    (folder / "own.toml").write_text(text.replace('"Be human"', '"Class 8b"'), "utf-8")
    with app(tmp_path, "--lessons", str(folder)) as address:
        own = Reader(page, address).open("/lessons")
        page.get_by_role("link", name="Class 8b").click()
        heading(own, "A human voice")
        own.is_well()
