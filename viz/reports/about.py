"""What pages and pictures say about where their numbers come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viz.reports.page import About

if TYPE_CHECKING:
    from experiments.sweep.experiment import Experiment
Definitions = Sequence[tuple[str, str, str]]
"""Columns with unit and meaning."""
REPEAT = "parameters, seeds, versions and hashes: everything needed to repeat"
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
SWEPT = {
    "runs.parquet": "one row a point, arm and replicate: levels, outcomes, what failed and why",
    "differences.parquet": "what each arm changes against the first, by point and outcome",
    "experiment.toml": "the experiment, complete",
    "scenario.toml": "its base, complete",
    "manifest.json": REPEAT,
}
"""The same for a sweep."""
STUDIED = {
    "indices.parquet": "one row an outcome and factor: its indices with intervals",
    "boxes.parquet": "one row a region: how dense it is, and how much it covers",
    "limits.parquet": "one row a region and factor that limits it",
    "trajectory.parquet": "one row a step of the peeling",
    "cases.parquet": "one row a point: its levels, and whether the condition holds",
    "front.parquet": "one row a candidate that was run again: levels, objectives, place",
    "search.parquet": "one row a candidate of the search",
    "split.parquet": "one row a horizon, objective and share of promotions",
    "summary.json": "the most important numbers",
    "scenario.toml": "the scenario that everything starts from",
    "manifest.json": REPEAT,
}
"""The same for a study."""


def about_output(folder: Path, manifest: Mapping[str, Any], definitions: Definitions) -> About:
    """Return what the page of a run or a comparison says of it."""
    scenario = manifest["scenario"]
    return About(
        title=scenario["title"],
        about=scenario["about"],
        command=manifest["command"],
        what=_what(manifest) | {"Version": f"Goodwill {manifest['versions']['goodwill']}"},
        definitions=definitions,
        files=_files(folder, COMPARED if manifest["kind"] == "comparison" else FILES),
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


def about_sweep(folder: Path, made: Experiment) -> About:
    """Return what the page of a sweep says of it."""
    from experiments.manifest import version
    from experiments.sweep.tables import runs_notes

    kept = folder / "manifest.json"
    command = f"goodwill sweep {made.file} --out {folder} --resume"
    if kept.is_file():
        command = json.loads(kept.read_text("utf-8"))["command"]
    design = {"Design": made.design.kind.replace("_", " ")}
    what = _experiment(made) | design | {"Version": f"Goodwill {version()}"}
    notes = split_notes(runs_notes(made))
    return About(made.title, made.about, command, what, notes, _files(folder, SWEPT))


def about_study(folder: Path, made: Experiment, notes: Mapping[str, str], command: str) -> About:
    """Return what the page of a study says of it; ``notes`` define the columns."""
    from experiments.manifest import version

    what = _experiment(made) | {
        "First seed": str(made.base.seed), "Version": f"Goodwill {version()}"
    }  # fmt: skip
    files = _files(folder, STUDIED)
    return About(made.title, made.about, command, what, split_notes(notes), files)


def _experiment(made: Experiment) -> dict[str, str]:
    base = made.base
    return {
        "Base": base.title,
        "Brand": base.brand(made.brand).label,
        "People": f"{base.values['people.count']:,}",
        "Days": f"{base.days:,}",
    }


def _files(folder: Path, known: Mapping[str, str]) -> list[tuple[str, str]]:
    there = {path.name for path in folder.iterdir()} | {"manifest.json"}
    return [(name, about) for name, about in known.items() if name in there]


def split_notes(notes: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return columns with kind and meaning, from notes such as ``key: the outcome``."""
    split: Iterable[tuple[str, str, str, str]] = (
        (name, *note.partition(": ")) for name, note in notes.items()
    )
    return [(name, kind if text else "", text or kind) for name, kind, _, text in split]
