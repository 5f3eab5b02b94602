"""What ``goodwill run`` does: read, run, tell, write."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from experiments import columns
from experiments.command import pictures
from experiments.command.clock import Clock
from experiments.command.inputs import Inputs, read_inputs
from experiments.command.postponed import import_model
from experiments.command.printing import print_table, say
from experiments.command.progress import COLD, busy, progress
from experiments.manifest import file_facts, graph_facts, make_manifest
from experiments.memory import check_memory, needed_bytes
from experiments.people import people_table
from experiments.store import OutputFolder, output_folder, write_json, write_table
from experiments.store.parquet import Table
from experiments.summary import summarise
from model.errors import InputError
from model.scenario import Scenario


def run_once(
    *,
    engine: str,
    watch: Sequence[str],
    threads: int | None,
    no_figures: bool,
    out: str | None,
    **inputs: Any,
) -> None:
    """Run a scenario once, print what came of it, and write it down if asked to."""
    clock = Clock()
    with clock("reading"):
        given = read_inputs(**inputs)
        target = output_folder(out)
        watched = watched_people(watch, given, target)
        check_size(given, plain=engine == "plain")
    say(heading(given.scenario, engine))
    notices(given)
    with clock("imports"):
        make = import_model()
    with clock("building"):
        graph = given.graph.graph if given.graph else None
        model = make(given.scenario, engine=engine, threads=threads, graph=graph, watch=watched)
    if target is None:
        run_days(model)
    else:
        with ThreadPoolExecutor(1) as aside:
            place = aside.submit(pictures.layout, model.graph, model.run_seed)
            with clock("days"):
                run_days(model)
            write(model, given, target, place, clock, not no_figures)
    with suppress(KeyboardInterrupt):  # all is written by now
        show(model, target, not no_figures)


def watched_people(watch: Sequence[str], given: Inputs, target: OutputFolder | None) -> list[int]:
    """Return the numbers of the people to be watched, or raise InputError."""
    words = [word.strip() for text in watch for word in text.split(",") if word.strip()]
    if not words:
        return []
    if target is None:
        raise InputError(
            "needs a folder to write to", file="--watch", value=",".join(words),
            allowed="together with --out DIR",
        )  # fmt: skip
    people = int(given.scenario.values["people.count"])
    ids = range(people) if given.graph is None else given.graph.ids
    allowed = f"0 to {people - 1}" if given.graph is None else "ids of the graph file"
    numbers = {str(name): number for number, name in enumerate(ids)}
    for word in words:
        if word not in numbers:
            raise InputError("no such person", file="--watch", value=word, allowed=allowed)
    return sorted({numbers[word] for word in words})


def check_size(given: Inputs, *, plain: bool = False, runs: int = 1) -> None:
    """Raise InputError if so many runs at a time do not fit into memory."""
    scenario = given.scenario
    people, brands = int(scenario.values["people.count"]), len(scenario.brands)
    links = float(scenario.values["network.mean_degree"])
    if given.graph is not None:
        links = len(given.graph.graph.indices) / people
    topics = int(scenario.values["platform.topics"])
    needed = needed_bytes(people, brands, topics, links, scenario.days, plain=plain)
    check_memory(runs * needed, people, brands)


def heading(scenario: Scenario, engine: str) -> str:
    """Return what is run, in two lines."""
    people = int(scenario.values["people.count"])
    size = f"{people:,} people, {scenario.days:,} days, seed {scenario.seed}, {engine} engine"
    brands = ", ".join(f"{brand.label} ({brand.strategy})" for brand in scenario.brands)
    return f"{scenario.title}: {size}\nBrands: {brands}"


def notices(given: Inputs) -> None:
    """Say what was left out of the graph's file."""
    for notice in given.graph.notices if given.graph else ():
        say(f"Notice: {notice}")


def run_days(model: Any) -> None:
    """Let all days pass, and say how it goes."""
    if model.engine.name == "compiled" and not model.engine.is_warm():
        with busy(COLD):
            model.run(1)
    with progress("Day", model.base.days - model.day) as advance:
        model.run(model.base.days - model.day, advance)


def write(
    model: Any,
    given: Inputs,
    target: OutputFolder,
    place: Future[Any],
    clock: Clock,
    figures: bool,
) -> None:
    """Write everything that the run leaves."""
    with target.writing() as folder:
        with clock("layout"):
            where = place.result()
        with clock("tables"):
            series = model.series()
            ids = None if given.graph is None else given.graph.ids
            people = people_table(model, ids, where)
            write_table(folder / "series.parquet", series, columns.SERIES)
            write_table(folder / "people.parquet", people, columns.PEOPLE)
            _write_watched(folder, model, ids)
            write_json(folder / "summary.json", _summary(model, series))
            (folder / "scenario.toml").write_text(model.base.to_toml(), "utf-8")
        if figures:
            with clock("pictures"), busy("Drawing the pictures and writing the report"):
                facts = pictures.run_facts(model.base, len(model.people))
                manifest = run_manifest(model, given, clock)
                pictures.report_run(folder, series, people, model.graph, facts, manifest)
        write_json(folder / "manifest.json", run_manifest(model, given, clock))


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


def _summary(model: Any, series: Table) -> dict[str, Any]:
    scenario = model.base
    return {
        "title": scenario.title,
        "people": len(model.people),
        "days": scenario.days,
        "seed": scenario.seed,
        "brands": summarise(series, scenario),
    }


def run_manifest(model: Any, given: Inputs, clock: Clock) -> dict[str, Any]:
    """Return the manifest of a run."""
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


def command_line() -> str:
    """Return the command as it was typed."""
    return shlex.join(["goodwill", *sys.argv[1:]])


def show(model: Any, target: OutputFolder | None, figures: bool) -> None:
    """Print what became of each brand, and where everything is."""
    facts = pictures.run_facts(model.base, len(model.people))
    show_grid(pictures.run_grid(model.series(), facts))
    if target is not None:
        say_where(target, figures)


def show_grid(grid: Any) -> None:
    """Print a table that pages show too."""
    heads = [grid.corner, *(f"{c.title}\n{c.unit}".strip() for c in grid.columns)]
    rows = [
        [f"{row.head} ({row.under})" if row.under else row.head, *row.cells] for row in grid.rows
    ]
    print_table(grid.caption, heads, rows, numbers=True)


def say_where(target: OutputFolder, figures: bool) -> None:
    """Say where the output is, and whether an earlier one had to go."""
    earlier = " (replaces an earlier output)" if target.replaces else ""
    begin = f"; begin with {target.name}/report.html" if figures else ""
    say(f"Written to {target.name}{earlier}{begin}")
