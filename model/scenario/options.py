"""The options of a brand's strategy: completed, told from the usual ones, and replaced.

A strategy may follow other strategies; their options are then tables among its own
(``Strategy.tables``), and tables among those.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.strategies import STRATEGIES, Strategy, make_strategy

Options = Mapping[str, Any]


def complete_options(
    strategy: str, given: Options, *, file: object = None, key: str = "strategy", path: str = ""
) -> dict[str, Any]:
    """Return all options of a strategy, those of strategies within it too, or raise InputError.

    ``key`` is the dotted name of the strategy's name, ``path`` that of its options' table.
    """
    made = make_strategy(strategy, given, file=file, key=key, path=path)
    options = made.settings()
    for table, named_by in made.tables().items():
        options[table] = complete_options(
            options[named_by],
            options[table],
            file=file,
            key=f"{path}.{named_by}",
            path=f"{path}.{table}",
        )
    return options


def unusual_options(strategy: str, options: Options) -> dict[str, Any]:
    """Return those of complete options that are not at their default."""
    kind = STRATEGIES[strategy]
    own = {
        name: options[name]
        for name, parameter in kind.options().items()
        if options[name] != parameter.default
    }
    tables = {
        table: unusual_options(options[named_by], options[table])
        for table, named_by in kind.tables().items()
    }
    return own | {table: inner for table, inner in tables.items() if inner}


def put_option(strategy: object, options: dict[str, Any], names: list[str], value: Any) -> None:
    """Set an option, in place, below as many tables as ``names`` says.

    Where it names another strategy, the options of the strategy named before are dropped.
    """
    kind = _kind(strategy)
    for table in names[:-1]:
        named_by = kind.tables().get(table, "")
        inner = options.get(named_by, kind.options()[named_by].default if named_by else None)
        if not isinstance(options.get(table), dict):
            options[table] = {}
        kind, options = _kind(inner), options[table]
    last = names[-1]
    for table, named_by in kind.tables().items():
        if named_by == last and options.get(last) != value:
            options[table] = {}
    options[last] = value


def _kind(name: object) -> type[Strategy]:
    """Return the strategy of that name; for an unknown one, which is refused later, the base."""
    return STRATEGIES.get(name, Strategy) if isinstance(name, str) else Strategy
