"""The page of a sweep: numbers, failures and what is missing, all said as it is."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tests.viz import sweeps
from tests.viz.test_sweep_figures import HOURS, REACH, case
from viz.figures import words
from viz.reports.page import About
from viz.reports.sweep import grid, make_sweep, sentences, sweep_report

ABOUT = About("A title", "A paragraph.", "goodwill sweep it --out there", {"People": "1,000"})


@pytest.mark.often
def test_the_page_has_pictures_numbers_and_the_command(tmp_path: Path):
    facts = sweeps.plain([HOURS], arms=("push", "mixed"), replicates=2)
    path = sweep_report(tmp_path, sweeps.runs(facts, None, 2), facts, ABOUT)
    page = path.read_text("utf-8")
    assert path == tmp_path / "report.html"
    for name in re.findall(r'(?:src|srcset)="(figures/[^"]+)"', page):
        assert (tmp_path / name).is_file()
    assert page.count("<figure>") == 2
    assert "there" in page
    assert "Means over 4 points" in page
    assert re.search(r"<dt>Replicates</dt><dd>2</dd>", page)
    assert re.search(r"<dt>Seeds</dt><dd>1 to 2</dd>", page)
    assert "Units stand below the outcomes" in page
    assert f"{words.NOTHING}: no number, because no run is done" in page
    assert "Failures" not in page
    assert "Not complete" not in page


def test_a_sweep_in_which_everything_failed_has_a_page_too(tmp_path: Path):
    facts = sweeps.plain([HOURS, REACH])
    table = sweeps.fail(sweeps.runs(facts), slice(0, None), facts, "ValueError: <lost>")
    page = sweep_report(tmp_path, table, facts, ABOUT).read_text("utf-8")
    assert "nothing to be seen" in page
    assert "180 of 180 runs failed" in page
    assert "180 × ValueError: &lt;lost&gt;" in page
    assert "<figure>" not in page


def test_failures_are_counted_by_what_they_said(tmp_path: Path):
    facts = sweeps.plain([], arms=("push",), outcomes=("trust",), replicates=6)
    table = sweeps.runs(facts, None, 6)
    table = sweeps.fail(table, slice(0, 2), facts, "ValueError: one")
    table = sweeps.fail(table, slice(2, 3), facts, "KeyError: other")
    page = sweep_report(tmp_path, table, facts, ABOUT, planned=10).read_text("utf-8")
    assert "3 of 6 runs failed" in page
    assert "2 × ValueError: one; 1 × KeyError: other" in page
    assert "6 of 10 runs are there" in page


def test_the_table_holds_means_intervals_and_the_number_of_runs():
    sweep = case([HOURS], failed=slice(0, 1))
    found = grid(sweep)
    assert [column.title for column in found.columns] == ["Push", "Scheduled", "Conversational"]
    assert [column.unit for column in found.columns] == ["19 runs", "20 runs", "20 runs"]
    runs = sweep.cube.values["profit"][:, 2].mean(axis=0)
    row = next(row for row in found.rows if row.head == "Profit")
    mean, _, interval = row.cells[2].partition("\n")
    assert mean == words.short_euros(runs.mean())
    assert " to " in interval


def test_one_replicate_has_no_intervals():
    found = grid(case([HOURS], replicates=1))
    assert "no intervals" in found.caption
    assert not any("\n" in cell for row in found.rows for cell in row.cells)


def test_sentences_tell_what_is_beyond_chance_and_what_shared_luck_saved():
    facts = sweeps.plain([], arms=("push", "mixed"), outcomes=("trust",), replicates=20)
    table = sweeps.runs(facts, None, 20)
    sweep = make_sweep(table, facts)
    change = table["trust"][table["arm"] == "mixed"] - table["trust"][table["arm"] == "push"]
    (arm, said), (_, saved) = sentences(sweep)
    assert arm == "Mixed"
    assert said == f"raises trust (+{change.mean():.3f}) against “push”, over all points."
    apart = sum(np.var(table["trust"][table["arm"] == a], ddof=1) for a in ("push", "mixed"))
    share = 1 - np.var(change, ddof=1) / apart
    assert f"{100 * share:.0f}\u00a0% in trust" in saved


@pytest.mark.parametrize("arms", [("base",), ("push", "mixed")])
def test_an_experiment_of_one_run_has_a_page(tmp_path: Path, arms: tuple):
    facts = sweeps.plain([], arms, outcomes=("trust",), replicates=1)
    page = sweep_report(tmp_path, sweeps.runs(facts, None, 1), facts, ABOUT).read_text("utf-8")
    assert "no intervals" in page
    assert "nan" not in page
