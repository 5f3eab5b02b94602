"""Strategies from a file of the user's own."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator
from dataclasses import fields
from hashlib import blake2b
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

from model.errors import InputError
from model.plan import BrandView
from model.strategies.base import Strategy
from model.strategies.limits import checked_plan
from model.strategies.registry import STRATEGIES

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
SOURCES: dict[str, Path] = {}
"""The file that each of the user's own strategies came from."""


class _Loader(SourceFileLoader):
    """Reads the text itself each time: cached bytecode may be of an edit ago."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


def load_strategies(path: str | Path) -> dict[str, type[Strategy]]:
    """Register every named strategy of a Python file; return them by name.

    All of the file's strategies are taken, or none: whatever is wrong with the file is one
    ``InputError``. Reading a file again replaces what came from it before.
    """
    file = Path(path).resolve()
    module = _executed(file)
    found = list(_strategies(module))
    if not found:
        raise InputError(
            "no strategy in it", file=file, allowed="a subclass of Strategy that has a name"
        )
    taken: dict[str, type[Strategy]] = {}
    for kind in found:
        _check(kind, file, taken)
        taken[kind.name] = kind
    _register(taken, file)
    return taken


def trials() -> tuple[BrandView, ...]:
    """Return mornings on which a new strategy has to come up with a valid plan to be taken."""
    return (
        BrandView(day=0, topics=8, staff_hours=8.0, ad_reach=0.1, posts_a_day=2.0),
        BrandView(day=1, topics=1, staff_hours=0.0, ad_reach=0.0, posts_a_day=0.0),
    )


def _register(kinds: dict[str, type[Strategy]], file: Path) -> None:
    for name in [name for name, source in SOURCES.items() if source == file]:
        del SOURCES[name], STRATEGIES[name]
    STRATEGIES.update(kinds)
    SOURCES.update(dict.fromkeys(kinds, file))


def _executed(file: Path) -> ModuleType:
    """Run the file as a module of its own and return it."""
    name = f"own_strategies_{blake2b(str(file).encode(), digest_size=6).hexdigest()}"
    loader = _Loader(name, str(file))
    module = module_from_spec(_spec(name, loader))
    before = sys.modules.get(name)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        loader.exec_module(module)
    except (Exception, SystemExit) as error:
        sys.modules.pop(name)
        if before is not None:
            sys.modules[name] = before
        raise InputError(_failure(error, file), file=file) from error
    return module


def _spec(name: str, loader: _Loader) -> ModuleSpec:
    spec = spec_from_loader(name, loader, origin=loader.path)
    assert spec is not None  # only without a loader
    return spec


def _failure(error: BaseException, file: Path) -> str:
    """Return in words why a file could not be run."""
    if isinstance(error, OSError) and error.filename == str(file):
        return f"cannot be read ({error.strerror})"
    if isinstance(error, SyntaxError):
        return f"not valid Python, line {error.lineno}: {error.msg}"
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(file)]
    where = f", line {lines[-1]}" if lines else ""
    return f"fails when it is read{where}: {type(error).__name__}: {error}"


def _strategies(module: ModuleType) -> Iterator[type[Strategy]]:
    """Yield the named strategies that the module defines itself, in the order of the file."""
    for value in dict.fromkeys(v for v in vars(module).values() if isinstance(v, type)):
        if issubclass(value, Strategy) and value.__module__ == module.__name__ and value.name:
            yield value


def _check(kind: type[Strategy], file: Path, others: dict[str, type[Strategy]]) -> None:
    """Raise an ``InputError`` if the class cannot be a strategy of this name."""
    _check_name(kind, file, others)
    if "__dataclass_fields__" not in vars(kind):
        raise InputError("needs @dataclass(frozen=True)", file=file, key=kind.__name__)
    known = {*kind.options(), *kind.tables()}
    for f in fields(kind):
        if f.name not in known:
            raise InputError(
                "an option without declaration",
                file=file,
                key=f"{kind.__name__}.{f.name}",
                allowed=f"{f.name}: ... = option(default, low, high, unit, about, source)",
            )
    try:
        strategy = kind()
        for view in trials():
            checked_plan(strategy, view)
    except InputError as error:
        parts = {"value": error.value, "allowed": error.allowed, "nearest": error.nearest}
        key = f"{kind.__name__}: {error.key}"
        raise InputError(error.problem, file=file, key=key, **parts) from error


def _gives_way(name: str, file: Path) -> bool:
    """Tell whether a registered strategy may be replaced: by its own file, or a copy of it."""
    source = SOURCES.get(name)
    if source is None or source == file:
        return source is not None
    try:
        return source.read_bytes() == file.read_bytes()
    except OSError:
        return True  # where it came from is gone


def _check_name(kind: type[Strategy], file: Path, others: dict[str, type[Strategy]]) -> None:
    name, key = kind.name, f"{kind.__name__}.name"
    if not isinstance(name, str) or not NAME.fullmatch(name):
        allowed = "up to 40 small letters, digits and _, a letter first"
        raise InputError("not a strategy's name", file=file, key=key, value=name, allowed=allowed)
    if name in others or (name in STRATEGIES and not _gives_way(name, file)):
        raise InputError("the name is taken", file=file, key=key, value=name)
