"""Maps: what may be asked, what comes of it, and the very run behind each cell."""

from __future__ import annotations

import gc
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest

from experiments.sweep import make_experiment, run_sweep
from model.errors import InputError
from model.model import BrandAudienceModel
from model.scenario import load_scenario
from tests.conftest import thinned
from viz.app import links
from viz.app.map_question import Axis, MapQuestion, experiment_of, question_of
from viz.app.map_results import MapResults
from viz.app.map_runs import MapRuns
from viz.app.map_view import first_look, map_view, run_path
from viz.app.map_visit import MapVisit, factor_menu, menus
from viz.app.sweep_folder import open_map

PATIENCE = 120
SMALL = MapQuestion(
    "one_brand", "usual", ("push", "silent"), Axis("people.suspicion", 0.1, 0.9, 3),
    Axis("market.trust_weight", 0.0, 4.0, 2), 100, 30, 2,
)  # fmt: skip


@pytest.fixture(name="mapped", scope="module")
def mapped_fixture() -> MapResults:
    map_runs = MapRuns(experiment_of(SMALL)).begin()
    assert map_runs.ended.wait(PATIENCE)
    assert (map_runs.done, map_runs.of, map_runs.failed, map_runs.error) == (24, 24, 0, "")
    return map_runs.so_far()


def run_behind(path: str) -> Any:
    """Return the trust in the brand at the end of the run that an address opens."""
    view = links.read_query(urlsplit(path).query)
    model = BrandAudienceModel(view.scenario)
    model.run(view.day)
    place = model.brand("usual").place
    return model.observe("trust", place)


def test_each_cell_is_the_run_that_it_opens(mapped: MapResults) -> None:
    look = first_look(mapped)
    view = map_view(mapped, replace(look, change=False, arm=0))
    assert len(view["field"]["cells"]) == 6
    for cell in view["field"]["cells"][::3]:
        path = run_path(mapped, replace(look, arm=0), cell["place"])
        assert run_behind(path) == mapped.cube.values["trust"][cell["place"], 0, 0]


def test_cells_stand_where_their_levels_say(mapped: MapResults) -> None:
    field = map_view(mapped, first_look(mapped))["field"]
    assert field["columns"] == ["0.1", "0.5", "0.9"]
    assert field["rows"] == ["0", "4"]
    for cell in field["cells"]:
        levels = mapped.points[cell["place"]]
        assert float(field["columns"][cell["x"]]) == pytest.approx(levels["people.suspicion"])
        assert float(field["rows"][cell["y"]]) == levels["market.trust_weight"]


def test_changes_are_against_the_first_strategy_with_intervals(mapped: MapResults) -> None:
    field = map_view(mapped, first_look(mapped))["field"]
    values = mapped.cube.values["trust"]
    for cell in field["cells"]:
        mean = (values[cell["place"], 1] - values[cell["place"], 0]).mean()
        assert cell["text"] == f"{mean:+.3f}".replace("-", "−")
        assert "interval" in cell["span"]
    assert json.loads(json.dumps(field, allow_nan=False)) == field


def test_the_front_is_what_nothing_beats_in_both(mapped: MapResults) -> None:
    look = replace(first_look(mapped), front=True, outcome="trust", other="profit")
    plot = map_view(mapped, look)["plot"]
    best = [(d["x"][0], d["y"][0]) for d in plot["dots"] if d["best"]]
    rest = [(d["x"][0], d["y"][0]) for d in plot["dots"] if not d["best"]]
    assert len(best) == plot["best"]
    for x, y in rest:
        assert any(a >= x and b >= y and (a > x or b > y) for a, b in best)
    for x, y in best:
        assert not any(a >= x and b >= y and (a > x or b > y) for a, b in best)
    assert all(dot["sure"].endswith("%") for dot in plot["dots"])
    assert plot["note"].startswith("No brand can choose trust weight and suspicion")
    dot = plot["dots"][-1]
    path = run_path(mapped, look, dot["place"], dot["arm"])
    assert run_behind(path) == mapped.cube.values["trust"][dot["place"], dot["arm"], 0]


