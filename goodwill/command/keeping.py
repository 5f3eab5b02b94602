"""What a study leaves: tables, a summary, pictures, and the manifest last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from experiments.manifest import file_facts, make_manifest
from experiments.store.folder import OutputFolder
from experiments.store.numbers import write_json
from experiments.store.parquet import Table, write_table
from experiments.sweep.experiment import Experiment
from experiments.sweep.writing import document
from goodwill.command import study_pictures
from goodwill.command.clock import Clock
from goodwill.command.progress import busy
from goodwill.command.telling import command_line, say_where

Tables = Mapping[str, tuple[Table, Mapping[str, str]]]
"""Tables by name of their file, each with what its columns are."""


def keep(
    made: Experiment,
    target: OutputFolder,
    clock: Clock,
    *,
    kind: str,
    tables: Tables,
    summary: Mapping[str, Any],
    draw: Callable[[Path], list[Any]],
    page: Any,
    figures: bool = True,
    **facts: Any,
) -> None:
    """Write everything; ``facts`` are the manifest's own.

    ``draw`` puts pictures into the folder and returns them, ``page`` is what the report says
    of the study (``viz.reports.study.StudyFindings``); both are left out without ``figures``.
    """
    with target.writing() as folder:
        with clock("tables"):
            for name, (table, notes) in tables.items():
                write_table(folder / f"{name}.parquet", table, notes)
            write_json(folder / "summary.json", summary)
            (folder / "scenario.toml").write_text(made.base.to_toml(), "utf-8")
        if figures:
            with clock("pictures"), busy("Drawing the pictures and writing the report"):
                notes = {key: text for _, own in tables.values() for key, text in own.items()}
                study_pictures.report(folder, made, page, draw(folder), notes, command_line())
        write_json(folder / "manifest.json", _manifest(made, clock, kind, facts))


def _manifest(
    made: Experiment, clock: Clock, kind: str, facts: Mapping[str, Any]
) -> dict[str, Any]:
    asked = document(made)
    return make_manifest(
        made.base,
        kind=kind,
        command=command_line(),
        engine="compiled",
        graph={"file": None} if made.graph is None else file_facts(made.graph),
        started=clock.started,
        seconds=clock.seconds,
        strategies=None if made.strategies is None else file_facts(made.strategies),
        brand=made.brand,
        factors=asked["factors"],
        outcomes=asked["outcomes"],
        **facts,
    )


def with_factors(notes: Mapping[str, str], made: Experiment) -> dict[str, str]:
    """Return the definitions of columns, and those of the factors' own."""
    return {**{factor.name: f"factor: {factor.key}" for factor in made.factors}, **notes}


def figure(value: float) -> str:
    """Return a number as printed tables have it; a dash where there is none."""
    if value != value:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"


def within(value: float, low: float, high: float) -> str:
    """Return a number with its interval."""
    return f"{figure(value)} [{figure(low)}, {figure(high)}]" if low == low else figure(value)


def show(tell: Callable[[], None], target: OutputFolder | None, figures: bool) -> None:
    """Print what was found, and where it is; whoever interrupts that has it on disk already."""
    with suppress(KeyboardInterrupt):
        tell()
        if target is not None:
            say_where(target, figures)
