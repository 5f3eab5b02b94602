"""What pictures of sweeps say is what their tables hold."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from experiments.analysis import surfaces, swings
from tests.viz import sweeps
from tests.viz.colour_difference import EYES, ciede2000, seen
from tests.viz.pages import assert_legible, words_of
from tests.viz.test_sweep_figures import HOURS, PAIR, REACH, case
from viz.figures import theme
from viz.figures.sweep import bands, heat_map, horizon, telling, tornado, win_map
from viz.figures.sweep.colours import amounts, ink_on
from viz.figures.sweep.facts import SweepFacts, count_range, level_text, measured, source
from viz.reports.outcomes import PRINTED
from viz.reports.sweep import make_sweep


def texts(*values: str) -> np.ndarray:
    return np.array(values, dtype=object)


def won(best: tuple, decided: tuple, hours: tuple = (0.2, 0.4, 0.8, 1.6)) -> dict:
    count = len(best)
    return {
        "point": np.arange(count), "staff_hours": np.array(hours[:count]), "best": texts(*best),
        "second": texts(*(["silent"] * count)), "margin": np.full(count, 0.0123),
        "low": np.full(count, 0.01), "high": np.full(count, 0.02),
        "decided": np.array(decided), "replicates": np.full(count, 5),
    }  # fmt: skip


FACTS = SweepFacts.of(sweeps.plain([HOURS], arms=("push", "mixed", "silent")), 60)


@pytest.mark.parametrize(
    ("table", "factors", "headline"),
    [
        (won(("push",) * 4, (True,) * 4), (), "Push has the highest trust in all 4 cases"),
        (
            won(("push",) * 4, (True,) * 4), ("staff_hours",),
            "Push has the highest trust at all 4 levels of staff hours",
        ),
        (
            won(("push", "push", "mixed", "mixed"), (True, True, False, True)), ("staff_hours",),
            "Push has the highest trust up to staff hours 0.4, mixed from 1.6 on",
        ),
        (
            won(("push", "mixed", "push", "mixed"), (True, True, True, False)), ("staff_hours",),
            "Push has the highest trust at 2 of 4 levels of staff hours, mixed at 1; "
            "1 is undecided",
        ),
        (
            won(("push", "mixed"), (False, False)), (),
            "Which arm has the highest trust cannot be told from luck anywhere",
        ),
        (won(("push",), (True,)), (), "Push has the highest trust, 0.012 more than silent"),
        (won(("",), (False,)), (), "No run has a value of trust"),
    ],
)  # fmt: skip
def test_who_wins(table: dict, factors: tuple, headline: str):
    assert telling.who_wins(table, FACTS, "trust", factors) == headline


def test_less_is_better_of_some_things():
    facts = sweeps.plain([HOURS]) | {
        "outcomes": [sweeps.outcome("suspicion", how="final", higher_is_better=False)]
    }
    table = won(("push",), (True,))
    said = telling.who_wins(table, SweepFacts.of(facts), "suspicion")
    assert said == "Push has the lowest suspicion of marketers, 0.012 less than silent"


def test_a_field_writes_mean_and_half_width_into_its_cells():
    sweep = case(PAIR, arms=("push",))
    table = surfaces.surface(sweep.cube, ["trust"])
    figure = heat_map.heat_map(table, sweep.facts, "a", "b", "trust", "A headline")
    written = [text.get_text() for ax in figure.axes for text in ax.texts]
    for mean, high in zip(table["mean"], table["high"], strict=True):
        assert f"{mean:.3f}" in written
        assert f"± {high - mean:.3f}" in written
    assert "95\u00a0% intervals" in words_of(figure)


def test_a_win_map_has_the_winner_s_colour_and_hatches_what_is_undecided():
    sweep = case(PAIR)
    table = {
        "point": np.arange(4), "a": np.array([0, 0, 1, 1]), "b": np.array([0, 1, 0, 1]),
        "best": texts("push", "push", "conversational", ""),
        "second": texts("scheduled", "scheduled", "push", ""),
        "margin": np.array([0.2, 0.1, 0.2, np.nan]), "low": np.array([0.1, -0.1, 0.1, np.nan]),
        "high": np.array([0.3, 0.3, 0.3, np.nan]),
        "decided": np.array([True, False, True, False]), "replicates": np.array([5, 5, 5, 0]),
    }  # fmt: skip
    figure = win_map.win_map({"trust": table}, sweep.facts, "a", "b", "A headline")
    (ax,) = [ax for ax in figure.axes if len(ax.collections) == 2]
    cells, stripes = [c for c in ax.collections if isinstance(c, PolyCollection)]
    own, paper = theme.LIGHT.strategies, theme.LIGHT.paper
    fills = [to_hex(fill) for fill in cells.get_facecolors()]
    assert fills == [own["push"], paper, own["conversational"], paper]
    corners = np.concatenate([path.vertices for path in stripes.get_paths()])
    assert corners.min(axis=0) == pytest.approx([0, 1], abs=0.03)
    assert corners.max(axis=0) == pytest.approx([1, 2], abs=0.03)
    written = [text.get_text() for text in ax.texts]
    assert written == ["0.200", "0.100", "0.200"]
    assert "undecided" in words_of(figure)


def test_where_colours_run_out_winners_carry_letters():
    sweep = case(PAIR, arms=sweeps.TWELVE)
    table = won((sweeps.TWELVE[0], sweeps.TWELVE[9]), (True, True)) | {
        "a": np.array([0, 1]), "b": np.array([0, 0]),
    }  # fmt: skip
    figure = win_map.win_map({"trust": table}, sweep.facts, "a", "b", "A headline")
    written = [text.get_text() for ax in figure.axes for text in ax.texts]
    assert [text for text in written if len(text) == 1] == ["A", "B"]
    assert_legible(figure)


def test_lines_go_through_the_means():
    sweep = case([HOURS])
    table = surfaces.surface(sweep.cube, ["trust"])
    figure = bands.bands(table, sweep.facts, "staff_hours", ["trust"], "A headline")
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 4]
    for line, arm in zip(lines, sweep.facts.arms, strict=True):
        assert line.get_xdata() == pytest.approx([0.2, 0.4, 0.8, 1.6])
        assert line.get_ydata() == pytest.approx(table["mean"][table["arm"] == arm])


def test_a_tornado_has_the_widest_bar_on_top():
    facts = sweeps.plain([HOURS, REACH], design="one_at_a_time", arms=("push",))
    points = sweeps.one_at_a_time(facts)
    table = sweeps.runs(facts, points)
    table["trust"] = np.where(table["ad_reach"] == 0.5, 0.9, table["trust"])
    sweep = make_sweep(table, facts)
    found = swings.swings(sweep.cube, "trust", {f.name: f.levels for f in sweep.facts.factors})
    assert tornado.ordered(found, sweep.facts, ["push"]) == ["ad_reach", "staff_hours"]
    assert tornado.finding(found, sweep.facts, "trust").startswith("Ad reach moves trust most: by")


def standings(leaders: list[list[str]]) -> dict:
    """Return a table of horizons in which some arms share the lead each time."""
    arms = ("push", "mixed", "silent")
    rows = []
    for days, first in zip((30, 365, 1095), leaders, strict=False):
        order = [*first, *(arm for arm in arms if arm not in first)]
        rows += [(days, arm, order.index(arm) + 1, arm in first) for arm in arms]
    days, arm, rank, tied = zip(*rows, strict=True)
    size = len(rows)
    return {
        "family": texts(*["trust"] * size), "outcome": texts(*["trust"] * size),
        "days": np.array(days), "arm": texts(*arm), "rank": np.array(rank),
        "mean": np.full(size, 0.5), "low": np.full(size, 0.4), "high": np.full(size, 0.6),
        "behind": np.zeros(size), "tied": np.array(tied), "replicates": np.full(size, 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("leaders", "headline"),
    [
        ([["push"], ["push"], ["push"]], "Push leads in trust at every horizon"),
        (
            [["push"], ["mixed"], ["mixed"]],
            "Most trust: push after a month; mixed after a year and three years",
        ),
        (
            [["mixed", "silent"], ["push"]],
            "Most trust: mixed or silent after a month; push after a year",
        ),
    ],
)
def test_horizons(leaders: list, headline: str):
    assert horizon.finding(standings(leaders), FACTS) == headline


def test_where_numbers_come_from():
    assert source(FACTS, [5, 5]) == (
        "1,000 people, 180 days; 5 runs of each point and arm, seeds from 1."
    )
    alone = SweepFacts.of(sweeps.plain([], arms=("base",)), 4, 1)
    assert source(alone, [1, 3]) == (
        "1,000 people, 180 days; 1 to 3 runs, seeds from 1. 1 run of 4 failed and is left out."
    )
    assert count_range([np.nan, 0]) == "0"


@pytest.mark.parametrize(
    ("level", "text"),
    [(0.1 + 0.2, "0.3"), (1200.0, "1,200"), (50_000, "50k"), (1e-5, "1.0e-5"), (-2, "−2"),
     (True, "yes"), ("False", "no"), ("social_web", "social web"), (0, "0")],
)  # fmt: skip
def test_levels_in_print(level: object, text: str):
    assert level_text(level) == text


@pytest.mark.parametrize(
    ("given", "title", "unit", "written"),
    [
        ({"name": "trust", "of": "trust", "how": "mean"}, "Trust, mean of the days", None, "0.25"),
        ({"name": "profit_year", "of": "profit", "how": "total"}, "Profit, year", "€", "€0.2"),
        ({"name": "half", "of": "trust", "how": "time_to"}, "Half", "days", "0.2"),
        (
            {"name": "part", "of": "purchases", "how": "ratio", "by": "category_sales",
             "share": True},
            "Part", "% of sales of all brands", "25\u00a0%",
        ),
        ({"name": "wait", "of": "wait"}, "Wait for an answer", "hours", "0.25"),
    ],
)  # fmt: skip
def test_outcomes_in_print(given: dict, title: str, unit: str | None, written: str):
    printed = measured(given, PRINTED).outcome
    assert printed.title == title
    assert unit is None or printed.unit == unit
    assert printed.write(0.25, False) == written


# --- colours ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("eyes", EYES)
def test_amounts_are_ordered_for_every_eye(mode: str, eyes: str):
    lab = seen(amounts(mode)(np.linspace(0, 1, 33))[:, :3], eyes)
    steps = np.diff(lab[:, 0])
    assert (steps < 0).all() if mode == "light" else (steps > 0).all()
    assert ciede2000(lab[:1], lab[-1:])[0] > 40


@pytest.mark.parametrize("mode", theme.MODES)
def test_numbers_in_cells_can_be_read(mode: str):
    from viz.figures.colour import contrast, hexadecimal

    for fill in map(hexadecimal, amounts(mode)(np.linspace(0, 1, 33))[:, :3]):
        assert contrast(ink_on(fill, mode), fill) >= 3.9
