"""What ``goodwill validate`` does: read, run all replicates, tell, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.manifest import graph_facts, make_manifest
from experiments.run.processes import usual_workers
from experiments.store.cells import in_digits
from experiments.store.folder import output_folder
from experiments.store.numbers import write_json
from experiments.store.parquet import write_table
from experiments.validation import table
from experiments.validation.registry import chosen, experiment
from experiments.validation.running import (
    Result,
    VirtualRun,
    run_everything,
    virtual_runs,
)
from experiments.validation.table import TargetResult
from goodwill.command.compiling import warm_up
from goodwill.command.keeping import SafeDrawing, results_safe
from goodwill.command.late_imports import import_model
from goodwill.command.numbers import read_sets
from goodwill.command.printing import print_json, print_table, say
from goodwill.command.progress import progress
from goodwill.command.telling import command_line
from goodwill.command.timing import Stopwatch
from model.parameters.declaration import Value
from model.scenario import Scenario
from viz.figures.words import plural

DEFAULTS = {
    "title": "Validation experiments",
    "about": "The parameters under which all experiments ran; each has a world of its own.",
    "brands": {"focal": {"strategy": "silent"}},
}


@dataclass(frozen=True)
class ValidationPlan:
    """What is run."""

    ids: tuple[str, ...]
    quick: bool
    work: Sequence[VirtualRun]
    scenario: Scenario
    """Carries the parameters."""


def validate_all(
    *,
    ids: Sequence[str],
    replicates: int | None,
    quick: bool,
    workers: int | None,
    sets: tuple[str, ...],
    no_figures: bool,
    as_json: bool,
    out: str | None,
) -> None:
    """Run experiments, print what came of them, and write it down if asked to."""
    watch = Stopwatch()
    with watch("reading"):
        values = read_sets(sets)
        scenario = Scenario.from_dict(DEFAULTS).with_values(values, file="--set")
        names = chosen(ids)
        work = virtual_runs(names, replicates, quick, values)
        plan = ValidationPlan(names, quick, work, scenario)
        target = output_folder(out)
    size = f"{plural(len(names), 'experiment')}, {plural(len(plan.work), 'run')}"
    say(f"{size}{' (quick)' if quick else ''}")
    results = run_all(plan, min(workers or usual_workers(), len(plan.work)), watch)
    found = table.rows(results)
    if target is not None:
        drawing = SafeDrawing(watch)
        with target.writing() as folder:
            write(folder, plan, results, found, drawing, not no_figures)
        drawing.check(target.name)
    with results_safe(None if target is None else target.name):
        if as_json:
            print_json(figure_table(found))
        else:
            tell(found)
        if target is not None:
            say(f"Written to {target.name}")


def run_all(plan: ValidationPlan, workers: int, watch: Stopwatch) -> list[Result]:
    """Run everything, and say how it goes."""
    with watch("imports"):
        import_model()
    with watch("compiling"):
        warm_up(plan.scenario)
    with watch("runs"), progress("Run", len(plan.work)) as advance:
        return run_everything(plan.work, workers, advance)


def tell(found: Sequence[TargetResult]) -> None:
    """Print the table, and how many experiments pass."""
    heads = ("Id", "Fact", "Measured", "95 % interval", "Band", "Pass", "Ablated", "Ablation fails")
    print_table("", heads, [cells(row) for row in found])
    done = table.verdicts(found)
    passed = [name for name, (passes, _) in done.items() if passes]
    rows = sum(row.passes for row in found)
    say(f"{rows} of {len(found)} quantities and {len(passed)} of {len(done)} experiments pass")
    blind = [name for name in passed if not done[name][1]]
    if blind:
        say(f"Pass even with their mechanism switched off: {', '.join(blind)}")


def cells(row: TargetResult) -> list[str]:
    """Return a row as it is printed."""
    found, target = row.found, row.target
    return [
        row.id, row.facts, short(found.mean), f"{short(found.low)} to {short(found.high)}",
        band(target.low, target.high), verdict(row), short(row.ablated.mean),
        table.word(row.ablation_fails),
    ]  # fmt: skip


def verdict(row: TargetResult) -> str:
    """Return whether it passes, and which kind of test it is."""
    if row.target.role == "reported":
        return "(reported)"
    mark = " (calibration)" if row.target.coded else ""
    held = " (held out)" if row.target.role == "held out" else ""
    return table.word(row.passes) + mark + held


def short(value: float) -> str:
    """Return a number with three figures."""
    return f"{value:.3g}" if value == value else "none"


def band(low: float, high: float) -> str:
    """Return a band in words."""
    ends = in_digits(low), in_digits(high)
    if all(ends):
        return f"{ends[0]} to {ends[1]}"
    return f"from {ends[0]}" if ends[0] else f"to {ends[1]}" if ends[1] else "any"


def write(
    folder: Path,
    plan: ValidationPlan,
    results: Sequence[Result],
    found: Sequence[TargetResult],
    drawing: SafeDrawing,
    figures: bool,
) -> None:
    """Write everything that the experiments leave."""
    with drawing.watch("tables"):
        table.write_csv(folder / "table.csv", found)
        write_table(folder / "runs.parquet", table.runs_table(results), table.RUNS)
        (folder / "scenario.toml").write_text(plan.scenario.to_toml(), "utf-8")
    if figures:
        with drawing("Drawing the pictures"):
            from viz.reports.validation import draw_validation

            draw_validation(folder / "figures", figure_table(found))
    write_json(folder / "manifest.json", manifest(plan, results, drawing.watch))


def figure_table(found: Sequence[TargetResult]) -> list[dict[str, Any]]:
    """Return what pictures show of each row."""
    return [
        {
            "experiment": row.experiment.id, "title": row.experiment.title, "id": row.id,
            "about": row.target.about, "unit": row.target.unit, "mean": row.found.mean,
            "low": row.found.low, "high": row.found.high, "band_low": row.target.low,
            "band_high": row.target.high, "ablated": row.ablated.mean, "passes": row.passes,
            "role": row.target.role,
        }
        for row in found
    ]  # fmt: skip


def manifest(
    plan: ValidationPlan, results: Sequence[Result], watch: Stopwatch
) -> Mapping[str, Any]:
    """Return the manifest."""
    spent = dict.fromkeys(plan.ids, 0.0)
    for result in results:
        spent[result.id] += result.seconds
    seeds: dict[str, list[int]] = {name: [] for name in plan.ids}
    for result in results:
        if not result.ablated:
            seeds[result.id].append(result.seed)
    values: Mapping[str, Value] = plan.scenario.values
    return make_manifest(
        plan.scenario, kind="validation", command=command_line(), engine="compiled",
        graph=graph_facts(None, None, str(values["network.kind"])), started=watch.started,
        seconds=watch.seconds, quick=plan.quick, seeds=seeds,
        sizes={name: _size(name, plan.quick) for name in plan.ids},
        off={name: dict(experiment(name).off) for name in plan.ids},
        seconds_by_experiment={name: round(value, 1) for name, value in spent.items()},
    )  # fmt: skip


def _size(name: str, quick: bool) -> dict[str, int]:
    found = experiment(name)
    return dict(found.quick if quick else found.full)
