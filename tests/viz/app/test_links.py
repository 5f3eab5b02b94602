"""An address holds a whole view, is checked like a file, and can name what ships only."""

from __future__ import annotations

import base64
import json
import shlex
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.command.inputs import read_inputs
from goodwill.command.run import run
from model.errors import InputError
from model.plan import BrandView, Plan
from model.scenario import Scenario, load_scenario
from model.strategies import STRATEGIES, Strategy
from viz.app.links import (
    LARGEST_PACKED,
    LONGEST,
    View,
    command_of,
    file_of,
    first_view,
    packed,
    query_of,
    read_query,
    read_text,
    unpacked,
)

BASE = load_scenario("three_strategies")
CHANGES: dict[str, Any] = {
    "seed": 7,
    "people.count": 300,
    "brands.neighbour.strategy": "switching",
    "brands.neighbour.options.before": "mixed",
    "brands.neighbour.options.before_options.promotion_share": 0.25,
    "brands.megaphone.label": 'Mega & Co = "loud" #1',
    "changes.30.brands.megaphone.price": 8.5,
    "changes.30.talk.rate": 0.2,
    "changes.60.brands.metronome.strategy": "push",
}
FULL = View(BASE.with_values(CHANGES), 45, "metronome", 12, ("push", "mixed"))


def test_an_address_shows_the_same_view() -> None:
    query = query_of(FULL)
    assert query is not None
    assert len(query) < LONGEST
    assert read_query(query) == FULL
    assert query_of(first_view()) == "v=1&scenario=three_strategies&day=0"
    assert read_query("") == first_view()


VALUES = {
    "people.count": st.integers(50, 5000),
    "talk.rate": st.floats(0, 1),
    "brands.neighbour.price": st.floats(0.01, 1000),
    "brands.megaphone.options.intent": st.floats(0, 1),
    "brands.metronome.strategy": st.sampled_from(["silent", "mixed", "listening"]),
    "changes.12.brands.neighbour.staff_hours": st.floats(0, 100),
    "changes.300.brands.*.strategy": st.sampled_from(["silent", "push"]),
    "seed": st.integers(0, 2**63 - 1),
    "days": st.integers(300, 900),
    "title": st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
}


@pytest.mark.often
@settings(max_examples=60)
@given(st.fixed_dictionaries({}, optional=VALUES), st.integers(0, 300))
def test_any_view_survives_its_address_its_file_and_its_command(
    values: dict[str, Any], day: int
) -> None:
    view = View(BASE.with_values(values), day)
    query = query_of(view)
    assert query is not None
    assert read_query(query) == view
    again = read_text(file_of(view), "three_strategies.toml")
    assert again == View(view.scenario, day)
    assert repeated(command_of(view)) == view.scenario.with_values({"days": max(day, 1)})


def repeated(command: str) -> Scenario:
    """Return the scenario that a command line would run, read as the command reads it."""
    words = shlex.split(command)
    assert words[:2] == ["goodwill", "run"]
    asked = run.make_context("run", words[2:]).params
    names = ("scenario", "seed", "days", "sets", "strategies", "graph", "graph_header")
    return read_inputs(**{name: asked[name] for name in names}).scenario


def test_any_other_scenario_travels_packed() -> None:
    one = load_scenario("one_brand").to_dict() | {"title": "Mine"}
    one["brands"]["second"] = {"strategy": "push"}
    view = View(Scenario.from_dict(one, "scenario"), 5)
    query = query_of(view)
    assert query is not None
    assert "doc=" in query
    assert read_query(query) == view
    assert command_of(view) == "goodwill run scenario.toml --days 5"


