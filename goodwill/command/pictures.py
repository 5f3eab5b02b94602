"""From tables to pictures and pages: the one place where the command line meets ``viz``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodwill.command.forking import shared

if TYPE_CHECKING:
    from experiments.store.parquet import Table
    from model.scenario import Scenario

Definitions = Sequence[tuple[str, str, str]]
"""Columns with unit and meaning."""
FILES = {
    "series.parquet": "one row a day and brand",
    "people.parquet": "one row a brand and person, as they stand on the last day",
    "ledger.parquet": "every change of trust of the people watched",
    "events.parquet": "whatever else happened to the people watched",
    "runs.parquet": "one row a run: its outcomes",
    "differences.parquet": "what each arm changes against the first, with intervals",
    "summary.json": "the most important numbers",
    "scenario.toml": "the scenario, complete: run it again from here",
    "manifest.json": "parameters, seed, versions and hashes: everything needed to repeat",
}
"""What an output may hold, and what that is."""
COMPARED = FILES | {"series.parquet": "outcomes day by day, one row an arm, outcome and day"}
"""The same for a comparison."""


def layout(graph: Mapping[str, Any], seed: int) -> tuple[Any, Any]:
    """Return where everybody stands in the picture, x and y; NaN for those not in it."""
    from viz.graphs.layout import positions

    return positions(graph, seed)


def run_facts(scenario: Scenario, people: int, replicates: int = 1) -> Any:
    """Return what pictures say about where they come from."""
    from viz.figures.tables import RunFacts

    labels = {brand.name: brand.label for brand in scenario.brands}
    known_from = float(scenario.values["market.known_from"])
    return RunFacts(people, scenario.seed, replicates, labels, known_from)


def run_grid(series: Table, facts: Any) -> Any:
    """Return the results of a run as a printed table has them."""
    from viz.reports.run_summary import table

    return table(series, facts)


def compare_grid(differences: Table, facts: Any, outcomes: Sequence[str]) -> Any:
    """Return the differences between arms as a printed table has them."""
    from viz.reports.compare_report import table

    return table(differences, facts, outcomes)


def prepare() -> None:
    """Load what drawing needs."""
    import viz.reports.run_report  # noqa: F401


def report_run(*page: Any) -> bool:
    """Draw the pictures of a run and write its page; see :func:`_report_run` for what it takes."""
    return _report_run(lambda draws: [draw() for draw in draws], *page)


def report_run_in_two(*page: Any) -> bool:
    """Do the same in this process and a copy of it; this one must have no threads."""
    return _report_run(shared, *page)


def _report_run(
    draw: Callable[[Sequence[Callable[[], Any]]], list[Any]],
    folder: Path,
    series: Table,
    people: Table,
    graph: Mapping[str, Any],
    facts: Any,
    manifest: Mapping[str, Any],
    definitions: Definitions,
) -> bool:
    """Draw the pictures, write the page, return True; ``draw`` calls what draws each."""
    from viz.reports.run_report import drawings, report_drawn

    drawn = draw(drawings(folder / "figures", series, people, graph, facts))
    report_drawn(folder, series, facts, _about(folder, manifest, definitions), drawn)
    return True


def report_compare(
    folder: Path,
    differences: Table,
    paths: Table,
    facts: Any,
    manifest: Mapping[str, Any],
    outcomes: Sequence[str],
) -> None:
    """Draw the pictures of a comparison and write its page; ``paths`` holds all outcomes."""
    from experiments.comparison.outcomes import notes
    from viz.reports.compare_report import report_compare

    trust = (paths["outcome"] == "trust").nonzero()
    paths = {name: column[trust] for name, column in paths.items()}
    split = ((name, *note.partition(": ")) for name, note in notes().items())
    definitions = [(name, unit, meaning) for name, unit, _, meaning in split]
    page = _about(folder, manifest, definitions)
    report_compare(folder, differences, paths, facts, page, outcomes)


def draw_validation(folder: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Draw what was measured against its bands."""
    from viz.reports.validation_report import draw_validation as draw

    draw(folder / "figures", entries)


def draw_harm(
    folder: Path, cells: Sequence[Mapping[str, Any]], ranges: Sequence[Mapping[str, Any]]
) -> None:
    """Draw how much harm the evidence allows."""
    from viz.reports.validation_report import draw_harm as draw

    draw(folder / "figures", cells, ranges)


