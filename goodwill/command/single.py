"""What ``goodwill run`` does: read, run, write, tell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from typing import Any

from experiments.store.folder import output_folder
from goodwill.command import pictures
from goodwill.command.clock import Clock
from goodwill.command.inputs import Inputs, check_size, read_inputs, watched_people
from goodwill.command.postponed import import_model, is_warm
from goodwill.command.progress import COLD, busy, progress
from goodwill.command.studio import Studio
from goodwill.command.telling import announce, say_where, show_grid


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
        model = ready_model(given, engine, threads, watched, clock)
        if studio:
            studio.begin(model.graph, model.run_seed)
        days = given.scenario.days - model.day
        with clock("days"), progress("Day", days) as advance:
            model.run(days, advance)
        if target and studio:
            from goodwill.command.writing import write_run

            write_run(model, given, target, studio, clock)
    with suppress(KeyboardInterrupt):  # all is written by now
        facts = pictures.run_facts(model.base, len(model.people))
        show_grid(pictures.run_grid(model.series(), facts))
        if target:
            say_where(target, not no_figures)


def ready_model(
    given: Inputs, engine: str, threads: int | None, watched: Sequence[int], clock: Clock
) -> Any:
    """Return the model, its engine compiled: after the first day, if that had to be done."""
    with clock("imports"):
        make = import_model()
    cold = engine == "compiled" and not is_warm()
    with busy(COLD) if cold else nullcontext():
        with clock("building"):
            graph = given.graph.graph if given.graph else None
            model = make(given.scenario, engine=engine, threads=threads, graph=graph, watch=watched)
        with clock("compiling"):
            model.run(int(cold))
    return model
