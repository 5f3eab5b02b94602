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
from viz.app import links
from viz.app.atlas import Atlas, factor_menu, menus
from viz.app.errand import Errand
from viz.app.survey import Axis, Survey, Wish, experiment_of, wish_of
from viz.app.survey_view import first_look, run_path, survey_view
from viz.app.swept import open_survey

PATIENCE = 120
SMALL = Wish(
    "one_brand", "usual", ("push", "silent"), Axis("people.suspicion", 0.1, 0.9, 3),
    Axis("market.trust_weight", 0.0, 4.0, 2), 100, 30, 2,
)  # fmt: skip


@pytest.fixture(name="survey", scope="module")
def survey_fixture() -> Survey:
    errand = Errand(experiment_of(SMALL)).begin()
    assert errand.ended.wait(PATIENCE)
    assert (errand.done, errand.of, errand.failed, errand.error) == (24, 24, 0, "")
    return errand.survey()


def run_behind(path: str) -> Any:
    """Return the trust in the brand at the end of the run that an address opens."""
    view = links.read_query(urlsplit(path).query)
    model = BrandAudienceModel(view.scenario)
    model.run(view.day)
    place = model.brand("usual").place
    return model.observe("trust", place)


def test_each_cell_is_the_run_that_it_opens(survey: Survey) -> None:
    look = first_look(survey)
    view = survey_view(survey, replace(look, change=False, arm=0))
    assert len(view["field"]["cells"]) == 6
    for cell in view["field"]["cells"][::3]:
        path = run_path(survey, replace(look, arm=0), cell["place"])
        assert run_behind(path) == survey.cube.values["trust"][cell["place"], 0, 0]


def test_cells_stand_where_their_levels_say(survey: Survey) -> None:
    field = survey_view(survey, first_look(survey))["field"]
    assert field["columns"] == ["0.1", "0.5", "0.9"]
    assert field["rows"] == ["0", "4"]
    for cell in field["cells"]:
        levels = survey.points[cell["place"]]
        assert float(field["columns"][cell["x"]]) == pytest.approx(levels["people.suspicion"])
        assert float(field["rows"][cell["y"]]) == levels["market.trust_weight"]


def test_changes_are_against_the_first_strategy_with_intervals(survey: Survey) -> None:
    field = survey_view(survey, first_look(survey))["field"]
    values = survey.cube.values["trust"]
    for cell in field["cells"]:
        mean = (values[cell["place"], 1] - values[cell["place"], 0]).mean()
        assert cell["text"] == f"{mean:+.3f}".replace("-", "−")
        assert "interval" in cell["span"]
    assert json.loads(json.dumps(field, allow_nan=False)) == field


def test_the_front_is_what_nothing_beats_in_both(survey: Survey) -> None:
    look = replace(first_look(survey), front=True, outcome="trust", other="profit")
    plot = survey_view(survey, look)["plot"]
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
    path = run_path(survey, look, dot["place"], dot["arm"])
    assert run_behind(path) == survey.cube.values["trust"][dot["place"], dot["arm"], 0]


def test_less_is_better_of_what_nobody_wants(survey: Survey) -> None:
    look = replace(first_look(survey), front=True, outcome="suspicion", other="cost")
    plot = survey_view(survey, look)["plot"]
    assert (plot["x"]["better"], plot["y"]["better"]) == ("less", "less")
    lowest = min(d["x"][0] for d in plot["dots"])
    assert any(d["best"] and d["x"][0] == lowest for d in plot["dots"])


def test_what_is_there_so_far_can_be_seen() -> None:
    errand = Errand(experiment_of(SMALL))
    view = survey_view(errand.survey(), first_look(errand.survey()))
    assert all(not cell["there"] for cell in view["field"]["cells"])
    assert view["field"]["bar"] is None
    errand.values["trust"][0, :, 0] = 0.5, 0.4
    view = survey_view(errand.survey(), first_look(errand.survey()))
    there = [cell for cell in view["field"]["cells"] if cell["there"]]
    assert [cell["span"] for cell in there] == ["one run"]


