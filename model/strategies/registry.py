"""Which strategies there are, and how one is made from a name and a table of options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol

from model.errors import InputError
from model.parameters.declaration import Parameter
from model.parameters.validation import check, nearest
from model.strategies.own.failure import StrategyFailure, told


class Declared(Protocol):
    """What the registry knows of a strategy: its name and the declarations of its options."""

    name: ClassVar[str]

    @classmethod
    def options(cls) -> dict[str, Parameter]: ...

    @classmethod
    def tables(cls) -> dict[str, str]: ...


STRATEGIES: dict[str, type[Any]] = {}
"""Every strategy by name: those that ship in a fixed order, then the user's own."""

SOURCES: dict[str, Path] = {}
"""The file that each of the user's own strategies came from."""


def strategy_class(name: object, *, file: object = None, key: str = "strategy") -> type[Any]:
    """Return the strategy of that name; an unknown one is an ``InputError``."""
    if isinstance(name, str) and name in STRATEGIES:
        return STRATEGIES[name]
    near = nearest(name, STRATEGIES) if isinstance(name, str) else None
    raise InputError(
        "unknown strategy",
        file=file,
        key=key,
        value=name,
        allowed=", ".join(STRATEGIES),
        nearest=near,
    )


def make_strategy(
    name: str,
    options: Mapping[str, Any] | None = None,
    *,
    file: object = None,
    key: str = "strategy",
    path: str = "",
) -> Any:
    """Return the ``Strategy`` with these options; those left out take their defaults.

    ``file``, ``key`` (of the name) and ``path`` (dotted, before each option) say in an
    ``InputError`` where the wrong value stands.
    """
    kind = strategy_class(name, file=file, key=key)
    return made(kind, options or {}, file=file, path=path)


def made(
    kind: type[Any], options: Mapping[str, Any], *, file: object = None, path: str = ""
) -> Any:
    """Return the ``Strategy`` of a class; whatever its own code raises is an ``InputError``."""
    try:
        return kind(**checked_options(kind, options, file=file, path=path))
    except (InputError, KeyboardInterrupt):
        raise
    except StrategyFailure as error:
        text = str(error)
    except BaseException as error:
        text = told(error, str(SOURCES.get(kind.name)))
    raise InputError(f"cannot be made: {text}", file=file, key=f"strategy {kind.name}")


def kinds_in(strategy: Any) -> Iterator[type[Any]]:
    """Yield the class of a strategy, then those of the strategies within it."""
    yield type(strategy)
    for table, named_by in strategy.tables().items():
        inner = make_strategy(getattr(strategy, named_by), dict(getattr(strategy, table)))
        yield from kinds_in(inner)


def checked_options(
    kind: type[Declared], given: Mapping[str, Any], *, file: object = None, path: str = ""
) -> dict[str, Any]:
    """Return the given options in their declared types, in the order of the declarations.

    An option that is unknown or does not fit is an ``InputError``; those not given stay out.
    """
    prefix = f"{path}." if path else ""
    declared, tables = kind.options(), kind.tables()
    for name in given:
        if name not in declared and name not in tables:
            raise _unknown_option(f"{prefix}{name}", given[name], prefix, kind, file)
    values: dict[str, Any] = {
        name: check(parameter, given[name], file=file, key=f"{prefix}{name}")
        for name, parameter in declared.items()
        if name in given
    }
    for name, named_by in tables.items():
        inner_name = values.get(named_by, declared[named_by].default)
        inner = strategy_class(inner_name, file=file, key=f"{prefix}{named_by}")
        if name in given:
            table = _table(given[name], f"{prefix}{name}", inner, file)
            values[name] = checked_options(inner, table, file=file, path=f"{prefix}{name}")
    return values


def _unknown_option(
    key: str, value: Any, prefix: str, kind: type[Declared], file: object
) -> InputError:
    known = [*kind.options(), *kind.tables()]
    near = nearest(key.removeprefix(prefix), known)
    return InputError(
        f"unknown option of {kind.name}",
        file=file,
        key=key,
        value=None if isinstance(value, Mapping) else value,
        allowed=", ".join(known) or "no options",
        nearest=near and f"{prefix}{near}",
    )


def _table(value: Any, key: str, inner: type[Declared], file: object) -> Mapping[str, Any]:
    """Return a table of options, which may come frozen as (name, value) pairs."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple) and all(isinstance(v, tuple) and len(v) == 2 for v in value):
        return dict(value)
    raise InputError(
        "wrong type", file=file, key=key, value=value, allowed=f"a table of {inner.name}'s options"
    )