def test_what_is_too_long_becomes_a_file() -> None:
    many = {f"changes.{day}.brands.megaphone.price": 1.0 + day / 7 for day in range(1, 90)}
    view = View(BASE.with_values(many), 200, "neighbour", 3)
    assert query_of(view) is None
    assert read_text(file_of(view), "three_strategies.toml") == view


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("scenario=three_strategys", "did you mean three_strategies?"),
        ("scenario=../../etc/passwd", "no such scenario"),
        ("v=2", "made by another version"),
        ("dya=4", "did you mean day?"),
        ("day=400", "out of range; allowed: 0 to 365"),
        ("day=-1", "not a whole number"),
        ("day=٣", "not a whole number"),
        ("day=1e3", "not a whole number"),
        ("seed=", "not a whole number"),
        ("seed=99999999999999999999", "out of range"),
        ("person=1000", "allowed: 0 to 999"),
        ("brand=neighbor", "did you mean neighbour?"),
        ("set=people.count", "no = in it"),
        ("set=people.cuont=5", "did you mean people.count?"),
        ("set=people.count=2000000", "too many for a page"),
        ("set=days=20000", "too long for a page"),
        ("set=changes.5.people.count=50", "cannot change on the way"),
        ("arms=push,sell", "not a strategy that ships"),
        ("doc=!!!!", "cannot be read"),
        ("doc=abcd", "cannot be read"),
        ("set=%FF=1", "cannot be read"),
        ("x" * 9000, "too long"),
    ],
)
def test_a_wrong_address_is_told_in_one_line(query: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_query(query)
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_packed_text_cannot_blow_up() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * (LARGEST_PACKED * 50), 9)).decode()
    with pytest.raises(InputError, match="holds no scenario"):
        unpacked(bomb)
    deep = "[" * 100_000 + "]" * 100_000
    text = base64.urlsafe_b64encode(zlib.compress(deep.encode(), 9)).decode()
    with pytest.raises(InputError):
        unpacked(text)
    nested: dict[str, Any] = {"brands": {}}
    for _ in range(60):
        nested = {"a": nested}
    raw = base64.urlsafe_b64encode(zlib.compress(json.dumps(nested).encode())).decode()
    with pytest.raises(InputError, match="nested too deeply"):
        read_query(f"doc={raw}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * (LARGEST_PACKED + 1), "too large"),
        ("not toml", "not a scenario"),
        ("", "no brands"),
        ("[brands.a]\nstrategy = 'pusch'", "names a strategy that does not ship"),
        ("[brands.a]\nstrategy = 3", "names a strategy that does not ship"),
        ("[brands.a]\nstrategy = 'push'\n[view]\nday = 900", "out of range"),
        ("[brands.a]\nstrategy = 'push'\n[view]\ncolour = 1", "allowed: day, brand, person"),
        ("view = 3\n[brands.a]\nstrategy = 'push'", "allowed: day, brand, person"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(text, "mine.toml")
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


# --- shipped strategies only ------------------------------------------------------------


class Sly(Strategy):
    """A strategy of somebody's own, loaded by the command line, that must not run here."""

    name = "sly"
    about = "Must not run."

    def __post_init__(self) -> None:
        raise AssertionError("was run")

    def plan(self, view: BrandView) -> Plan:
        raise AssertionError("was run")


@pytest.fixture(name="sly")
def sly_fixture() -> Iterator[None]:
    STRATEGIES["sly"] = Sly
    yield
    del STRATEGIES["sly"]


@pytest.mark.usefixtures("sly")
@pytest.mark.parametrize(
    "key",
    [
        "brands.megaphone.strategy",
        "brands.*.strategy",
        "changes.9.brands.megaphone.strategy",
    ],
)
def test_no_link_names_a_strategy_of_ones_own(key: str) -> None:
    with pytest.raises(InputError, match=r"does not ship|no such brand"):
        read_query(f"set={quote(key)}=sly")


@pytest.mark.usefixtures("sly")
def test_no_link_hides_one_inside_another() -> None:
    sets = "set=brands.megaphone.strategy=switching&set=brands.megaphone.options.after=sly"
    with pytest.raises(InputError, match="does not ship"):
        read_query(sets)
    with pytest.raises(InputError, match="ships"):
        read_query("arms=push,sly")


@pytest.mark.usefixtures("sly")
def test_no_file_and_no_packed_text_names_one() -> None:
    document = {"brands": {"a": {"strategy": "push"}, "b": {"strategy": "sly"}}}
    raw = base64.urlsafe_b64encode(zlib.compress(json.dumps(document).encode())).decode()
    with pytest.raises(InputError, match="does not ship"):
        read_query(f"doc={raw}")
    for text in (
        "[brands.a]\nstrategy = 'sly'",
        "[brands.a]\nstrategy = 'push'\n[changes.4.brands.a]\nstrategy = 'sly'",
        "[brands.a]\nstrategy = 'switching'\n[brands.a.options]\nbefore = 'sly'",
    ):
        with pytest.raises(InputError, match="does not ship"):
            read_text(text, "mine.toml")


def test_packing_is_short() -> None:
    assert len(packed(BASE)) < 900
