"""What ``goodwill compare`` does: read, run every arm on everybody, tell, write."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from experiments.comparison import tables
from experiments.comparison.arms import Arm, parse_arms
from experiments.comparison.outcomes import HEADLINES
from experiments.comparison.replication import Replicate, replicate_all
from experiments.manifest import file_facts, graph_facts, make_manifest
from experiments.run.networks import NetworkFile
from experiments.run.stopped import Stopped
from experiments.store.folder import OutputFolder, output_folder
from experiments.store.numbers import write_json
from experiments.store.parquet import Table, write_table
from goodwill.command import pictures
from goodwill.command.apart import processors
from goodwill.command.clock import Clock
from goodwill.command.inputs import Inputs, check_size, read_inputs
from goodwill.command.postponed import import_model, is_warm
from goodwill.command.printing import say
from goodwill.command.progress import COLD, busy, by_days, progress
from goodwill.command.telling import announce, command_line, say_where, show_grid
from model.errors import InputError
from model.scenario import Scenario


@dataclass(frozen=True)
class ComparisonPlan:
    """What is compared."""

    inputs: Inputs
    arms: tuple[Arm, ...]
    brand: str
    replicates: int
    workers: int

    @property
    def scenario(self) -> Scenario:
        """What all arms have in common."""
        return self.inputs.scenario

    @property
    def days(self) -> int:
        """Days of all runs together."""
        return len(self.arms) * self.replicates * self.scenario.days


def compare_arms(
    *,
    arms: Sequence[str],
    brand: str | None,
    replicates: int,
    workers: int | None,
    no_figures: bool,
    out: str | None,
    **inputs: Any,
) -> None:
    """Compare arms, print how they differ, and write it down if asked to."""
    clock = Clock()
    with clock("reading"):
        given = read_inputs(**inputs)
        several = min(workers or processors(), replicates)
        focal = focal_brand(given.scenario, brand)
        plan = ComparisonPlan(given, parse_arms(arms), focal, replicates, several)
        _check_seeds(plan)
        target = output_folder(out)
        check_size(given, runs=several)
    announce(given, "compiled")
    names = ", ".join(arm.name for arm in plan.arms)
    say(f"Arms of {focal}: {names}; {replicates:,} replicates of each")
    runs = run_all(plan, clock)
    differences = tables.differences_table(runs)
    if target is not None:
        write(plan, runs, differences, target, clock, not no_figures)
    with suppress(KeyboardInterrupt):  # all is written by now
        tell(plan, differences, target, not no_figures)


def tell(
    plan: ComparisonPlan, differences: Table, target: OutputFolder | None, figures: bool
) -> None:
    """Print how the arms differ, and where everything is."""
    show_grid(pictures.compare_grid(differences, facts_of(plan), HEADLINES))
    if plan.replicates == 1:
        say("One replicate: no intervals. Luck and effect cannot be told apart.")
    if target is not None:
        say_where(target, figures)


def focal_brand(scenario: Scenario, name: str | None) -> str:
    """Return the brand that the arms are applied to, or raise InputError."""
    if name is None:
        return scenario.brands[0].name
    try:
        return scenario.brand(name).name
    except InputError as error:
        raise InputError(
            error.problem, file="--brand", value=name, allowed=error.allowed, nearest=error.nearest
        ) from error


def _check_seeds(plan: ComparisonPlan) -> None:
    """Raise InputError if the last replicate's seed would be too large."""
    plan.scenario.with_values({"seed": plan.scenario.seed + plan.replicates - 1}, file="--seed")


def run_all(plan: ComparisonPlan, clock: Clock) -> list[Replicate]:
    """Run every arm of every replicate, and say how it goes."""
    with clock("imports"):
        import_model()
    with clock("compiling"):
        warm_up(plan.scenario)
    graph = plan.inputs.graph
    try:
        with clock("days"), progress("Day", plan.days) as advance:
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
    except Stopped as stopped:
        raise click.ClickException(f"stopped: {stopped}; nothing was written") from stopped


def warm_up(scenario: Scenario) -> None:
    """Compile what is not compiled yet, by one day of the scenario."""
    if not is_warm():
        with busy(COLD):
            import_model()(scenario.with_values({"people.count": 10})).run(1)


def facts_of(plan: ComparisonPlan) -> Any:
    """Return what pictures say about where they come from."""
    people = int(plan.scenario.values["people.count"])
    return pictures.run_facts(plan.scenario, people, plan.replicates)


def write(
    plan: ComparisonPlan,
    runs: Sequence[Replicate],
    differences: Table,
    target: OutputFolder,
    clock: Clock,
    figures: bool,
) -> None:
    """Write everything that the comparison leaves."""
    with target.writing() as folder:
        with clock("tables"):
            paths = tables.paths_table(runs)
            write_table(folder / "runs.parquet", tables.runs_table(runs), tables.runs_notes())
            write_table(folder / "series.parquet", paths, tables.PATHS)
            write_table(folder / "differences.parquet", differences, tables.DIFFERENCES)
            write_json(folder / "summary.json", summary(plan, differences))
            (folder / "scenario.toml").write_text(plan.scenario.to_toml(), "utf-8")
        if figures:
            with clock("pictures"), busy("Drawing the pictures and writing the report"):
                draw(folder, plan, differences, paths, clock)
        write_json(folder / "manifest.json", compare_manifest(plan, clock))


def draw(
    folder: Path, plan: ComparisonPlan, differences: Table, paths: Table, clock: Clock
) -> None:
    """Draw the pictures and write the page."""
    facts, manifest = facts_of(plan), compare_manifest(plan, clock)
    pictures.report_compare(folder, differences, paths, facts, manifest, HEADLINES)


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


def compare_manifest(plan: ComparisonPlan, clock: Clock) -> dict[str, Any]:
    """Return the manifest of a comparison."""
    scenario, file = plan.scenario, plan.inputs.graph
    strategies = plan.inputs.strategies
    return make_manifest(
        scenario,
        kind="comparison",
        command=command_line(),
        engine="compiled",
        graph=graph_facts(file.graph if file else None, file, str(scenario.values["network.kind"])),
        started=clock.started,
        seconds=clock.seconds,
        strategies=None if strategies is None else file_facts(strategies),
        brand=plan.brand,
        arms=[
            {"name": arm.name, "strategy": arm.strategy, "options": arm.options}
            for arm in plan.arms
        ],
        seeds=list(range(scenario.seed, scenario.seed + plan.replicates)),
    )
