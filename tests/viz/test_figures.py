"""Every figure, on every kind of run: nothing overlaps, nothing is cut off, all is labelled."""

from __future__ import annotations

import threading

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from tests.conftest import thinned
from tests.viz import synthetic
from tests.viz.pages import assert_legible, cut_off, drawn_texts, overlaps, words_of
from viz.figures import money, reading, trust_and_sales, trust_graph
from viz.figures.tables import RunFacts
from viz.figures.theme import MODES
from viz.reports.outcomes import PRINTED

SHAPES = ("wide", "narrow")
LONG = (
    "The Very Long And Winding Brand Of Upper Saxony And Sons, Limited",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller",
    "A <b>bold</b> & $risky$ name_with^tricks \\o/",
)
SERIES = {
    "three brands": synthetic.series(),
    "one brand": synthetic.series(brands=1),
    "two brands": synthetic.series(brands=2, days=60),
    "five brands": synthetic.series(brands=5, days=180),
    "eight brands": synthetic.series(brands=8, days=1100),
    "one day": synthetic.series(days=1),
    "two days": synthetic.series(days=2),
    "two weeks": synthetic.series(days=14),
    "five people": synthetic.series(people=5, days=90),
    "a million people": synthetic.series(people=1_000_000, days=90),
    "long names": synthetic.series(names=LONG, days=90),
}


def zeroed() -> dict:
    table = synthetic.series(days=60)
    return {k: v if v.dtype.kind in "OiU" else np.zeros_like(v) for k, v in table.items()}


def missing() -> dict:
    table = synthetic.series(days=60)
    return {k: v if v.dtype.kind in "OiU" else np.full_like(v, np.nan) for k, v in table.items()}


def loss() -> dict:
    table = synthetic.series(days=365)
    return table | {"profit": -table["profit"] * 40}


def unknown_brand() -> dict:
    table = synthetic.series(days=90)
    quiet = table["brand"] == "Loudwell"
    for column in ("trust_known", "return_on_attention"):
        table[column] = np.where(quiet, np.nan, table[column])
    for column in ("impressions", "read", "purchases", "revenue", "followers"):
        table[column] = np.where(quiet, 0.0, table[column])
    return table


SERIES |= {
    "all zero": zeroed(),
    "all missing": missing(),
    "losses": loss(),
    "a brand nobody knows": unknown_brand(),
}
FIGURES = {
    "trust_and_sales": trust_and_sales.trust_and_sales,
    "reading": reading.reading,
    "money": money.money,
}
MODULES = {"trust_and_sales": trust_and_sales, "reading": reading, "money": money}


def test_overlapping_and_lost_texts_are_noticed():
    figure = Figure(figsize=(3, 2))
    figure.text(0.5, 0.5, "one")
    figure.text(0.51, 0.5, "other")
    figure.text(0.99, 0.1, "gone")
    texts = drawn_texts(figure)
    assert overlaps(texts) == [("one", "other")]
    assert cut_off(figure, texts) == ["gone"]


CROWDED = ("eight brands", "long names", "losses")
CASES = [(case, "narrow") for case in SERIES] + [(case, "wide") for case in CROWDED]


@pytest.mark.parametrize(("case", "shape"), CASES)
@pytest.mark.parametrize("name", thinned(FIGURES, 2))
def test_nothing_overlaps_or_is_cut_off(name: str, case: str, shape: str):
    mode = MODES[len(case) % 2]
    assert_legible(FIGURES[name](SERIES[case], synthetic.facts(), mode, shape))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FIGURES)
def test_where_the_numbers_come_from_is_said(name: str, mode: str):
    figure = FIGURES[name](
        SERIES["three brands"], RunFacts(people=7624, seed=17, outcomes=PRINTED), mode
    )
    assert "7,624 people, 1 run, seed 17." in words_of(figure)


@pytest.mark.parametrize("name", FIGURES)
def test_axes_are_labelled_with_units(name: str):
    figure = FIGURES[name](SERIES["three brands"], synthetic.facts())
    labels = {label for ax in figure.axes for label in (ax.get_xlabel(), ax.get_ylabel()) if label}
    assert "months since the start" in labels
    units = {
        "trust_and_sales": {"0 none to 1 full", "units a day, mean of the last 28 days"},
        "reading": {
            "% of messages shown, mean of the last 28 days",
            "messages a person and week, mean of the last 28 days",
        },
        "money": {"€, added up since the start"},
    }
    assert units[name] <= labels


def test_smoothing_is_said_only_where_it_is_done():
    words = words_of(trust_and_sales.trust_and_sales(SERIES["two weeks"], synthetic.facts()))
    assert "units a day" in words
    assert "mean of the last" not in words


def test_the_band_is_explained():
    figure = trust_and_sales.trust_and_sales(SERIES["three brands"], synthetic.facts())
    assert "Band = middle 80\u00a0% of people." in words_of(figure)


@pytest.mark.parametrize("name", FIGURES)
def test_every_brand_is_named_in_the_picture(name: str):
    words = words_of(FIGURES[name](SERIES["eight brands"], synthetic.facts()))
    assert all(brand in words for brand in synthetic.NAMES)


def test_labels_replace_keys():
    facts = RunFacts(people=10, seed=1, labels={"Hearth": "Hearth & Home"}, outcomes=PRINTED)
    words = words_of(money.money(SERIES["three brands"], facts))
    assert "Hearth & Home" in words


