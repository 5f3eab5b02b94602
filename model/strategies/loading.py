"""Strategies from a file of the user's own."""

from __future__ import annotations

import os
import re
from pathlib import Path

from model.errors import InputError
from model.plan import BrandView
from model.strategies.base import Strategy
from model.strategies.own.description import Description, described
from model.strategies.own.failure import StrategyFailure
from model.strategies.own.process import StrategyProcess
from model.strategies.own.proxy import proxy_of
from model.strategies.own.source import strategies_of
from model.strategies.own.unread import Unread
from model.strategies.planning import Planner
from model.strategies.registry import SOURCES, STRATEGIES, made

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
HERE_VARIABLE = "GOODWILL_STRATEGIES"
"""Environment variable that has strategies run in this process when it says "here"."""


def load_strategies(
    path: str | Path,
    *,
    text: bytes | None = None,
    here: bool | None = None,
    seconds: float | None = None,
) -> dict[str, type[Strategy]]:
    """Register every named strategy of a Python file; return them by name.

    All of the file's strategies are taken, or none: whatever is wrong with the file is one
    ``InputError``. Reading a file again replaces what came from it before. ``text`` is what the
    file held where there is none to be read; then the path is only what messages call it.

    The file is read, and its strategies are asked, in a process of their own, which is ended
    when one of them takes longer than ``seconds`` (default ``process.SECONDS``, or what
    GOODWILL_STRATEGY_SECONDS says). ``here``, or GOODWILL_STRATEGIES=here, keeps them in this
    process, to be stepped through with a debugger; then nothing ends one that hangs.
    """
    file = Path(path) if text is not None else Path(path).resolve()
    source = _read(file) if text is None else text
    if here is None:
        here = os.environ.get(HERE_VARIABLE) == "here"
    found = _found_here(file, source) if here else _found(file, source, seconds)
    if not found:
        raise InputError(
            "no strategy in it", file=file, allowed="a subclass of Strategy that has a name"
        )
    taken: dict[str, type[Strategy]] = {}
    for description, kind in found:
        _check((description, kind), file, source, taken)
        taken[description.name] = kind
    _register(taken, file)
    return taken


def trials() -> tuple[BrandView, ...]:
    """Return mornings on which a new strategy has to come up with a valid plan to be taken."""
    return (
        BrandView(day=0, topics=8, staff_hours=8.0, ad_reach=0.1, posts_a_day=2.0),
        BrandView(day=1, topics=8, staff_hours=0.0, ad_reach=0.0, posts_a_day=0.0),
    )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"cannot be read ({reason})", file=file) from error


Found = list[tuple[Description, type[Strategy]]]


def _found_here(file: Path, text: bytes) -> Found:
    return [(described(kind), kind) for kind in strategies_of(str(file), text)]


def _found(file: Path, text: bytes, seconds: float | None) -> Found:
    home = StrategyProcess(str(file), text, seconds)
    try:
        descriptions = home.describe()
    except StrategyFailure as error:
        raise InputError(f"fails when it is read: {error}", file=file) from error
    return [(description, proxy_of(description, home)) for description in descriptions]


def _register(kinds: dict[str, type[Strategy]], file: Path) -> None:
    for name in [name for name, source in SOURCES.items() if source == file]:
        del SOURCES[name], STRATEGIES[name]
    STRATEGIES.update(kinds)
    SOURCES.update(dict.fromkeys(kinds, file))


def _check(
    known: tuple[Description, type[Strategy]], file: Path, text: bytes,
    others: dict[str, type[Strategy]],
) -> None:  # fmt: skip
    """Raise an ``InputError`` if the class cannot be a strategy of this name."""
    description, kind = known
    title = description.class_name
    _check_name(description, file, text, others)
    if not isinstance(description.about, str):
        raise InputError("not a text", file=file, key=f"{title}.about", value=description.about)
    if not description.is_dataclass:
        raise InputError("needs @dataclass(frozen=True)", file=file, key=title)
    for name in description.undeclared:
        raise InputError(
            "an option without declaration",
            file=file,
            key=f"{title}.{name}",
            allowed=f"{name}: ... = option(default, low, high, unit, about, source)",
        )
    try:
        strategy = made(kind, {})
        for view in trials():
            Planner().plan(strategy, view)
    except InputError as error:
        parts = {"value": error.value, "allowed": error.allowed, "nearest": error.nearest}
        key = f"{title}: {error.key}"
        raise InputError(error.problem, file=file, key=key, **parts) from error


def _gives_way(name: str, file: Path, text: bytes) -> bool:
    """Tell whether a registered strategy may be replaced: by its own file, or a copy of it."""
    source = SOURCES.get(name)
    if issubclass(STRATEGIES[name], Unread):
        return True
    if source is None or source == file:
        return source is not None
    try:
        return source.read_bytes() == text
    except OSError:
        return True  # where it came from is gone


def _check_name(
    description: Description, file: Path, text: bytes, others: dict[str, type[Strategy]]
) -> None:
    name, key = description.name, f"{description.class_name}.name"
    if not isinstance(name, str) or not NAME.fullmatch(name):
        allowed = "up to 40 small letters, digits and _, a letter first"
        raise InputError("not a strategy's name", file=file, key=key, value=name, allowed=allowed)
    if name in others or (name in STRATEGIES and not _gives_way(name, file, text)):
        raise InputError("the name is taken", file=file, key=key, value=name)
