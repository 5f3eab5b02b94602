"""What is taken home is what was seen."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from experiments.store.parquet import read_table
from model.errors import InputError
from model.scenario import Scenario, load_scenario
from tests.conftest import thinned
from viz.app.files import PICTURES, take
from viz.app.links import View
from viz.app.session import Session

SMALL = load_scenario("three_strategies").with_values({"people.count": 60})


@pytest.fixture(name="session", scope="module")
def session_fixture() -> Session:
    session = Session(SMALL, 12)
    session.work()
    return session


def got(session: Session, what: str) -> tuple[str, bytes]:
    name, mime, content = take(session, View(session.scenario, session.day), what, "light")
    assert "/" in mime
    return name, content


def test_tables_are_the_series(session: Session, tmp_path: Path) -> None:
    name, content = got(session, "parquet")
    (tmp_path / name).write_bytes(content)
    read = read_table(tmp_path / name)
    series = session.model.series()
    assert list(read) == list(series)
    np.testing.assert_array_equal(read["trust"], series["trust"])
    name, content = got(session, "csv")
    assert name == "three_strategies_day_12.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert [float(row["trust"]) for row in rows] == series["trust"].tolist()
    assert [row["brand"] for row in rows] == series["brand"].tolist()
    assert all("nan" not in row.values() for row in rows)


def test_the_scenario_is_the_scenario(session: Session) -> None:
    name, content = got(session, "scenario")
    document = tomllib.loads(content.decode())
    assert Scenario.from_dict(document, name.removesuffix(".toml")) == session.scenario


@pytest.mark.parametrize("picture", thinned(PICTURES, 2))
def test_pictures_can_be_opened(session: Session, picture: str) -> None:
    _, content = got(session, f"{picture}.png")
    with Image.open(io.BytesIO(content)) as image:
        assert min(image.size) > 400
    name, content = got(session, f"{picture}.svg")
    assert ElementTree.fromstring(content).tag.endswith("svg")
    assert name == f"three_strategies_day_12_{picture}.svg"
    assert content == got(session, f"{picture}.svg")[1]


def test_before_the_first_day_there_is_nothing_to_draw() -> None:
    with pytest.raises(InputError, match="let a day pass"):
        got(Session(SMALL), "money.png")


@pytest.mark.parametrize("what", ["", "nonsense", "money.exe", "../../money.png", "csv.png"])
def test_nothing_else_is_given_out(session: Session, what: str) -> None:
    with pytest.raises(InputError):
        got(session, what)
