"""``report.html`` of a sweep: its default pictures, and every arm and outcome in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import make_cube
from experiments.analysis.surfaces import overall
from viz.figures import words
from viz.figures.sweep.facts import (
    SweepFacts,
    count_range,
    fine_text,
    half_text,
    rows,
    spoken,
)
from viz.figures.sweep.telling import noun, quoted
from viz.figures.tables import Table
from viz.reports.page import About, PageTable, Report, TableColumn, TableRow, lead_of, write_report
from viz.reports.sweep_pictures import drawings
from viz.reports.sweep_results import SweepResults

CAUTION = (
    "Intervals tell an effect from luck at the points that were tried and under the parameters "
    "used here; they say nothing about other parameters. This command repeats the sweep exactly:"
)
ABOUT_NUMBERS = (
    "Units stand below the outcomes, and the runs that have a value below the arms; replicates have"
    f" the same seeds in all arms. {words.NOTHING}: no number, because no run is done or what is"
    " measured never came about."
)
FAILED = "failed"
JOINED = "\u2060"
"""No line breaks here: between a minus sign and its number."""
NO_VALUE = "No run has given a value, so there is nothing to be seen."
SHOWN_ERRORS = 3
LONGEST_ERROR = 160


def make_sweep(table: Table, plain: Mapping[str, Any], series: Table | None = None) -> SweepResults:
    """Return what is drawn and told of a sweep.

    ``table`` holds one row a point, arm and replicate (``experiments.sweep.tables``),
    ``plain`` the experiment's facts (``experiments.analysis.facts.sweep_facts``), ``series``
    the days that were kept of the focal brand, with point, arm and replicate.
    """
    failed = int(np.sum(np.asarray(table["status"]) == FAILED))
    facts = SweepFacts.of(plain, len(table["point"]), failed)
    names = [factor.name for factor in facts.factors]
    cube = make_cube(table, names, list(facts.outcomes), facts.arms)
    return SweepResults(cube, facts, plain["outcomes"], series)


def sweep_report(
    folder: Path,
    table: Table,
    plain: Mapping[str, Any],
    about: About,
    series: Table | None = None,
    planned: int | None = None,
) -> Path:
    """Draw the default pictures into ``figures/`` and write ``report.html`` beside them.

    ``planned`` is the number of runs the experiment asks for, if some are not there yet.
    """
    sweep = make_sweep(table, plain, series)
    pictures = [drawing.save(folder / "figures") for drawing in drawings(sweep)]
    page = Report(
        about=replace(about, what={**about.what, **_counts(sweep, table)}),
        kicker="A sweep by Goodwill",
        lead=lead_of(pictures, NO_VALUE),
        summary=[*_state(sweep, planned), *_failures(table), *sentences(sweep)],
        table=grid(sweep),
        pictures=pictures,
        caution=CAUTION,
    )
    return write_report(folder, page)


def _counts(sweep: SweepResults, table: Table) -> dict[str, str]:
    """Return how large the sweep is and which seeds it has, in words."""
    there, seeds = _there(sweep), np.unique(np.asarray(table["seed"]))
    span = f"{seeds[0]} to {seeds[-1]}" if len(seeds) > 1 else "".join(map(str, seeds))
    return {
        "Points": f"{len(sweep.cube.points):,}",
        "Arms": f"{len(sweep.facts.arms):,}",
        "Replicates": count_range(there.sum(axis=2)),
        "Seeds": span or words.NOTHING,
        "Runs": f"{sweep.facts.runs:,}",
    }


def _there(sweep: SweepResults) -> npt.NDArray[np.bool_]:
    """Tell which runs have a value of anything, [point, arm, replicate]."""
    values = np.stack(list(sweep.cube.values.values()))
    return np.asarray(np.isfinite(values).sum(axis=0) > 0)


def _state(sweep: SweepResults, planned: int | None) -> list[tuple[str, str]]:
    if planned is None or planned <= sweep.facts.runs:
        return []
    text = f"{sweep.facts.runs:,} of {planned:,} runs are there; go on with --resume."
    return [("Not complete.", text)]


def _failures(table: Table) -> list[tuple[str, str]]:
    """Return how many runs failed, with what they said most often."""
    lost = np.flatnonzero(np.asarray(table["status"]) == FAILED)
    if not lost.size:
        return []
    errors = Counter(" ".join(str(table["error"][i]).split())[:LONGEST_ERROR] for i in lost)
    said = [f"{count:,} × {error}" for error, count in errors.most_common(SHOWN_ERRORS)]
    rest = len(errors) - SHOWN_ERRORS
    more = f" (and {rest} other messages)" if rest > 0 else ""
    points = Counter(int(table["point"][i]) for i in lost)
    worst, count = points.most_common(1)[0]
    text = (
        f"{len(lost):,} of {len(table['status']):,} runs failed and count nowhere: "
        f"{'; '.join(said)}{more}. Most of them at point {worst} ({count:,}). "
        "--retry-failed tries them again."
    )
    return [("Failures.", text)]


def grid(sweep: SweepResults) -> PageTable:
    """Return each outcome's mean and interval in each arm, over all points."""
    facts, cube = sweep.facts, sweep.cube
    table = overall(cube)
    there = _there(sweep)
    columns = [
        TableColumn(spoken(arm).capitalize(), words.plural(int(there[:, k].sum()), "run"))
        for k, arm in enumerate(facts.arms)
    ]
    found = []
    for name in cube.values:
        printed = facts.measured(name).outcome
        cells = [_cell(table, facts, arm, name) for arm in facts.arms]
        found.append(TableRow(printed.title, printed.unit, cells))
    over = f" over {words.plural(len(cube.points), 'point')}" if len(cube.points) > 1 else ""
    several = int((there.sum(axis=(0, 1)) > 0).sum())
    caption = f"Means{over} with their 95{words.PERCENT} intervals over the replicates."
    if several < 2:
        caption = f"Means{over}; one replicate, no intervals."
    return PageTable(f"{caption} {ABOUT_NUMBERS}", "Outcome", columns, found)


