"""What ``goodwill compare`` does: read, run every arm on everybody, tell, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from experiments.comparison import tables
from experiments.comparison.outcomes import HEADLINES
from experiments.comparison.replication import Replicate, as_sweep, replicate_all
from experiments.manifest import graph_facts, make_manifest
from experiments.run.networks import NetworkFile
from experiments.store.folder import OutputFolder, output_folder
from experiments.store.numbers import write_json
from experiments.store.parquet import Table, write_table
from experiments.store.whole import table_hash
from goodwill.command.comparison_plan import ComparisonPlan, arms_asked, plan_of
from goodwill.command.compiling import warm_up
from goodwill.command.doubting import run_in_doubt
from goodwill.command.inputs import keep_inputs, read_inputs
from goodwill.command.keeping import SafeDrawing, results_safe
from goodwill.command.late_imports import import_model
from goodwill.command.printing import print_json, say
from goodwill.command.progress import progress
from goodwill.command.repeating import run_again
from goodwill.command.sweep_ends import by_days
from goodwill.command.telling import announce, command_line, say_where, show_grid
from goodwill.command.timing import Stopwatch
from viz.figures.words import plural


def compare_arms(
    *,
    arms: Sequence[str],
    brand: str | None,
    replicates: int | None,
    workers: int | None,
    trust: bool,
    no_figures: bool,
    as_json: bool,
    out: str | None,
    **inputs: Any,
) -> None:
    """Compare arms, print how they differ, and write it down if asked to."""
    watch = Stopwatch()
    with run_again(inputs, trust, "comparison") as earlier, watch("reading"):
        asked = arms_asked(arms, brand, replicates, earlier)
        if earlier is not None and (arms or brand or replicates):
            earlier = replace(earlier, changed=True)
        plan = plan_of(read_inputs(**inputs), asked, workers)
        target = output_folder(out)
    announce(plan.inputs, "compiled")
    names = ", ".join(arm.name for arm in plan.arms)
    say(f"Arms of {plan.brand}: {names}; {plural(plan.replicates, 'replicate')} of each")
    runs = run_all(plan, watch)
    show_all(plan, runs, target, watch, figures=not no_figures, as_json=as_json)
    if earlier is not None:
        earlier.check(table_hash(tables.runs_table(runs)), partial(_doubt, plan))


def _doubt(plan: ComparisonPlan) -> None:
    """Repeat the first run of each arm, and ask its strategies again."""
    file = plan.inputs.graph
    network = None if file is None else NetworkFile(file.path, header=file.header)
    made = as_sweep(plan.scenario, plan.arms, plan.brand, 1, network, plan.inputs.strategies)
    for arm in plan.arms:
        run_in_doubt(made, {}, arm.name, 0)


def show_all(
    plan: ComparisonPlan,
    runs: Sequence[Replicate],
    target: OutputFolder | None,
    watch: Stopwatch,
    *,
    figures: bool,
    as_json: bool,
) -> None:
    """Write the comparison if there is a folder for it, and print it."""
    differences = tables.differences_table(runs)
    if target is not None:
        write(plan, runs, differences, target, watch, figures)
    with results_safe(None if target is None else target.name):
        tell(plan, differences, as_json)
        if target is not None:
            say_where(target, figures)


def tell(plan: ComparisonPlan, differences: Table, as_json: bool) -> None:
    """Print how the arms differ."""
    from viz.reports.compare import table

    if as_json:
        print_json(summary(plan, differences))
        return
    show_grid(table(differences, facts_of(plan), HEADLINES))
    if plan.replicates == 1:
        say("One replicate: no intervals. Luck and effect cannot be told apart.")


def run_all(plan: ComparisonPlan, watch: Stopwatch) -> list[Replicate]:
    """Run every arm of every replicate, and say how it goes."""
    with watch("imports"):
        import_model()
    with watch("compiling"):
        warm_up(plan.scenario)
    graph = plan.inputs.graph
    with watch("days"), progress("Day", plan.days) as advance:
        return replicate_all(
            plan.scenario,
            plan.arms,
            plan.brand,
            plan.replicates,
            network=None if graph is None else NetworkFile(graph.path, header=graph.header),
            strategies=plan.inputs.strategies,
            workers=plan.workers,
            progress=by_days(advance, plan.scenario.days),
        )


def facts_of(plan: ComparisonPlan) -> Any:
    """Return what pictures say about where they come from."""
    from viz.reports.outcomes import run_facts

    people = int(plan.scenario.values["people.count"])
    return run_facts(plan.scenario, people, plan.replicates)


def write(
    plan: ComparisonPlan,
    runs: Sequence[Replicate],
    differences: Table,
    target: OutputFolder,
    watch: Stopwatch,
    figures: bool,
) -> None:
    """Write everything that the comparison leaves."""
    drawing = SafeDrawing(watch)
    with target.writing() as folder:
        with watch("tables"):
            table, paths = tables.runs_table(runs), tables.paths_table(runs)
            write_table(folder / "runs.parquet", table, tables.runs_notes())
            write_table(folder / "series.parquet", paths, tables.PATHS)
            write_table(folder / "differences.parquet", differences, tables.DIFFERENCES)
            write_json(folder / "summary.json", summary(plan, differences))
            (folder / "scenario.toml").write_text(plan.scenario.to_toml(), "utf-8")
            manifest_now = partial(
                compare_manifest, plan, table_hash(table), keep_inputs(folder, plan.inputs), watch
            )
        if figures:
            with drawing():
                draw(folder, plan, differences, paths, manifest_now())
        write_json(folder / "manifest.json", manifest_now())  # with the seconds that drawing took
    drawing.check(target.name)


def draw(
    folder: Path, plan: ComparisonPlan, differences: Table, paths: Table, manifest: dict[str, Any]
) -> None:
    """Draw the pictures and write the page."""
    from viz.reports.comparison_page import report_comparison

    report_comparison(folder, differences, paths, facts_of(plan), manifest, HEADLINES)


def summary(plan: ComparisonPlan, differences: Table) -> dict[str, Any]:
    """Return ``summary.json``: the differences by arm and outcome."""
    parts = ("mean", "low", "high", "replicates", "arm_mean", "baseline_mean")
    found: dict[str, dict[str, Any]] = {}
    for row, (arm, outcome) in enumerate(
        zip(differences["arm"], differences["outcome"], strict=True)
    ):
        found.setdefault(arm, {})[outcome] = {part: differences[part][row] for part in parts}
    return {
        "title": plan.scenario.title,
        "brand": plan.brand,
        "baseline": plan.arms[0].name,
        "replicates": plan.replicates,
        "differences": found,
    }


def compare_manifest(
    plan: ComparisonPlan, results_hash: str, kept: Mapping[str, Any], watch: Stopwatch
) -> dict[str, Any]:
    """Return the manifest of a comparison; ``kept`` are the user's own files in its folder."""
    scenario, file = plan.scenario, plan.inputs.graph
    graph = graph_facts(file.graph if file else None, file, str(scenario.values["network.kind"]))
    return make_manifest(
        scenario,
        kind="comparison",
        command=command_line(),
        engine="compiled",
        graph=graph | (kept["graph"] or {}),
        started=watch.started,
        seconds=watch.seconds,
        strategies=kept["strategies"],
        brand=plan.brand,
        arms=[
            {"name": arm.name, "strategy": arm.strategy, "options": arm.options}
            for arm in plan.arms
        ],
        seeds=list(range(scenario.seed, scenario.seed + plan.replicates)),
        results_hash=results_hash,
    )