def test_less_is_better_of_what_nobody_wants(mapped: MapResults) -> None:
    look = replace(first_look(mapped), front=True, outcome="suspicion", other="cost")
    plot = map_view(mapped, look)["plot"]
    assert (plot["x"]["better"], plot["y"]["better"]) == ("less", "less")
    lowest = min(d["x"][0] for d in plot["dots"])
    assert any(d["best"] and d["x"][0] == lowest for d in plot["dots"])


def test_what_is_there_so_far_can_be_seen() -> None:
    map_runs = MapRuns(experiment_of(SMALL))
    view = map_view(map_runs.so_far(), first_look(map_runs.so_far()))
    assert all(not cell["there"] for cell in view["field"]["cells"])
    assert view["field"]["bar"] is None
    map_runs.values["trust"][0, :, 0] = 0.5, 0.4
    view = map_view(map_runs.so_far(), first_look(map_runs.so_far()))
    there = [cell for cell in view["field"]["cells"] if cell["there"]]
    assert [cell["span"] for cell in there] == ["one run"]


def test_cancelling_ends_it_and_keeps_what_is_there() -> None:
    map_runs = MapRuns(experiment_of(replace(SMALL, days=365)))
    map_runs.queue.turns.acquire()  # nobody works yet
    map_runs.begin().cancel()
    map_runs.queue.turns.release()
    assert map_runs.ended.wait(PATIENCE)
    assert map_runs.done == 0
    assert np.isnan(map_runs.so_far().cube.values["trust"]).all()


