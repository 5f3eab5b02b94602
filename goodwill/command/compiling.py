"""The first run of a version compiles the engine: said, with where the result is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goodwill.command.late_imports import import_model
from goodwill.command.progress import busy

if TYPE_CHECKING:
    from model.scenario import Scenario


def is_warm(people: int = 0, threads: int | None = None) -> bool:
    """Tell whether the compiled engine can start a run of this size at once."""
    from model.engines.compiled.engine import CompiledEngine

    return CompiledEngine.is_warm(people, threads)


@contextmanager
def compiling() -> Iterator[None]:
    """Say that the engine is being compiled, and where that is kept."""
    from model.compilation import cache_folder

    folder = cache_folder()
    where = "only the first time" if folder else "each time, since no folder can keep it"
    kept = f"kept in {folder}, " if folder else ""
    with busy(
        f"Compiling the engine for this version: about a minute, {where}"
        f" ({kept}GOODWILL_CACHE names another folder)"
    ):
        yield


def warm_up(scenario: Scenario) -> None:
    """Compile what is not compiled yet, by one day of the scenario, once for all runs."""
    if not is_warm():
        with compiling():
            import_model()(scenario.with_values({"people.count": 10})).run(1)
