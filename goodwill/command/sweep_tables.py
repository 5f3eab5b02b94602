"""What a sweep found, as printed tables and as JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from goodwill.command.printing import print_table, say
from viz.figures.words import plural

if TYPE_CHECKING:
    from experiments.sweep.results import Results

MOST_LINES = 40
"""Rows of the table that is printed; the rest is in the files."""


def tell(found: Results) -> None:
    """Print how many runs there are, and each outcome by point and arm."""
    table, made = found.table(), found.experiment
    failed = int((table["status"] == "failed").sum())
    state = "complete" if found.is_complete else "not complete: go on with --resume"
    say(f"{made.title}: {plural(len(table['status']), 'run')}, {failed:,} of them failed; {state}")
    for error, count in _errors(table)[:5]:
        say(f"  {count:,} x {error}")
    heads = ["point", *made.factor_names, "arm", *made.outcome_names, "replicates"]
    rows = [_printed(row, made) for row in means(found)]
    if len(rows) > MOST_LINES:
        say(f"The first {MOST_LINES} of {len(rows):,} points and arms:")
    say(about_numbers(found))
    title = f"Means, ± half of the 95 % interval; brand {made.brand}"
    print_table(title, heads, rows[:MOST_LINES], numbers=True)
    if len(made.arms) > 1:
        tell_differences(found)


def about_numbers(found: Results, nothing: str = "A dash (-)") -> str:
    """Return in words which seeds and replicates a sweep has, and its outcomes' units.

    ``nothing`` is what stands where there is no number.
    """
    made, table = found.experiment, found.table()
    replicates = np.unique(np.asarray(table["replicate"]))
    seeds = np.asarray(table["seed"])
    luck = "no run yet"
    if len(seeds):
        first, last = seeds.min(), seeds.max()
        luck = f"seed {first}" if first == last else f"seeds {first} to {last}"
    units = "; ".join(f"{measure.name}: {measure.about()}" for measure in made.measures)
    return (
        f"Replicates: {len(replicates):,} at most, {luck}, the same in all arms; each mean is over"
        f" the replicates that its row counts. {units}. {nothing}: no number, because no run is"
        " done or what is measured never came about; no ± : one replicate, or none that differ."
    )


def means(found: Results) -> list[dict[str, Any]]:
    """Return point, levels, arm, replicates, and each outcome's mean with its 95 % interval."""
    from experiments.statistics import mean_interval

    table, made = found.table(), found.experiment
    points, arms = np.asarray(table["point"]), np.asarray(table["arm"])
    rows = []
    for point in np.unique(points):
        for arm in (arm.name for arm in made.arms):
            chosen = np.flatnonzero((points == point) & (arms == arm))
            if not chosen.size:
                continue
            outcomes = {}
            for name in made.outcome_names:
                mean = mean_interval(table[name][chosen])
                outcomes[name] = {
                    "mean": float(mean.mean), "low": float(mean.low), "high": float(mean.high)
                }  # fmt: skip
            rows.append({
                "point": int(point),
                "levels": {name: table[name][chosen[0]] for name in made.factor_names},
                "arm": arm,
                "outcomes": outcomes,
                "replicates": int((table["status"][chosen] == "done").sum()),
            })  # fmt: skip
    return rows


def sweep_json(found: Results) -> dict[str, Any]:
    """Return what a sweep found, for programs: all points and arms, all differences."""
    table, made = found.table(), found.experiment
    content: dict[str, Any] = {
        "title": made.title,
        "brand": made.brand,
        "complete": found.is_complete,
        "runs": len(table["status"]),
        "failed": int((table["status"] == "failed").sum()),
        "errors": dict(_errors(table)),
        "means": means(found),
    }
    if len(made.arms) > 1:
        differences = found.differences()
        rows = zip(*(np.ma.asarray(c).tolist() for c in differences.values()), strict=True)
        content["differences"] = [dict(zip(differences, row, strict=True)) for row in rows]
    return content


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


def _printed(row: dict[str, Any], made: Any) -> list[str]:
    cells = [
        _with_half(found["mean"], (found["high"] - found["low"]) / 2)
        for found in row["outcomes"].values()
    ]
    levels = map(_level, row["levels"].values())
    return [str(row["point"]), *levels, row["arm"], *cells, str(row["replicates"])]


def _level(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, (float, np.floating)) else str(value)


def _with_half(mean: float, half: float) -> str:
    """Return a mean with its interval, as many decimals as the interval has two figures for."""
    if not np.isfinite(mean):
        return "-"
    if not np.isfinite(half):
        return f"{mean:.4g}"
    decimals = min(6, max(0, 1 - math.floor(math.log10(half)))) if half > 0 else 4
    return f"{mean:,.{decimals}f} ±{half:,.{decimals}f}"
