"""One server of the app for all tests in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.viz.app.browsing import Reader, app

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(name="address", scope="session")
def address_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app(tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(name="reader")
def reader_fixture(page: Page, address: str) -> Iterator[Reader]:
    page.set_viewport_size({"width": 1440, "height": 900})
    reader = Reader(page, address)
    yield reader
    reader.is_well()


@pytest.fixture(autouse=True)
def patient(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages take their time, so that no test depends on how busy the machine is."""
    if request.node.get_closest_marker("browser"):
        return
    from viz.app import arena, person_watch, visit

    pieces = ((module, "PIECE") for module in (arena, person_watch, visit))
    for module, name in (*pieces, (visit, "PLAY"), (visit, "GLANCE")):
        monkeypatch.setattr(module, name, 600.0)