def _about(folder: Path, manifest: Mapping[str, Any], definitions: Definitions) -> Any:
    from viz.reports.run_report import About

    there = {path.name for path in folder.iterdir()} | {"manifest.json"}
    files = COMPARED if manifest["kind"] == "comparison" else FILES
    scenario, versions = manifest["scenario"], manifest["versions"]
    return About(
        title=scenario["title"],
        about=scenario["about"],
        command=manifest["command"],
        what=_what(manifest) | {"Version": f"Goodwill {versions['goodwill']}"},
        definitions=definitions,
        files=[(name, about) for name, about in files.items() if name in there],
    )


def _what(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return what was run, in words."""
    graph = manifest["graph"]
    what = {"People": f"{manifest['people']:,}", "Days": f"{manifest['days']:,}"}
    if manifest["kind"] == "comparison":
        seeds = manifest["seeds"]
        span = str(seeds[0]) if len(seeds) == 1 else f"{seeds[0]} to {seeds[-1]}"
        brand = manifest["scenario"]["brands"][manifest["brand"]]["label"]
        what |= {"Brand": brand, "Replicates": str(len(seeds)), "Seeds": span}
    else:
        what |= {"Seed": str(manifest["seed"])}
    network = graph["file"] or f"generated ({graph['kind'].replace('_', ' ')})"
    return what | {"Network": network, "Engine": manifest["engine"]}


def report_fits(folder: Path, fits: Sequence[Any], panels: Table) -> None:
    """Draw the picture of each fit; ``panels`` is ``experiments.fits.tables.panels_table``."""
    from viz.reports.fit_report import draw_fit

    for fit in fits:
        rows = (panels["fit"] == fit.name).nonzero()
        mine = {name: column[rows] for name, column in panels.items()}
        runs = f"{fit.replicates} replicates. {fit.note}".strip()
        draw_fit(folder, fit.name, mine, fit.finding, f"{fit.source}. {runs}")


def report_identifiability(folder: Path, result: Mapping[str, Any]) -> None:
    """Draw what the targets pin down; ``result`` is ``experiments.identification.identify.table``."""
    from viz.reports.fit_report import draw_identifiability

    draw_identifiability(folder, result)


def report_sweep(found: Any) -> None:
    """Draw the default pictures of a sweep and write its page; ``found`` are its ``Results``."""
    from experiments.analysis.facts import sweep_facts
    from viz.reports.sweep_report import sweep_report

    made, folder = found.experiment, found.folder
    series = None
    if made.series is not None:
        frame = found.series()
        if "brand" in frame:
            frame = frame[frame["brand"] == made.brand]
        if len(frame):
            series = {name: frame[name].to_numpy() for name in frame}
    planned = None if found.is_complete else found.counts()["rows"]
    about = _about_sweep(folder, made)
    sweep_report(folder, found.table(), sweep_facts(made), about, series, planned)


SWEPT = {
    "runs.parquet": "one row a point, arm and replicate: levels, outcomes, what failed and why",
    "differences.parquet": "what each arm changes against the first, by point and outcome",
    "experiment.toml": "the experiment, complete",
    "scenario.toml": "its base, complete",
    "manifest.json": "parameters, seeds, versions and hashes: everything needed to repeat",
}
"""What the folder of a sweep may hold, and what that is."""


def _about_sweep(folder: Path, made: Any) -> Any:
    import json

    from experiments.manifest import version
    from experiments.sweep.tables import runs_notes
    from viz.reports.run_report import About

    kept = folder / "manifest.json"
    command = f"goodwill sweep {made.file} --out {folder} --resume"
    if kept.is_file():
        command = json.loads(kept.read_text("utf-8"))["command"]
    split = ((name, *note.partition(": ")) for name, note in runs_notes(made).items())
    what = {
        "Base": made.base.title, "Brand": made.base.brand(made.brand).label,
        "People": f"{made.base.values['people.count']:,}", "Days": f"{made.base.days:,}",
        "Design": made.design.kind.replace("_", " "), "Version": f"Goodwill {version()}",
    }  # fmt: skip
    return About(
        made.title, made.about, command, what,
        [(name, kind if text else "", text or kind) for name, kind, _, text in split],
        [(name, text) for name, text in SWEPT.items() if (folder / name).exists()],
    )  # fmt: skip
