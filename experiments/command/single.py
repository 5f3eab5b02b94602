"""What ``goodwill run`` does: read, run, write, tell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from typing import Any

from experiments.command import pictures
from experiments.command.clock import Clock
from experiments.command.inputs import check_size, read_inputs, watched_people
from experiments.command.postponed import import_model
from experiments.command.progress import COLD, busy, progress
from experiments.command.studio import Studio
from experiments.command.telling import announce, say_where, show_grid
from experiments.store.folder import output_folder


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
        watched = watched_people(watch, given, writes=target is not None)
        check_size(given, plain=engine == "plain")
    announce(given, engine)
    with Studio(not no_figures) if target else nullcontext() as studio:
        with clock("imports"):
            make = import_model()
        with clock("building"):
            graph = given.graph.graph if given.graph else None
            model = make(given.scenario, engine=engine, threads=threads, graph=graph, watch=watched)
        if studio:
            studio.begin(model.graph, model.run_seed)
        with clock("days"):
            run_days(model)
        if target and studio:
            from experiments.command.writing import write_run

            write_run(model, given, target, studio, clock)
    with suppress(KeyboardInterrupt):  # all is written by now
        facts = pictures.run_facts(model.base, len(model.people))
        show_grid(pictures.run_grid(model.series(), facts))
        if target:
            say_where(target, not no_figures)


def run_days(model: Any) -> None:
    """Let all days pass, and say how it goes."""
    if model.engine.name == "compiled" and not model.engine.is_warm():
        with busy(COLD):
            model.run(1)
    with progress("Day", model.base.days - model.day) as advance:
        model.run(model.base.days - model.day, advance)
