"""How fast the app is to somebody who uses it: in a real browser, on this machine.

``python -m benchmarks.app [--people N] [--repeats N]`` starts ``goodwill app`` and Chromium and
prints what must hold: a slider's move becomes a picture within 300 ms at the median, ten days
a second are played, and the first page is there within 3 s once the server is warm.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MOVE = """async (step) => {
  const slider = document.querySelectorAll('.gw-controls input[type=range]')[3];
  const before = performance.now(), input = (name) => new Event(name, { bubbles: true });
  slider.value = +slider.value + step;
  slider.dispatchEvent(input('input')); slider.dispatchEvent(input('change'));
  const there = () => {
    const drawn = window.goodwill.drawn;  // a change from today moves no line yet
    const day = document.querySelector('.gw-transport .day input');
    const whole = !document.querySelector('.gw-transport [aria-live]').textContent.includes('…');
    return drawn.tick > before && (TODAY || drawn.charts > before) && whole && day.value === DAY;
  };
  while (!there() && performance.now() < before + 20000) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - before;
}"""
"""Moves the price of the first brand and returns the milliseconds until all is painted."""


@contextmanager
def served() -> Iterator[str]:
    """Run the app and yield its address."""
    command = [sys.executable, "-m", "goodwill", "app", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().split(" at ")[1].split()[0]
    finally:
        server.terminate()
        server.wait(20)


def opened(browser: Any, address: str) -> tuple[Any, float]:
    """Return a fresh page with everything on it, and the seconds until it was painted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_function("window.goodwill && goodwill.drawn.people && goodwill.drawn.charts")
    return page, time.perf_counter() - began


def jump(page: Any, day: int) -> None:
    """Type a day and wait for it."""
    box = page.locator(".gw-transport .day input")
    box.fill(str(day))
    box.press("Enter")
    says = "document.querySelector('.gw-transport [aria-live]').textContent"
    page.wait_for_function(f"{says} === 'Day {day}'", timeout=120_000)


def moves(page: Any, day: int, repeats: int, today: bool = False) -> list[float]:
    """Return the milliseconds that each move of a slider took."""
    script = MOVE.replace("TODAY", json.dumps(today)).replace("DAY", repr(str(day)))
    found = []
    for n in range(repeats):
        found.append(float(page.evaluate(script, 4 if n % 2 else -3)))
        page.wait_for_timeout(150)
    return found


def played(page: Any, speed: str, seconds: float) -> float:
    """Return the days a second that are played."""
    jump(page, 0)
    page.get_by_label("Days a second").select_option(speed)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(1000)
    day = "+document.querySelector('.gw-transport .day input').value"
    first, began = page.evaluate(day), time.perf_counter()
    page.wait_for_timeout(1000 * seconds)
    rate = (page.evaluate(day) - first) / (time.perf_counter() - began)
    page.get_by_role("button", name="Pause", exact=True).click()
    return float(rate)


def measure(people: int, repeats: int) -> dict[str, float]:
    """Return all figures, in seconds, milliseconds and days a second."""
    from playwright.sync_api import sync_playwright

    options: dict[str, Any] = {"args": ["--no-sandbox"]}
    if found := shutil.which("chromium"):
        options["executable_path"] = found
    figures: dict[str, float] = {}
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(**options)
        url = f"{address}/explore?set=people.count={people}"
        opened(browser, url)[0].close()  # the first visitor of all warms the server
        visits = [opened(browser, url) for _ in range(3)]
        figures["first page, s"] = statistics.median(seconds for _, seconds in visits)
        page = visits[0][0]
        for other, _ in visits[1:]:
            other.close()
        for day in (0, 60, 180):
            jump(page, day)
            if day:
                page.get_by_label("from today").check()
                name = f"slider to picture, from today, day {day}, ms"
                figures[name] = statistics.median(moves(page, day, repeats, today=True))
                page.get_by_role("button", name="Put everything back", exact=True).click()
                page.get_by_label("from the first day").check()
            name = f"slider to picture, {day} days lived again, ms"
            figures[name] = statistics.median(moves(page, day, repeats))
        figures["played at 12 a second, days/s"] = played(page, "12", 6)
        figures["played at 120 a second, days/s"] = played(page, "120", 2)
        browser.close()
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=15)
    asked = parser.parse_args()
    figures = measure(asked.people, asked.repeats)
    print(json.dumps({name: round(value, 2) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