def test_the_line_is_the_table():
    """The bold line of the first panel is the trust of the first brand, day by day."""
    table = SERIES["three brands"]
    ax = trust_and_sales.trust_and_sales(table, synthetic.facts()).axes[0]
    bold = max(ax.lines, key=lambda line: line.get_linewidth())
    assert np.allclose(bold.get_ydata(), table["trust"][table["brand"] == "Hearth"])


def test_rows_may_come_in_any_order():
    table = SERIES["three brands"]
    first = table["brand"] == "Hearth"
    grouped = {k: np.concatenate([v[first], v[~first]]) for k, v in table.items()}
    assert money.alternative(grouped, synthetic.facts()) == money.alternative(
        table, synthetic.facts()
    )


@pytest.mark.parametrize("case", SERIES)
@pytest.mark.parametrize("name", MODULES)
def test_every_picture_has_words_for_those_who_cannot_see_it(name: str, case: str):
    text = MODULES[name].alternative(SERIES[case], synthetic.facts())
    assert text.startswith(MODULES[name].finding(SERIES[case], synthetic.facts()))
    assert text.endswith("7,624 people, 1 run, seed 1.")
    assert "nan" not in text.lower().split()


@pytest.mark.parametrize(
    ("module", "case", "finding"),
    [
        (trust_and_sales, "all missing", "No trust was measured"),
        (trust_and_sales, "all zero", "All brands end about equally trusted, at 0.00"),
        (reading, "all zero", "Nobody was sent anything"),
        (money, "all zero", "All brands end alike: ends even each"),
    ],
)
def test_findings_of_empty_runs(module, case: str, finding: str):
    assert module.finding(SERIES[case], synthetic.facts()) == finding


def test_findings_name_the_best_and_the_worst():
    table = SERIES["three brands"]
    end = table["trust"][-3:]
    order = [synthetic.NAMES[i] for i in np.argsort(end)]
    said = trust_and_sales.finding(table, synthetic.facts())
    assert said == (
        f"{order[2]} ends most trusted, at {end.max():.2f}; {order[0]} least, at {end.min():.2f}"
    )


def test_global_settings_do_not_reach_a_picture():
    plain = _pixels()
    with matplotlib.rc_context(
        {"font.size": 30, "axes.grid": False, "lines.linewidth": 9, "axes.facecolor": "red"}
    ):
        assert np.array_equal(plain, _pixels())


def test_pictures_are_the_same_in_any_thread():
    plain, found = _pixels(), []
    threads = [threading.Thread(target=lambda: found.append(_pixels())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert all(np.array_equal(plain, pixels) for pixels in found)


def _pixels() -> np.ndarray:
    from viz.reports.saving import rendered

    figure = money.money(SERIES["two brands"], synthetic.facts(), "dark", "narrow")
    return rendered(figure).copy()


# --- the graph ---------------------------------------------------------------------------

CROWDS = {"five people": 5, "two": 2, "two thousand": 2000}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("crowd", CROWDS)
@pytest.mark.parametrize("brands", thinned([8, 1]))
def test_the_graph_is_legible(crowd: str, brands: int, shape: str):
    graph = synthetic.friends(CROWDS[crowd])
    table = synthetic.people(graph, brands)
    facts = synthetic.facts(CROWDS[crowd])
    assert_legible(trust_graph.trust_graph(table, graph, facts, MODES[brands % 2], shape))


def test_the_graph_says_that_it_is_a_sample():
    graph = synthetic.friends(300)
    table = synthetic.people(graph, limit=100)
    words = words_of(trust_graph.trust_graph(table, graph, synthetic.facts(300)))
    assert "A sample of 100 of 300 people is shown" in words
    whole = trust_graph.trust_graph(synthetic.people(graph), graph, synthetic.facts(300))
    assert "All 300 people shown." in words_of(whole)


def test_dots_are_people_strangers_are_grey():
    graph = synthetic.friends(200)
    table = synthetic.people(graph, brands=1)
    ax = trust_graph.trust_graph(table, graph, synthetic.facts(200)).axes[0]
    strangers, knowing = ax.collections[-2:]
    known = table["familiarity"] >= 0.1
    assert len(strangers.get_offsets()) == (~known).sum()
    assert np.allclose(knowing.get_array(), table["trust"][known])
    reach = trust_graph.reach_of(trust_graph.opinions(table, synthetic.facts(200)))
    assert knowing.get_clim() == pytest.approx((0.5 - reach, 0.5 + reach))


def test_a_brand_that_nobody_knows_is_said_to_be_unknown():
    graph = synthetic.friends(50)
    table = synthetic.people(graph, brands=2) | {"familiarity": np.zeros(100)}
    figure = trust_graph.trust_graph(table, graph, synthetic.facts(50))
    assert "Nobody knows any of the brands" in words_of(figure)
    assert "known to nobody" in words_of(figure)
    assert_legible(figure)


def test_the_graph_in_words():
    graph = synthetic.friends(200)
    table = synthetic.people(graph, brands=2)
    text = trust_graph.alternative(table, graph, synthetic.facts(200))
    first = table["brand"] == "Hearth"
    known = first & (table["familiarity"] >= 0.1)
    assert f"mean trust is {table['trust'][known].mean():.2f}" in text
    assert text.endswith("All 200 people shown. 200 people, 1 run, seed 1.")
