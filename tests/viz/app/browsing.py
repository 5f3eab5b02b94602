"""The app behind its own command, and a page in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HOST = "127.0.0.1"
SLOW = 60_000
"""Milliseconds that anything may take on a busy machine."""


@contextmanager
def app(folder: Path, *words: str, port: int = 0, cwd: Path = ROOT) -> Iterator[str]:
    """Run ``goodwill app`` for a while and yield its address; what it says goes to the folder."""
    with (folder / "app.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "goodwill", "app", "--port", str(port), *words],
            cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        watchdog = threading.Timer(120, server.kill)
        watchdog.start()
        assert server.stdout is not None
        line = server.stdout.readline()
        watchdog.cancel()
        try:
            if "http" not in line:
                raise RuntimeError((folder / "app.log").read_text())
            yield line.split(" at ")[1].split()[0]
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(20)


class Reader:
    """A page in a browser, and everything that went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        page.set_default_timeout(SLOW)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or HOST))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> Reader:
        """Go to a page of the app and wait until it is there."""
        self.page.goto(self.address + path)
        self.page.locator(".gw-page > *").first.wait_for()
        if path.startswith(("/explore", "/arena")):
            self.page.locator(".gw-charts canvas").first.wait_for()
        return self

    def press(self, label: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=label, exact=True).first.click()

    def day(self) -> int:
        """Return the day the page shows."""
        return int(self.page.locator(".gw-transport .day input").input_value())

    def on_day(self, day: int) -> None:
        """Wait until the page shows a day."""
        self.page.wait_for_function(
            "day => document.querySelector('.gw-transport .day input')?.value === String(day)"
            " && document.querySelector('.gw-transport [aria-live]').textContent.endsWith(day)",
            arg=day,
        )

    def jump(self, day: int) -> None:
        """Type a day, and wait until it is there."""
        box = self.page.locator(".gw-transport .day input")
        box.fill(str(day))
        box.press("Enter")
        self.on_day(day)

    def address_has(self, part: str) -> None:
        """Wait until the browser's address holds a text."""
        self.page.wait_for_function("part => location.href.includes(part)", arg=part)

    def type(self, lever: str, value: object) -> None:
        """Type a number for a lever."""
        box = self.page.get_by_label(f"{lever}, exact", exact=True).first
        box.fill(str(value))
        box.press("Enter")

    def drawn(self) -> list[str]:
        """Return every canvas of the page as it is painted, once nothing moves any more."""
        before: list[str] | None = None
        while before is None or before != (now := self._painted()):
            before = self._painted()
            self.page.wait_for_timeout(250)
        return list(now)

    def _painted(self) -> list[str]:
        found: list[str] = self.page.locator("canvas").evaluate_all(
            "all => all.map(canvas => canvas.toDataURL())"
        )
        return found

    def notice(self) -> str:
        """Wait for a message and return it."""
        found = self.page.locator(".gw-notice").first
        found.wait_for()
        return found.inner_text()

    def fits(self) -> bool:
        """Tell whether nothing sticks out to the right."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def is_well(self) -> None:
        """Fail if anything went wrong, or was asked of another machine."""
        assert self.errors == []
        assert self.hosts <= {HOST}
