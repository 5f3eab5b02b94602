"""What ``goodwill results`` does: summarise, export, repeat."""

from __future__ import annotations

import csv
import math
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from experiments.statistics import mean_interval
from experiments.sweep.results import Results
from goodwill.command.printing import print_table, say
from model.compilation import source_hash
from model.errors import InputError
from model.scenario.writing import toml_text

MOST_LINES = 40
"""Rows of the table that is printed; the rest is in the files."""
ENOUGH = 4
"""Letters of a run's id that have to be given at least."""


def show_results(
    folder: str, csv_file: str | None, run_id: str | None, page: bool, out: str | None
) -> None:
    """Summarise a sweep, export it, or repeat one of its runs."""
    found = Results(folder)
    if run_id is not None:
        repeat(found, run_id, out)
        return
    if out is not None:
        raise InputError("goes with --open only", file="--out", value=out)
    if csv_file is not None:
        export(found, csv_file)
    if page:
        report(found)
    tell(found)


def report(found: Results) -> None:
    """Draw the default pictures and write the page."""
    from goodwill.command import pictures

    pictures.report_sweep(found)


def tell(found: Results) -> None:
    """Print how many runs there are, and each outcome by point and arm."""
    table, made = found.table(), found.experiment
    failed = int((table["status"] == "failed").sum())
    state = "complete" if found.is_complete else "not complete: go on with --resume"
    say(f"{made.title}: {len(table['status']):,} runs, {failed:,} of them failed; {state}")
    for error, count in _errors(table)[:5]:
        say(f"  {count:,} x {error}")
    heads = ["point", *made.factor_names, "arm", *made.outcome_names, "replicates"]
    rows = _rows(table, made)
    if len(rows) > MOST_LINES:
        say(f"The first {MOST_LINES} of {len(rows):,} points and arms:")
    title = f"Means, ± half of the 95 % interval; brand {made.brand}"
    print_table(title, heads, rows[:MOST_LINES], numbers=True)
    if len(made.arms) > 1:
        tell_differences(found)


def tell_differences(found: Results) -> None:
    """Print how the arms differ from the first in the first outcome."""
    made, table = found.experiment, found.differences()
    outcome, baseline = made.outcome_names[0], made.arms[0].name
    heads = ["point", *made.factor_names, "arm", "difference", "p, adjusted", "saved", "replicates"]
    rows = []
    for at in np.flatnonzero(table["outcome"] == outcome)[:MOST_LINES]:
        levels = [_level(table[name][at]) for name in made.factor_names]
        half = (table["high"][at] - table["low"][at]) / 2
        rows.append(
            [str(table["point"][at]), *levels, str(table["arm"][at]),
             _with_half(table["mean"][at], half), _p(table["p_holm"][at]),
             _share(table["saved"][at], 2), str(table["replicates"][at])]
        )  # fmt: skip
    title = (
        f"{outcome}: what each arm changes against {baseline}, on the same people and luck"
        " (± half of the 95 % interval; saved: share of variance that this saves)"
    )
    print_table(title, heads, rows, numbers=True)


def _p(value: float) -> str:
    return "<0.0001" if value < 1e-4 else _share(value, 4)


def _share(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}" if np.isfinite(value) else "-"


def _errors(table: Any) -> list[tuple[str, int]]:
    errors = [error for error in table["error"].tolist() if error]
    return sorted(((e, errors.count(e)) for e in set(errors)), key=lambda pair: (-pair[1], pair[0]))


def _rows(table: Any, made: Any) -> list[list[str]]:
    points, arms = np.asarray(table["point"]), np.asarray(table["arm"])
    rows = []
    for point in np.unique(points)[:MOST_LINES]:
        for arm in (arm.name for arm in made.arms):
            chosen = np.flatnonzero((points == point) & (arms == arm))
            if not chosen.size:
                continue
            levels = [_level(table[name][chosen[0]]) for name in made.factor_names]
            cells = [_cell(table[name][chosen]) for name in made.outcome_names]
            done = int((table["status"][chosen] == "done").sum())
            rows.append([str(point), *levels, arm, *cells, str(done)])
    return rows


def _level(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, (float, np.floating)) else str(value)


def _cell(values: Any) -> str:
    found = mean_interval(values)
    return _with_half(float(found.mean), float(found.high - found.low) / 2)


def _with_half(mean: float, half: float) -> str:
    """Return a mean with its interval, as many decimals as the interval has two figures for."""
    if not np.isfinite(mean):
        return "-"
    if not np.isfinite(half):
        return f"{mean:.4g}"
    decimals = min(6, max(0, 1 - math.floor(math.log10(half)))) if half > 0 else 4
    return f"{mean:,.{decimals}f} ±{half:,.{decimals}f}"


def export(found: Results, file: str) -> None:
    """Write the table of runs as CSV, whole or not at all."""
    table = found.table()
    unfinished = Path(f"{file}.tmp")
    try:
        with unfinished.open("w", newline="", encoding="utf-8") as opened:
            writer = csv.writer(opened)
            writer.writerow(table)
            columns = [column.tolist() for column in table.values()]
            for row in zip(*columns, strict=True):
                writer.writerow(["" if _is_missing(cell) else cell for cell in row])
        os.replace(unfinished, file)
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be written ({problem})", file="--csv", value=file) from error
    say(f"Written to {file}")


def _is_missing(cell: Any) -> bool:
    return cell is None or cell != cell


@contextmanager
def scenario_file(scenario: Any, sized: bool) -> Iterator[str]:
    """Give a file of the scenario; where a graph sets the number of people, without it."""
    document = scenario.to_dict()
    if sized:
        del document["people"]["count"]
    with tempfile.TemporaryDirectory(prefix="goodwill-") as folder:
        path = Path(folder) / f"{scenario.name}.toml"
        path.write_text(toml_text(document), "utf-8")
        yield str(path)


def repeat(found: Results, run_id: str, out: str | None) -> None:
    """Run one row again, as ``goodwill run`` would."""
    from goodwill.command.single import run_once

    made, table = found.experiment, found.table()
    ids = sorted({known for known in table["run_id"].tolist() if known.startswith(run_id)})
    if len(ids) != 1 or len(run_id) < ENOUGH:
        problem = "no such run" if not ids else "several runs begin like that"
        raise InputError(
            problem, file="--open", value=run_id,
            allowed=f"an id of the column run_id, or its first letters ({ENOUGH} or more)",
        )  # fmt: skip
    at = table["run_id"].tolist().index(ids[0])
    arm = next(arm for arm in made.arms if arm.name == table["arm"][at])
    levels = found.levels(int(table["point"][at]))
    scenario = made.scenario(levels, arm, int(table["replicate"][at]))
    graph = made.graph_of(levels)
    if found.sources != source_hash():
        say("Notice: the model has changed since; the numbers may differ")
    with scenario_file(scenario, sized=graph is not None) as path:
        run_once(
            scenario=path, seed=None, days=None, sets=(), strategies=made.strategies, graph=graph,
            graph_header=None, engine="compiled", watch=(), threads=None, no_figures=False, out=out,
        )  # fmt: skip
