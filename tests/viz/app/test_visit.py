"""What a visitor does on Explore, without a browser; two visitors never meet."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from model.scenario import load_scenario
from viz.app.links import View, read_query
from viz.app.visit import Visit

SMALL = load_scenario("three_strategies").with_values({"people.count": 80})
PRICE = "brands.megaphone.price"


def floats(text: str) -> Any:
    return np.frombuffer(base64.b64decode(text), "<f4")


def arrive(visit: Visit) -> None:
    while not visit.session.arrived:
        visit.carry_on()


@pytest.fixture(name="visit")
def visit_fixture() -> Visit:
    return Visit(View(SMALL))


def test_playing_sends_only_what_is_new(visit: Visit) -> None:
    visit.play(3)
    assert (visit.rows["start"], visit.rows["days"]) == (0, 3)
    visit.play(2)
    assert (visit.rows["start"], visit.rows["days"]) == (3, 5)
    assert len(floats(visit.rows["values"]["followers"])) == 3 * 2
    visit.refresh(anew=True)
    assert (visit.rows["start"], visit.rows["days"]) == (0, 5)


def test_going_back_begins_anew(visit: Visit) -> None:
    visit.play(9)
    epoch = visit.rows["epoch"]
    visit.seek(4)
    arrive(visit)
    assert visit.rows["epoch"] != epoch
    assert visit.session.day == 4


def test_a_change_is_marked_and_leaves_the_lines_before(visit: Visit) -> None:
    visit.play(6)
    visit.change({PRICE: 3.0})
    assert visit.marks() == [{"day": 6, "sign": "1"}]
    assert visit.changes()[0]["text"] == "Megaphone, list price"
    assert visit.ghost is None
    visit.count_from(True)
    visit.change({"talk.rate": 0.3})
    arrive(visit)
    assert visit.ghost is not None
    assert visit.ghost["days"] == 6
    visit.restore()
    arrive(visit)
    assert visit.session.scenario == visit.origin
    assert visit.marks() == []


def test_what_goes_wrong_is_said_and_nothing_is_lost(visit: Visit) -> None:
    visit.play(6)
    visit.trying(lambda: visit.change({PRICE: -3.0}))
    assert visit.problem is not None
    assert "out of range" in visit.problem[1]
    visit.trying(lambda: visit.change({"people.count": 50_000_000}))
    assert visit.problem is not None
    assert visit.session.day == 6
    visit.trying(lambda: visit.play(1))
    assert visit.problem is None
    visit.trying(lambda: visit.choose(1, "nonsense"))
    assert visit.panels[1] == "read_share"
    visit.trying(lambda: visit.take_nonsense())  # type: ignore[attr-defined]
    assert visit.problem is not None
    assert "mistake of ours" in visit.problem[0]


def test_its_link_shows_the_same_picture(visit: Visit) -> None:
    visit.play(8)
    visit.change({PRICE: 3.0})
    visit.play(8)
    visit.colour_by("neighbour")
    visit.pick(5)
    assert visit.link is not None
    other = Visit(read_query(visit.link.partition("?")[2]))
    arrive(other)
    visit.refresh(anew=True)
    assert other.codes == visit.codes
    assert other.rows["values"] == visit.rows["values"]
    assert (other.person, other.brand) == (5, "neighbour")
    assert other.origin == visit.origin.with_values({})
    assert other.picture["web"] == visit.picture["web"]


def test_while_playing_the_link_rests(visit: Visit) -> None:
    visit.play(1)
    before = visit.link
    visit.pause(False)
    visit.play(1)
    assert visit.link == before
    visit.pause(True)
    assert visit.link != before


def test_two_visitors_never_meet() -> None:
    one, other = Visit(View(SMALL)), Visit(View(SMALL))
    one.play(5)
    one.change({PRICE: 3.0})
    one.colour_by("neighbour")
    one.pick(3)
    one.choose(0, "profit")
    one.unfold("world", True)
    assert other.session.day == 0
    assert other.session.scenario == SMALL
    assert (other.brand, other.person, other.panels[0]) == ("megaphone", None, "trust_known")
    assert "world" not in other.opened
    other.play(5)
    clean = Visit(View(SMALL))
    clean.play(5)
    assert other.codes == clean.codes
    assert other.rows["values"] == clean.rows["values"]


def test_another_seed_is_another_luck(visit: Visit) -> None:
    visit.play(10)
    codes = visit.codes
    visit.reseed(2)
    arrive(visit)
    assert visit.session.day == 10
    assert visit.codes != codes
    visit.reseed(1)
    arrive(visit)
    assert visit.codes == codes


def test_a_file_is_sent_as_text_that_a_browser_saves(visit: Visit) -> None:
    visit.play(2)
    visit.fetch("csv", "light")
    assert visit.sent is not None
    assert base64.b64decode(visit.sent["data"]).startswith(b"day,brand,strategy,trust")


def test_a_message_stays_until_the_visitor_does_something(visit: Visit) -> None:
    visit.trying(lambda: visit.change({PRICE: -3.0}))
    visit.trying(lambda: visit.unfold("people", True), calm=True)
    assert visit.problem is not None
    visit.trying(lambda: visit.seek(1))
    assert visit.problem is None
