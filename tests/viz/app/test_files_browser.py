"""Keeping and sharing in a real browser: files out, files in, and the command that repeats it."""

from __future__ import annotations

import csv
import io
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PIL import Image

from experiments.store.parquet import read_table
from tests.goodwill.commands import apart
from tests.viz.app.browsing import Reader, app

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CHANGED = (
    "/explore?set=people.count=200&set=changes.10.brands.megaphone.price=7"
    "&set=brands.metronome.strategy=mixed&seed=5&day=25"
)


def saved(reader: Reader, label: str, folder: Path) -> Path:
    """Press a button and return the file that the browser saves."""
    with reader.page.expect_download() as waiting:
        reader.press(label)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def opened(reader: Reader, name: str, content: str) -> None:
    reader.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    )


def test_files_hold_what_was_seen_and_the_command_repeats_it(
    reader: Reader, tmp_path: Path
) -> None:
    reader.open(CHANGED)
    reader.on_day(25)
    rows = list(csv.DictReader(io.StringIO(saved(reader, "CSV", tmp_path).read_text())))
    table = read_table(saved(reader, "Parquet", tmp_path))
    assert [float(row["trust"]) for row in rows] == table["trust"].tolist()
    with Image.open(saved(reader, "PNG", tmp_path)) as image:
        assert image.width > 600
    assert ElementTree.parse(saved(reader, "SVG", tmp_path)).getroot().tag.endswith("svg")
    document = tomllib.loads(saved(reader, "TOML", tmp_path).read_text())
    assert document["changes"]["10"]["brands"]["megaphone"]["price"] == 7.0

    command = reader.page.get_by_label("Command line").input_value()
    words = shlex.split(command)
    assert words[0] == "goodwill"
    done = apart(*words[1:], "--out", "again", "--no-figures", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    again = read_table(tmp_path / "again" / "series.parquet")
    assert list(again) == list(table)
    for name, column in again.items():
        equal = (column == table[name]) | ((column != column) & (table[name] != table[name]))
        assert equal.all(), name


def test_a_saved_view_opens_as_it_was(reader: Reader, tmp_path: Path) -> None:
    reader.open(CHANGED)
    reader.on_day(25)
    reader.press("Neighbour")
    reader.address_has("brand=neighbour")
    before, address = reader.drawn(), reader.page.url
    view = saved(reader, "with this day (TOML)", tmp_path)
    reader.open("/explore?scenario=one_brand")
    opened(reader, view.name, view.read_text())
    reader.on_day(25)
    reader.page.wait_for_timeout(300)
    assert reader.drawn() == before
    assert "doc=" in reader.page.url or reader.page.url == address


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("import os; os.system('echo')", "not a scenario"),
        ("[brands.a]\nstrategy = 'mine'", "does not ship"),
        ("[brands.a]\nstrategy = 'push'\nprize = 3", "did you mean"),
        ("x" * 250_000, "too large"),
    ],
    ids=["program", "strategy", "key", "size"],
)
def test_a_wrong_file_is_told_and_nothing_is_lost(reader: Reader, content: str, says: str) -> None:
    reader.open(CHANGED)
    reader.on_day(25)
    opened(reader, "mine.toml", content)
    reader.page.get_by_text(says).first.wait_for()
    assert reader.day() == 25
    reader.press("One day on")
    reader.on_day(26)


OWN = """
from dataclasses import dataclass
from pathlib import Path

from model.plan import Plan
from model.strategies import Strategy


@dataclass(frozen=True)
class Own(Strategy):
    name = "own"
    about = "Of somebody's own."

    def plan(self, view):
        Path({mark!r}).touch()
        return Plan()
"""


def test_a_strategy_of_ones_own_comes_by_the_command_line_only(page: Page, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN.format(mark=str(tmp_path / "was_run")))
    with app(tmp_path, "--strategies", str(tmp_path / "own.py")) as address:
        (tmp_path / "was_run").unlink()  # it was tried out when it was loaded
        reader = Reader(page, address)
        reader.open("/explore?set=people.count=100&set=brands.megaphone.strategy=own&day=3")
        assert "does not ship" in reader.notice()
        reader.press("Go on without it")
        opened(reader, "own.toml", "[brands.a]\nstrategy = 'own'")
        assert "does not ship" in reader.notice()
        reader.open("/arena?arms=push,own")
        assert "ships" in reader.notice()
        assert not (tmp_path / "was_run").exists()
        reader.open("/explore")
        page.get_by_label("Strategy", exact=True).first.select_option("own")
        page.get_by_text("How it goes about it").first.wait_for()
        reader.press("One day on")
        reader.on_day(1)
        assert (tmp_path / "was_run").exists()
        page.get_by_text("does not fit into a link").wait_for()
        reader.is_well()
