"""What a command leaves: tables, a summary, pictures, and the manifest last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.store.folder import OutputFolder
from experiments.store.numbers import write_json
from goodwill.command.exits import TRACEBACK
from goodwill.command.matplotlib_settings import import_matplotlib
from goodwill.command.printing import Ended, NotPrinted
from goodwill.command.progress import busy
from goodwill.command.telling import command_line, say_where
from goodwill.command.timing import Stopwatch

if TYPE_CHECKING:
    from experiments.store.parquet import Table
    from experiments.sweep.experiment import Experiment

    Tables = Mapping[str, tuple[Table, Mapping[str, str]]]
    """Tables by name of their file, each with what its columns are."""


class SafeDrawing:
    """Draws into an output's folder; where that fails, the rest of the output is kept.

    ``in_place``: all else stands in its folder already, so that a full disk takes only pictures.
    """

    def __init__(self, watch: Stopwatch, *, in_place: bool = False) -> None:
        self.watch, self._in_place = watch, in_place
        self.failed: Exception | None = None

    @contextmanager
    def __call__(
        self, what: str = "Drawing the pictures and writing the report", loads: bool = True
    ) -> Iterator[None]:
        """Say that pictures are drawn, and draw them inside, in this process if it ``loads``."""
        with self.watch("pictures"), busy(what):
            try:
                if loads:
                    import_matplotlib()
                yield
            except Exception as error:
                full = isinstance(error, OSError)
                if (full and not self._in_place) or (not full and os.environ.get(TRACEBACK)):
                    raise
                self.failed = error

    def check(self, place: str) -> None:
        """Raise Ended if the pictures could not be drawn; the folder is in its place by now."""
        if self.failed is not None:
            what = f"{type(self.failed).__name__}: {self.failed}".splitlines()[0]
            what = getattr(self.failed, "strerror", None) or what
            raise Ended(f"the pictures could not be drawn ({what}); all else is in {place}")


def keep(
    made: Experiment,
    target: OutputFolder,
    watch: Stopwatch,
    *,
    kind: str,
    tables: Tables,
    summary: Mapping[str, Any],
    draw: Callable[[Path], list[Any]],
    page: Callable[[], Any],
    figures: bool = True,
    **facts: Any,
) -> None:
    """Write everything that a study leaves; ``facts`` are the manifest's own.

    ``draw`` puts pictures into the folder and returns them, ``page`` gives what the report
    says of the study (``viz.reports.study.StudyFindings``); both are left out without
    ``figures``.
    """
    from experiments.store.parquet import write_table

    drawing = SafeDrawing(watch)
    with target.writing() as folder:
        with watch("tables"):
            for name, (table, notes) in tables.items():
                write_table(folder / f"{name}.parquet", table, notes)
            write_json(folder / "summary.json", summary)
            (folder / "scenario.toml").write_text(made.base.to_toml(), "utf-8")
        if figures:
            with drawing():
                from viz.reports.about import about_study
                from viz.reports.study import study_report

                notes = {key: text for _, own in tables.values() for key, text in own.items()}
                about = about_study(folder, made, notes, command_line())
                study_report(folder, page(), draw(folder), about)
        write_json(folder / "manifest.json", _manifest(made, watch, kind, facts))
    drawing.check(target.name)


def _manifest(
    made: Experiment, watch: Stopwatch, kind: str, facts: Mapping[str, Any]
) -> dict[str, Any]:
    from experiments.manifest import file_facts, make_manifest
    from experiments.sweep.writing import document

    asked = document(made)
    return make_manifest(
        made.base,
        kind=kind,
        command=command_line(),
        engine="compiled",
        graph={"file": None} if made.graph is None else file_facts(made.graph),
        started=watch.started,
        seconds=watch.seconds,
        strategies=None if made.strategies is None else file_facts(made.strategies),
        brand=made.brand,
        factors=asked["factors"],
        outcomes=asked["outcomes"],
        **facts,
    )


def with_factors(notes: Mapping[str, str], made: Experiment) -> dict[str, str]:
    """Return the definitions of columns, and those of the factors' own."""
    return {**{factor.name: f"factor: {factor.key}" for factor in made.factors}, **notes}


@contextmanager
def results_safe(place: str | None) -> Iterator[None]:
    """Say, when what was found cannot be printed, that it is on disk already.

    Whoever interrupts the printing has it there; that is no failure.
    """
    try:
        yield
    except KeyboardInterrupt:
        return
    except NotPrinted as error:
        safe = "" if place is None else f"; the results are safe in {place}"
        raise Ended(f"{error.message}{safe}") from error


def show(tell: Callable[[], None], target: OutputFolder | None, figures: bool) -> None:
    """Print what was found, and where it is."""
    with results_safe(None if target is None else target.name):
        tell()
        if target is not None:
            say_where(target, figures)