# --- what may be asked -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"scenario": "../x"}, "scenario"), ({"arms": ("own",)}, "strategy"),
        ({"arms": ()}, "one or two"), ({"arms": ("push", "silent", "mixed")}, "one or two"),
        ({"people": 100_000}, "people"), ({"days": 9}, "days"), ({"replicates": 99}, "times"),
        ({"up": SMALL.across}, "same factor twice"),
        ({"up": Axis("trust.failure", 0, 3, 40)}, "steps"),
        ({"up": Axis("trust.failure", 3, 0, 4)}, "from is not below to"),
        ({"up": Axis("trust.failure", 0, 300, 4)}, "out of range"),
        ({"up": Axis("trust.falure", 0, 3, 4)}, "trust.failure"),
        ({"brand": "x"}, "brand"),
        ({"people": 1000, "days": 365, "replicates": 8, "up": Axis("trust.failure", 0, 3, 9),
          "across": Axis("people.suspicion", 0.1, 0.9, 9)}, "too much for a page"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(change: dict[str, Any], part: str) -> None:
    with pytest.raises(InputError) as caught:
        experiment_of(replace(SMALL, **change))
    assert part in caught.value.message


@pytest.mark.parametrize("given", [{}, {"across": 3}, {"arms": None}, {"people": "x"}])
def test_nonsense_is_no_question(given: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        question_of(asdict(SMALL) | given if given else {})


def test_a_wish_survives_the_way_through_a_browser() -> None:
    assert question_of(json.loads(json.dumps(asdict(SMALL)))) == SMALL


@pytest.mark.parametrize("scenario", thinned(one["name"] for one in menus()["scenarios"]))
def test_whatever_the_menu_offers_can_be_mapped(scenario: str) -> None:
    brand = load_scenario(scenario).brands[0].name
    question = replace(SMALL, scenario=scenario, brand=brand, arms=("mixed",))
    groups = factor_menu(question)
    offered = groups if scenario == "one_brand" else groups[:2]  # the world is everywhere the same
    for one in [
        one for group in offered for one in group["items"] if one["key"] != question.up.key
    ]:
        experiment_of(replace(question, across=Axis(one["key"], one["from"], one["to"], 2)))


# --- the visitor -------------------------------------------------------------------------


def test_a_visitor_asks_looks_and_goes_back() -> None:
    map_visit = MapVisit()
    map_visit.run(asdict(SMALL))
    assert map_visit.map_runs is not None
    assert map_visit.map_runs.ended.wait(PATIENCE)
    map_visit.poll()
    assert map_visit.view()["running"] is None
    map_visit.see({"outcome": "profit", "change": False, "arm": 0})
    assert map_visit.look is not None
    assert map_visit.look.outcome == "profit"
    map_visit.see({"outcome": "seed"})
    map_visit.see({"arm": 7})
    map_visit.see({"across": "market.trust_weight"})  # that runs upwards already
    assert (map_visit.look.outcome, map_visit.look.arm, map_visit.look.across) == (
        "profit", 0, "people.suspicion",
    )  # fmt: skip
    assert map_visit.path(0).startswith("/explore?v=1&scenario=one_brand")
    assert map_visit.path(999) == ""
    assert "no such cell" in map_visit.problem
    map_visit.close()
    assert map_visit.view()["map"] is None


def test_runs_end_with_the_visitor_who_asked_for_them() -> None:
    map_visit = MapVisit()
    map_visit.run(asdict(replace(SMALL, days=365, people=1000)))
    map_runs = map_visit.map_runs
    assert map_runs is not None
    del map_visit
    gc.collect()
    assert map_runs.ended.wait(PATIENCE)
    assert map_runs.done < map_runs.of


def test_another_brand_brings_its_own_menus() -> None:
    map_visit = MapVisit()
    given = map_visit.view()["question"] | {"scenario": "bank_crush", "brand": "x"}
    map_visit.choose(given)
    view = map_visit.view()
    keys = {one["key"] for group in view["groups"] for one in group["items"]}
    assert view["question"]["brand"] == "friendly_teller"
    assert {view["question"]["across"]["key"], view["question"]["up"]["key"]} <= keys
    assert view["problem"] == ""


# --- results from the command line -------------------------------------------------------


@pytest.fixture(name="swept", scope="module")
def swept_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sweep of three factors in it."""
    folder = tmp_path_factory.mktemp("results")
    experiment = make_experiment({
        "title": "Three numbers", "base": "one_brand", "days": 10, "replicates": 2,
        "set": {"people.count": 50},
        "factors": {"people.suspicion": [0.1, 0.9], "trust.failure": [0.0, 2.0],
                    "talk.rate": [0.1, 0.2]},
        "outcomes": {"trust": "final", "profit": "total"},
    })  # fmt: skip
    run_sweep(experiment, folder / "mine", workers=1)
    (folder / "else").mkdir()
    return folder


@pytest.mark.slow
def test_results_of_the_command_line_are_opened(swept: Path) -> None:
    map_visit = MapVisit(swept)
    assert map_visit.view()["results"] == ["mine"]
    map_visit.open("mine")
    shown = map_visit.view()["map"]
    assert shown["title"] == "Three numbers"
    assert len(shown["field"]["cells"]) == 4  # the third number is pooled
    assert shown["field"]["pooled"]
    mapped = open_map(swept, "mine")
    cell = shown["field"]["cells"][0]
    path = map_visit.path(cell["place"])
    assert run_behind(path) == pytest.approx(mapped.cube.values["trust"][0, 0, 0])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["else", "../results", "", "absent"])
def test_only_what_is_listed_is_opened(swept: Path, name: str) -> None:
    map_visit = MapVisit(swept)
    map_visit.open(name)
    assert "no results of that name" in map_visit.problem


@pytest.mark.slow
def test_results_with_strategies_of_their_own_are_never_run(swept: Path) -> None:
    trap = swept / "mine" / "strategies.py"
    trap.write_text("raise SystemExit('run')")
    try:
        map_visit = MapVisit(swept)
        map_visit.open("mine")
        assert "never loads" in map_visit.problem
    finally:
        trap.unlink()
