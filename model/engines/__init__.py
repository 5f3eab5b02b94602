"""Two engines for one set of rules: compiled loops over records, and plain Mesa agents."""

from __future__ import annotations

from typing import Any

from model.errors import InputError

ENGINES = ("compiled", "plain")


def make_engine(name: str, model: Any, people: int, threads: int | None) -> Any:
    """Return the engine of that name for a run of ``people`` people."""
    if name == "compiled":
        from model.engines.compiled.engine import CompiledEngine

        return CompiledEngine(people, threads)
    if name == "plain":
        from model.engines.plain.engine import PlainEngine

        return PlainEngine()
    raise InputError("unknown engine", key="engine", value=name, allowed=", ".join(ENGINES))
