"""``goodwill run``: one run, and what it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from experiments.store.folder import OutputFolder, output_folder
from goodwill.command.compiling import compiling, is_warm
from goodwill.command.doubting import ask_again
from goodwill.command.drawing import RunPictures
from goodwill.command.inputs import (
    Inputs,
    check_size,
    keep_inputs,
    read_inputs,
    scenario_options,
    watched_people,
)
from goodwill.command.keeping import SafeDrawing, show
from goodwill.command.late_imports import import_model
from goodwill.command.options import JSON, PLACE
from goodwill.command.printing import print_json
from goodwill.command.progress import progress
from goodwill.command.repeating import EarlierRun, run_again
from goodwill.command.telling import announce, command_line, show_grid
from goodwill.command.timing import Stopwatch
from goodwill.command.trusting import TRUST
from goodwill.command.whole_number import WholeNumber

if TYPE_CHECKING:
    from experiments.store.parquet import Table


INPUTS = ("scenario", "seed", "days", "sets", "strategies", "graph", "graph_header")


@click.command()
@scenario_options
@click.option(
    "--engine", type=click.Choice(["compiled", "plain"]),
    help="Compiled if not given. Both give the same run; plain is slow and can be stepped through.",
)  # fmt: skip
@click.option(
    "--watch", multiple=True, metavar="ID,ID",
    help="Record every change of trust of these people, with its cause.",
)  # fmt: skip
@click.option("--threads", type=WholeNumber(min=1), metavar="N", help="At most so many threads.")
@click.option("--no-figures", is_flag=True, help="Leave out the pictures and the report.")
@TRUST
@JSON
@click.option(
    "--out", type=PLACE, metavar="DIR", help="A folder for tables, pictures and report.html."
)
def run(**options: Any) -> None:
    """Run SCENARIO: a file, or the name of one that ships (see goodwill list).

    A folder that goodwill run wrote, or its manifest.json, is run again, and it is said
    whether the results agree.

    Prints what became of each brand. With --out, tables, pictures and a report go there.
    """
    run_once(**options)


def run_once(*, trust: bool, **options: Any) -> None:
    """Run a scenario once, or a run again; print what came of it, and write it if asked to."""
    inputs = {name: options.pop(name) for name in INPUTS}
    with run_again(inputs, trust) as earlier:
        model, series_hash = _run(inputs, earlier, **options)
    if earlier is not None:
        earlier.check(series_hash, partial(ask_again, model))


def _run(
    inputs: dict[str, Any],
    earlier: EarlierRun | None,
    *,
    engine: str | None,
    watch: Sequence[str],
    threads: int | None,
    no_figures: bool,
    as_json: bool,
    out: str | None,
) -> tuple[Any, str]:
    """Run what is asked for; return the model and the hash of its results."""
    from experiments.store.whole import table_hash

    stopwatch = Stopwatch()
    engine = engine or (earlier.engine if earlier else "compiled")
    with stopwatch("reading"):
        given = read_inputs(**inputs)
        target = output_folder(out)
        watched = watched_people(watch, given, writes=target is not None)
        if earlier and target and not watch:
            watched = earlier.watched(int(given.scenario.values["people.count"]))
        check_size(given, plain=engine == "plain")
    announce(given, engine)
    with RunPictures(not no_figures) if target else nullcontext() as pictures:
        model = ready_model(given, engine, threads, watched, stopwatch)
        if pictures:
            pictures.begin(model.graph, model.run_seed)
        days = given.scenario.days - model.day
        with stopwatch("days"), progress("Day", days) as advance:
            model.run(days, advance)
        if target and pictures:
            write(model, given, target, pictures, stopwatch)
    show(lambda: tell(model, as_json), target, not no_figures)
    return model, table_hash(model.series())


def ready_model(
    given: Inputs, engine: str, threads: int | None, watched: Sequence[int], stopwatch: Stopwatch
) -> Any:
    """Return the model, its engine compiled: after the first day, if that had to be done."""
    with stopwatch("imports"):
        make = import_model()
    people = int(given.scenario.values["people.count"])
    cold = engine == "compiled" and not is_warm(people, threads)
    with compiling() if cold else nullcontext():
        with stopwatch("building"):
            graph = given.graph.graph if given.graph else None
            model = make(given.scenario, engine=engine, threads=threads, graph=graph, watch=watched)
        with stopwatch("compiling"):
            model.run(int(cold))
    return model


def tell(model: Any, as_json: bool) -> None:
    """Print what became of each brand."""
    from viz.reports.outcomes import run_facts
    from viz.reports.run_summary import table

    series = model.series()
    if as_json:
        print_json(run_summary(model, series))
    else:
        show_grid(table(series, run_facts(model.base, len(model.people))))


def write(
    model: Any, given: Inputs, target: OutputFolder, pictures: RunPictures, stopwatch: Stopwatch
) -> None:
    """Write everything that the run leaves."""
    from experiments.store.numbers import write_json

    drawing = SafeDrawing(stopwatch)
    with target.writing() as folder:
        with stopwatch("layout"):
            place = pictures.place()
        with stopwatch("tables"):
            series, people = write_tables(folder, model, given, place)
            kept = keep_inputs(folder, given)
        if pictures.figures:
            manifest = run_manifest(model, given, kept, series, stopwatch)
            with drawing(loads=False):
                draw(folder, model, pictures, series, people, manifest)
        manifest = run_manifest(model, given, kept, series, stopwatch)
        write_json(folder / "manifest.json", manifest)
    drawing.check(target.name)


def write_tables(folder: Path, model: Any, given: Inputs, place: Any) -> tuple[Table, Table]:
    """Write all tables and the summary; return the series and the people."""
    from experiments import columns
    from experiments.people import people_table
    from experiments.store.numbers import write_json
    from experiments.store.parquet import write_table

    ids = None if given.graph is None else given.graph.ids
    series, people = model.series(), people_table(model, ids, place)
    write_table(folder / "series.parquet", series, columns.SERIES)
    write_table(folder / "people.parquet", people, columns.PEOPLE)
    for name, table, notes in watched_tables(model, ids):
        write_table(folder / f"{name}.parquet", table, notes)
    write_json(folder / "summary.json", run_summary(model, series))
    (folder / "scenario.toml").write_text(model.base.to_toml(), "utf-8")
    return series, people


def watched_tables(model: Any, ids: Any) -> list[tuple[str, Table, Any]]:
    """Return name, table and columns of what is kept of the people watched, if there are any."""
    import numpy as np

    from experiments import columns

    if not len(model.ledger.watched):
        return []
    kept = (
        ("ledger", model.ledger.changes(), columns.LEDGER),
        ("events", model.ledger.events(), columns.EVENTS),
    )
    return [
        (name, table | {"id": table["person"] if ids is None else np.asarray(ids)[table["person"]]},
         notes)
        for name, table, notes in kept
    ]  # fmt: skip


def draw(
    folder: Path, model: Any, pictures: RunPictures, series: Table, people: Table, manifest: Any
) -> None:
    """Draw the pictures and write the page."""
    from model.observables import COLUMNS
    from viz.reports.outcomes import run_facts

    definitions = [(c.name, f"{c.kind}, {c.unit}", c.about) for c in COLUMNS]
    facts = run_facts(model.base, len(model.people))
    pictures.report(folder, series, people, model.graph, facts, manifest, definitions)


def run_summary(model: Any, series: Table) -> dict[str, Any]:
    """Return ``summary.json``."""
    from experiments.summary import summarise

    scenario = model.base
    return {
        "title": scenario.title,
        "people": len(model.people),
        "days": scenario.days,
        "seed": scenario.seed,
        "brands": summarise(series, scenario),
    }


def run_manifest(
    model: Any, given: Inputs, kept: Mapping[str, Any], series: Table, stopwatch: Stopwatch
) -> dict[str, Any]:
    """Return ``manifest.json``."""
    from experiments.manifest import graph_facts, make_manifest
    from experiments.store.whole import table_hash

    kind = str(model.base.values["network.kind"])
    return make_manifest(
        model.base,
        kind="run",
        command=command_line(),
        engine=model.engine.name,
        graph=graph_facts(model.graph, given.graph, kind) | (kept["graph"] or {}),
        started=stopwatch.started,
        seconds=stopwatch.seconds,
        strategies=kept["strategies"],
        results_hash=table_hash(series),
        watched=model.ledger.watched.tolist(),
    )