def _cell(table: Table, facts: SweepFacts, arm: str, outcome: str) -> str:
    i = int(rows(table, arm=arm, outcome=outcome)[0])
    printed = facts.measured(outcome).outcome
    if not np.isfinite(table["mean"][i]):
        return words.NOTHING
    text = fine_text(printed, float(table["mean"][i]))
    ends = [fine_text(printed, float(table[part][i])) for part in ("low", "high")]
    return f"{text}\n{ends[0]} to {ends[1]}" if np.isfinite(table["low"][i]) else text


def sentences(sweep: SweepResults) -> list[tuple[str, str]]:
    """Return each arm with what it changes beyond chance over all points, and what luck saved."""
    if not sweep.several:
        return []
    facts, table = sweep.facts, overall(sweep.cube)
    said = []
    for arm in facts.arms[1:]:
        own = rows(table, arm=arm)
        up = [_effect(table, facts, int(i)) for i in own if table["change_low"][i] > 0]
        down = [_effect(table, facts, int(i)) for i in own if table["change_high"][i] < 0]
        parts = [f"raises {words.listed(up)}"] if up else []
        parts += [f"lowers {words.listed(down)}"] if down else []
        against = f" against {quoted(facts.arms[0])}" if parts else ""
        text = " and ".join(parts) or "changes nothing beyond chance"
        said.append((spoken(arm).capitalize(), f"{text}{against}, over all points."))
    return [*said, *_saving(sweep, table)]


def _effect(table: Table, facts: SweepFacts, i: int) -> str:
    measured = facts.measured(str(table["outcome"][i]))
    unit = f" {measured.outcome.change}" if measured.outcome.points else ""
    amount = measured.outcome.write_change(float(table["change"][i]), True)
    if not amount.strip("0.,€"):
        amount = half_text(measured.outcome, abs(float(table["change"][i]))).partition(" points")[0]
    amount = amount.replace(words.MINUS, f"{words.MINUS}{JOINED}")
    return f"{noun(measured)} ({amount}{unit})"


def _saving(sweep: SweepResults, table: Table) -> list[tuple[str, str]]:
    """Return how much of the differences' variance the shared people and luck took away."""
    parts = []
    for name in sweep.cube.values:
        share = np.asarray(table["saving"], dtype=float)[rows(table, outcome=name)]
        share = share[np.isfinite(share)]
        if share.size:
            middle = max(float(np.median(share)), -9.99)
            parts.append(f"{words.share(middle)} in {noun(sweep.facts.measured(name))}")
    if not parts:
        return []
    text = (
        "took away this much of the variance of differences between arms, compared with runs of "
        f"their own luck: {words.listed(parts)}."
    )
    return [("The shared people and luck", text)]
