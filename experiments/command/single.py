"""What ``goodwill run`` does: read, run, write, tell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from typing import Any

from experiments.command import pictures
from experiments.command.clock import Clock
from experiments.command.inputs import Inputs, check_size, read_inputs
from experiments.command.postponed import import_model
from experiments.command.progress import COLD, busy, progress
from experiments.command.studio import Studio
from experiments.command.telling import announce, say_where, show_grid
from experiments.command.writing import write_run
from experiments.store import OutputFolder, output_folder
from model.errors import InputError


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
            write_run(model, given, target, studio, clock)
    with suppress(KeyboardInterrupt):  # all is written by now
        facts = pictures.run_facts(model.base, len(model.people))
        show_grid(pictures.run_grid(model.series(), facts))
        if target:
            say_where(target, not no_figures)


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


def run_days(model: Any) -> None:
    """Let all days pass, and say how it goes."""
    if model.engine.name == "compiled" and not model.engine.is_warm():
        with busy(COLD):
            model.run(1)
    with progress("Day", model.base.days - model.day) as advance:
        model.run(model.base.days - model.day, advance)
