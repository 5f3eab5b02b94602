"""What is measured is named once: titles, units and directions come from the declarations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.analysis.facts import sweep_facts
from experiments.quantities import QUANTITIES
from experiments.sweep import make_experiment
from model.observables import COLUMNS
from tests.viz import synthetic
from viz.app.charts import CHARTS
from viz.figures.outcomes import printed
from viz.figures.sweep.facts import SweepFacts
from viz.reports.outcomes import PRINTED
from viz.reports.run_summary import heads

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("goodwill", "viz", "experiments", "model")
DECLARED = ("model/observables.py", "model/observing.py", "experiments/quantities.py")
SCALES = frozenset(one.unit for one in QUANTITIES.values() if one.is_fraction)


def texts(path: Path) -> Iterator[str]:
    """Yield every text of a Python file that is not built from others."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def typed_again(text: str) -> bool:
    titles = {one.title for one in QUANTITIES.values()}
    return text in titles or text in SCALES


def test_no_title_and_no_scale_is_typed_anywhere_else():
    found = {
        f"{path.relative_to(ROOT)}: {text}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if str(path.relative_to(ROOT)) not in DECLARED
        for text in texts(path)
        if typed_again(text)
    }
    assert found == set()


@pytest.mark.parametrize("ending", ["vue", "js", "jinja"])
def test_no_title_is_typed_in_what_a_browser_gets(ending: str):
    titles = [one.title for one in QUANTITIES.values()]
    found = {
        f"{path.name}: {title}"
        for path in (ROOT / "viz").rglob(f"*.{ending}")
        for title in titles
        if any(f"{a}{title}{b}" in path.read_text("utf-8") for a, b in ("''", '""', "><"))
    }
    assert found == set()


def test_titles_tell_outcomes_apart():
    titles = [one.title for one in QUANTITIES.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", [column.name for column in COLUMNS])
def test_every_observable_says_all_there_is_to_say(name: str):
    one = QUANTITIES[name]
    assert one.title[:1].isupper()
    assert one.unit
    assert one.about
    assert one.better in ("more", "fewer", "neither")


def test_charts_have_the_declared_titles_and_units():
    for chart in CHARTS:
        if chart.key in PRINTED:
            assert chart.outcome.title == PRINTED[chart.key].title
            assert chart.outcome.unit.startswith(PRINTED[chart.key].unit)
    rest = {chart.key for chart in CHARTS if chart.key not in PRINTED}
    assert rest == {"talk", "earned"}


def test_the_table_of_a_run_has_the_declared_titles_and_units():
    names = ("trust", "", "read_share", "followers", "purchases", "revenue", "cost", "profit")
    for name, head in zip(names, heads(synthetic.facts()), strict=True):
        if name:
            assert (head.title, head.unit) == (PRINTED[name].title, PRINTED[name].unit)


def test_pictures_of_a_sweep_are_handed_title_unit_and_direction():
    made = make_experiment(
        {
            "base": "one_brand",
            "arms": {"push": {"strategy": "push"}},
            "outcomes": {
                "trust": "final",
                "cost": "total",
                "read_share": {"of": "read", "how": "ratio", "by": "impressions"},
            },
        },
        "titles",
    )
    facts = SweepFacts.of(sweep_facts(made))
    for name in ("trust", "cost", "read_share"):
        assert facts.measured(name).outcome == PRINTED[name]
    assert not facts.measured("cost").higher_is_better
    assert facts.measured("talk_negative").outcome == PRINTED["talk_negative"]


@pytest.mark.parametrize(
    ("unit", "value", "text", "change"),
    [
        ("0 none to 1 full", 0.5, "0.50", "+0.500"),
        ("share of letters", 0.5, "50\u00a0%", "+50"),
        ("euros", 1234.0, "€1.2k", "+€1.2k"),
        ("people", 1234.0, "1.2k", "+1.2k"),
        ("hours", 0.123, "0.12", "+0.12"),
    ],
)
def test_the_unit_says_how_numbers_are_written(unit: str, value: float, text: str, change: str):
    outcome = printed("A title", unit)
    assert outcome.write(value, False) == text
    assert outcome.write_change(value, True) == change
