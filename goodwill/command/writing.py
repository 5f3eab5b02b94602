"""What a single run writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import columns
from experiments.manifest import file_facts, graph_facts, make_manifest
from experiments.people import people_table
from experiments.store.folder import OutputFolder
from experiments.store.numbers import write_json
from experiments.store.parquet import Table, write_table
from experiments.summary import summarise
from goodwill.command import pictures
from goodwill.command.clock import Clock
from goodwill.command.inputs import Inputs
from goodwill.command.progress import busy
from goodwill.command.studio import Studio
from goodwill.command.telling import command_line
from model.observables import COLUMNS

DEFINITIONS = [(c.name, f"{c.kind}, {c.unit}", c.about) for c in COLUMNS]
"""The observables as pages explain them."""


def write_run(
    model: Any, given: Inputs, target: OutputFolder, studio: Studio, clock: Clock
) -> None:
    """Write everything that the run leaves."""
    with target.writing() as folder:
        with clock("layout"):
            place = studio.place()
        with clock("tables"):
            series = model.series()
            people = people_table(model, _ids(given), place)
            write_table(folder / "series.parquet", series, columns.SERIES)
            write_table(folder / "people.parquet", people, columns.PEOPLE)
            _write_watched(folder, model, _ids(given))
            write_json(folder / "summary.json", run_summary(model, series))
            (folder / "scenario.toml").write_text(model.base.to_toml(), "utf-8")
        if studio.figures:
            with clock("pictures"), busy("Drawing the pictures and writing the report"):
                facts = pictures.run_facts(model.base, len(model.people))
                about = (facts, run_manifest(model, given, clock), DEFINITIONS)
                studio.report(folder, series, people, model.graph, *about)
        write_json(folder / "manifest.json", run_manifest(model, given, clock))


def _ids(given: Inputs) -> Any:
    return None if given.graph is None else given.graph.ids


def _write_watched(folder: Path, model: Any, ids: Any) -> None:
    if not len(model.ledger.watched):
        return
    for name, table, notes in (
        ("ledger", model.ledger.changes(), columns.LEDGER),
        ("events", model.ledger.events(), columns.EVENTS),
    ):
        person = table["person"]
        told = table | {"id": person if ids is None else np.asarray(ids)[person]}
        write_table(folder / f"{name}.parquet", told, notes)


def run_summary(model: Any, series: Table) -> dict[str, Any]:
    """Return ``summary.json``."""
    scenario = model.base
    return {
        "title": scenario.title,
        "people": len(model.people),
        "days": scenario.days,
        "seed": scenario.seed,
        "brands": summarise(series, scenario),
    }


def run_manifest(model: Any, given: Inputs, clock: Clock) -> dict[str, Any]:
    """Return ``manifest.json``."""
    kind = str(model.base.values["network.kind"])
    return make_manifest(
        model.base,
        kind="run",
        command=command_line(),
        engine=model.engine.name,
        graph=graph_facts(model.graph, given.graph, kind),
        started=clock.started,
        seconds=clock.seconds,
        strategies=None if given.strategies is None else file_facts(given.strategies),
        watched=model.ledger.watched.tolist(),
    )