def test_cancelling_ends_it_and_keeps_what_is_there() -> None:
    errand = Errand(experiment_of(replace(SMALL, days=365)))
    errand.bureau.turns.acquire()  # nobody works yet
    errand.begin().cancel()
    errand.bureau.turns.release()
    assert errand.ended.wait(PATIENCE)
    assert errand.done == 0
    assert np.isnan(errand.survey().cube.values["trust"]).all()


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
        wish_of(asdict(SMALL) | given if given else {})


def test_a_wish_survives_the_way_through_a_browser() -> None:
    assert wish_of(json.loads(json.dumps(asdict(SMALL)))) == SMALL


@pytest.mark.parametrize("scenario", [one["name"] for one in menus()["scenarios"]])
def test_whatever_the_menu_offers_can_be_mapped(scenario: str) -> None:
    brand = load_scenario(scenario).brands[0].name
    wish = replace(SMALL, scenario=scenario, brand=brand, arms=("mixed",))
    groups = factor_menu(wish)
    offered = groups if scenario == "one_brand" else groups[:2]  # the world is everywhere the same
    for one in [one for group in offered for one in group["items"] if one["key"] != wish.up.key]:
        experiment_of(replace(wish, across=Axis(one["key"], one["from"], one["to"], 2)))


# --- the visitor -------------------------------------------------------------------------


def test_a_visitor_asks_looks_and_goes_back() -> None:
    atlas = Atlas()
    atlas.run(asdict(SMALL))
    assert atlas.errand is not None
    assert atlas.errand.ended.wait(PATIENCE)
    atlas.poll()
    assert atlas.view()["running"] is None
    atlas.see({"outcome": "profit", "change": False, "arm": 0})
    assert atlas.look is not None
    assert atlas.look.outcome == "profit"
    atlas.see({"outcome": "seed"})
    atlas.see({"arm": 7})
    atlas.see({"across": "market.trust_weight"})  # that runs upwards already
    assert (atlas.look.outcome, atlas.look.arm, atlas.look.across) == (
        "profit", 0, "people.suspicion",
    )  # fmt: skip
    assert atlas.path(0).startswith("/explore?v=1&scenario=one_brand")
    assert atlas.path(999) == ""
    assert "no such cell" in atlas.problem
    atlas.close()
    assert atlas.view()["survey"] is None


def test_runs_end_with_the_visitor_who_asked_for_them() -> None:
    atlas = Atlas()
    atlas.run(asdict(replace(SMALL, days=365, people=1000)))
    errand = atlas.errand
    assert errand is not None
    del atlas
    gc.collect()
    assert errand.ended.wait(PATIENCE)
    assert errand.done < errand.of


def test_another_brand_brings_its_own_menus() -> None:
    atlas = Atlas()
    given = atlas.view()["wish"] | {"scenario": "bank_crush", "brand": "x"}
    atlas.choose(given)
    view = atlas.view()
    keys = {one["key"] for group in view["groups"] for one in group["items"]}
    assert view["wish"]["brand"] == "friendly_teller"
    assert {view["wish"]["across"]["key"], view["wish"]["up"]["key"]} <= keys
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
    atlas = Atlas(swept)
    assert atlas.view()["results"] == ["mine"]
    atlas.open("mine")
    shown = atlas.view()["survey"]
    assert shown["title"] == "Three numbers"
    assert len(shown["field"]["cells"]) == 4  # the third number is pooled
    assert shown["field"]["pooled"]
    survey = open_survey(swept, "mine")
    cell = shown["field"]["cells"][0]
    path = atlas.path(cell["place"])
    assert run_behind(path) == pytest.approx(survey.cube.values["trust"][0, 0, 0])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["else", "../results", "", "absent"])
def test_only_what_is_listed_is_opened(swept: Path, name: str) -> None:
    atlas = Atlas(swept)
    atlas.open(name)
    assert "no results of that name" in atlas.problem


@pytest.mark.slow
def test_results_with_strategies_of_their_own_are_never_run(swept: Path) -> None:
    trap = swept / "mine" / "strategies.py"
    trap.write_text("raise SystemExit('run')")
    try:
        atlas = Atlas(swept)
        atlas.open("mine")
        assert "never loads" in atlas.problem
    finally:
        trap.unlink()
