"""What is sent to a browser says what the model says."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from model.rules.ties import ALIENATED
from model.scenario import load_scenario
from viz.app import charts, frames
from viz.app.session import Session

SMALL = load_scenario("three_strategies").with_values({"people.count": 120})


def decoded(text: str, kind: str) -> Any:
    return np.frombuffer(base64.b64decode(text), kind)


@pytest.fixture(name="session")
def session_fixture() -> Session:
    session = Session(SMALL, 20)
    session.work()
    return session


def test_the_web_is_the_graph(session: Session) -> None:
    web = frames.Layouts().of(session)["web"]
    pairs = decoded(web["pairs"], "<u4").reshape(-1, 2)
    graph = session.model.graph
    rows = np.repeat(np.arange(120), np.diff(graph.indptr))
    there = {(a, b) for a, b in zip(rows.tolist(), graph.indices.tolist(), strict=True) if a < b}
    assert {tuple(pair) for pair in pairs.tolist()} == there
    assert decoded(web["people"], "<u4").tolist() == list(range(120))
    assert len(decoded(web["x"], "<f4")) == len(decoded(web["y"], "<f4")) == web["all"] == 120


def test_a_large_crowd_is_sampled() -> None:
    session = Session(load_scenario("one_brand").with_values({"people.count": 4000}))
    made = frames.Layouts().of(session)
    assert len(made["people"]) == frames.IN_PICTURE
    assert made["web"]["all"] == 4000
    assert len(decoded(frames.colours(session, made["people"], "usual"), "u1")) == 2000


def test_layouts_are_kept_by_graph_and_bounded() -> None:
    layouts = frames.Layouts()
    one = layouts.of(Session(SMALL))
    assert layouts.of(Session(SMALL.with_values({"talk.rate": 0.3}))) is one
    assert layouts.of(Session(SMALL.with_values({"seed": 2}))) is not one


def test_colours_are_trust(session: Session) -> None:
    model = session.model
    place = model.brand("megaphone").place
    model.pairs.tie[5, place] = ALIENATED
    codes = decoded(frames.colours(session, np.arange(120), "megaphone"), "u1")
    trust, known = model.trust()[:, place], model.pairs.familiarity[:, place]
    strangers = known < model.rules.market_known_from
    strangers[5] = False
    assert codes[5] == frames.GONE
    assert (codes[strangers] == frames.UNKNOWN).all()
    others = ~strangers
    others[5] = False
    back = frames.LOW + (codes[others] - 1.0) / (frames.STEPS - 1) * (frames.HIGH - frames.LOW)
    near = np.clip(trust[others], frames.LOW, frames.HIGH)
    np.testing.assert_allclose(back, near, atol=0.002)


def test_rows_add_up_to_the_whole(session: Session) -> None:
    keys = charts.SHOWN
    whole = frames.rows(session, keys, 0)
    late = frames.rows(session, keys, 15)
    assert (whole["start"], late["start"], late["days"]) == (0, 15, 20)
    for key in keys:
        all_days = decoded(whole["values"][key], "<f4").reshape(3, 20)
        rest = decoded(late["values"][key], "<f4").reshape(3, 5)
        np.testing.assert_array_equal(all_days[:, 15:], rest)


def test_measures_are_the_series(session: Session) -> None:
    series = session.model.series()
    for key in ("trust_known", "followers", "suspicion", "closeness"):
        column = series[key].reshape(20, 3).T
        np.testing.assert_array_equal(charts.values(session.model, key), column)
    profit = series["profit"].reshape(20, 3).T
    earned = charts.values(session.model, "earned")
    np.testing.assert_allclose(earned[:, -1], profit.sum(axis=1))
    sales = charts.values(session.model, "purchases")
    week = series["purchases"].reshape(20, 3).T[:, -7:].mean(axis=1)
    np.testing.assert_allclose(sales[:, -1], week)


def test_every_measure_can_be_had_on_any_day() -> None:
    session = Session(SMALL)
    for key in charts.BY_KEY:
        assert charts.values(session.model, key).shape == (3, 0)
    session.play(1)
    for key in charts.BY_KEY:
        assert charts.values(session.model, key).shape == (3, 1)


def test_brands_keep_their_colours_when_strategies_change(session: Session) -> None:
    before = frames.brand_looks(session)
    session.change({"brands.megaphone.strategy": "conversational"})
    after = frames.brand_looks(session)
    assert [look["light"] for look in after] == [look["light"] for look in before]
    assert after[0]["strategy"] == "conversational"
